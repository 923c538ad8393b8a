"""Crawls what is due, looks twice a second what has become so, and prints the sites as they end.

look_often.py DATA
"""

import sys
from pathlib import Path

from commentary.cli.due_sites import DueSites
from crawler.run import crawl_what_is_due

if __name__ == "__main__":
    data = Path(sys.argv[1])
    overrides = {"COMMENTARY_LOOK_SECONDS": 0.5, "LOG_LEVEL": "WARNING"}
    said = sys.stdout
    crawl_what_is_due(DueSites(data), data, ended=lambda each: said.write(f"{each.site}\n"), overrides=overrides)
