"""Asks for the contact as `commentary crawl` does: prompt_for_contact.py DATA HOST…; prints the User-Agent."""

import sys
from pathlib import Path

from commentary.cli.contact import ensure_contact
from crawler.operator import read_contact, user_agent
from extract.errors import CommentaryError
from extract.site import Site

if __name__ == "__main__":
    data, *hosts = sys.argv[1:]
    sites = [
        Site(name=f"s{number}", title="S", hosts=(host,), timezone="UTC", delay=1.0, revision="r")
        for number, host in enumerate(hosts)
    ]
    try:
        ensure_contact(sites, Path(data))
        sys.stdout.write(user_agent(read_contact(Path(data)), hosts))
    except CommentaryError as error:
        sys.exit(str(error))
