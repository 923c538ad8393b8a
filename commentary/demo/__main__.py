"""`python -m commentary.demo` serves the demo site; `serve.py` has its options."""

import sys

from commentary.import_path import leave_current_folder

if __name__ == "__main__":
    leave_current_folder()
    from commentary.demo.serve import main

    sys.exit(main())
