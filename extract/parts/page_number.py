"""Numbered addresses: of which text an address may be a later page, by its spelling alone (pure)."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from extract.urls import canonical_url

# How an address gives a number: it says that it is a page's (`?page=2`, `/page/2/`, `-seite-2.html`), as a part of
# the path (`/2/`), behind a mark that is in no slug (`_2.html`), or as a slug may end too (`-2`).
Style = Literal["named", "segment", "mark", "slug"]

MOST = 99
WORDS = r"pages?|pg|pag|p|seite|pagina|p%C3%A1gina|sida|side|strona|stranka|sayfa|halaman"
PARAMETERS = frozenset({
    "curpage", "currentpage", "page", "page_no", "page_num", "pagina", "pageno", "pagenum", "pagenumber", "pg", "p",
    "sayfa", "seite", "sida", "side", "strona", "pag",
})  # fmt: skip
PATHS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("named", re.compile(rf"(?P<base>.+?)[/_,;.-](?:{WORDS})[/_=-]?(?P<number>\d{{1,2}})", re.IGNORECASE)),
    ("segment", re.compile(r"(?P<base>.+)/(?P<number>\d{1,2})")),
    ("mark", re.compile(r"(?P<base>.+)[_,](?P<number>\d{1,2})")),
    ("slug", re.compile(r"(?P<base>.+)-(?P<number>\d{1,2})")),
)

_TAIL = re.compile(r"(?P<stem>.*?)(?P<tail>(?:\.(?:html?|shtml?|xhtml|php\d?|aspx?|jsp|cms|do))?/?)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)$", re.IGNORECASE)
# Where a number may stand in an address, to pass over most links of a page quickly.
MAY_BE_NUMBERED = re.compile(r"(?<!\d)\d{1,2}(?:\.\w{2,5})?/?(?:$|[?#])|[?&;]\w+=\d{1,2}(?:$|[&;#])")


class Numbered(NamedTuple):
    """What an address says when it is taken for a later page: of which text, which page, and the first one's address.

    `text` is the key that all pages of a text share, which `text_key` gives of the first one.
    """

    text: str
    number: int
    style: Style
    first: str


def text_key(url: str) -> str:
    """Return what the addresses of one text's pages share: no scheme, page number, extension or slash at the end."""
    return _key(canonical_url(url))


def page_number_of(url: str) -> Iterator[Numbered]:
    """Yield each way to take an address for that of one page of several, the plainest first; most have none."""
    own = canonical_url(url)
    try:
        parts = urlsplit(own)
    except ValueError:
        return
    if parts.scheme not in {"http", "https"}:
        return
    yield from _by_query(own)
    stem, tail = _split(parts.path)
    for style, pattern in PATHS:
        found = pattern.fullmatch(stem)
        # A number behind the host alone is a page of the site's own list.
        if found and found["base"].strip("/") and 0 < int(found["number"]) <= MOST:
            first = urlunsplit(parts._replace(path=found["base"].rstrip("/") + tail))
            yield Numbered(_key(first), int(found["number"]), style, first)


def _by_query(url: str) -> Iterator[Numbered]:
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in pairs:
        # Where a query alone tells the text, `p` is its number.
        is_page = name.lower() in PARAMETERS and (name != "p" or not _is_bare(parts.path))
        if is_page and value.isascii() and value.isdigit() and 0 < len(value) < 3:
            kept = [pair for pair in pairs if pair[0] != name]
            first = urlunsplit(parts._replace(query=urlencode(kept, safe="/,:")))
            if not _is_bare(parts.path) or kept:
                yield Numbered(_key(first), int(value), "named", first)


def _key(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    stem, _ = _split(parts.path)
    return f"{parts.netloc}{_INDEX.sub('', stem)}?{urlencode(sorted(parse_qsl(parts.query)))}"


def _split(path: str) -> tuple[str, str]:
    found = _TAIL.fullmatch(path)
    return (found["stem"], found["tail"]) if found else (path, "")


def _is_bare(path: str) -> bool:
    stem, _ = _split(path)
    return _INDEX.sub("", stem) in {"", "/"}
