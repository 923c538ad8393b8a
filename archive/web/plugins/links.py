"""Links to the pages of this server, and to originals on the web (pure).

Every link begins with `/`; a proxy's path is put before it when the page is sent.
"""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, unquote, urlencode, urlsplit

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from archive.schema import RULE_SET
from archive.web.plugins.values import MAX_LINE, MAX_TEXT, cut, text_of

# Of a cell in a list of rows, so that a page of them stays small; a row's own page shows more.
MAX_CELL = 300
_MAX_URL_CHARACTERS = 60
_ID = re.compile(r"-?\d{1,19}")
_RUN = re.compile(r"(.{1,60})-(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)Z?-\w+")
_UUID = re.compile(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DIFFERENCE = re.compile(r"/-/diff\?[\w.~%=&-]{1,500}", re.ASCII)
_HASH = re.compile(r"[0-9a-f]{16,}")


def entity(kind: str, name: str) -> str:
    """Return the address of the page of a site, author, category or domain."""
    return f"/-/{kind}/{tilde_encode(name)}"


def row_page(table: str, *keys: object) -> str:
    """Return the address of a row's own page by the values of its primary key."""
    return f"/commentary/{table}/{','.join(tilde_encode(str(key)) for key in keys)}"


def link(address: str, words: str) -> Markup:
    """Return a link to a page of this server."""
    return Markup('<a href="{}">{}</a>').format(address, words)


def article_link(article: object, title: str) -> Markup:
    """Return a link to an article's own page, or only the title where that is no id of an article."""
    key = str(article)
    return (
        link(row_page("articles", key), cut(title, MAX_CELL)) if _ID.fullmatch(key) else escape(cut(title, MAX_CELL))
    )


def article_at(address: str) -> Markup:
    """Return a link to the article at a URL; only the text where that is no web URL."""
    if not is_web_url(address):
        return escape(cut(address, MAX_CELL))
    return link(f"/-/find?{urlencode({'url': address})}", shorten(address))


def row_link(table: str, key: str) -> Markup:
    """Return a link to a row of a table, its key shortened to what tells it apart."""
    if not key.strip():
        return escape(key)
    shown = cut(key.removeprefix("urn:uuid:").strip("<>"), MAX_CELL)
    if table == "captures" and _UUID.fullmatch(key):
        # Ids that are made one after the other begin alike.
        shown = key[-12:]
    elif table == "runs" and (started := _RUN.fullmatch(key)):
        shown = "{} {}-{}-{} {}:{}:{}".format(*started.groups())
    elif table == "versions" and _HASH.fullmatch(key):
        shown = key[:8]
    title = Markup(' title="{}"').format(cut(key, MAX_CELL)) if shown != key else ""
    return Markup('<a href="{}"{}>{}</a>').format(row_page(table, key), title, shown)


def original_link(address: object, words: object = None) -> Markup:
    """Return a link to a page of the site, its URL shortened in the middle, or only the text if it is no web URL."""
    text = text_of(address, MAX_TEXT) or ""
    shown = cut(text_of(words) or "", MAX_CELL) or shorten(text)
    if not is_web_url(text):
        return escape(shown)
    return Markup('<a class="original" rel="noopener noreferrer" href="{}" title="{}">{}</a>').format(
        text, text, shown
    )


def is_web_url(address: str) -> bool:
    """Tell whether a text is an http or https URL with a host, which a browser takes as it stands."""
    if not address.startswith(("http://", "https://")) or len(address) > MAX_LINE:
        return False
    # A browser drops tabs and line ends within a URL, and takes a backslash for a slash.
    if not address.isprintable() or " " in address or "\\" in address:
        return False
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def shorten(address: object) -> str:
    """Return a URL without scheme and www, percent-decoded, and shortened in the middle if it is long.

    What cannot be taken apart as a URL is only shortened.
    """
    text = text_of(address, MAX_TEXT) or ""
    try:
        parts = urlsplit(text)
        query = f"?{parts.query}" if parts.query else ""
        text = f"{parts.netloc.removeprefix('www.')}{parts.path}{query}".rstrip("/")
    except ValueError:
        pass
    text = readable if (readable := unquote(text)).isprintable() else _printable(text)
    if len(text) <= _MAX_URL_CHARACTERS:
        return text
    return f"{text[: _MAX_URL_CHARACTERS // 2]}…{text[-_MAX_URL_CHARACTERS // 2 :]}"


def _printable(text: str) -> str:
    """Return a text with the characters percent-encoded that are invisible or turn the direction of writing."""
    return "".join(each if each.isprintable() else quote(each, errors="replace") for each in text)


def capture_link(key: str) -> Markup | None:
    """Return a link to the capture of a WARC-Record-ID, None for other texts."""
    return row_link("captures", key) if _UUID.fullmatch(key) else None


def difference_link(address: str) -> Markup:
    """Return a link to the page that compares two versions; other texts as they are."""
    if not _DIFFERENCE.fullmatch(address):
        return escape(cut(address, MAX_CELL))
    return link(address, "compare")


def name_link(kind: str, name: str) -> Markup:
    """Return a link to what is archived of a name: an author, a category, a tag, a site, a domain."""
    shown = cut(name, MAX_CELL)
    # A longer address is refused by servers, and no name is so long.
    if not name.strip() or len(name) > MAX_CELL:
        return escape(shown)
    if kind in _BY_FILTER:
        return link(f"/commentary/{_BY_FILTER[kind]}{urlencode({'': name})[1:]}", shown)
    return link(entity(kind, name), shown)


# What has no page of its own leads to the rows that have it.
_BY_FILTER = {"tag": "articles?tags__arraycontains=", "host": "links?host=", "language": "articles?language="}

_CAPTURES = """
    capture previous_capture first_capture last_capture ended_capture last_seen_capture back_capture dated_by
    revisit_of lent_by
"""
_VERSIONS = "version previous_version part original_version copy_version"


def _to_row(table: str) -> Callable[[str], Markup]:
    return lambda key: row_link(table, key)


def _to_name(kind: str) -> Callable[[str], Markup]:
    return lambda name: name_link(kind, name)


def _to_names(kind: str) -> Callable[[str], Markup]:
    """Return the function that links names which a query joins with commas, such as sites, which have none."""
    return lambda names: Markup(", ").join(name_link(kind, name.strip()) for name in cut(names, MAX_LINE).split(","))


# How a text is linked, by the name that its column has in every table and query.
LINKS: Mapping[str, Callable[[str], Markup]] = {
    **dict.fromkeys(_CAPTURES.split(), _to_row("captures")),
    **dict.fromkeys(_VERSIONS.split(), _to_row("versions")),
    **dict.fromkeys(("run", "previous_run"), _to_row("runs")),
    RULE_SET: _to_row("rule_sets"),
    **dict.fromkeys(("site", "original_site", "citing_site", "cited_site"), _to_name("site")),
    **dict.fromkeys(("author", "co_author", "citing_author", "cited_author"), _to_name("author")),
    **dict.fromkeys(("domain", "cited_domain"), _to_name("domain")),
    "category": _to_name("category"),
    "tag": _to_name("tag"),
    "sites": _to_names("site"),
    "hosts": _to_names("host"),
    "host": _to_name("host"),
    "warc": _to_row("warcs"),
    "article": article_at,
    "original": article_at,
    "difference": difference_link,
}
# The columns that refer to an article by its id; a foreign key gives its title.
ARTICLES = frozenset({"article", "original", "copy", "article_id"})
# What a name in such a list, or in the column `name` of the table of that name, is.
NAMES: Mapping[str, str] = {"authors": "author", "categories": "category", "tags": "tag"}
