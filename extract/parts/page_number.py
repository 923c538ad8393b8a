"""Reads page numbers out of URLs: of which text a URL may be a later page, by its spelling alone (pure)."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from extract.urls import canonical_url

# How a URL gives a page number: with a word for page (`?page=2`, `/page/2/`, `-seite-2.html`), as a segment of the
# path (`/2/`), behind a separator that no slug holds (`_2.html`), or as a slug may end too (`-2`).
Style = Literal["word", "segment", "separator", "slug"]

MAX_PAGES = 99
PAGE_WORDS = r"pages?|pg|pag|p|seite|pagina|p%C3%A1gina|sida|side|strona|stranka|sayfa|halaman"
PARAMETERS = frozenset({
    "curpage", "currentpage", "page", "page_no", "page_num", "pagina", "pageno", "pagenum", "pagenumber", "pg", "p",
    "sayfa", "seite", "sida", "side", "strona", "pag",
})  # fmt: skip
PATHS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("word", re.compile(rf"(?P<base>.+?)[/_,;.-](?:{PAGE_WORDS})[/_=-]?(?P<number>\d{{1,2}})", re.IGNORECASE)),
    ("segment", re.compile(r"(?P<base>.+)/(?P<number>\d{1,2})")),
    ("separator", re.compile(r"(?P<base>.+)[_,](?P<number>\d{1,2})")),
    ("slug", re.compile(r"(?P<base>.+)-(?P<number>\d{1,2})")),
)

_TAIL = re.compile(r"(?P<stem>.*?)(?P<tail>(?:\.(?:html?|shtml?|xhtml|php\d?|aspx?|jsp|cms|do))?/?)", re.IGNORECASE)
_INDEX = re.compile(r"/(?:index|default)$", re.IGNORECASE)
# A quick test that leaves out most links of a page.
MAY_HAVE_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?:\.\w{2,5})?/?(?:$|[?#])|[?&;]\w+=\d{1,2}(?:$|[&;#])")


class PageNumber(NamedTuple):
    """A URL read as that of one page of an article: its `number` from 1, and the URL of the `first` page.

    `text_key` is the key that the URLs of all pages of the article share; `style` is how the URL gives the number.
    """

    text_key: str
    number: int
    style: Style
    first: str


def text_key(url: str) -> str:
    """Return a URL without scheme, extension and the slash at its end: the key of an article by its first page."""
    return _key(canonical_url(url))


def page_numbers_of(url: str) -> Iterator[PageNumber]:
    """Yield each way to read a URL as that of one page of an article, the plainest first; nothing for most URLs."""
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
        if found and found["base"].strip("/") and 0 < int(found["number"]) <= MAX_PAGES:
            first = canonical_url(urlunsplit(parts._replace(path=found["base"].rstrip("/") + tail)))
            yield PageNumber(_key(first), int(found["number"]), style, first)


def _by_query(url: str) -> Iterator[PageNumber]:
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    for name, value in pairs:
        # Where the query alone names the article, `p` is the article's number.
        is_page = name.lower() in PARAMETERS and (name != "p" or not _is_bare(parts.path))
        if is_page and value.isascii() and value.isdigit() and 0 < len(value) < 3:
            kept = [pair for pair in pairs if pair[0] != name]
            first = canonical_url(urlunsplit(parts._replace(query=urlencode(kept, safe="/,:"))))
            if not _is_bare(parts.path) or kept:
                yield PageNumber(_key(first), int(value), "word", first)


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
