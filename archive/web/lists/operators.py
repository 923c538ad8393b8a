"""The comparisons by which rows are filtered: their SQL, and what a chip says of them (pure).

Their names are those of Datasette (`title__contains=`), so that the filters of tables and of queries are the same.
"""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from archive.web.plugins.labels import label, type_of_column
from archive.web.plugins.values import cut

MAX_SHOWN = 80
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Operator(NamedTuple):
    """A comparison: its SQL over `{c}` and `{v}`, its name in a form, and its words in a chip over `{c}` and `{v}`.

    `needs` tells whether it compares with a value.
    """

    sql: str
    name: str
    words: str
    needs: bool = True


def _compared(sign: str) -> str:
    """Return the SQL that compares numbers as numbers and texts as texts: a query's column has no type."""
    return f"CASE WHEN typeof({{c}}) IN ('integer', 'real') THEN {{c}} {sign} {{n}} ELSE {{c}} {sign} {{v}} END"


_IN_LIST = "{v} IN (SELECT value FROM json_each(iif(json_valid({c}), {c}, '[]')))"
OPERATORS: Mapping[str, Operator] = {
    "exact": Operator("({c} = {v} OR {c} = {n})", "is", "{c}: {v}"),
    "not": Operator("NOT ({c} = {v} OR {c} = {n})", "is not", "{c} is not {v}"),
    "contains": Operator("instr(lower({c}), lower({v})) > 0", "contains", "{c} contains “{v}”"),
    "endswith": Operator("{c} LIKE '%' || {v}", "ends with", "{c} ends with “{v}”"),
    "startswith": Operator("{c} LIKE {v} || '%'", "begins with", "{c} begins with “{v}”"),
    "gt": Operator(_compared(">"), "more than, or after", "{c} more than {v}"),
    "gte": Operator(_compared(">="), "at least, or since", "{c} at least {v}"),
    "lt": Operator(_compared("<"), "less than, or before", "{c} less than {v}"),
    "lte": Operator(_compared("<="), "at most, or until", "{c} at most {v}"),
    "like": Operator("{c} LIKE {v}", "is like (% for any text)", "{c} is like “{v}”"),
    "notlike": Operator("{c} NOT LIKE {v}", "is not like", "{c} is not like “{v}”"),
    "glob": Operator("{c} GLOB {v}", "matches (* for any text)", "{c} matches “{v}”"),
    "in": Operator("{c} IN (SELECT value FROM json_each({j}))", "is one of (a, b)", "{c}: {v}"),
    "notin": Operator("{c} NOT IN (SELECT value FROM json_each({j}))", "is none of (a, b)", "{c} is not {v}"),
    "arraycontains": Operator(_IN_LIST, "has in its list", "{c} with “{v}”"),
    "arraynotcontains": Operator(f"NOT {_IN_LIST}", "has not in its list", "{c} without “{v}”"),
    "date": Operator("date({c}) = {v}", "is on the day", "{c} on {v}"),
    "isnull": Operator("{c} IS NULL", "is missing", "without {n}", needs=False),
    "notnull": Operator("{c} IS NOT NULL", "is there", "with {n}", needs=False),
    "isblank": Operator("({c} IS NULL OR {c} = '')", "is empty", "without {n}", needs=False),
    "notblank": Operator("({c} IS NOT NULL AND {c} <> '')", "is not empty", "with {n}", needs=False),
}
# What is compared with a date, by the operator.
_OF_DATES = {
    "exact": "on", "not": "not on", "gt": "after", "gte": "since", "lt": "before", "lte": "until", "date": "on",
    "contains": "in", "startswith": "in",
}  # fmt: skip
# What a row has or lacks, where the label of the column is no noun.
_NOUNS: Mapping[str, str] = {
    "published": "a date of publication",
    "updated": "a date of an update",
    "back": "a return",
    "finished": "an end",
    "not counted because": "a reason why it does not count",
}
# What people say instead, of a column and an operator.
_PHRASES: Mapping[tuple[str, str], str] = {
    ("gone_at", "isnull"): "still on the web",
    ("gone_at", "notnull"): "gone from the web",
    ("back_at", "isnull"): "not back",
    ("back_at", "notnull"): "back on the web",
    ("cut_off", "isnull"): "complete texts",
    ("cut_off", "notnull"): "incomplete texts",
    ("held", "isnull"): "those that count",
    ("held", "notnull"): "those that do not count",
    ("article", "isnull"): "no article",
    ("article", "notnull"): "an article",
    ("authors", "arraycontains"): "by {v}",
    ("authors", "arraynotcontains"): "not by {v}",
    ("categories", "arraycontains"): "in category {v}",
    ("categories", "arraynotcontains"): "not in category {v}",
    ("tags", "arraycontains"): "tagged {v}",
    ("tags", "arraynotcontains"): "not tagged {v}",
    ("changed", "arraycontains"): "changed: {v}",
    ("year", "exact"): "published in {v}",
    ("year", "in"): "published in {v}",
    ("year", "not"): "not published in {v}",
    ("year", "notin"): "not published in {v}",
    ("year", "gte"): "published since {v}",
    ("year", "gt"): "published after {v}",
    ("year", "lt"): "published before {v}",
    ("year", "lte"): "published until {v}",
}
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NUMBER = re.compile(r"[+-]?(\d{1,18}|\d{0,18}\.\d{1,18})")


