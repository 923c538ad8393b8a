"""A crawl with a download timeout of 1 s: one_second_timeout.py SITE DATA; prints reasons, sources, peak memory."""

import json
import re
import sys
from pathlib import Path

from crawler.run import crawl
from sites import load_site

if __name__ == "__main__":
    name, data = sys.argv[1:]
    # A busy machine receives so much within the second, and not always the 64 MB of the settings.
    overrides = {"DOWNLOAD_TIMEOUT": 1, "DOWNLOAD_MAXSIZE": 16 << 20, "LOG_LEVEL": "ERROR"}
    summary = crawl(load_site(name, Path(data) / "sites"), Path(data), overrides=overrides)
    # getrusage would tell the peak of the process that started this one, where that is higher.
    (peak,) = re.findall(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    sys.stdout.write(json.dumps({"reasons": summary.reasons, "sources": summary.sources, "peak": int(peak) * 1024}))
