"""One article for people and for programs, and how its fields were found (pure)."""

import json
from collections.abc import Iterable
from dataclasses import asdict, fields
from datetime import datetime

from commentary.cli.show.text import align
from extract.article import Article
from extract.candidate import Candidate
from extract.explain import Explanation

# Long enough to recognise a text, short enough to see all fields at once.
SHOWN = 300
# What a page says of one field in so many ways is enough to mend a rule.
MOST_CANDIDATES = 12
# They say how the article was found, or are long and follow the text.
BELOW = {"body_text", "body_markdown", "body_html", "blocks", "found_by", "confidence", "links", "images", "comments"}


def article_json(article: Article) -> str:
    """Return every field in one line of JSON."""
    return json.dumps(asdict(article), ensure_ascii=False, default=datetime.isoformat)


def article_text(article: Article) -> str:
    """Return what a person wants to see: the fields that have a value, then the text."""
    lines = [
        f"{field.name + ':':17} {in_line(value)}"
        for field in fields(article)
        if field.name not in BELOW and (value := getattr(article, field.name)) not in {None, "", ()}
    ]
    lines += [f"{name + ':':17} {len(getattr(article, name))}" for name in ("links", "images", "comments")]
    return "\n".join([*lines, "", article.body_text, ""])


def in_line(value: object) -> str:
    """Return a value in one line."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, tuple):
        return "; ".join(in_line(item) for item in value)
    return " ".join(str(value).split())


def explanation_text(explanations: Iterable[Explanation]) -> str:
    """Return each field with the rule that found it and its value, and below it what the others found.

    A value that was weighed has its confidence before it; what was weighed follows with its reader and its place.
    """
    rows: list[tuple[str, str, str]] = []
    for explanation in explanations:
        sure = explanation.confidence
        said = "; ".join(filter(None, (_short(explanation.value), *explanation.details)))
        weighed = sure is not None and sure < 1
        rows.append((explanation.field, explanation.rule or "-", f"({sure:.2f}) {said}" if weighed else said))
        rows += [("", rule, _short(value)) for rule, value in explanation.others]
        rows += [("", f"  {one.reader}", _placed(one)) for one in explanation.candidates[:MOST_CANDIDATES]]
    return align(rows)


def part_text(number: int, next_page_url: str | None, known: tuple[str, int] | None) -> str | None:
    """Return which page of an article in several is shown, None when it is one page.

    `known` is the article's address in the archive, and how many pages it has there.
    """
    url, count = known or (None, 1)
    if number == 1 and next_page_url is None and count == 1:
        return None
    shown = f"page {number} of {count}" if count > 1 else f"page {number} of several"
    of = f" of {url}" if url and number > 1 else ""
    return f"This is {shown}{of}, and only its own text: an archive joins them."


def _placed(candidate: Candidate) -> str:
    return (
        f"{_short(candidate.text)}  [{candidate.landmark_path}]"
        if candidate.landmark_path
        else _short(candidate.text)
    )


def _short(value: object) -> str:
    line = "" if value is None else in_line(value)
    return line if len(line) <= SHOWN else f"{line[:SHOWN]}… ({len(line)} characters)"
