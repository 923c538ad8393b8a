"""AuthorMention: the author names found in one place of a page (values only)."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from lxml.html import HtmlElement

from extract.candidate import Candidate
from extract.fields.authors.names import is_name
from extract.text import name_key


@dataclass(frozen=True, kw_only=True)
class AuthorMention:
    """Author names found in one place of the page, in order.

    `kind` is one of these:

    - in the head: `person`, `organisation`, or `paper`: the author of a NewsArticle in JSON-LD once more, be it a
      person or an organisation;
    - near the headline: `by` behind `By` or the like, `marked` in an element whose class or link marks an author,
      `dated` a bare name beside a date, `box` in a box about the author, `other` marked as something else too;
    - anywhere: `alone` in a marked element, `signed` behind `Written by` or the like or as the last line of the text,
      `owner` whom the site names for all its pages.

    `distance` is the number of characters of text between it and the headline. `landmark_path` is as in Candidate.
    """

    names: tuple[str, ...]
    reader: str
    kind: str
    landmark_path: str = "head"
    distance: int = 0
    element: HtmlElement | None = field(default=None, repr=False, compare=False)

    @cached_property
    def keys(self) -> frozenset[str]:
        """The names as `name_key` gives them, to compare two mentions."""
        return frozenset(map(name_key, self.names))

    @property
    def has_only_names(self) -> bool:
        """Tell whether all the names read like persons' names."""
        return all(map(is_name, self.names))

    def without(self, unwanted: Callable[[str], bool]) -> "AuthorMention | None":
        """Return this mention without the unwanted names, None when none is left."""
        names = tuple(name for name in self.names if not unwanted(name))
        return replace(self, names=names) if names else None

    def candidates(self) -> tuple[Candidate, ...]:
        """Return one candidate for each name."""
        return tuple(
            Candidate(text=name, reader=self.reader, landmark_path=self.landmark_path, element=self.element)
            for name in self.names
        )
