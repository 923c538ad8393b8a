"""Judges the last runs of each site in a plain word, with the reason (pure).

Runs are compared with the newest run of the archive, and not with the clock: the page of an archive that does not
change stays the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Any, Literal

from archive.watch import Alarm, is_told_by

Word = Literal["fine", "running", "late", "incomplete", "look", "failed"]

WORDS: Mapping[Word, str] = {
    "fine": "fine",
    "running": "running",
    "late": "late",
    "incomplete": "incomplete",
    "look": "look at it",
    "failed": "failed",
}
_FAILED = frozenset({"failed", "blocked", "unreachable", "interrupted"})
# A site is late if it was not visited for so many times its usual interval, of which so many are known.
LATE, MIN_INTERVALS = 2, 2
_DAY = 86_400
OUTAGE = "Nearly every known page answered 404 or 410, which is taken for an outage of the site."


@dataclass(frozen=True, kw_only=True)
class Health:
    """How the runs of a site went: a word, and why, in sentences; empty if all is fine.

    `ended` is how a run ended that did not end well: its status, or the kind of its alarm.
    """

    word: Word
    reason: str = ""
    ended: str = ""

    @property
    def words(self) -> str:
        """The word as people read it, which is that of `commentary status`."""
        return self.ended or WORDS[self.word]


def health_of(runs: Sequence[Mapping[str, Any]], *, newest_at: str, alarms: Sequence[Alarm] = ()) -> Health:
    """Return the health of a site whose runs are given, the newest first, at least one, and its open alarms.

    Each run has `status`, `started_at`, `doubtful`, `failed`, `captures`, `imported_at`, `why` (a sentence) and
    `alarms` (a list of Told).
    """
    last = runs[0]
    told = [alarm.sentence for alarm in alarms]
    told += [each.sentence for each in last["alarms"] if not is_told_by(each.what, alarms)]
    look = " ".join(f"{sentence.rstrip('.')}." for sentence in told)
    why = str(last["why"] or "").strip()
    status = str(last["status"])
    if status in _FAILED:
        reason = " ".join(filter(None, (_sentence(why or f"the run was {status}"), look)))
        found = Health(word="failed", reason=reason, ended=status)
    elif last["doubtful"]:
        found = Health(word="failed", reason=OUTAGE, ended="outage")
    elif status == "running":
        found = Health(word="running")
    elif look:
        found = Health(word="look", reason=look)
    elif status == "partial":
        reason = why or "A limit was reached; the next run goes on."
        found = Health(word="incomplete", reason=reason, ended=status)
    elif interval := _overdue(runs, newest_at):
        found = Health(word="late", reason=f"It is usually visited every {_span(interval)}.")
    else:
        found = _by_failures(int(last["failed"] or 0), int(last["captures"] or 0))
    return found


def _sentence(words: str) -> str:
    """Return words as a sentence, since another one may follow."""
    return f"{words[:1].upper()}{words[1:].rstrip('.')}."


def _by_failures(failed: int, captures: int) -> Health:
    if failed <= 0:
        return Health(word="fine")
    pages = "page gave" if failed == 1 else "pages gave"
    return Health(word="incomplete" if failed > captures / 10 else "fine", reason=f"{failed:,} {pages} no response.")


def _overdue(runs: Sequence[Mapping[str, Any]], newest_at: str) -> float | None:
    """Return the usual interval in seconds if the site was not visited for much longer, else None."""
    starts = [at for run in runs if not run["imported_at"] and (at := _seconds(run["started_at"])) is not None]
    newest = _seconds(newest_at)
    gaps = [early - late for early, late in pairwise(starts)]
    if newest is None or len(gaps) < MIN_INTERVALS:
        return None
    usual = max(median(gaps), _DAY)
    return usual if newest - starts[0] > LATE * usual else None


def _span(seconds: float) -> str:
    days = round(seconds / _DAY)
    return "day" if days <= 1 else f"{days:,} days"


def _seconds(at: object) -> float | None:
    try:
        return datetime.fromisoformat(str(at)).timestamp()
    except (ValueError, OverflowError):
        return None
