"""Who runs the crawl: the contact from settings.toml or the environment, and the User-Agent (reads both)."""

import os
from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path

from archive.settings import load_settings
from crawler.policy import is_private_host
from extract.errors import CommentaryError

# The product token of the User-Agent, by which a robots.txt addresses this crawler (RFC 9309, 2.2.1).
PRODUCT = "CommentaryArchive"


def read_contact(data: Path) -> str | None:
    """Return the operator's contact: COMMENTARY_CONTACT, else `contact` of the data folder's settings.toml."""
    return os.environ.get("COMMENTARY_CONTACT", "").strip() or load_settings(data).contact or None


def user_agent(contact: str | None, hosts: Collection[str]) -> str:
    """Return the User-Agent with the contact; CommentaryError when there is none and a host is public."""
    name = f"{PRODUCT}/{version('commentary-archive')}"
    if contact:
        return f"{name} (+{contact})"
    if all(is_private_host(host) for host in hosts):
        return name
    raise CommentaryError(
        "a crawl must say who is asking: set COMMENTARY_CONTACT to your address or web page,"
        ' or write contact = "…" into settings.toml in the data folder'
    )
