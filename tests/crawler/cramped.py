"""The command on a disk that holds no file larger than so many bytes: cramped.py BYTES COMMAND…"""

import resource
import sys

from commentary.cli.main import main

if __name__ == "__main__":
    size = int(sys.argv.pop(1))
    # A write beyond it fails as on a full disk; Python ignores the signal that comes with it.
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    main()