class Condition(NamedTuple):
    """A comparison of a column with a value."""

    column: str
    operator: str
    value: str

    @property
    def argument(self) -> str:
        """The argument of the query string that asks for it."""
        return f"{self.column}__{self.operator}"


def condition_of(argument: str, value: str) -> Condition | None:
    """Return the condition that an argument such as `title__contains` asks for; None if there is no such operator."""
    column, _, operator = argument.rpartition("__") if "__" in argument else (argument, "", "exact")
    return Condition(column, operator, value) if operator in OPERATORS and column else None


def sql_of(condition: Condition, quoted: str, number: int) -> tuple[str, dict[str, Any]]:
    """Return the SQL of a condition over a quoted column, and the parameters that it names."""
    name = f"listed_{number}"
    text, values = condition.value, [condition.value]
    if condition.operator in {"in", "notin"}:
        values = values_of(text)
    parameters: dict[str, Any] = {
        name: text,
        f"{name}_n": _number(text),
        f"{name}_j": json.dumps([each for value in values for each in dict.fromkeys((value, _number(value)))]),
    }
    sql = OPERATORS[condition.operator].sql.format(c=quoted, v=f":{name}", n=f":{name}_n", j=f":{name}_j")
    return sql, {key: value for key, value in parameters.items() if re.search(rf":{key}\b", sql)}


def _number(text: str) -> int | float | str:
    if not _NUMBER.fullmatch(text.strip()):
        return text
    return float(text) if "." in text else int(text)


def values_of(text: str) -> list[str]:
    """Return the values of `in` and `notin`: a JSON array, or texts between commas."""
    if text.startswith("["):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            found = None
        if isinstance(found, list):
            return [str(item) for item in found]
    return [item.strip() for item in text.split(",")]


def chip(condition: Condition, table: str | None = None) -> str:
    """Return what a chip says of a condition: `published since 2025`, `still on the web`, `title contains “x”`."""
    column, operator, value = condition
    words = cut(_alternatives(value) if operator in {"in", "notin"} else value, MAX_SHOWN)
    phrase = _PHRASES.get((column, operator))
    if phrase is not None:
        return phrase.format(v=words)
    name = label(column)
    kind = type_of_column(table, column)
    if kind == "boolean" and operator in {"exact", "not"} and value in {"0", "1"}:
        return name if (value == "1") == (operator == "exact") else f"not {name}"
    if operator in _OF_DATES and (kind in {"time", "day"} or _is_date_name(column)) and _DATE.match(value):
        return f"{name} {_OF_DATES[operator]} {_date(value, operator)}"
    if operator in {"exact", "not"} and not value:
        return f"{name} is empty" if operator == "exact" else f"{name} is not empty"
    return OPERATORS[operator].words.format(c=name, v=words, n=_NOUNS.get(name, name))


def _is_date_name(column: str) -> bool:
    return column.endswith(("_at", "_day")) or column in {
        "published",
        "updated",
        "seen",
        "captured",
        "gone",
        "back",
        "since",
    }


def _alternatives(text: str) -> str:
    *first, last = values_of(text) or [""]
    return f"{', '.join(first)} or {last}" if first else last


def _date(value: str, operator: str) -> str:
    """Return a day in words: a year or a month where the day is its first one, or its last one for `lte`."""
    found = _DATE.fullmatch(value)
    if found is None:
        return cut(value.replace("T", " ").replace("+00:00", " UTC").replace("Z", " UTC"), MAX_SHOWN)
    year, month, day = found.groups()
    is_first = day is None or (day == "01" and operator in {"gte", "lt"})
    if is_first and (month is None or (month == "01" and day is not None)):
        return year
    if operator == "lte" and (month, day) == ("12", "31"):
        return year
    if is_first and month is not None and 1 <= int(month) <= 12:
        return f"{_MONTHS[int(month) - 1]} {year}"
    return value
