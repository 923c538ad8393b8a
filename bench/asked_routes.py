"""Lists the pages of the server's own routes, each with many addresses (reads a database).

A route is a pattern: each of several words that it takes is a page, and another group is named by what it is, or
`name` by the words before it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

from datasette.plugins import pm
from datasette.utils import tilde_encode

from archive.export import EXPORTERS
from archive.web.exports.links import formats_here
from archive.web.search.wanted import SORTS
from archive.web.server import open_datasette
from asked_pages import Asked, many
from drawn_values import DRAWN, SAMPLES, Values

# These read records of WARC files, which a made archive has not.
NEEDS_RECORDS = ("/-/proof", "/-/evidence", "/-/response", "/-/request", "/-/asset", "/-/view")
# The whole database as a file.
WHOLE_FILES = ("/commentary\\.db",)
# Datasette's pages of itself, which are hidden.
HIDDEN = ("/-/(?:actor",)
_GROUP = re.compile(r"\(\?P<(\w+)>((?:[^()]|\([^()]*\))*)\)")
_CHOICE = re.compile(r"\w+(?:\|\w+)+")
# What a path wants to know beside what stands in it.
_ARGUMENTS: Mapping[str, Sequence[str]] = {
    "/-/cite": ("capture",),
    "/-/history": ("article",),
    "/-/comments": ("article",),
    "/-/find": ("url",),
    "/-/search": ("q",),
    "/-/topic": ("q",),
    "/commentary/search": ("q",),
}
# The charts of pages, with what they want to know; of comments a made archive has no counts.
_CHARTS: Mapping[str, Mapping[str, str]] = {
    "views": {"article": "viewed"},
    "articles": {},
    "site-months": {"name": "site"},
    "author-months": {"name": "author"},
    "category-length": {"name": "category"},
    "domain-months": {"name": "domain"},
    "topic-months": {"q": "q"},
}
_FACETS = {"site": "site", "author": "author", "category": "category", "year": "year", "language": "language"}


def asked_routes(folder: Path, values: Values) -> Iterator[Asked]:
    """Yield each page of the routes of our plugins, and each file that one of them begins."""
    with open_datasette(folder) as datasette:
        found = [route for routes in pm.hook.register_routes(datasette=datasette) for route in routes]
    for pattern, _ in found:
        path = str(pattern).removeprefix("^").removesuffix("$")
        if path.startswith((*NEEDS_RECORDS, *WHOLE_FILES, *HIDDEN)):
            continue
        if path == "/-/diff":
            yield many(f"route {path}", lambda: f"/-/diff?{_two(values)}")
            yield many(f"route {path}, inline", lambda: f"/-/diff?{_two(values)}&view=inline")
        elif path == "/-/export":
            yield from _exports(values)
        elif path.startswith("/-/chart/"):
            yield from _charts(values)
        else:
            yield from _route(path, values)
    yield from _searches(values)
    yield from _others(values)


def _two(values: Values) -> str:
    return urlencode(dict(zip(("before", "after"), values.pair(), strict=True)))


def _route(pattern: str, values: Values) -> Iterator[Asked]:
    """Yield a page for each of the words that a pattern takes."""
    groups = {group[1]: group[2].split("|") for group in _GROUP.finditer(pattern) if _CHOICE.fullmatch(group[2])}
    for words in product(*groups.values()):
        chosen = dict(zip(groups, words, strict=True))
        path = _GROUP.sub(lambda group, chosen=chosen: chosen.get(group[1], group[0]), pattern).replace("\\.", ".")
        # An ending that need not be there.
        path = re.sub(r"\(\?P<\w+>[^)]*\([^)]*\)\)\?$", "", path)
        kind = path.removeprefix("/-/").split("/")[0]
        yield many(f"route {path}", lambda path=path, kind=kind: _address(path, kind, values))


def _address(path: str, kind: str, values: Values) -> str:
    def value_of(group: re.Match[str]) -> str:
        name = group[1] if group[1] in SAMPLES or group[1] in DRAWN else kind
        return str(tilde_encode(values.draw(name)))

    asked = {name: values.draw(name) for name in _ARGUMENTS.get(path.partition(".")[0], ())}
    address = _GROUP.sub(value_of, path)
    return f"{address}?{urlencode(asked)}" if asked else address


def _charts(values: Values) -> Iterator[Asked]:
    for name, asked in _CHARTS.items():
        for form in ("svg", "csv"):
            yield many(
                f"route /-/chart/{name}.{form}",
                lambda name=name, asked=asked, form=form: (
                    f"/-/chart/{name}.{form}?{urlencode({each: values.draw(drawn) for each, drawn in asked.items()})}"
                ),
            )


def _exports(values: Values) -> Iterator[Asked]:
    """Yield each format: of all articles how it begins if it is written as it goes, and else of an author's."""
    for name in formats_here():
        if EXPORTERS[name].makes == "stream":
            yield Asked(f"export {name}, its beginning", (f"/-/export?format={name}",), is_file=True)
        yield many(
            f"export {name}, an article",
            lambda name=name: f"/-/export?format={name}&article={values.draw('article')}",
        )
    for argument in ("site", "author", "search"):
        yield many(
            f"export csv, {argument}, its beginning",
            lambda argument=argument: f"/-/export?{urlencode({'format': 'csv', argument: values.draw(argument)})}",
            is_file=True,
        )


