"""The command with a limit on the size of each file, as on a full disk: limit_file_size.py BYTES COMMAND…"""

import resource
import sys

from commentary.cli.main import main

if __name__ == "__main__":
    size = int(sys.argv.pop(1))
    # A write beyond it fails as on a full disk; Python ignores the signal that comes with it.
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    main()
