"""Reads the authors that the texts near the headline name (pure).

The texts are read in order, like a line of words: `By`, a name, `and`, another name, a date.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lxml.html import HtmlElement

from extract.context import PageContext
from extract.fields.authors.byline import (
    after_date,
    begins_with_length,
    beside_day,
    ends_with_other_credit,
    first_part,
    is_name_and_job,
    split_names,
    states_day,
    text_after_by,
)
from extract.fields.authors.east_asian import credits_in_lead, east_asian_credits
from extract.fields.authors.mention import AuthorMention
from extract.fields.authors.names import is_caseless, is_name, is_role, may_stand_behind
from extract.fields.authors.other_forms import names_behind_kind, names_in_other_forms
from extract.fields.authors.tagged_text import (
    ASIDE,
    AUTHOR,
    BOX,
    DATE,
    OTHER,
    TaggedText,
    own_marks,
    short_line,
    texts_before,
    texts_behind,
    texts_within,
)
from extract.html import landmark_path
from extract.text import any_pattern
from extract.words import byline_words as words

# How far from the headline a byline is looked for, in characters of text behind and before it.
MAX_BEHIND, MAX_BEFORE = 1500, 400
# A bare name beside a date, and a marked name before the headline, must be nearer.
MAX_NEAR, MAX_MARKED_BEFORE = 300, 100
MAX_LINE_CHARACTERS = 150
MAX_NAMES = 60
# A link in an element with more children is in no paragraph.
MAX_CHILDREN = 30
# How many texts behind `By` may be a category before the name comes.
MAX_SKIPPED_TEXTS = 4

# Nobody's name stands alone in these.
LABEL_TAGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "label", "td", "th", "dt"))
_AND = re.compile(rf"(?:,|/|;|•|{any_pattern(words.AND)})", re.IGNORECASE)
_ENDS_WITH_AND = re.compile(rf"(?:,|\s(?:{any_pattern(words.AND)}))$", re.IGNORECASE)
_BEGINS_WITH_AND = re.compile(r"(?:,|&|(?:and|und|et|y)\s)\s*")


def read_bylines(context: PageContext) -> list[AuthorMention]:
    """Return the authors in the texts near the headline: those behind it first, then those before it."""
    element = context.headline_element
    if element is None:
        start = next(context.page.tree.iter("article", "main"), None)
        found = [] if start is None else _mentions(texts_within(start, MAX_BEHIND))
        return [mention for mention in found if mention.kind in {"by", "marked"}]
    before = (
        mention
        for mention in _mentions(texts_before(element, MAX_BEFORE))
        if mention.kind == "by" or (mention.kind == "marked" and mention.distance < MAX_MARKED_BEFORE)
    )
    return [*_mentions(texts_behind(element, MAX_BEHIND)), *before]


def _mentions(texts: Sequence[TaggedText]) -> list[AuthorMention]:
    found: list[AuthorMention] = []
    index = end = 0
    while index < len(texts):
        kind, names, size = _read_at(texts, index)
        if names:
            mention = _mention(kind, names, texts[index])
            if end == index and found and _are_one_list(found[-1], mention):
                found[-1] = replace(found[-1], names=_unique((*found[-1].names, *names)))
            else:
                found.append(mention)
            end = index + size
        index += size
    return found


def _mention(kind: str, names: Iterable[str], text: TaggedText) -> AuthorMention:
    return AuthorMention(
        names=_unique(names),
        reader=f"byline {kind}",
        kind=kind,
        landmark_path=landmark_path(text.element),
        distance=text.distance,
        element=text.element,
    )


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _are_one_list(last: AuthorMention, mention: AuthorMention) -> bool:
    """Tell whether two marked names are of one list: equal elements, side by side or in parents side by side."""
    if not last.kind == mention.kind == "marked" or last.element is None or mention.element is None:
        return False
    if (last.element.tag, last.element.get("class")) != (mention.element.tag, mention.element.get("class")):
        return False
    parent, other = last.element.getparent(), mention.element.getparent()
    if parent is None or other is None:
        return False
    are_beside = parent is other or parent.getparent() is other.getparent()
    return are_beside and last.has_only_names and mention.has_only_names


def _read_at(texts: Sequence[TaggedText], index: int) -> tuple[str, Sequence[str], int]:
    """Return the kind of mention at an index, its names, and how many texts they take: 1 where there are none."""
    text = texts[index]
    if text.marks & (OTHER | ASIDE) and not text.marks & AUTHOR:
        return "", (), 1
    if names := _names_of_line(text):
        return "by", names, 1
    if len(text.text) > MAX_LINE_CHARACTERS:
        return "", (), 1
    if ends_with_other_credit(text.text):
        # `Photographs by` and a link: nobody of the article's authors.
        return "", (), 1 + len(_joined_names(texts, index + 1)[0][:1])
    behind_by = text_after_by(text.text)
    rest = after_date(text.text) or behind_by
    if rest or behind_by is not None:
        return "by", *_names_behind_by(texts, index, rest)
    return _read_without_by(texts, index)


def _read_without_by(texts: Sequence[TaggedText], index: int) -> tuple[str, Sequence[str], int]:
    """Return the same of a text that no word such as `By` begins: names that are marked, or beside a date."""
    text = texts[index]
    if text.marks & (AUTHOR | BOX | OTHER) == AUTHOR and (behind_kind := names_behind_kind(text.text)):
        return "marked", behind_kind, 1
    if text.marks & AUTHOR and not states_day(text.text) and not _is_link_in_prose(text.element):
        names, size = _joined_names(texts, index)
        return "box" if text.marks & BOX else "other" if text.marks & OTHER else "marked", names, max(size, 1)
    if text.distance < MAX_NEAR and not text.marks & BOX and text.element.tag not in LABEL_TAGS:
        has_day = states_day(text.text)
        first = first_part(text.text)
        if is_name(first) and (has_day or (text.text in {first, f"{first} in"} and _is_beside_date(texts, index))):
            return "dated", list(split_names(first)), 1
        if is_name_and_job(text.text) and _is_beside_date(texts, index):
            return "dated", list(split_names(text.text)), 1
        is_dated = has_day or (begins_with_length(text.text) and _is_beside_date(texts, index))
        if is_dated and may_stand_behind(beside := beside_day(text.text)):
            return "dated", list(split_names(beside)), 1
    return "", (), 1


def _names_of_line(text: TaggedText) -> Sequence[str]:
    """Return the names of a line that names its writers without `By` at its start."""
    if is_caseless(text.text) and (names := _east_asian_names(text.text)):
        return names
    return names_in_other_forms(text.text) if text.distance < MAX_NEAR else ()


def _east_asian_names(text: str) -> Sequence[str]:
    """Return the names of a line that is nothing but credits, or of those that a paragraph begins with."""
    found = east_asian_credits(text) if len(text) <= MAX_LINE_CHARACTERS else None
    return found.names if found and found.is_whole else getattr(credits_in_lead(text), "names", ())


def _names_behind_by(texts: Sequence[TaggedText], index: int, rest: str | None) -> tuple[Sequence[str], int]:
    """Return the names behind `By` and how many texts they take; `rest` is what follows `By` in its own text."""
    text = texts[index]
    if not rest:
        names, size = _joined_names(texts, index + 1)
        return names, 1 + size
    # What begins with a small letter is a sentence, unless a mark or a date confirms that a name stands here.
    is_sure = text.marks & (AUTHOR | DATE) or states_day(text.text) or _is_beside_date(texts, index)
    names = [name for name in split_names(rest) if is_sure or not name[0].islower()]
    if not names or not _ENDS_WITH_AND.search(text.text):
        return names, 1
    more, size = _joined_names(texts, index + 1)
    return [*names, *more], 1 + size


def _is_link_in_prose(element: HtmlElement) -> bool:
    """Tell whether an element is a link within a paragraph: it leads to a person that the text is about."""
    parent = element.getparent()
    if element.tag != "a" or parent is None or parent.tag == "body" or len(parent) > MAX_CHILDREN:
        return False
    return not short_line(parent, MAX_LINE_CHARACTERS)


def _is_beside_date(texts: Sequence[TaggedText], index: int) -> bool:
    """Tell whether the next text before or behind states a day; texts without letters and digits do not count."""
    before = [text.text for text in texts[max(index - 3, 0) : index] if any(map(str.isalnum, text.text))][-1:]
    behind = [text.text for text in texts[index + 1 : index + 4] if any(map(str.isalnum, text.text))][:1]
    return any(map(states_day, (*before, *behind)))


def _joined_names(texts: Sequence[TaggedText], index: int) -> tuple[list[str], int]:
    """Return the name at an index and those joined to it by `and` or a comma, and how many texts they take."""
    names: list[str] = []
    parent: HtmlElement | None = None
    size = 0
    expects_name = True
    for text in texts[index : index + MAX_NAMES]:
        # A category may stand between `By` and the name.
        is_skipped = not names and size < MAX_SKIPPED_TEXTS and text.marks & OTHER and not text.marks & AUTHOR
        if is_skipped or _AND.fullmatch(text.text):
            expects_name = True
            size += 1
            continue
        lead = _BEGINS_WITH_AND.match(text.text)
        is_beside = bool(names) and parent is text.element.getparent() and own_marks(text.element) & AUTHOR
        if not (expects_name or lead or is_beside) or len(text.text) > MAX_LINE_CHARACTERS:
            break
        listed = text.text[lead.end() :] if lead else text.text
        found = [name for name in split_names(listed) if _may_join(name, text, is_first=not names)]
        if not found:
            break
        names += found
        parent = text.element.getparent()
        expects_name = _ENDS_WITH_AND.search(text.text) is not None
        size += 1
    return names, size


def _may_join(name: str, text: TaggedText, *, is_first: bool) -> bool:
    if is_first:
        # A single word that is a job title belongs to the next or the last name.
        if is_role(name) and " " not in name:
            return False
        return bool(text.marks & AUTHOR) or not name[0].islower()
    return not is_role(name) and (is_name(name) or bool(text.marks & AUTHOR))
