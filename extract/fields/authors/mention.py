"""Named: one place of a page, and whom it names (values only)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml.html import HtmlElement

from extract.candidate import Candidate
from extract.text import fold_name

# What one spelling of a name has and another leaves out: `Dr.` before it, a degree behind it.
_AROUND = re.compile(r"^(?:dr|prof|mr|mrs|ms|sir|dame)\b\.?\s+|,.*$")


@dataclass(frozen=True, kw_only=True)
class AuthorMention:
    """The names that one place of a page names, in order.

    `kind` says how the place looks: in the head `person`, `organisation`, or `paper` (it stands at an article of
    news); `by`, `marked`, `dated` or `box` near the headline; `alone` or `signed` anywhere. `distance` is how many
    characters lie between it and the headline.
    """

    names: tuple[str, ...]
    reader: str
    kind: str
    place: str = "head"
    distance: int = 0
    element: HtmlElement | None = field(default=None, repr=False, compare=False)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The names without what two spellings of one may differ in."""
        return frozenset(map(key_of, self.names))

    def without(self, unwanted: Callable[[str], bool]) -> "AuthorMention | None":
        """Return this without some of its names, None when none is left."""
        names = tuple(name for name in self.names if not unwanted(name))
        return replace(self, names=names) if names else None

    def candidates(self) -> tuple[Candidate, ...]:
        """Return one candidate for each name."""
        return tuple(
            Candidate(text=name, reader=self.reader, place=self.place, element=self.element) for name in self.names
        )


def key_of(name: str) -> str:
    """Return what is the same in two spellings of a name: its letters and digits."""
    return fold_name(_AROUND.sub("", name.casefold()))
