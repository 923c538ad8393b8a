"""Finds when each reader's comment stood under an article, and with which text (`comment_spans` is pure).

    readings and 304 in order of time → looks → each comment matched with those known → spans of time

A comment that a page does not show is gone only if that page can tell: it prints a count of comments and shows as
many, or it shows comments that stood before and behind the missing one. The next page of a long list begins or ends
elsewhere, a text behind a paywall ends early, and a page without any comment may have closed them: there the comment
is `not shown`, and its span goes on if it is shown again. As with edits, only readings by the same revision are
compared; a changed rule ends no span.

Comments are matched by the ids that the page gives them. Where it gives none, the reader counts their positions,
which change with every new comment; then author and text decide, and for an edited text author and date.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, Literal, NamedTuple

from archive.schema import Row, fold

HAS_COMMENTS = "SELECT 1 FROM readings WHERE article = ? AND comments <> '[]' LIMIT 1"
LOOKS = """
WITH looks AS (
    SELECT captured_at, capture, capture AS shown FROM readings WHERE article = :article AND outcome = 'article'
    UNION ALL
    SELECT again.captured_at, again.id, readings.capture FROM readings
        JOIN captures AS again ON again.address = readings.own_url AND again.revisit_of = readings.capture
            AND again.status = 304
    WHERE readings.article = :article AND outcome = 'article'
)
SELECT looks.captured_at, looks.capture, comments, comment_count, cut_off IS NOT NULL AS is_cut_off, revision
FROM looks JOIN readings ON readings.capture = looks.shown ORDER BY looks.captured_at, looks.capture
"""

Ended = Literal["edited", "gone", "not shown"]


class Look(NamedTuple):
    """Captures in a row that showed the same comments: times and ids of the first and the last of them.

    `comments` are mappings with id, parent_id, author, published_at and text, in page order; `printed` is the number
    of comments that the page prints.
    """

    first_at: str
    first_capture: str
    last_at: str
    last_capture: str
    comments: Sequence[Mapping[str, Any]]
    printed: int | None
    is_cut_off: bool
    revision: str

    @property
    def hidden(self) -> int | None:
        """Return how many comments the page has and does not show, None where it does not say."""
        return None if self.printed is None else max(0, self.printed - len(self.comments))

    @property
    def has_ids(self) -> bool:
        """Tell whether the page gives its comments ids, and they are not just counted."""
        return [each["id"] for each in self.comments] != [str(place + 1) for place in range(len(self.comments))]


@dataclass(kw_only=True)
class _Span:
    """A span of a comment; `form` is what is compared, `order` the comments of the last look that showed it."""

    row: Row
    form: tuple[str, str]
    look: Look
    order: Sequence["_Comment"] = ()
    place: int = 0


@dataclass(kw_only=True, eq=False)
class _Comment:
    number: int
    id: str
    has_id: bool
    spans: list[_Span] = field(default_factory=list)

    @property
    def last(self) -> _Span:
        return self.spans[-1]

    @property
    def is_gone(self) -> bool:
        return bool(self.last.row["ended"] == "gone")


def comment_history_of(db: sqlite3.Connection, article: str) -> list[Row]:
    """Return the rows of the table comment_history for an article, given by its URL, without its id."""
    if db.execute(HAS_COMMENTS, (article,)).fetchone() is None:
        return []
    rows = db.execute(LOOKS, {"article": article})
    return comment_spans(_looks(map(tuple, rows)))


def _looks(rows: Iterable[Sequence[Any]]) -> Iterable[Look]:
    for shown, group in groupby(rows, key=lambda row: row[2:]):
        captures = [row[:2] for row in group]
        comments, printed, is_cut_off, revision = shown
        (first_at, first_capture), (last_at, last_capture) = captures[0], captures[-1]
        yield Look(
            first_at=first_at,
            first_capture=first_capture,
            last_at=last_at,
            last_capture=last_capture,
            comments=json.loads(comments),
            printed=printed,
            is_cut_off=bool(is_cut_off),
            revision=revision,
        )


def comment_spans(looks: Iterable[Look]) -> list[Row]:
    """Return the spans of all comments as rows, by number and span, out of the looks in order of time."""
    known: list[_Comment] = []
    for look in looks:
        shown = _match(known, look)
        for comment, given in zip(shown, look.comments, strict=True):
            _show(comment, given, look)
        parents = {
            given["id"]: comment for comment, given in zip(reversed(shown), reversed(look.comments), strict=True)
        }
        for place, (comment, given) in enumerate(zip(shown, look.comments, strict=True)):
            span = comment.last
            span.order, span.place = shown, place
            parent = parents.get(given["parent_id"]) if given["parent_id"] else None
            if span.row["first_capture"] == look.first_capture and parent is not comment:
                span.row["parent"] = parent.number if parent else None
        _end_missing(known, shown, look)
    return [span.row for comment in known for span in comment.spans]


def _match(known: list[_Comment], look: Look) -> list[_Comment]:
    """Return the comment for each that a look shows; comments that were not known are added to `known`."""
    has_ids = look.has_ids
    found: dict[int, _Comment] = {}
    used: set[_Comment] = set()
    # What stands counts before what is gone.
    candidates = sorted(known, key=lambda comment: comment.is_gone)

    def pair(key_of: Callable[[_Comment], object], key: Callable[[Mapping[str, Any]], object]) -> None:
        waiting: defaultdict[object, list[_Comment]] = defaultdict(list)
        for comment in reversed(candidates):
            # Two ids of a page are two comments, whatever they say.
            if comment not in used and (by_id or not (has_ids and comment.has_id)):
                waiting[key_of(comment)].append(comment)
        for place, given in enumerate(look.comments):
            wanted = key(given)
            if place not in found and wanted is not None and waiting[wanted]:
                found[place] = comment = waiting[wanted].pop()
                used.add(comment)

    by_id = True
    if has_ids:
        pair(lambda comment: comment.id if comment.has_id else None, lambda given: given["id"])
    by_id = False
    pair(lambda comment: comment.last.form, _form)
    pair(lambda comment: _signed(comment.last.row), _signed)
    for place, given in enumerate(look.comments):
        if place not in found:
            found[place] = comment = _Comment(number=len(known) + 1, id=given["id"], has_id=has_ids)
            known.append(comment)
        if has_ids:
            found[place].id, found[place].has_id = given["id"], True
    return [found[place] for place in range(len(look.comments))]


def _form(given: Mapping[str, Any]) -> tuple[str, str]:
    """Return what is compared: author and text, without what a reader does not see."""
    return fold(given["author"] or ""), fold(given["text"])


def _signed(given: Mapping[str, Any]) -> tuple[str, str] | None:
    return (given["author"], given["published_at"]) if given["author"] and given["published_at"] else None


def _show(comment: _Comment, given: Mapping[str, Any], look: Look) -> None:
    """Note that a look shows a comment: it goes on, is edited, is back, or is new."""
    form = _form(given)
    if comment.spans:
        last = comment.last
        is_edited = form != last.form and look.revision == last.look.revision and not comment.is_gone
        if is_edited:
            _end(last, "edited", look)
        elif not comment.is_gone:
            last.row |= {"last_seen_at": look.last_at, "last_capture": look.last_capture}
            last.row |= {"ended": None, "ended_at": None, "ended_capture": None}
            last.form, last.look = form, look
            return
    row = {
        "number": comment.number,
        "span": len(comment.spans) + 1,
        "id": given["id"],
        "parent": None,
        **{name: given[name] for name in ("author", "published_at", "text")},
        "first_seen_at": look.first_at,
        "first_capture": look.first_capture,
        "last_seen_at": look.last_at,
        "last_capture": look.last_capture,
        "ended": None,
        "ended_at": None,
        "ended_capture": None,
    }
    comment.spans.append(_Span(row=row, form=form, look=look))


def _end_missing(known: Iterable[_Comment], shown: Sequence[_Comment], look: Look) -> None:
    now = set(shown)
    bounds: dict[int, tuple[int, int]] = {}
    for comment in known:
        if comment in now or comment.is_gone:
            continue
        span = comment.last
        # The comments of one look share one list, and so its bounds.
        if id(span.order) not in bounds:
            places = [place for place, other in enumerate(span.order) if other in now]
            bounds[id(span.order)] = (min(places, default=0), max(places, default=0))
        first, last = bounds[id(span.order)]
        if span.look.revision == look.revision and _tells(look, span.look, is_within=first < span.place < last):
            _end(span, "gone", look)
        elif span.row["ended"] is None:
            _end(span, "not shown", look)


def _tells(look: Look, before: Look, *, is_within: bool) -> bool:
    """Tell whether a look that does not show a comment, which a look before did, tells that it is gone.

    `is_within` tells that it shows comments that stood before and behind it.
    """
    if look.is_cut_off:
        return False
    if look.hidden == 0:
        return True
    # Where more are hidden than before, it may be folded away with others.
    return is_within and (look.hidden is None or look.hidden <= (before.hidden or 0))


def _end(span: _Span, how: Ended, look: Look) -> None:
    span.row |= {"ended": how, "ended_at": look.first_at, "ended_capture": look.first_capture}