def _searches(values: Values) -> Iterator[Asked]:
    """Yield the search with each kind of words, facet, order and page, and its feeds."""

    def search(form: str = "", **asked: str) -> str:
        return f"/-/search{form}?{urlencode({'q': values.word(), **asked})}"

    for name, drawn in {**_FACETS, "cites": "domain", "tag": "tag", "since": "day"}.items():
        yield many(f"search, {name}", lambda name=name, drawn=drawn: search(**{name: values.draw(drawn)}))
        yield many(
            f"search without words, {name}", lambda name=name, drawn=drawn: search(q="", **{name: values.draw(drawn)})
        )
    for name in ("edited", "gone"):
        for value in ("1", "0"):
            yield many(f"search, {name}={value}", lambda name=name, value=value: search(**{name: value}))
        yield Asked(f"search without words, {name}=1", (f"/-/search?{name}=1",))
    yield many("search, site and year", lambda: search(site=values.draw("site"), year=values.draw("year")))
    yield many("search, a phrase", lambda: search(q=f'"{" ".join(values.draw("title").split()[:2])}"'))
    yield many("search, two words", lambda: search(q=f"{values.word()} {values.word()}"))
    yield many("search, either word", lambda: search(q=f"{values.word()} OR {values.word()}"))
    yield many("search, a word but not another", lambda: search(q=f"{values.word()} -{values.word()}"))
    yield many("search, a beginning", lambda: search(q=f"{values.word()[:4]}*"))
    yield many("search, a word of a title", lambda: search(q=f"title:{values.word()}"))
    yield many("search, an author", lambda: search(q=f'author:"{values.draw("author")}"'))
    yield many("search, an address", lambda: search(q=values.draw("url")))
    yield many("search, nothing found", lambda: search(q=f"{values.word()}q"))
    for sort in SORTS:
        yield many(f"search, {sort}", lambda sort=sort: search(sort=sort))
        yield many(f"search, {sort}, page 50", lambda sort=sort: search(sort=sort, page="50"))
    for form in (".atom", ".json"):
        for what in ("articles", "edits", "gone"):
            yield many(f"search{form}, {what}", lambda form=form, what=what: search(form, what=what))
            yield Asked(f"search{form} without words, {what}", (f"/-/search{form}?what={what}",))
    yield many("search.atom, edits, site", lambda: search(".atom", q="", what="edits", site=values.draw("site")))


def _others(values: Values) -> Iterator[Asked]:
    yield many("topic, two", lambda: f"/-/topic?{urlencode({'q': values.word(), 'q2': values.word()})}")
    yield many("topic, of a site", lambda: f"/-/topic?q={values.word()}+site:{values.draw('site')}")
    for plural in ("authors", "domains"):
        yield many(f"{plural}, words", lambda plural=plural: f"/-/{plural}?q={values.word()[:3]}")
        yield many(f"{plural}, any page", lambda plural=plural: f"/-/{plural}?page={values.drawn.randint(1, 50)}")
        yield many(f"{plural}, site", lambda plural=plural: f"/-/{plural}?site={values.draw('site')}")
    for kind in ("author", "domain"):
        yield many(f"unknown {kind}", lambda kind=kind: f"/-/{kind}/{tilde_encode(values.draw(kind) + 'x')}")
    yield many("history, one day", lambda: f"/-/history?article={values.draw('edited')}&at={values.draw('day')}")
