"""Decides whether a list of posts was read whole, by the number of posts that it claims to have (pure).

WordPress gives a list in pages, counted from the newest post, and with each page the number of all posts
(X-WP-Total). If a post is deleted or gets another date while the pages are read, others slide over the border between
two pages: to one that was read already, and are not listed, or to one that is still to be read, and are listed twice.

complete  → every post that was there was listed
shifted   → posts slid between pages, so that the list is to be read once more, in an order that dates do not change
withheld  → nothing slid, and yet it lists fewer posts than it claims: the site does not give them away
unknown   → it claims nothing, and nothing slid
"""

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

Verdict = Literal["complete", "shifted", "withheld", "unknown"]
# Times that a list is read in one run. The first is in the site's own order, by date.
MAX_PASSES = 3


@dataclass(kw_only=True)
class ListPass:
    """One reading of a list from its first page to its last.

    `totals` are the numbers of posts that its pages claimed, in the order of reading, equal neighbours once. `listed`
    counts different posts, `repeated` those that a page listed although one before it had done so.
    """

    totals: list[int] = field(default_factory=list)
    listed: int = 0
    repeated: int = 0

    def add_page(self, total: int | None, *, new: int, repeated: int) -> None:
        """Count the posts of a page; `total` is the number that it claims, None if it claims none."""
        if total is not None and self.totals[-1:] != [total]:
            self.totals.append(total)
        self.listed += new
        self.repeated += repeated

    @property
    def has_shifted(self) -> bool:
        """Tell whether posts have slid from one page to another."""
        return len(self.totals) > 1 or self.repeated > 0

    @property
    def missing(self) -> int:
        """Return how many posts it claims in the end beyond those that it listed."""
        return max(0, self.totals[-1] - self.listed) if self.totals else 0

    @property
    def existed(self) -> int:
        """Return how many different posts there were at least while it was read."""
        grown = sum(max(0, after - before) for before, after in pairwise(self.totals))
        return self.totals[0] + grown if self.totals else 0


def judge_list(passes: list[ListPass], *, listed: int) -> Verdict:
    """Judge the passes of a list in one run, at least one; `listed` counts the different posts of all of them.

    Posts that are known to have been deleted since are not counted.
    """
    last = passes[-1]
    if not last.totals:
        return "shifted" if last.repeated else "unknown"
    if listed >= max(each.existed for each in passes) or (not last.has_shifted and not last.missing):
        return "complete"
    return "shifted" if last.has_shifted else "withheld"
