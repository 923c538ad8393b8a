"""What a person sees: tables, lines and bars on a terminal; nothing here decides anything."""
