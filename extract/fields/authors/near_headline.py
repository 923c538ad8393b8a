"""Bylines: whom the texts near the headline name (pure).

The texts are read like a line of words: `By`, a name, `and`, another, a date.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from extract.context import PageContext
from extract.fields.authors.mention import AuthorMention
from extract.fields.authors.names import (
    after_date,
    first_part,
    is_name,
    is_role,
    split_names,
    states_day,
    text_after_by,
)
from extract.fields.authors.tagged_text import (
    ASIDE,
    AUTHOR,
    BOX,
    DATE,
    OTHER,
    Piece,
    line_of,
    own_marks,
    pieces_after,
    pieces_before,
    pieces_within,
)
from extract.html import landmark_path
from extract.text import any_pattern
from extract.words import byline_words as words

# How far from the headline a byline is looked for, in characters of text; a bare name beside a date, and a marked one
# before the headline, must be nearer.
AFTER, BEFORE = 1500, 400
NEAR, JUST_BEFORE = 300, 100
LONGEST = 150
MOST_NAMES = 60

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "label", "td", "th", "dt"))
_AND = re.compile(rf"(?:,|/|;|•|{any_pattern(words.AND)})", re.IGNORECASE)
_OPEN = re.compile(rf"(?:,|\s(?:{any_pattern(words.AND)}))$", re.IGNORECASE)
_LEAD = re.compile(r"(?:,|&|(?:and|und|et|y)\s)\s*")


def read_bylines(context: PageContext) -> list[AuthorMention]:
    """Return whom the texts near the headline name: those behind it first, then those before it."""
    element = context.headline_element
    if element is None:
        start = next(context.page.tree.iter("article", "main"), None)
        found = [] if start is None else _read(pieces_within(start, AFTER))
        return [one for one in found if one.kind in {"by", "marked"}]
    before = _read(pieces_before(element, BEFORE))
    near = (one for one in before if one.kind == "by" or (one.kind == "marked" and one.distance < JUST_BEFORE))
    return [*_read(pieces_after(element, AFTER)), *near]


def _read(pieces: Sequence[Piece]) -> list[AuthorMention]:
    found: list[AuthorMention] = []
    at = end = 0
    while at < len(pieces):
        kind, names, size = _read_at(pieces, at)
        if names:
            one = _named(kind, names, pieces[at])
            if end == at and found and _is_one_row(found[-1], one):
                found[-1] = replace(found[-1], names=_once((*found[-1].names, *names)))
            else:
                found.append(one)
            end = at + size
        at += size
    return found


def _named(kind: str, names: Iterable[str], piece: Piece) -> AuthorMention:
    element = piece.element
    return AuthorMention(
        names=_once(names),
        reader=f"byline {kind}",
        kind=kind,
        place=landmark_path(element),
        distance=piece.distance,
        element=element,
    )


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _is_one_row(last: AuthorMention, one: AuthorMention) -> bool:
    """Tell whether two marked names are of one list: elements alike, side by side or in parents that are."""
    if not last.kind == one.kind == "marked" or last.element is None or one.element is None:
        return False
    if (last.element.tag, last.element.get("class")) != (one.element.tag, one.element.get("class")):
        return False
    parent, other = last.element.getparent(), one.element.getparent()
    if parent is None or other is None:
        return False
    beside = parent is other or parent.getparent() is other.getparent()
    return beside and all(map(is_name, (*last.names, *one.names)))


def _read_at(pieces: Sequence[Piece], at: int) -> tuple[str, Sequence[str], int]:
    """Return how names stand at a place, the names, and how many pieces they take: one where there are none."""
    piece = pieces[at]
    author = bool(piece.marks & AUTHOR)
    if (piece.marks & (OTHER | ASIDE) and not author) or len(piece.text) > LONGEST:
        return "", (), 1
    rest = after_date(piece.text) or text_after_by(piece.text)
    if rest or text_after_by(piece.text) is not None:
        return "by", *_behind_by(pieces, at, rest)
    if author and not states_day(piece.text) and not _is_in_prose(piece.element):
        names, size = _gather(pieces, at, is_open=True)
        return "box" if piece.marks & BOX else "other" if piece.marks & OTHER else "marked", names, max(size, 1)
    if piece.distance < NEAR and not piece.marks & BOX and piece.element.tag not in HEADINGS:
        first = first_part(piece.text)
        if is_name(first) and (states_day(piece.text) or (first == piece.text and _is_beside_date(pieces, at))):
            return "dated", list(split_names(first)), 1
    return "", (), 1


def _behind_by(pieces: Sequence[Piece], at: int, rest: str | None) -> tuple[Sequence[str], int]:
    piece = pieces[at]
    if not rest:
        names, size = _gather(pieces, at + 1, is_open=True)
        return names, 1 + size
    # What begins with a small letter is a sentence, unless something else says that a name stands here.
    is_sure = piece.marks & (AUTHOR | DATE) or states_day(piece.text) or _is_beside_date(pieces, at)
    names = [name for name in split_names(rest) if is_sure or not name[0].islower()]
    if not names or not _OPEN.search(piece.text):
        return names, 1
    more, size = _gather(pieces, at + 1, is_open=True)
    return [*names, *more], 1 + size


def _is_in_prose(element: HtmlElement) -> bool:
    """Tell a link within a paragraph, which leads to a person that the text is about."""
    parent = element.getparent()
    if element.tag != "a" or parent is None or parent.tag == "body" or len(parent) > 30:
        return False
    return not line_of(parent, LONGEST)


def _is_beside_date(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether the next text before or behind states a day; marks between them do not count."""
    before = [one.text for one in pieces[max(at - 3, 0) : at] if any(map(str.isalnum, one.text))][-1:]
    behind = [one.text for one in pieces[at + 1 : at + 4] if any(map(str.isalnum, one.text))][:1]
    return any(map(states_day, (*before, *behind)))


def _gather(pieces: Sequence[Piece], at: int, *, is_open: bool) -> tuple[list[str], int]:
    """Return the name at a place and those joined to it, and how many pieces they take."""
    names: list[str] = []
    row: HtmlElement | None = None
    size = 0
    for piece in pieces[at : at + MOST_NAMES]:
        # A category may stand between `By` and the name.
        passes = not names and size < 4 and piece.marks & OTHER and not piece.marks & AUTHOR
        if passes or _AND.fullmatch(piece.text):
            is_open = True
            size += 1
            continue
        lead = _LEAD.match(piece.text)
        beside = bool(names) and row is piece.element.getparent() and own_marks(piece.element) & AUTHOR
        if not (is_open or lead or beside) or len(piece.text) > LONGEST:
            break
        text = piece.text[lead.end() :] if lead else piece.text
        found = [name for name in split_names(text) if _fits(name, piece, is_first=not names)]
        if not found:
            break
        names += found
        row = piece.element.getparent()
        is_open = _OPEN.search(piece.text) is not None
        size += 1
    return names, size


def _fits(name: str, piece: Piece, *, is_first: bool) -> bool:
    if is_first:
        # One word that is a title says what the next or the last name is.
        if is_role(name) and " " not in name:
            return False
        return bool(piece.marks & AUTHOR) or not name[0].islower()
    return not is_role(name) and (is_name(name) or bool(piece.marks & AUTHOR))
