"""A message to people, and the pages of the served archive to which it leads (pure)."""

from dataclasses import dataclass
from typing import Literal

from commentary.cli.show.text import printable

MAX_SENTENCE = 1000

Kind = Literal["failure", "warning", "success", "info"]


@dataclass(frozen=True, kw_only=True)
class Message:
    """What a place gets; `html` is empty if there is only the text. The title has no line breaks."""

    title: str
    text: str
    html: str = ""
    kind: Kind = "info"


def one_line(text: str, most: int = MAX_SENTENCE) -> str:
    """Return a text on one line without control characters, cut: it may have words of a page."""
    return printable(" ".join(text.split()), most)


def site_page(site: str, base_url: str | None) -> str:
    """Return the URL of a site's page where the archive is served, of its first page without a site.

    It is empty without `base_url`.
    """
    if not base_url:
        return ""
    return f"{base_url.rstrip('/')}/-/site/{_tilde(site)}" if site else f"{base_url.rstrip('/')}/"


def _tilde(name: str) -> str:
    """Return a name as Datasette has it in paths: each byte but a letter, digit, `_` or `-` as `~` and two digits."""
    return "".join(
        chr(byte) if chr(byte) in _PLAIN else "+" if byte == ord(" ") else f"~{byte:02X}" for byte in name.encode()
    )


_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
