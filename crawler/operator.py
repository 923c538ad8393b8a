"""Who runs the crawl: the contact from settings.toml or the environment, and the User-Agent (reads both)."""

import os
import tomllib
from collections.abc import Collection
from importlib.metadata import version
from pathlib import Path

from crawler.policy import is_private_host
from extract.errors import CommentaryError

# The product token of the User-Agent, by which a robots.txt addresses this crawler (RFC 9309, 2.2.1).
PRODUCT = "CommentaryArchive"
KEYS = ("contact",)


def read_contact(data: Path) -> str | None:
    """Return the operator's contact: COMMENTARY_CONTACT, else `contact` of the data folder's settings.toml."""
    return os.environ.get("COMMENTARY_CONTACT", "").strip() or _read_settings(data / "settings.toml").get("contact")


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


def _read_settings(file: Path) -> dict[str, str]:
    try:
        settings = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CommentaryError(f"{file}: cannot be read: {error}") from error
    for key, value in settings.items():
        if key not in KEYS:
            raise CommentaryError(f"{file}: unknown key {key!r}; known: {', '.join(KEYS)}")
        if not isinstance(value, str) or not value.isprintable():
            raise CommentaryError(f"{file}: {key} must be one line of text")
    return settings
