"""Formats the rows of a list: which columns, in which order, each value in words and with its links (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from datasette.utils import tilde_encode
from markupsafe import Markup, escape

from archive.web.lists.asked import Arguments, Asked, replaced
from archive.web.lists.columns import columns_of
from archive.web.lists.counted import Counted, articles_at
from archive.web.plugins.cells import Place, cell, is_number, show_list
from archive.web.plugins.dates import is_moment, needs_seconds, second, site_day
from archive.web.plugins.labels import label, type_of_column
from archive.web.plugins.links import ARTICLES, article_link, link, original_link, row_page
from archive.web.plugins.values import cut, list_of, number_of, text_of

# What a column of a query is shown from, where the article of the row says more than the query's text.
_OF_ARTICLE = {"authors": "authors", "categories": "categories"}
# A list of so few columns shows them all.
MAX_EMPTY = 4
_INSTANTS = {"published_at": "time of publication", "updated_at": "time of the update"}
_DATES = {"published", "published_at", "published_day"}


class Head(NamedTuple):
    """The heading of a column; `href` sorts by it, `direction` is `ascending` or `descending` if it is sorted."""

    name: str
    label: str
    description: str
    href: str
    direction: str
    is_number: bool


class Shown(NamedTuple):
    """A cell with the name and label of its column."""

    name: str
    label: str
    html: Markup
    is_number: bool


class Sheet(NamedTuple):
    """Headings and rows of cells; `left_out` columns are shown only if they are asked for."""

    heads: list[Head]
    rows: list[list[Shown]]
    left_out: int


@dataclass(frozen=True, kw_only=True)
class Source:
    """The rows of a list and what is known of them.

    `table` is None for a query; `keys` are the columns of the primary key, empty without one; `articles` has
    columns of the articles that the rows name, by id. `counted` says of which column the numbers lead to articles, of
    the one `site` if the query was asked about one.
    """

    names: Sequence[str]
    rows: Sequence[Sequence[Any]]
    table: str | None = None
    keys: Sequence[str] = ()
    articles: Mapping[Any, Mapping[str, Any]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    arguments: Arguments = ()
    asked: Asked = field(default_factory=Asked)
    is_all: bool = False
    can_sort: bool = True
    counted: Counted | None = None
    site: str = ""

    @property
    def is_linked(self) -> bool:
        """Whether the rows of a query are articles with their titles."""
        return self.table is None and {"article", "title"} <= set(self.names)


def sheet_of(source: Source) -> Sheet:
    """Return the rows of a list, formatted."""
    names = _names(source)
    seconds = needs_seconds(value for row in source.rows for value in row)
    rows = [_row(source, names, row, seconds=seconds) for row in source.rows]
    numbers = {
        name
        for name in names
        if any(is_number(row[source.names.index(name)], name) for row in source.rows)
        and not any(isinstance(row[source.names.index(name)], str) for row in source.rows)
    }
    heads = [_head(source, name, is_number=name in numbers) for name in names]
    labels = {head.name: head.label for head in heads}
    shown = [
        [Shown(name, labels[name], html, name in numbers) for name, html in zip(names, row, strict=True)]
        for row in rows
    ]
    return Sheet(heads, shown, 0 if source.is_all else max(len(source.names) - len(names), 0) * bool(source.table))


def _names(source: Source) -> list[str]:
    names = columns_of(source.table, source.names, is_all=source.is_all)
    if not source.is_all and len(names) > MAX_EMPTY:
        # A column that no row of this page has a value in says nothing, and the others have more room.
        asked_for = {source.asked.sort, *(each.column for each in source.asked.conditions)}
        names = [name for name in names if name in asked_for or not _is_empty(source, name)]
    if not source.is_linked:
        return names
    # The address stands under the title, which leads to the article; a rounded count has its sign.
    folded = {"article", "url"} | ({"count"} if "views" in names else set())
    return [name for name in names if name not in folded]


def _is_empty(source: Source, name: str) -> bool:
    place = source.names.index(name)
    return bool(source.rows) and all(row[place] in {None, "", "[]", "{}"} for row in map(_hashable, source.rows))


def _hashable(row: Sequence[Any]) -> Sequence[Any]:
    return [each if isinstance(each, str | None) else 0 for each in row]


def _head(source: Source, name: str, *, is_number: bool) -> Head:
    place = source.names.index(name)
    is_utc = name not in _DATES and any(isinstance(row[place], str) and is_moment(row[place]) for row in source.rows)
    words = f"{label(name)} (UTC)" if is_utc and not name.startswith(("published", "updated")) else label(name)
    direction = ""
    if source.asked.sort == name:
        direction = "descending" if source.asked.is_descending else "ascending"
    first_descends = is_number or is_utc or type_of_column(source.table, name) in {"time", "day"}
    descends = first_descends if not direction else direction == "ascending"
    changed = {"_sort": None if descends else name, "_sort_desc": name if descends else None}
    href = replaced(source.arguments, **changed) if source.can_sort else ""
    return Head(name, words, source.descriptions.get(name, ""), href, direction, is_number)


def _row(source: Source, names: Sequence[str], row: Sequence[Any], *, seconds: bool) -> list[Markup]:
    cells = [_cell(source, name, row, seconds=seconds) for name in names]
    page = _page_of(source, row)
    if page and cells:
        first = names[0]
        is_own = first in source.keys and len(source.keys) == 1
        words = _plain(cells[0]) if "<a " not in cells[0] or is_own else Markup("")
        if words:
            cells[0] = Markup('<a href="{}">{}</a>').format(page, words)
        else:
            cells[-1] = cells[-1] + Markup(' <a class="to-row" href="{}">row</a>').format(page)
    if not any(cells) and cells:
        cells[0] = Markup('<span class="nothing">(nothing)</span>')
    return cells


def _plain(html: Markup) -> Markup:
    """Return a cell without links, as links do not nest; empty if it has no text."""
    return html if "<a " not in html else escape(html.striptags())


def _page_of(source: Source, row: Sequence[Any]) -> str:
    """Return the address of a row's own page, empty where the rows have none."""
    if source.table is None or not source.keys or not set(source.keys) <= set(source.names):
        return ""
    values = [_key(row[source.names.index(key)]) for key in source.keys]
    # Such as within the index of words: there is no address of bytes.
    if any(isinstance(row[source.names.index(key)], bytes) for key in source.keys):
        return ""
    return f"/commentary/{source.table}/{','.join(map(tilde_encode, values))}" if all(values) else ""


