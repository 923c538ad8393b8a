"""Candidates for the value of a field, and the choice among them (values only)."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """One text of a page that may be the value of a field.

    `text` is cleaned of mark-up. `reader` names what found it: `jsonld author.name`, `byline by`. `landmark_path`
    is where it stands: `head`, or the landmarks around its element, such as `main > article > p.byline`; "" where
    that is unknown. `element` holds it, None where it comes from JSON or an attribute of the head.
    """

    text: str
    reader: str
    landmark_path: str = ""
    element: HtmlElement | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, kw_only=True)
class Choice:
    """The candidates for a field, and those chosen as its value.

    `chosen` is empty where the page does not state the field. `confidence` is the share of evaluation pages on which
    a value chosen for the same reason is right, 0 to 1; None where no evaluation set has the field.
    """

    chosen: tuple[Candidate, ...] = ()
    confidence: float | None = 0.0
    candidates: tuple[Candidate, ...] = ()


NOTHING = Choice()
