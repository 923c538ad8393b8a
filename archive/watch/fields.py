"""Detects that a field is found less often than before, or by another rule (pure)."""

from collections import Counter
from collections.abc import Iterator, Mapping

from archive.watch.shares import LEAST_RUNS, MOST_RUNS, Part, Shift, find_fall, is_back, percent, pooled
from archive.watch.values import Alarm, Measures, Sign

FILL, RULE = "fill", "rule"
# The rule of a reading in which the field is empty.
EMPTY = ""


class Fields:
    """The runs that were read by the same revision of the profile as the newest one, and what found their fields."""

    def __init__(self) -> None:
        self.revision: str | None = None
        self.runs: list[Measures] = []
        self._rules: dict[str, Counter[str]] = {}

    def add(self, run: Measures) -> None:
        """Add a run; what other rules found before is forgotten, since they are no measure of these."""
        revision = run.texts.get("revision")
        if not run.fields or revision is None:
            return
        if revision != self.revision:
            self.revision, self.runs, self._rules = revision, [], {}
        self.runs.append(run)
        for field, rules in run.fields.items():
            self._rules.setdefault(field, Counter()).update(rules)

    def find(self) -> Iterator[Sign]:
        """Yield a sign of each field that is found less often, or by another rule, than in the runs before."""
        for field, rules in self._rules.items():
            filled = rules.total() - rules[EMPTY]
            if lost := find_fall(lambda field=field: self._fills(field), filled / rules.total()):  # type: ignore[misc]
                yield Sign(kind=FILL, subject=field, what=_emptier(field, lost))
                continue
            usual = _usual(rules)
            if usual is None or not filled:
                continue
            hits = _hits(rules, usual, self.runs[-1].site)
            if lost := find_fall(lambda field=field, usual=usual: self._wins(field, usual), hits / filled):  # type: ignore[misc]
                yield Sign(kind=RULE, subject=field, what=self._other_rule(field, usual, lost))

    def is_back(self, alarm: Alarm) -> bool:
        """Tell whether a field is found as before an alarm, or has other rules since."""
        began = next((at for at, run in enumerate(self.runs) if run.run == alarm.began_run), None)
        if began is None:
            return True
        # The last of the runs before may have shifted already.
        past = self.runs[max(0, began - MOST_RUNS) : max(LEAST_RUNS, began - began // 4)]
        if alarm.kind == FILL:
            usual, newest = pooled([_fill(run, alarm.subject) for run in past]), self._fills(alarm.subject)
        else:
            rule = _usual(sum((Counter(run.fields.get(alarm.subject, {})) for run in past), Counter()))
            if rule is None:
                return True
            usual = pooled([_win(run, alarm.subject, rule) for run in past])
            newest = self._wins(alarm.subject, rule)
        since = (part for _, part in zip(range(len(self.runs) - began), newest, strict=False))
        return not usual.of or is_back(since, usual.hits / usual.of)

    def _fills(self, field: str) -> Iterator[Part]:
        return (part for run in reversed(self.runs) if (part := _fill(run, field)).of)

    def _wins(self, field: str, rule: str) -> Iterator[Part]:
        return (part for run in reversed(self.runs) if (part := _win(run, field, rule)).of)

    def _other_rule(self, field: str, usual: str, lost: Shift) -> str:
        newest = sum((Counter(run.fields.get(field, {})) for run in self.runs[-lost.runs :]), Counter[str]())
        others = {rule for rule in newest if not _is_like(rule, usual, self.runs[-1].site)}
        now = _usual(Counter({rule: newest[rule] for rule in others}))
        return (
            f"{field} was found by «{usual}» in {percent(lost.before)} of {lost.before.of} readings, and is in"
            f" {percent(lost.now)} of {_articles(lost)}; «{now}» finds it now."
        )


def _fill(run: Measures, field: str) -> Part:
    rules = run.fields.get(field, {})
    total = sum(rules.values())
    return Part(total - rules.get(EMPTY, 0), total, run.number("new"))


def _win(run: Measures, field: str, rule: str) -> Part:
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
