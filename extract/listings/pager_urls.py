"""Tells by a URL whether it may be a further page of a listing, and which (pure)."""

import re
from urllib.parse import parse_qsl, urlsplit

from extract.text import all_words
from extract.words.pager_words import PAGE

# Parameters that count pages. Others may do so too, where links say it.
PAGE_PARAMETERS = frozenset(
    {"page", "paged", "pg", "pag", "pagina", "page_num", "pagenum", "pageno", "seite", "sayfa"}
)
# Parameters that choose a day, an order or a vote, and make another list of the same articles.
OTHER_PARAMETERS = frozenset(
    {
        "cal",
        "date",
        "d",
        "day",
        "dir",
        "lang",
        "limit",
        "m",
        "month",
        "order",
        "orderby",
        "per_page",
        "pagesize",
        "rate",
        "rating",
    }
    | {"replytocom", "share", "size", "sort", "sortby", "view", "vote", "week", "y", "year"}
)

_WORDS = "|".join(sorted({"index", "p", "pg", *all_words(PAGE, separator=", ")}, key=len, reverse=True))
# What stands between the URL of a listing and the number of its further page: `/page/`, `-seite-`, `_`, `/`.
_BETWEEN = re.compile(rf"[-_/.]?(?:(?:{_WORDS})[-_/.]?)?", re.IGNORECASE)
# A page of another place: the home page leads on to `/blog/page/2/`.
_PAGE_PATH = re.compile(rf"/?(?:[^\W\d]+/){{0,2}}(?:(?:{_WORDS})[-_/.]?)?\d{{1,5}}(?:\.\w{{2,5}})?/?", re.IGNORECASE)
_OWN_PAGE = re.compile(rf"(?:[-_/.](?:{_WORDS})[-_/.]?|/)(\d{{1,5}})/?$", re.IGNORECASE)
_EXTENSION = re.compile(r"(?<=\w)\.(?:html?|php|aspx?)$")
# A day or month of an archive or calendar.
_DATE_PATH = re.compile(r"/(?:19|20)\d\d[-/](?:0?[1-9]|1[0-2])(?:[-/][0-3]?\d)?/?$")
_COMMENTS = re.compile(r"/comment-page-\d|[?&]cpage=|#(?:comments?|respond)\b")
_NUMBER = re.compile(r"\d{1,7}", re.ASCII)


class PagerUrls:
    """Compares URLs with that of the listing from which they are linked.

    `own_number` is the number of its page, as its own URL has it; None for a first page.
    """

    def __init__(self, own: str) -> None:
        self.own = own.partition("#")[0]
        parts = urlsplit(own)
        self.host = _host(own)
        self.path = parts.path.rstrip("/")
        self.query = dict(parse_qsl(parts.query, keep_blank_values=True))
        found = _OWN_PAGE.search(_EXTENSION.sub("", self.path))
        # The path without the number of its page, a slash at the end and an extension: behind `index.html` comes
        # `index_2.html`.
        self.base = _EXTENSION.sub("", self.path)[: found.start() if found else None]
        by_query = next((int(value) for name, value in self.query.items() if _counts_pages(name, value)), None)
        self.own_number = int(found[1]) if found else by_query

    def may_follow(self, url: str) -> bool:
        """Tell whether a URL can be a further page: on the same host, and no day, month or page of comments."""
        if (
            not url.startswith(("http://", "https://"))
            or url.partition("#")[0] == self.own
            or _host(url) != self.host
        ):
            return False
        parts = urlsplit(url)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        changed = {name.lower() for name, value in query.items() if self.query.get(name) != value}
        is_other = bool(_DATE_PATH.search(parts.path) or _COMMENTS.search(url) or changed & OTHER_PARAMETERS)
        return not is_other

    def is_of_pager(self, url: str) -> bool:
        """Tell whether a URL looks like that of a further page: the same path, or below it one with a number."""
        parts = urlsplit(url)
        path = parts.path.rstrip("/")
        if path == self.path:
            return parts.query != urlsplit(self.own).query
        if not path.startswith(self.base):
            return False
        rest = path[len(self.base) :]
        return bool(_PAGE_PATH.fullmatch(rest) or _PAGE_PATH.fullmatch(rest.lstrip("-_")) or parts.query)

    def number_of(self, url: str) -> int | None:
        """Return the number of a further page where its URL alone tells it, else None."""
        parts = urlsplit(url)
        path = _EXTENSION.sub("", parts.path.rstrip("/"))
        if path in {self.path, self.base}:
            query = parse_qsl(parts.query)
            return next((int(value) for name, value in query if _counts_pages(name, value)), None)
        found = re.search(r"\d{1,5}$", path)
        between = path[len(self.base) : found.start()] if found and path.startswith(self.base) else None
        return int(found[0]) if found and between and _BETWEEN.fullmatch(between) else None

    def split_at_number(self, url: str, label: int) -> tuple[str, int, str] | None:
        """Return a URL before, at and behind the number of its page: that of its label, else one that is its own.

        None if it has no number that its parameters or the end of its path might count pages by.
        """
        url = url.partition("#")[0]
        same = list(re.finditer(rf"(?<!\d){label}(?!\d)", url))
        counted = list(re.finditer(r"(?<==)\d{1,7}(?=&|$)", url))
        for found in same[-1:] or counted[-1:]:
            return url[: found.start()], int(found[0]), url[found.end() :]
        return None

    def own_label(self, before: str, behind: str, numbers: dict[int, int]) -> int | None:
        """Return the label of this page in a pager, None if that is no pager of this listing.

        Its URLs have a number between `before` and `behind`; `numbers` maps the labels to them.
        """
        middle = self.own.removeprefix(before).removesuffix(behind) if self.own.startswith(before) else ""
        if _NUMBER.fullmatch(middle):
            return _label_of(int(middle), numbers)
        # The first page may have no number: then the URLs of the others must begin with its own, and go on as those
        # of pages do, or the links number something else, such as the issues of a magazine.
        own = _EXTENSION.sub("", self.own.partition("?")[0].rstrip("/"))
        if not before.startswith(own):
            return None
        rest = before[len(own) :]
        in_query = re.fullmatch(r"(?:/|\.\w{2,5})?\?.*[^&?=]=", rest) is not None
        is_page = _BETWEEN.fullmatch(rest) is not None and (rest.strip("-_/.") != "" or 1 not in numbers)
        return 1 if in_query or is_page else None


def _label_of(number: int, numbers: dict[int, int]) -> int | None:
    """Return the label of a page by the number in its URL, where labels and numbers grow evenly; else None."""
    (first, start), *others = sorted(numbers.items())
    if not others:
        return number if first == start else None
    last, end = others[-1]
    step, rest = divmod(end - start, last - first)
    if rest or step < 1 or any(start + step * (label - first) != each for label, each in others):
        return None
    return first + (number - start) // step if (number - start) % step == 0 else None


def _counts_pages(name: str, value: str) -> bool:
    return name.lower() in PAGE_PARAMETERS and _NUMBER.fullmatch(value) is not None


def _host(url: str) -> str:
    return (urlsplit(url).netloc or "").lower().removeprefix("www.")
