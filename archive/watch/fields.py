"""Detects that a field is found less often than before, or by another rule (pure)."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from archive.watch.shares import BACK, LEAST_RUNS, MOST_RUNS, Part, Shift, find_fall, is_back, percent, pooled
from archive.watch.values import Alarm, Measures, Sign

FILL, RULE = "fill", "rule"
# The rule of a reading in which the field is empty.
EMPTY = ""
# A run is judged by so many runs up to it: the newest ones that are judged together, and those before them.
JUDGED_BY = 2 * MOST_RUNS


class Usual(NamedTuple):
    """What share of its readings has a field, or is found by its usual rule, and how to take that of a run."""

    part_of: Callable[[Measures], Part]
    share: float


class Fields:
    """The runs with which the newest one can be compared, and what found their fields."""

    def __init__(self) -> None:
        self.revision: str | None = None
        self.runs: list[Measures] = []
        # Of the newest JUDGED_BY runs.
        self._rules: dict[str, Counter[str]] = {}

    def add(self, run: Measures) -> None:
        """Add a run; what other rules found before is forgotten, and what was before changes that are accepted."""
        revision = run.texts.get("revision")
        if not run.fields or revision is None:
            return
        if revision != self.revision or run.is_accepted:
            self.revision, self.runs, self._rules = revision, [], {}
        self.runs.append(run)
        for field, rules in run.fields.items():
            self._rules.setdefault(field, Counter()).update(rules)
        if len(self.runs) > JUDGED_BY:
            self._discount(self.runs[-JUDGED_BY - 1])

    def find(self) -> Iterator[Sign]:
        """Yield a sign of each field that is found less often, or by another rule, than in the runs before."""
        for field, rules in self._rules.items():
            filled = rules.total() - rules[EMPTY]
            if lost := find_fall(partial(self._newest, partial(_fill, field)), filled / rules.total()):
                yield Sign(kind=FILL, subject=field, what=_emptier(field, lost))
                continue
            usual = _usual(rules)
            if usual is None or not filled:
                continue
            hits = _hits(rules, usual, self.runs[-1].site)
            if lost := find_fall(partial(self._newest, partial(_win, field, usual)), hits / filled):
                yield Sign(kind=RULE, subject=field, what=self._other_rule(field, usual, lost))

    def is_back(self, alarm: Alarm) -> bool:
        """Tell whether a field is found as before an alarm, or has other rules since."""
        usual = _before(_runs_before(self.runs, alarm), alarm.kind, alarm.subject)
        return usual is None or is_back(self._since(alarm, usual), usual.share)

    def is_begun_anew(self, alarm: Alarm) -> bool:
        """Tell whether since an alarm the profile was changed, or what it tells was accepted."""
        return bool(self.runs) and not _runs_before(self.runs[:1], alarm)

    def lost_with(self, alarm: Alarm, began: Measures) -> Mapping[tuple[str, str], Usual]:
        """Return what the run lost with which an alarm began, by FILL or RULE and the field."""
        past = _runs_before(self.runs, alarm)
        known = {(kind, field): _before(past, kind, field) for field in began.fields for kind in (FILL, RULE)}
        return {key: usual for key, usual in known.items() if usual is not None and _is_lost(usual, began)}

    def are_back(self, alarm: Alarm, began: Measures, least: int) -> bool:
        """Tell whether all that was lost with an alarm is found again, by so many articles at least."""
        lost = self.lost_with(alarm, began).values()
        return all(is_back(self._since(alarm, usual), usual.share, least) for usual in lost)

    def _since(self, alarm: Alarm, usual: Usual) -> Iterator[Part]:
        began_at = datetime.fromisoformat(alarm.began_at)
        return _parts((run for run in reversed(self.runs) if run.started_at >= began_at), usual.part_of)

    def _newest(self, part_of: Callable[[Measures], Part]) -> Iterator[Part]:
        return _parts(reversed(self.runs[-JUDGED_BY:]), part_of)

    def _discount(self, run: Measures) -> None:
        for field, rules in run.fields.items():
            if left := self._rules.pop(field, Counter()) - Counter(rules):
                self._rules[field] = left

    def _other_rule(self, field: str, usual: str, lost: Shift) -> str:
        newest = sum((Counter(run.fields.get(field, {})) for run in self.runs[-lost.runs :]), Counter[str]())
        others = {rule for rule in newest if not _is_like(rule, usual, self.runs[-1].site)}
        now = _usual(Counter({rule: newest[rule] for rule in others}))
        return (
            f"{field} was found by «{usual}» in {percent(lost.before)} of {lost.before.of} readings, and is in"
            f" {percent(lost.now)} of {_articles(lost)}; «{now}» finds it now."
        )


def first_needed(is_read: Sequence[bool], first: int) -> int:
    """Return the first run whose fields tell how those from the run `first` on are judged.

    `is_read` tells of each run, in order of time, whether it has articles that count.
    """
    before = [at for at in range(first) if is_read[at]]
    return before[-JUDGED_BY] if len(before) > JUDGED_BY else 0


def _runs_before(runs: Iterable[Measures], alarm: Alarm) -> list[Measures]:
    began_at = datetime.fromisoformat(alarm.began_at)
    return [run for run in runs if run.started_at < began_at][-MOST_RUNS:]


def _before(runs: Sequence[Measures], kind: str, field: str) -> Usual | None:
    """Return what is usual of a field in the runs before an alarm, None if they had it in no reading."""
    # The last of the runs before may have shifted already.
    past = runs[: max(LEAST_RUNS, len(runs) - len(runs) // 4)]
    part_of = partial(_fill, field)
    if kind == RULE:
        rule = _usual(sum((Counter(run.fields.get(field, {})) for run in past), Counter()))
        if rule is None:
            return None
        part_of = partial(_win, field, rule)
    usual = pooled(list(map(part_of, past)))
    return Usual(part_of, usual.hits / usual.of) if usual.of else None


def _is_lost(usual: Usual, run: Measures) -> bool:
    now = usual.part_of(run)
    return now.of > 0 and now.hits / now.of < usual.share - BACK


def _parts(newest_first: Iterable[Measures], part_of: Callable[[Measures], Part]) -> Iterator[Part]:
    return (part for run in newest_first if (part := part_of(run)).of)


def _fill(field: str, run: Measures) -> Part:
    rules = run.fields.get(field, {})
    total = sum(rules.values())
    return Part(total - rules.get(EMPTY, 0), total, run.number("new"))


def _win(field: str, rule: str, run: Measures) -> Part:
    rules = run.fields.get(field, {})
    return Part(_hits(rules, rule, run.site), sum(rules.values()) - rules.get(EMPTY, 0), run.number("new"))


def _hits(rules: Mapping[str, int], usual: str, site: str) -> int:
    return sum(number for rule, number in rules.items() if _is_like(rule, usual, site))


def _is_like(rule: str, usual: str, site: str) -> bool:
    """Tell whether a rule is the usual one, or both are of the site's own profile.

    A profile that was mended after a redesign has rules for both themes, and its articles go from one to the other as
    they are fetched again.
    """
    own = f"{site} "
    return rule == usual or (rule.startswith(own) and usual.startswith(own))


def _usual(rules: Mapping[str, int]) -> str | None:
    return max((rule for rule in rules if rule != EMPTY), key=lambda rule: (rules[rule], rule), default=None)


def _emptier(field: str, lost: Shift) -> str:
    return (
        f"{field} is found in {percent(lost.now)} of {_articles(lost)}, and was in {percent(lost.before)} of"
        f" {lost.before.of} readings before."
    )


def _articles(lost: Shift) -> str:
    return f"{lost.now.of} articles of the newest {'run' if lost.runs == 1 else f'{lost.runs} runs'}"
