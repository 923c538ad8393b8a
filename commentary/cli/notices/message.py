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
    if not site:
        return f"{base_url.rstrip('/')}/"
    from datasette.utils import tilde_encode  # noqa: PLC0415 - slow, for those who have an address for links

    return f"{base_url.rstrip('/')}/-/site/{tilde_encode(site)}"
