"""`python -m commentary` is the command `commentary`, and `main` is what both run."""

from commentary.import_path import leave_current_folder

if __name__ == "__main__":
    # Before anything of Python's own is imported: the current folder may have a signal.py.
    leave_current_folder()

import signal
import sys

INTERRUPTED = 3


def main() -> None:
    """Run the command; SIGINT or SIGTERM while it is still imported ends it as they do later, with one line."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        from commentary.cli.main import main as run  # noqa: PLC0415 - what takes long is imported under the handlers
    except KeyboardInterrupt:
        # As in commentary/cli/main.py: without it CPython would end by SIGINT, whatever the exit code is.
        exec("")  # noqa: S102
        sys.stderr.write("commentary: interrupted; what was stored is kept\n")
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
