"""Collects findings, and what was and was not looked at (values only)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from archive.verify.finding import Finding
from archive.verify.kinds import REMEDIES

# Of one kind in one file so many are listed, and the others counted: a file without its first record shifts them all.
MOST_ALIKE = 100

# Is called with what is being looked at, how much of it is done, and how much there is (bytes or rows).
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Verified:
    """The result of a verification: findings, how many things of each name were looked at, and what was left out.

    `copies` are names of WARC files with the name of the file that has the same bytes; `renames` those of files that
    have another name than the one with which they were written, if the database knows their bytes.
    """

    findings: tuple[Finding, ...]
    counts: Mapping[str, int]
    left_out: tuple[str, ...]
    copies: Mapping[str, str] = field(default_factory=dict)
    renames: Mapping[str, str] = field(default_factory=dict)


class Report:
    """Findings as they come, at most MOST_ALIKE of one kind in one file, and the rest of what Verified has."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.left_out: dict[str, None] = {}
        self.copies: dict[str, str] = {}
        self.renames: dict[str, str] = {}
        self._findings: list[Finding] = []
        self._alike: Counter[tuple[str, str]] = Counter()
        self._told: set[tuple[str, str, int | None, str]] = set()

    def add(
        self, kind: str, file: str, problem: str, *, offset: int | None = None, remedy: str | None = None
    ) -> None:
        """Add a finding; `problem` is the predicate of a sentence about the file, or a whole sentence."""
        if (kind, file, offset, problem) in self._told:
            return
        self._alike[kind, file] += 1
        if self._alike[kind, file] <= MOST_ALIKE:
            self._told.add((kind, file, offset, problem))
            self._findings.append(
                Finding(kind=kind, file=file, offset=offset, problem=problem, remedy=remedy or REMEDIES[kind])
            )

    def leave_out(self, what: str) -> None:
        """Note in a sentence what was not looked at, and why."""
        self.left_out[what] = None

    def has(self, *kinds: str, file: str | None = None) -> bool:
        """Tell whether there is a finding of one of these kinds, in a file if that is given."""
        return any(kind in kinds and file in {None, where} for kind, where in self._alike)

    def touches(self, prefix: str) -> bool:
        """Tell whether there is a finding in a file whose path begins so."""
        return any(where.startswith(prefix) for _, where in self._alike)

    def result(self) -> Verified:
        """Return all of it."""
        more = [
            Finding(kind=kind, file=file, offset=None, problem=f"{count - MOST_ALIKE:,} more.", remedy=REMEDIES[kind])
            for (kind, file), count in self._alike.items()
            if count > MOST_ALIKE
        ]
        return Verified(
            findings=(*self._findings, *more),
            counts=dict(self.counts),
            left_out=tuple(self.left_out),
            copies=self.copies,
            renames=self.renames,
        )
