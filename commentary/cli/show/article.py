"""An article as text and as JSON, and the table of how its fields were found (pure)."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime

from commentary.cli.show.text import align
from extract.article import EMPTY, Article
from extract.candidate import Candidate
from extract.explain import Explanation

# Long enough to recognise a text, short enough to see all fields at once.
MAX_VALUE_CHARACTERS = 300
# As many candidates of a field are enough to correct a rule.
MAX_CANDIDATES = 12
# Left out of the list of fields: the text, which follows below it, how fields were found, what else the page states,
# and what is only counted.
UNLISTED_FIELDS = {
    "body_text",
    "body_markdown",
    "body_html",
    "blocks",
    "disagreements",
    "found_by",
    "confidence",
    "links",
    "images",
    "comments",
}


def article_json(article: Article) -> str:
    """Return every field in one line of JSON."""
    return json.dumps(asdict(article), ensure_ascii=False, default=datetime.isoformat)


def article_text(article: Article) -> str:
    """Return the fields that have a value, one a line, then the text."""
    lines = [
        f"{field.name + ':':17} {in_line(value)}"
        for field in fields(article)
        if field.name not in UNLISTED_FIELDS and (value := getattr(article, field.name)) not in EMPTY
    ]
    lines += [f"{name + ':':17} {len(getattr(article, name))}" for name in ("links", "images", "comments")]
    return "\n".join([*lines, "", article.body_text, ""])


def in_line(value: object) -> str:
    """Return a value on one line."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(in_line(item) for item in value)
    return " ".join(str(value).split())


def explanation_text(explanations: Iterable[Explanation]) -> str:
    """Return a table of each field, the rule that found it and its value, and below it what other rules found.

    A value that was chosen among candidates has its confidence before it; the candidates follow, each with its reader
    and the element that has it.
    """
    rows: list[tuple[str, str, str]] = []
    for explanation in explanations:
        confidence = explanation.confidence
        text = "; ".join(filter(None, (_short(explanation.value), *explanation.details)))
        if confidence is not None and confidence < 1:
            text = f"({confidence:.2f}) {text}"
        rows.append((explanation.field, explanation.rule or "-", text))
        rows += [("", rule, _short(value)) for rule, value in explanation.others]
        rows += [
            ("", f"  {candidate.reader}", _with_place(candidate))
            for candidate in explanation.candidates[:MAX_CANDIDATES]
        ]
    return align(rows)


def part_text(number: int, next_page_url: str | None, known: tuple[str, int] | None) -> str | None:
    """Return which page of an article in several pages is shown, None for an article in one page.

    `known` is the article's URL in the archive and the number of its pages there.
    """
    url, count = known or (None, 1)
    if number == 1 and next_page_url is None and count == 1:
        return None
    shown = f"page {number} of {count}" if count > 1 else f"page {number} of several"
    of = f" of {url}" if url and number > 1 else ""
    return f"This is {shown}{of}. Only this page is shown; the archive joins all pages into one article."


def _with_place(candidate: Candidate) -> str:
    path = candidate.landmark_path
    return f"{_short(candidate.text)}  [{path}]" if path else _short(candidate.text)


def _short(value: object) -> str:
    line = "" if value is None else in_line(value)
    return line if len(line) <= MAX_VALUE_CHARACTERS else f"{line[:MAX_VALUE_CHARACTERS]}… ({len(line)} characters)"
