"""Gathers how each value of a version was found: as stored, and by the present rules (reads database and one file).

reading, version → stored values, rules, revision
WARC record → the present profile's rules → values, rules, candidates → where both differ
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from archive.ask import Reads, find_capture
from archive.schema import (
    COMPARED,
    CONTENT,
    TABLES,
    Row,
    content_of,
    differing_columns,
    items_of,
    reading_row,
    rules_of_readings,
    to_sql,
    version_row,
)
from archive.warc import Capture
from extract.article import Article
from extract.errors import ArchiveError, ExtractionError, ProfileError
from extract.explain import WHOLE_PAGE, Explanation, explain
from extract.profile import FIELDS
from extract.read import read_article
from extract.site import Site

# Gives the profile of a site as it is now; ProfileError if there is none.
LoadProfile = Callable[[str], Site]

# Of a value, of the candidates for one field, and of what other rules found.
MAX_VALUE = 2_000
MAX_CANDIDATES = 50

_READING = f"""
SELECT readings.*, {rules_of_readings()}, ifnull(readings.part, readings.version) AS shown, dating.capture AS dating
FROM readings LEFT JOIN readings AS dating ON dating.capture = readings.dated_by
    AND dating.capture <> readings.capture
WHERE readings.capture = :capture
"""  # noqa: S608 - our own names
_FIRST = """
SELECT capture FROM readings WHERE version = :version OR part = :version
ORDER BY version IS NOT :version, held IS NOT NULL, captured_at, capture LIMIT 1
"""
# The columns that tell whether a field's stored value is the present one, where they are not of its own name.
_COMPARED = {"body": ("body_text", "images", "links"), "published_at": ("published_at", "published_text")}

# What people ask for first.
_FIRST_SHOWN = ("title", "subtitle", "authors", "published_at", "updated_at", "body")
# Values that no rule finds, since they need both the page and its text.
_OF_WHOLE_PAGE = ("is_free", "cut_off", "language_detected")
_LISTS = frozenset(
    name for table in ("versions", "readings") for name, column in TABLES[table].columns.items() if column.is_list
)


@dataclass(frozen=True, kw_only=True)
class Found:
    """A text that may be the value of a field: what found it, and where it stands on the page; "" if unknown."""

    text: str
    reader: str
    place: str = ""


@dataclass(frozen=True, kw_only=True)
class FieldEvidence:
    """How one field was found. `value`, `rule` and `confidence` are stored; the `present_` ones are read now.

    Values are text, "" where there is none. `differs` tells that the present rules give another value, `moved` that
    another rule gives the same one. `candidates` are what was found for the field, `others` what later rules found.
    """

    field: str
    value: str
    rule: str | None
    confidence: float | None
    present_value: str
    present_rule: str | None
    differs: bool
    moved: bool
    details: tuple[str, ...] = ()
    candidates: tuple[Found, ...] = ()
    others: tuple[Found, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """How each value of a version was found by one of its captures.

    `revision` is that of the rules by which it was read, `present_revision` that of the present ones, None where
    there is no such profile any more. `refusal` says why the present rules take the page for no article; `problem`
    why the response cannot be read at all, and then there are no candidates. `dated_by` is the capture that dates
    the article, where this one counts back.
    """

    version: str
    article: str | None
    site: str
    capture: Capture
    revision: str
    present_revision: str | None
    fields: tuple[FieldEvidence, ...]
    dated_by: str | None = None
    refusal: str | None = None
    problem: str | None = None


@dataclass(frozen=True, kw_only=True)
class _ReadNow:
    """What the present rules say: the rows that they would store, the rules that found them, and all candidates."""

    revision: str | None = None
    row: Row | None = None
    found_by: Mapping[str, str] | None = None
    explanations: Mapping[str, Explanation] | None = None
    refusal: str | None = None
    problem: str | None = None


def evidence_of(
    db: sqlite3.Connection,
    warc_folder: Path,
    load_profile: LoadProfile | None,
    *,
    version: str | None = None,
    capture: str | None = None,
) -> Evidence | None:
    """Return how the values of a version were found by a capture, by default the first that showed it.

    None where the archive has no such pair. The response is read again, which takes as long as its page does.
    """
    if capture is None:
        first = db.execute(_FIRST, {"version": version}).fetchone()
        capture = first["capture"] if first is not None else None
    reading = db.execute(_READING, {"capture": capture}).fetchone()
    place = find_capture(db, capture) if reading is not None else None
    if reading is None or place is None or (version or reading["shown"]) not in {reading["version"], reading["part"]}:
        return None
    stored = db.execute("SELECT * FROM versions WHERE id = ?", (reading["shown"],)).fetchone()
    if stored is None:
        return None
    now = _read_now(Reads(db, warc_folder), place, reading["site"], load_profile)
    before = dict(stored) | {name: reading[name] for name in reading.keys() if name not in dict(stored)}  # noqa: SIM118 - sqlite3.Row iterates over values
    return Evidence(
        version=version or reading["version"] or reading["part"],
        article=reading["article"],
        site=reading["site"],
        capture=place,
        revision=reading["revision"],
        present_revision=now.revision,
        fields=tuple(_fields(before, now)),
        dated_by=reading["dating"],
        refusal=now.refusal,
        problem=now.problem,
    )


def _read_now(reads: Reads, capture: Capture, site: str, load_profile: LoadProfile | None) -> _ReadNow:
    if load_profile is None:
        return _ReadNow(problem="No profiles were given, so that the page was not read again.")
    try:
        profile = load_profile(site)
    except ProfileError as error:
        return _ReadNow(problem=f"The page was not read again: {error}.")
    try:
        page = reads.recorded(capture).page()
        explanations = {each.field: each for each in explain(page, profile)}
    except (ArchiveError, ExtractionError) as error:
        problem = str(error).replace(f"{reads.warc_folder}/", "warc/")
        return _ReadNow(revision=profile.revision, problem=f"The page cannot be read again: {problem}")
    try:
        article = read_article(page, profile)
    except ExtractionError as error:
        refusal = error.problem
        return _ReadNow(revision=profile.revision, explanations=explanations, refusal=refusal)
    row = _row(article, capture, profile.revision)
    found_by = article.found_by
    return _ReadNow(revision=profile.revision, row=row, found_by=found_by, explanations=explanations)


def _row(article: Article, capture: Capture, revision: str) -> Row:
    """Return the columns of the version and of the reading that an article would be stored as."""
    version = version_row(article, capture)
    reading = reading_row(article, capture, revision=revision, version=version["id"])
    return reading | version | content_of(version)


def _fields(stored: Mapping[str, Any], now: _ReadNow) -> Iterator[FieldEvidence]:
    rules, shares = _object(stored.get("found_by")), _object(stored.get("confidence"))
    content = {name: stored[name] for name in COMPARED}
    changed = differing_columns(content, now.row) if now.row is not None else frozenset()
    for field in dict.fromkeys((*_FIRST_SHOWN, *FIELDS, *_OF_WHOLE_PAGE)):
        explanation = (now.explanations or {}).get(field)
        value = _value(field, stored)
        rule = rules.get(field) if field in FIELDS else WHOLE_PAGE
        present_value, present_rule = _present(field, now, explanation)
        if not (value or present_value or (explanation and explanation.candidates)):
            continue
        compared = _COMPARED.get(field, (field,))
        differs = now.row is not None and (
            any(name in changed for name in compared) if _is_content(field) else value != present_value
        )
        share = shares.get(field)
        yield FieldEvidence(
            field=field,
            value=value,
            rule=str(rule) if rule is not None else None,
            confidence=share if isinstance(share, int | float) else None,
            present_value=present_value,
            present_rule=present_rule,
            differs=differs,
            moved=now.row is not None and not differs and bool(value) and rule != present_rule,
            details=explanation.details if explanation else (),
            candidates=tuple(_candidates(explanation)),
            others=tuple(_others(explanation)),
        )


def _is_content(field: str) -> bool:
    # A date that counts back is no part of the version; what this page alone says is stored with its reading.
    return field == "body" or (field in CONTENT and field != "published_at")


def _present(field: str, now: _ReadNow, explanation: Explanation | None) -> tuple[str, str | None]:
    """Return the value and the rule by the present rules: of a page that they refuse, what they would have read."""
    if now.row is not None and now.found_by is not None:
        return _value(field, now.row), now.found_by.get(field) if field in FIELDS else WHOLE_PAGE
    return (_plain(explanation.value), explanation.rule) if explanation else ("", None)


def _value(field: str, row: Mapping[str, Any]) -> str:
    """Return the value of a field in the columns of a version and a reading, as text."""
    if field == "published_at":
        return _text(row.get("shown_at") or row.get("shown_text"))
    column = {"body": "body_text"}.get(field, field)
    value = row.get(column)
    return _text(items_of(value) if column in _LISTS and value else value)


def _plain(value: object) -> str:
    """Return a value of an Article as text."""
    stored = to_sql(value)
    return _text(items_of(stored) if isinstance(value, tuple) else stored)


def _text(value: Any) -> str:
    if value is None or value == []:
        return ""
    if isinstance(value, list):
        value = "; ".join(item if isinstance(item, str) else _object_text(item) for item in value)
    text = str(value)
    return text if len(text) <= MAX_VALUE else f"{text[:MAX_VALUE]}… ({len(text):,} characters)"


def _object_text(item: Any) -> str:
    if isinstance(item, Mapping) and "text" in item:
        return " ".join(filter(None, (str(item.get("author") or ""), str(item["text"]))))
    return json.dumps(item, ensure_ascii=False, sort_keys=True)


def _object(value: Any) -> Mapping[str, Any]:
    try:
        found = json.loads(value)
    except (TypeError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _candidates(explanation: Explanation | None) -> Iterator[Found]:
    for candidate in (explanation.candidates if explanation else ())[:MAX_CANDIDATES]:
        yield Found(text=_text(candidate.text), reader=candidate.reader, place=candidate.landmark_path)


def _others(explanation: Explanation | None) -> Iterator[Found]:
    for rule, value in (explanation.others if explanation else ())[:MAX_CANDIDATES]:
        yield Found(text=_plain(value), reader=rule)
