"""Footnotes: which links are marks in the text, which lead back to them, and what they lead to (pure)."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extract.html import text_of

_MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[ivx]{1,6}|[a-z]|[*†‡§¶]{1,3})\s*[\])]?", re.IGNORECASE)
_HINT = re.compile(r"fn|ftn|note|cite|ref", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Notes:
    """The footnotes of one tree.

    `marks` are the elements that show a mark in the text, `labels` those that repeat it before the note, `back` links
    that only lead back up; each maps to its mark, as do `targets`, the ids of the notes.
    """

    marks: dict[HtmlElement, str] = field(default_factory=dict)
    labels: dict[HtmlElement, str] = field(default_factory=dict)
    back: dict[HtmlElement, str] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)


def notes_of(root: HtmlElement) -> Notes:
    """Return the footnotes of a tree. A mark stands before its note, so what leads to a mark above leads back."""
    notes = Notes()
    above: dict[str, str] = {}
    for link in root.iter("a"):
        target = link.get("href", "")
        if not target.startswith("#") or len(target) < 2:
            continue
        holder = _holder(link)
        match = _MARK.fullmatch(text_of(holder))
        if target[1:] in above:
            (notes.labels if match else notes.back)[link] = above[target[1:]]
        elif match and (holder.tag == "sup" or link.find("sup") is not None or _HINT.search(target)):
            notes.marks[holder] = notes.targets[target[1:]] = match.group(1)
            above.update({one: match.group(1) for one in (link.get("id"), link.get("name"), holder.get("id")) if one})
    return notes


def _holder(link: HtmlElement) -> HtmlElement:
    """Return the `sup` around a link when it holds nothing else."""
    parent = link.getparent()
    return parent if parent is not None and parent.tag == "sup" and len(parent) == 1 else link
