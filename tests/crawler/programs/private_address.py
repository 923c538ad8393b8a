"""A crawl of a public name that resolves to 127.0.0.1: private_address.py PORT DATA; prints the reasons."""

import json
import sys
from pathlib import Path

from scrapy.resolver import dnscache

from crawler.run import crawl
from extract.site import Site

if __name__ == "__main__":
    port, data = sys.argv[1:]
    # What a name server would have answered.
    dnscache["public.example"] = "127.0.0.1"
    site = Site(
        name="inside", title="Inside", hosts=(f"public.example:{port}",), timezone="UTC", delay=0.0, revision="r"
    )
    overrides = {"LOG_LEVEL": "ERROR", "COMMENTARY_CONTACT": "me@example.org"}
    summary = crawl(site, Path(data), urls=(f"http://public.example:{port}/",), overrides=overrides)
    sys.stdout.write(json.dumps(summary.reasons))
