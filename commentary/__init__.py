"""The command: parses arguments, calls one function, shows what happened."""
