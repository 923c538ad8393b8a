"""Changes of articles and the history of one, as text and as JSON (pure)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import click

from archive.ask import ArticleChange, ArticleHistory, ShownVersion
from archive.diff import Change, Difference, Paragraph, Words, compare_words
from archive.schema import items_of
from commentary.cli.show.text import align, printable, second

COLUMNS = ("seen (UTC)", "class", "what", "site", "title", "URL")
VERSION_COLUMNS = ("version", "first seen (UTC)", "last seen (UTC)", "captures", "words", "title")
HEAD = ("url", "site", "title", "gone_at", "gone_status", "gone_reason")
_MARKED = re.compile(r"\[-.*?-\]|\{\+.*?\+\}")
# Of a changed text, in characters.
MAX_SHOWN = 2000


def changes_text(changes: Sequence[ArticleChange], *, captured: tuple[str | None, str | None] = (None, None)) -> str:
    """Return a table of changes, one line each, and their number.

    `captured` are the times of the first and the last capture among which there is no change.
    """
    if not changes:
        first, last = captured
        span = f"; the captures are of {second(first)} to {second(last)} UTC" if first and last else ""
        return f"nothing changed{span}"
    rows = [
        (second(change.changed_at), change.kind, what(change), change.site, change.title or "", change.article)
        for change in changes
    ]
    return f"{align([COLUMNS, *rows])}\n\n{len(changes)} {'change' if len(changes) == 1 else 'changes'}"


def what(change: ArticleChange) -> str:
    """Return what a change is in a few words."""
    match change.event:
        case "edit":
            words = f"-{change.removed or 0} +{change.added or 0} words"
            return "; ".join(filter(None, (words, ", ".join(change.fields))))
        case "gone":
            return f"redirects to {change.leads_to}" if change.leads_to else str(change.reason)
        case "renamed":
            return f"was {change.previous_url}"
        case _:
            return ""


def change_json(change: ArticleChange) -> dict[str, Any]:
    """Return a change as a JSON object.

    {"changed_at", "event", "class", "site", "article", "title", "unchanged_until", "version", "previous_version",
     "capture", "previous_capture", "status", "reason", "previous_url", "leads_to",
     "removed", "added": counts of words,
     "fields": [{"field", "before", "after"}], "words": [[sign of - + =, text] of each changed paragraph]}
    """
    names = (
        "changed_at", "event", "site", "article", "title", "unchanged_until", "version", "previous_version",
        "capture", "previous_capture", "status", "reason", "previous_url", "leads_to",
    )  # fmt: skip
    found = {name: getattr(change, name) for name in names} | {"class": change.kind}
    return found | (_difference_json(change.difference) if change.difference is not None else {})


def history_text(history: ArticleHistory) -> str:
    """Return the versions of an article and its changes, each edit with the words that changed."""
    head = [history.title or "Untitled", history.url, f"site {history.site}"]
    head += [f"also at {address}" for address in history.addresses]
    if history.gone_at:
        head.append(f"gone since {second(history.gone_at)} UTC: {history.gone_reason}")
    versions = [
        (
            each.id,
            second(each.first_seen_at),
            second(each.last_seen_at),
            str(each.captures),
            str(each.word_count),
            each.title or "",
        )
        for each in history.versions
    ]
    parts = ["\n".join(map(printable, head)), align([VERSION_COLUMNS, *versions])]
    return "\n\n".join((*parts, *map(_change_text, history.changes)))


def history_json(history: ArticleHistory) -> dict[str, Any]:
    """Return a history as a JSON object.

    {"url", "site", "title", "gone_at", "gone_status", "gone_reason", "addresses": [URL],
     "versions": [{"id", "first_seen_at", "last_seen_at", "captures", "title", "word_count"}],
     "changes": [as `change_json` returns them]}
    """
    return {
        **{name: getattr(history, name) for name in HEAD},
        "addresses": list(history.addresses),
        "versions": [{name: getattr(each, name) for name in each.__dataclass_fields__} for each in history.versions],
        "changes": [change_json(change) for change in history.changes],
    }


def version_text(shown: ShownVersion, version: Mapping[str, Any]) -> str:
    """Return a version as Markdown, under what it is and when it was captured."""
    authors = ", ".join(map(str, items_of(version["authors"])))
    head = [
        f"# {version['title'] or 'Untitled'}",
        *([f"By {authors}"] if authors else []),
        f"{shown.article}, version {shown.version}, captured {second(shown.captured_at)} UTC",
    ]
    text = "\n".join(printable(line, len(line)) for line in str(version["body_markdown"]).split("\n"))
    return "\n\n".join((*map(printable, head), text))


def coloured(text: str) -> str:
    """Return text with what stands in [-brackets-] in red and in {+braces+} in green, for a terminal."""
    return _MARKED.sub(lambda found: click.style(found[0], fg="red" if found[0][0] == "[" else "green"), text)


def _change_text(change: ArticleChange) -> str:
    lines = [f"{second(change.changed_at)} UTC  {change.kind}  {what(change)}".rstrip()]
    if change.unchanged_until:
        lines.append(f"  as before until {second(change.unchanged_until)} UTC, capture {change.previous_capture}")
    version = f"version {change.version}, " if change.version else ""
    lines.append(f"  {version}capture {change.capture}")
    if change.difference is not None:
        lines += [f"  {line}" for line in _difference_lines(change.difference)]
    return "\n".join(lines)


def _difference_lines(difference: Difference) -> Iterator[str]:
    for field in difference.fields:
        yield f"{field.field}: {printable(_marked(_words(field)), MAX_SHOWN)}"
    room = MAX_SHOWN
    for paragraph in difference.paragraphs:
        if paragraph.sign == "=":
            continue
        line = printable(_marked(paragraph.words), MAX_SHOWN)
        if len(line) > room:
            yield "…"
            return
        room -= len(line)
        yield line


def _words(field: Change) -> tuple[Words, ...]:
    return compare_words(*(_plain(value) for value in (field.before, field.after)))


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else "" if value is None else str(value)


def _marked(words: Iterable[Words]) -> str:
    marks = {"-": ("[-", "-]"), "+": ("{+", "+}"), "=": ("", "")}
    shown = ""
    for run in words:
        before, after = marks[run.sign]
        text = run.text.rstrip()
        shown += before + text + after + run.text[len(text) :]
    return shown


def _difference_json(difference: Difference) -> dict[str, Any]:
    return {
        "removed": difference.removed,
        "added": difference.added,
        "fields": [{"field": each.field, "before": each.before, "after": each.after} for each in difference.fields],
        "words": [_signed(paragraph) for paragraph in difference.paragraphs if paragraph.sign != "="],
    }


def _signed(paragraph: Paragraph) -> list[tuple[str, str]]:
    return [(run.sign, run.text) for run in paragraph.words]
