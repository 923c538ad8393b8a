"""Candidates: what a page says of one field, in how many places it may, and what was chosen of it (values only)."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One thing that a page says of a field.

    `text` is what stands there, cleaned. `reader` says how it was found, as `jsonld author.name` or `byline`; `place`
    where, as `head` or `main > article > p.byline`. `element` holds it, None where it comes out of JSON or an
    attribute of the head.
    """

    text: str
    reader: str
    place: str = ""
    element: HtmlElement | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What a field's function made of its candidates.

    `chosen` is empty where the page does not say, and never a guess. `confidence` is the share of evaluation pages
    on which a value that was chosen for the same reason is right, 0 to 1; None where no set tells the field.
    """

    chosen: tuple[Candidate, ...] = ()
    confidence: float | None = 0.0
    candidates: tuple[Candidate, ...] = ()


NOTHING = Choice()
