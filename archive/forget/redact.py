"""Takes out of a page or listing what it says of something that is to be forgotten (pure).

Its entry in a feed, sitemap or JSON list goes as a whole. In HTML, links to it lead to `about:blank`. Its words
become x, letter by letter, so that a page keeps its form. What else is in the page stays as it was.
"""

import html
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin

from archive.forget.words import Needles, masked
from archive.warc import unpacked

IsHidden = Callable[[str], bool]

NOWHERE = "about:blank"
# Of the JSON of a list; one that is deeper is an attack.
MAX_DEPTH = 40
# Of characters before the root of an XML document.
MAX_HEAD = 5000
_XML_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|urlset|sitemapindex|RDF)[\s>]")
_ENTRY = re.compile(r"<((?:[\w.-]+:)?(?:url|item|entry))(?=[\s>]).*?</\1\s*>", re.DOTALL)
# What in an entry is text, and may link elsewhere.
_CONTENT = re.compile(r"<((?:[\w.-]+:)?(?:encoded|description|summary|content))(?=[\s>]).*?</\1\s*>", re.DOTALL)
_HREF = re.compile(r"(\bhref\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_URL = re.compile(r"https?:(?:\\?/){2}[^\s\"'<>\\]*(?:\\/[^\s\"'<>\\]*)*", re.IGNORECASE)
_LINE = re.compile(r"^[ \t\ufeff]*(https?:\S+)[ \t]*\r?\n?", re.MULTILINE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def redacted(  # noqa: PLR0913 - a page, and what is to be found in it
    body: bytes, content_type: str, *, base: str, needles: Needles, is_hidden: IsHidden, lists: bool
) -> bytes | None:
    """Return a body, without its Content-Encoding, with what is hidden taken out; None if it has nothing of it.

    `base` is its URL. `lists` tells that it is a listing or a page of links, and not an article: then entries of, and
    links to, what is hidden go too.
    """
    body = unpacked(body)
    text, codec = _decoded(body, content_type)
    changed = text
    if lists:
        changed = _without_links(_without_entries(changed, is_hidden), base, is_hidden)
    changed = masked(changed, needles)
    return None if changed == text else changed.encode(codec, "surrogateescape")


def without_urls(value: Any, is_hidden: IsHidden, needles: Needles) -> Any:
    """Return a value of JSON without URLs and words that are hidden, also in keys."""
    if isinstance(value, str):
        return masked(_without_absolute(value, is_hidden), needles)
    if isinstance(value, list):
        return [without_urls(item, is_hidden, needles) for item in value]
    if isinstance(value, dict):
        pairs = ((without_urls(key, is_hidden, needles), item) for key, item in value.items())
        return {key: without_urls(item, is_hidden, needles) for key, item in pairs}
    return value


def _without_absolute(text: str, is_hidden: IsHidden) -> str:
    return _URL.sub(lambda found: NOWHERE if _is_hidden(found[0], "", is_hidden) else found[0], text)


def _decoded(body: bytes, content_type: str) -> tuple[str, str]:
    """Return the text of a body and the codec that gives the same bytes again."""
    declared = [
        found[1] for found in (_CHARSET.search(content_type), _CHARSET.search(body[:4096].decode("latin-1"))) if found
    ]
    utf_16 = ["utf-16"] if body[:2] in {b"\xff\xfe", b"\xfe\xff"} else []
    for codec in (*utf_16, "utf-8", *declared):
        try:
            text = body.decode(codec)
            if text.encode(codec) == body:
                return text, codec
        except (UnicodeError, LookupError, ValueError):
            continue
    return body.decode("utf-8", "surrogateescape"), "utf-8"


def _without_entries(text: str, is_hidden: IsHidden) -> str:
    """Return a feed, sitemap or JSON list without the entries of what is hidden."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start in {"{", "["}:
        return _without_objects(text, is_hidden)
    text = _ENTRY.sub(lambda found: "" if _names_hidden(found[0], is_hidden) else found[0], text)
    # A sitemap may be a URL a line.
    if start != "<":
        text = _LINE.sub(lambda found: "" if is_hidden(found[1]) else found[0], text)
    return text


def _names_hidden(entry: str, is_hidden: IsHidden) -> bool:
    outside = _CONTENT.sub("", entry)
    return any(_is_hidden(found[0], "", is_hidden) for found in _URL.finditer(outside))


def _without_objects(text: str, is_hidden: IsHidden) -> str:
    try:
        document = json.loads(text.lstrip("\ufeff"))
        changed = _pruned(document, is_hidden, MAX_DEPTH)
    except (ValueError, RecursionError):
        return text
    return text if changed == document else json.dumps(changed, ensure_ascii=False, separators=(",", ":"))


def _pruned(value: Any, is_hidden: IsHidden, depth: int) -> Any:
    if depth == 0 or not isinstance(value, list | dict):
        return value
    if isinstance(value, dict):
        return {key: _pruned(item, is_hidden, depth - 1) for key, item in value.items()}
    return [_pruned(item, is_hidden, depth - 1) for item in value if not _is_of_hidden(item, is_hidden)]


def _is_of_hidden(item: Any, is_hidden: IsHidden) -> bool:
    """Tell whether an object of a list has the URL as one of its values, as `link` or `guid.rendered`."""
    if isinstance(item, str):
        return item.startswith("http") and is_hidden(item)
    if not isinstance(item, dict):
        return False
    values = [*item.values(), *(inner for each in item.values() if isinstance(each, dict) for inner in each.values())]
    return any(isinstance(each, str) and each.startswith("http") and is_hidden(each) for each in values)


def _without_links(text: str, base: str, is_hidden: IsHidden) -> str:
    """Return HTML whose links to what is hidden lead nowhere; also a URL that stands in a script."""
    # What an entry of a feed says of it is another article's text.
    if _XML_ROOT.search(text[:MAX_HEAD]):
        return text

    def link(found: re.Match[str]) -> str:
        quoted = found[2]
        mark = quoted[0] if quoted[0] in "\"'" else ""
        return f"{found[1]}{mark}{NOWHERE}{mark}" if _is_hidden(quoted.strip("\"'"), base, is_hidden) else found[0]

    text = _HREF.sub(link, text)
    return _without_absolute(text, is_hidden)


def _is_hidden(written: str, base: str, is_hidden: IsHidden) -> bool:
    url = html.unescape(written.replace("\\/", "/"))
    try:
        return is_hidden(urljoin(base, url) if base else url) or is_hidden(url.rstrip(".,;:)]}"))
    except ValueError:
        return False
