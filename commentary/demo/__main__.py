"""`python -m commentary.demo` serves the demo site; `serve.py` has its options."""

import sys

from commentary.demo.serve import main

if __name__ == "__main__":
    sys.exit(main())
