"""Finds footnotes: the links that mark them in the text, the links back, and the notes they lead to (pure)."""

import re
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extract.html import text_of

_MARK = re.compile(r"[\[(]?\s*(\d{1,3}|[ivx]{1,6}|[a-z]|[*†‡§¶]{1,3})\s*[\])]?", re.IGNORECASE)
_FOOTNOTE_ID = re.compile(r"fn|ftn|note|cite|ref", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Footnotes:
    """The footnotes of a tree; all fields map to a footnote's mark, as `1` or `*`.

    `marks` are the elements that show the mark in the text, `repeated_marks` the links that show it before the note,
    `back_links` links without a mark that lead back to the text. `notes` are the ids of the notes.
    """

    marks: dict[HtmlElement, str] = field(default_factory=dict)
    repeated_marks: dict[HtmlElement, str] = field(default_factory=dict)
    back_links: dict[HtmlElement, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)

    def is_link_or_mark(self, element: HtmlElement) -> bool:
        """Tell whether an element shows a footnote's mark or leads back from a note."""
        return element in self.marks or element in self.repeated_marks or element in self.back_links


def find_footnotes(root: HtmlElement) -> Footnotes:
    """Return the footnotes of a tree. A mark stands before its note, so a link to an earlier mark leads back."""
    footnotes = Footnotes()
    earlier_marks: dict[str, str] = {}
    for link in root.iter("a"):
        href = link.get("href", "")
        if not href.startswith("#") or len(href) < 2:
            continue
        target = href[1:]
        holder = _sup_around(link)
        mark = _MARK.fullmatch(text_of(holder))
        if target in earlier_marks:
            (footnotes.repeated_marks if mark else footnotes.back_links)[link] = earlier_marks[target]
        elif mark and (holder.tag == "sup" or link.find("sup") is not None or _FOOTNOTE_ID.search(href)):
            footnotes.marks[holder] = footnotes.notes[target] = mark.group(1)
            identifiers = filter(None, (link.get("id"), link.get("name"), holder.get("id")))
            earlier_marks.update(dict.fromkeys(identifiers, mark.group(1)))
    return footnotes


def _sup_around(link: HtmlElement) -> HtmlElement:
    """Return the `sup` that holds a link and no other element, else the link."""
    parent = link.getparent()
    return parent if parent is not None and parent.tag == "sup" and len(parent) == 1 else link
