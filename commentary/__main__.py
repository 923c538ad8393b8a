"""`python -m commentary` is the command `commentary`."""

from commentary.import_path import leave_current_folder

if __name__ == "__main__":
    leave_current_folder()
    from commentary.cli.main import main

    main()
