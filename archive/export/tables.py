"""Defines what can be exported, in which order, and how it is filtered; makes the SELECT (pure).

A table whose rows have a site or a time of their own is narrowed down by these; the days of `since` and `until` are
then those of UTC. All else that a filter asks is asked of the articles to which the rows belong. Several rows of one
export stand in a fixed order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from json import dumps
from typing import Any, NamedTuple

from archive.export.fields import Field, did_you_mean
from archive.selection import ArticleFilter, conditions
from extract.errors import ExportError


@dataclass(frozen=True, kw_only=True)
class Exported:
    """A table or view: the order of its rows, and the SQL by which they are narrowed down.

    `belongs` is a template of the condition that a row belongs to an article, with that on the article; empty if the
    rows belong to none. `site` and `at` are the row's own site and time, if it has such. `source` is what stands
    after FROM, by default the table itself, `counted` the same where the rows are only counted, since SQLite makes
    joins that add no row all the same, and `before` what stands before the SELECT, in which a filter takes the place
    of `{}`. With `key`, what a filter asks is asked and sorted by the table itself alone.
    """

    order: str
    belongs: str = ""
    site: str = ""
    at: str = ""
    source: str = ""
    counted: str = ""
    before: str = ""
    key: str = ""


_IDS, _URLS = "(SELECT articles.id FROM articles WHERE {})", "(SELECT articles.url FROM articles WHERE {})"
_BY_ID, _BY_URL = f"article IN {_IDS}", f"article IN {_URLS}"
_ADDRESSES = f"IN (SELECT url FROM addresses WHERE {_BY_ID})"  # noqa: S608 - our own names
_OF_ARTICLE = Exported(order="article, position", belongs=_BY_ID)
# min() takes the other columns from the row of the least time.
_SHOWN = """WITH shown AS MATERIALIZED (
    SELECT version, article, site, own_url, published_day, published_offset, min(captured_at) AS first_seen_at FROM (
        SELECT version, article, site, own_url, published_day, published_offset, captured_at FROM readings
        WHERE version IS NOT NULL AND article IS NOT NULL{}
        UNION ALL SELECT part, article, site, own_url, published_day, published_offset, captured_at FROM readings
        WHERE part IS NOT NULL AND article IS NOT NULL{}
    ) GROUP BY version, article
) """

EXPORTED: Mapping[str, Exported] = {
    "articles": Exported(
        order="articles.published_at, articles.id",
        belongs="{}",
        counted="articles",
        key="articles.id",
        source="articles LEFT JOIN readings ON readings.capture = articles.capture"
        " LEFT JOIN versions ON versions.id = articles.version",
    ),
    "versions": Exported(
        order="versions.id, shown.article",
        belongs="articles.id IS NOT NULL AND {}",
        site="shown.site",
        before=_SHOWN,
        source="versions LEFT JOIN shown ON shown.version = versions.id"
        " LEFT JOIN articles ON articles.url = shown.article",
    ),
    "rule_sets": Exported(
        order="id",
        belongs=f"id IN (SELECT rule_set FROM readings WHERE {_BY_URL})",  # noqa: S608 - our own names
    ),
    "readings": Exported(order="captured_at, capture", belongs=_BY_URL, site="site", at="captured_at"),
    "captures": Exported(order="captured_at, id", belongs=f"address {_ADDRESSES}", site="site", at="captured_at"),
    "runs": Exported(order="started_at, id", site="site", at="started_at"),
    "run_fields": Exported(
        order="run, field, rule",
        site="runs.site",
        at="runs.started_at",
        source="run_fields LEFT JOIN runs ON runs.id = run_fields.run",
        counted="run_fields LEFT JOIN runs ON runs.id = run_fields.run",
    ),
    "authors": _OF_ARTICLE,
    "categories": _OF_ARTICLE,
    "tags": _OF_ARTICLE,
    "links": _OF_ARTICLE,
    "images": _OF_ARTICLE,
    "comments": _OF_ARTICLE,
    "comment_history": Exported(order="article, number, span", belongs=_BY_ID),
    "addresses": Exported(order="url", belongs=_BY_ID),
    "absences": Exported(order="article, gone_at", belongs=_BY_ID),
    "copies": Exported(order="original, copy", belongs=f"(original IN {_IDS} OR copy IN {_IDS})", at="copy_at"),
    "disagreements": Exported(order="article, field", belongs=_BY_ID),
    "sources": Exported(
        order="sources.site, sources.url, source_kind, source_url",
        belongs=f"sources.url {_ADDRESSES}",
        site="site",
        at="first_found_at",
    ),
    "unfetched": Exported(
        order="run, url",
        belongs=f"url {_ADDRESSES}",
        site="runs.site",
        at="runs.started_at",
        source="unfetched LEFT JOIN runs ON runs.id = unfetched.run",
    ),
    "run_measures": Exported(
        order="run, name",
        site="runs.site",
        at="runs.started_at",
        source="run_measures LEFT JOIN runs ON runs.id = run_measures.run",
    ),
    "alarms": Exported(order="began_at, site, kind, subject", site="site", at="began_at"),
    "attempts": Exported(
        order="capture",
        belongs=f"captures.address {_ADDRESSES}",
        site="captures.site",
        at="captures.captured_at",
        source="attempts LEFT JOIN captures ON captures.id = attempts.capture",
    ),
    "article_texts": Exported(order="id", belongs=f"id IN {_IDS}"),
    "history": Exported(order="captured_at, article", belongs=_BY_URL, site="site", at="captured_at"),
    "changes": Exported(
        order="changed_at, article, change, previous_url", belongs=_BY_URL, site="site", at="changed_at"
    ),
    "comment_counts": Exported(order="article, captured_at, capture", belongs=_BY_URL, at="captured_at"),
    "view_counts": Exported(order="article, captured_at, capture", belongs=_BY_URL, at="captured_at"),
    "standings": Exported(order="site, url", belongs=_BY_ID, site="site", at="answered_at"),
    "missing_articles": Exported(order="site, url", belongs=_BY_ID, site="site", at="answered_at"),
}


class Select(NamedTuple):
    """What comes before and after a SELECT's columns, after those of a count, in the end, and the parameters.

    `in_order` stands in the place of `after` and `order` where there is a way that sorts no more than keys.
    """

    before: str
    after: str
    counted: str
    order: str
    parameters: Mapping[str, Any]
    in_order: str = ""

    def sql(self, fields: Sequence[Field]) -> str:
        """Return the SELECT of some columns, in the order of the rows."""
        columns = ", ".join(f"{field.sql or quoted(field.name)} AS {quoted(field.name)}" for field in fields)
        return f"{self.before}SELECT {columns} {self.in_order or f'{self.after} {self.order}'}"

    def count_sql(self) -> str:
        """Return the SELECT of the number of rows."""
        return f"{self.before}SELECT count(*) {self.counted}"


def check_table(table: str) -> None:
    """Raise ExportError for a table that cannot be exported."""
    if table not in EXPORTED:
        raise ExportError(f"There is no table {table!r} to export. {did_you_mean(table, tuple(EXPORTED))}")


def select(table: str, only: ArticleFilter, *, of_articles: bool = False) -> Select:
    """Return the SELECT of the rows of a table, those of the articles of a filter.

    With `of_articles` a row counts by its article alone, and not by a site or time of its own.

    Raises ExportError for an unknown table, and for one whose rows have nothing of what the filter asks.
    """
    check_table(table)
    exported = EXPORTED[table]
    asked: list[str] = []
    parameters: dict[str, Any] = {}
    inner = ""
    if exported.site and only.sites and not of_articles:
        asked.append(f"{exported.site} IN (SELECT value FROM json_each(:own_sites))")  # noqa: S608 - our own names
        parameters["own_sites"] = dumps(list(only.sites))
        only = replace(only, sites=())
    if exported.at and (only.since or only.until) and not of_articles:
        if only.since:
            asked.append(f"{exported.at} >= :own_since")
            parameters["own_since"] = _midnight(only.since)
        # No day comes after the last one that a date can be.
        if only.until and only.until < date.max:
            asked.append(f"{exported.at} < :own_until")
            parameters["own_until"] = _midnight(only.until + timedelta(days=1))
        only = replace(only, since=None, until=None)
    if only or of_articles:
        if not exported.belongs:
            raise ExportError(
                f"The rows of {table} belong to no articles, so that they can be narrowed down by site and time only."
            )
        condition, values = conditions(only)
        asked.append(exported.belongs.format(*[condition] * 2))
        parameters |= values
        inner = f" AND {_BY_URL.format(condition)}" if only else ""
    where = f"WHERE {' AND '.join(asked)}" if asked else ""
    source, order = exported.source or quoted(table), f"ORDER BY {exported.order}"
    after, counted = (f"FROM {name} {where}" for name in (source, exported.counted or source))
    in_order = _in_order(exported, where) if asked and exported.key else ""
    return Select(exported.before.format(inner, inner), after, counted, order, parameters, in_order)


def _in_order(exported: Exported, where: str) -> str:
    """Return what comes after the columns so that the first row need not wait until all are read and sorted.

    SQLite sorts whole rows, with texts. With a limit, which is none, it keeps the order of the keys.
    """
    table = exported.key.partition(".")[0]
    keys = f"SELECT {exported.key} FROM {table} {where} ORDER BY {exported.order} LIMIT -1"  # noqa: S608 - our own names
    joined = exported.source.replace(table, f"{table} ON {exported.key} = chosen.id", 1)
    return f"FROM ({keys}) AS chosen CROSS JOIN {joined}"


def quoted(name: str) -> str:
    """Return a name as an SQL identifier."""
    return f'"{name}"'


def _midnight(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+00:00"
