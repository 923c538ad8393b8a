"""The captures, counts and comments of an article, as text and as JSON (pure)."""

from collections.abc import Sequence
from typing import Any

from archive.ask import ArticleCapture, CommentHistory, CountSeen, in_groups
from commentary.cli.show.text import align, printable, second

CAPTURE_COLUMNS = ("from (UTC)", "to (UTC)", "captures", "what", "version", "reason", "URL")
# Of a comment's text, in characters.
MAX_TEXT = 2000


def captures_text(captures: Sequence[ArticleCapture]) -> str:
    """Return a table of captures, one line for those in a row that say the same."""
    rows = [
        (
            second(group.first.captured_at),
            second(group.last.captured_at) if group.captures > 1 else "",
            str(group.captures),
            group.first.kind,
            (group.first.version or "")[:8],
            group.first.reason or "",
            group.first.url,
        )
        for group in in_groups(captures)
    ]
    return align([CAPTURE_COLUMNS, *rows]) if rows else "no captures"


def captures_json(captures: Sequence[ArticleCapture]) -> list[dict[str, Any]]:
    """Return captures as JSON objects: [{"capture", "captured_at", "url", "status", "kind", "reason", "version"}]."""
    return [{name: getattr(each, name) for name in each.__dataclass_fields__} for each in captures]


def counts_text(name: str, counts: Sequence[CountSeen]) -> str:
    """Return a series of counts on one line, without those that are the same as the one before; ≈ if rounded."""
    changed = [
        each
        for place, each in enumerate(counts)
        if place == 0 or (each.count, each.is_rounded) != (counts[place - 1].count, counts[place - 1].is_rounded)
    ]
    told = (f"{'≈' if each.is_rounded else ''}{each.count:,} ({second(each.captured_at)})" for each in changed)
    return f"{name}: {', '.join(told)}"


def counts_json(counts: Sequence[CountSeen]) -> list[dict[str, Any]]:
    """Return a series as JSON objects: [{"captured_at", "count", "is_rounded"}]."""
    return [{name: getattr(each, name) for name in each.__dataclass_fields__} for each in counts]


def comments_text(comments: Sequence[CommentHistory]) -> str:
    """Return comments in their threads, each with the times at which it was seen, edited and gone."""
    if not comments:
        return "no capture shows comments"
    return "\n\n".join(map(_comment_text, comments))


def comments_json(comments: Sequence[CommentHistory]) -> list[dict[str, Any]]:
    """Return comments as JSON objects, in their threads.

    [{"number", "id", "parent": number of the comment that it answers, "depth",
      "spans": [the columns of the table comment_history from "author" to "ended_capture"]}]
    """
    return [
        {name: getattr(each, name) for name in ("number", "id", "parent", "depth")}
        | {"spans": [dict(vars(span)) for span in each.spans]}
        for each in comments
    ]


def _comment_text(comment: CommentHistory) -> str:
    indent = "  " * min(comment.depth, 6)
    answers = f", answers {comment.parent}" if comment.parent else ""
    dated = f", {second(comment.last.published_at)}" if comment.last.published_at else ""
    lines = [f"{comment.number}  {comment.last.author or 'Anonymous'}{dated}{answers}"]
    for span in comment.spans:
        ended = f"; {span.ended} {second(span.ended_at)}" if span.ended else ""
        lines.append(f"  seen {second(span.first_seen_at)} to {second(span.last_seen_at)} UTC{ended}")
        lines.append(f"  {printable(' '.join(span.text.split()), MAX_TEXT)}")
    return "\n".join(indent + printable(line, MAX_TEXT + 20) for line in lines)
