"""`python -m commentary` is the command `commentary`."""

from commentary.cli.main import main

if __name__ == "__main__":
    main()