def _key(value: Any) -> str:
    return str(value["value"] if isinstance(value, dict) else "" if value is None else value)


def _cell(source: Source, name: str, row: Sequence[Any], *, seconds: bool) -> Markup:
    value = row[source.names.index(name)]
    place = Place(name, source.table, row, source.names, seconds=seconds)
    article = source.articles.get(row[source.names.index("article")]) if source.is_linked else None
    if source.is_linked and name == "title":
        return _title(source, value, row)
    if article and name in _DATES and value and article.get("published_at"):
        return site_day(article)
    if article and name in _OF_ARTICLE and value and list_of(article.get(name)):
        return show_list(name, list_of(article[name]))
    html = cell(value, place)
    if source.counted and name == source.counted.column and html:
        return _to_counted(source, source.counted, row, html)
    if name == "views" and number_of(value) is not None and _is_rounded(source, row):
        return Markup("≈&nbsp;") + html
    return _to_article(source, name, value) or html


def _to_counted(source: Source, counted: Counted, row: Sequence[Any], html: Markup) -> Markup:
    """Return a number with a link to the articles that it counts."""
    values = [(name, row[source.names.index(name)]) for name in counted.by if name in source.names]
    if source.site and "site" not in counted.by:
        values.append(("site", source.site))
    address = articles_at(values)
    return link(address, html) if address else html


def _to_article(source: Source, name: str, value: Any) -> Markup | None:
    """Return a link with its title to an article that a column names by its id, where the titles are known."""
    if name not in ARTICLES or isinstance(value, dict) or value not in source.articles:
        return None
    return article_link(value, text_of(source.articles[value].get("title")) or "Untitled")


def _is_rounded(source: Source, row: Sequence[Any]) -> bool:
    if "views_rounded" in source.names:
        return bool(row[source.names.index("views_rounded")] == 1)
    return source.is_linked and "count" in source.names and bool(row[source.names.index("count")] == "rounded")


def _title(source: Source, value: Any, row: Sequence[Any]) -> Markup:
    html = article_link(row[source.names.index("article")], text_of(value) or "Untitled")
    if "url" not in source.names:
        return html
    return html + Markup("<br><small>{}</small>").format(original_link(row[source.names.index("url")]))


class Field(NamedTuple):
    """A column of one row: its label, its description, its value in words."""

    name: str
    label: str
    description: str
    html: Markup
    characters: int


# A text of more characters is folded away on a row's page.
LONG = 400
MAX_SHOWN = 100_000


def fields_of(source: Source) -> tuple[list[Field], list[str]]:
    """Return the columns of the one row that have a value, and the labels of those that have none."""
    (row,) = source.rows
    found, empty = [], []
    for name in columns_of(source.table, source.names, is_all=True):
        value = row[source.names.index(name)]
        place = Place(name, source.table, row, source.names, seconds=True, whole=True)
        html = _whole(source, name, value, place)
        # Beside its day a date has another name.
        words = _INSTANTS[name] if _is_beside_its_day(source, name) else label(name)
        if html:
            description = source.descriptions.get(name, "")
            is_text = type_of_column(source.table, name) == "text" and isinstance(value, str)
            found.append(Field(name, words, description, html, len(value) if is_text else 0))
        else:
            empty.append(words)
    return found, empty


def _is_beside_its_day(source: Source, name: str) -> bool:
    return name in _INSTANTS and f"{name.removesuffix('_at')}_day" in source.names


def _whole(source: Source, name: str, value: Any, place: Place) -> Markup:
    if _is_beside_its_day(source, name) and isinstance(value, str) and is_moment(value):
        return second(value)
    if isinstance(value, str) and type_of_column(source.table, name) == "text" and len(value) > LONG:
        return Markup("<pre dir=auto>{}</pre>").format(cut(value, MAX_SHOWN))
    html = _to_article(source, name, value) or cell(value, place)
    if isinstance(value, str) and is_moment(value) and name not in {*_DATES, "updated_at"}:
        return html + Markup(" UTC") if " UTC" not in html.striptags() else html
    if name == "bytes" and number_of(value) is not None:
        return html + Markup(" bytes")
    return html


def row_address(table: str, key: str) -> Markup:
    """Return a link to a row's page by the value of its key."""
    return link(row_page(table, key), cut(key, LONG))
