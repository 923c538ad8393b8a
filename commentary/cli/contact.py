"""Asks once, on a terminal, who is crawling, and writes the answer into the data folder (terminal and disk)."""

import json
import os
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from crawler.operator import read_contact, user_agent
from extract.errors import CommentaryError
from extract.site import Site

NAME = "settings.toml"
MOST = 200
# Good enough to notice a slip of the finger; whether somebody reads it only the sites can find out.
EMAIL = re.compile(r"[^\s@()<>\",;:]+@[^\s@()<>\",;:.]+(?:\.[^\s@()<>\",;:.]+)+")
PAGE = re.compile(r"https?://[^\s/@()<>\",;:.]+(?:\.[^\s/@()<>\",;:.]+)+(?::\d+)?(?:/[^\s()<>\",;]*)?")


def ensure_contact(sites: Iterable[Site], data: Path) -> None:
    """Ask for the operator's contact where a crawl of these sites needs one, there is none, and somebody can answer.

    Without a terminal nothing is asked, and the crawl itself says what it misses. CommentaryError when there is no
    answer, or when the folder's settings cannot be read or written.
    """
    hosts = [host for site in sites for host in site.hosts]
    if not (sys.stdin.isatty() and sys.stderr.isatty()) or read_contact(data) or not _is_needed(hosts):
        return
    click.echo("A crawl says who is asking: the sites see your address and can write to you.", err=True)
    try:
        contact = click.prompt("Your e-mail address or web page", value_proc=check_contact, err=True)
    except click.Abort as error:
        raise CommentaryError("no contact was given, and nothing was asked of any site") from error
    write_contact(contact, data)
    click.echo(f"It stands in {data / NAME}.", err=True)


def check_contact(text: str) -> str:
    """Return an e-mail address or web page, which goes into a header as it is; click.UsageError for anything else."""
    contact = text.strip()
    fits = len(contact) <= MOST and contact.isascii() and contact.isprintable()
    if not (fits and (EMAIL.fullmatch(contact) or PAGE.fullmatch(contact))):
        raise click.UsageError("that is neither an e-mail address nor a web page (https://…)")
    return contact


def write_contact(contact: str, data: Path) -> None:
    """Add the contact to the folder's settings; what else stands there stays as it is."""
    file, unfinished = data / NAME, data / f"{NAME}.new"
    try:
        data.mkdir(parents=True, exist_ok=True)
        before = file.read_text("utf-8") if file.exists() else ""
        # Before everything else: behind the name of a table it would be the table's.
        kept = re.sub(r"(?m)^\s*contact\s*=.*\n?", "", before)
        with unfinished.open("w", encoding="utf-8") as out:
            out.write(f"contact = {json.dumps(contact)}\n{kept}")
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(file)
    except (OSError, UnicodeDecodeError) as error:
        raise CommentaryError(f"{file} cannot be written: {error}") from error


def _is_needed(hosts: Iterable[str]) -> bool:
    try:
        user_agent(None, list(hosts))
    except CommentaryError:
        return True
    return False
