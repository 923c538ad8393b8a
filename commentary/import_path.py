"""Takes the current folder off the path on which Python looks for modules (changes sys.path)."""

import os
import sys
from contextlib import suppress

# os.path and not pathlib: nothing may be imported from the current folder, and os has been imported before.
_PACKAGE = os.path.dirname(os.path.realpath(__file__))  # noqa: PTH120 - see above
_ROOT = os.path.dirname(_PACKAGE)  # noqa: PTH120 - see above


def leave_current_folder() -> None:
    """Take off what `python -m` or `python FILE` put first on the path, unless our packages lie there.

    An `extract.py` or a `json.py` in the folder in which a person works would be imported in the place of our package
    or of Python's. Where our packages are not installed, their folder is put last.
    """
    with suppress(OSError):  # the current folder may have been removed
        first = os.path.realpath(sys.path[0])
        if not sys.flags.safe_path and first in {os.path.realpath(os.curdir), _PACKAGE} - {_ROOT}:
            del sys.path[0]
    if _ROOT not in map(os.path.realpath, sys.path):
        sys.path.append(_ROOT)
