"""The commands, one module each: it parses arguments, calls one function, shows what happened."""
