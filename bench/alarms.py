"""Measures false alarms on simulated years without faults, and delay on kinds of drift: `python bench/alarms.py`.

Prints the two tables of docs/watching.md. Seeds are fixed, so that a change of a detector shows in the figures.
"""

import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import NamedTuple

from archive.watch import Measures, judge
from simulated_sites import (
    FIRST_DAY,
    TEMPERS,
    THURSDAYS,
    WORKDAYS,
    Fault,
    Seen,
    Temper,
    changed,
    make_article,
    simulate,
)

SITES_A_TEMPER, YOUNG_SITES = 5, 25
HOURS = (24, 6, 24, 168, 24)
# A fault begins in the second year, and is looked for so many days.
SINCE, LOOKED_FOR = 420, 120
SEEDS = 3
FIRST = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
# Sites with faults: how they publish and are crawled.
FAULTY: Sequence[Temper] = (
    Temper(name="newspaper, daily", rate=20, weekdays=WORKDAYS, bursts=2.0),
    Temper(name="magazine, every 6 hours", rate=10, weekdays=THURSDAYS, bursts=1.0, wander=0.1, hours=6),
    Temper(name="site of 5 a week, daily", rate=0.75, weekdays=WORKDAYS, bursts=1.1),
    Temper(name="blog of 2 a week, weekly", rate=0.3, bursts=1.2, hours=168),
)


class Drift(NamedTuple):
    """A fault: its name, the kinds of alarms that tell of it, what it does, and whether it comes at once."""

    name: str
    kinds: frozenset[str]
    fault: Fault
    is_hard: bool = True


class Outcome(NamedTuple):
    """What became of one fault: the runs and days until its alarm, None if there was none, and alarms beside it."""

    runs: int | None
    days: float | None
    others: tuple[str, ...]


def _lose(share: float) -> Fault:
    def lose(seen: Seen, days: float, dice: random.Random) -> None:
        seen.new = [article for article in seen.new if dice.random() >= share]

    return lose


def _leak(seen: Seen, days: float, dice: random.Random) -> None:
    seen.new = [article for article in seen.new if dice.random() >= min(1.0, 0.03 * days)]


def _flood(seen: Seen, days: float, dice: random.Random) -> None:
    for number in range(40 + 5 * len(seen.new)):
        seen.new.append(make_article(seen.at - timedelta(hours=5), 10_000_000 + number, TEMPERS[0], dice))


def _twice(seen: Seen, days: float, dice: random.Random) -> None:
    seen.new = [article for article in seen.new for _ in range(3)]


def _without(field: str, share: float = 1.0, a_day: float = 0.0) -> Fault:
    def without(seen: Seen, days: float, dice: random.Random) -> None:
        now = min(1.0, a_day * days) if a_day else share
        for name in ("new", "again"):
            articles = getattr(seen, name)
            kept = [
                replace(each, rules={rule: value for rule, value in each.rules.items() if rule != field})
                if dice.random() < now
                else each
                for each in articles
            ]
            setattr(seen, name, kept)
        if field == "published_at":
            seen.new = changed(seen.new, shown=None)

    return without


def _other_rule(seen: Seen, days: float, dice: random.Random) -> None:
    for name in ("new", "again"):
        setattr(
            seen, name, [replace(each, rules={**each.rules, "title": "og:title"}) for each in getattr(seen, name)]
        )


def _shorten(share: float = 0.0, a_day: float = 0.0) -> Fault:
    def shorten(seen: Seen, days: float, dice: random.Random) -> None:
        left = max(0.1, 1 - a_day * days) if a_day else share
        seen.new = [replace(each, words=max(10, round(each.words * left))) for each in seen.new]

    return shorten


def _old_date(seen: Seen, days: float, dice: random.Random) -> None:
    day = (seen.at - timedelta(days=400)).date().replace(day=1, month=1)
    seen.new = [replace(each, shown=day.replace(year=2020)) for each in seen.new]


def _one_text(seen: Seen, days: float, dice: random.Random) -> None:
    seen.new = changed(seen.new, text="Subscribe to read on", words=90)


def _hold_off(name: str, share: float) -> Fault:
    def hold_off(seen: Seen, days: float, dice: random.Random) -> None:
        total = max(4, len(seen.new) + len(seen.again) + seen.unchanged)
        seen.values[name] = round(share * total)
        if share == 1:
            seen.new, seen.again, seen.unchanged = [], [], 0
            return
        seen.new = [each for each in seen.new if dice.random() >= share]
        seen.again = [each for each in seen.again if dice.random() >= share]
        seen.unchanged = round(seen.unchanged * (1 - share))

    return hold_off


def _robots(seen: Seen, days: float, dice: random.Random) -> None:
    if "robots" in seen.texts:
        seen.texts["robots"] = "sha1:another"


def _event(kind: str, what: str) -> Fault:
    def event(seen: Seen, days: float, dice: random.Random) -> None:
        seen.events = ((kind, what),) if len(seen.again) + seen.unchanged >= 3 else ()

    return event


def _clock(seen: Seen, days: float, dice: random.Random) -> None:
    seen.clock = 3 * 3600.0


def _down(seen: Seen, days: float, dice: random.Random) -> None:
    seen.is_down = True


def _missing(seen: Seen, days: float, dice: random.Random) -> None:
    seen.values["gone or moved"] = len(seen.again) + seen.unchanged
    seen.is_doubtful = seen.values["gone or moved"] >= 5
    seen.new, seen.again, seen.unchanged = [], [], 0


def _kinds(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


DRIFTS: Sequence[Drift] = (
    Drift("the source lists nothing new", _kinds("volume low"), _lose(1.0)),
    Drift("half of the articles are missing", _kinds("volume low"), _lose(0.5), is_hard=False),
    Drift("3 % more articles missing each day", _kinds("volume low"), _leak, is_hard=False),
    Drift("forty pages of tags a run come as articles", _kinds("volume high"), _flood),
    Drift("each article comes at three addresses", _kinds("pages alike"), _twice),
    Drift("dates are no longer found", _kinds("fill"), _without("published_at")),
    Drift("authors are no longer found", _kinds("fill"), _without("authors")),
    Drift("authors are lost in two thirds of the articles", _kinds("fill"), _without("authors", 0.67), is_hard=False),
    Drift(
        "1 % more articles without categories each day",
        _kinds("fill"),
        _without("categories", a_day=0.01),
        is_hard=False,
    ),
    Drift("another rule finds the title", _kinds("rule"), _other_rule),
    Drift("new articles are cut to a quarter", _kinds("bodies short"), _shorten(0.25)),
    Drift("new articles get 1 % shorter each day", _kinds("bodies short"), _shorten(a_day=0.01), is_hard=False),
    Drift("every article shows one old date", _kinds("dates stand still"), _old_date),
    Drift("new pages show one text", _kinds("pages alike"), _one_text),
    Drift("every page is a challenge", _kinds("blocked"), _hold_off("blocked", 1.0)),
    Drift("60 % of the pages answer 429", _kinds("blocked"), _hold_off("blocked", 0.6)),
    Drift("a consent wall stands before every page", _kinds("consent wall"), _hold_off("consent walls", 1.0)),
    Drift("60 % of the pages answer 500", _kinds("failing"), _hold_off("failed", 0.6)),
    Drift("robots.txt is another one", _kinds("robots changed"), _robots),
    Drift("a redesign", _kinds("redesign"), _event("redesign", "9 of 9 articles changed alike")),
    Drift(
        "known articles are no longer taken for articles",
        _kinds("refused"),
        _event("refused", "9 of 9 known articles"),
    ),
    Drift("the server's clock is three hours ahead", _kinds("clock"), _clock),
    Drift("the site is down", _kinds("outage"), _down),
    Drift("known pages answer 404", _kinds("outage", "volume low"), _missing),
)


def quiet_years() -> Iterator[tuple[Temper, int, list[Measures]]]:
    """Yield sites without faults, with their number of years, and the measures of their runs."""
    for temper in TEMPERS:
        sites = YOUNG_SITES if temper.years == 1 else SITES_A_TEMPER
        for seed in range(sites):
            crawled = replace(
                temper, hours=HOURS[seed % len(HOURS)], listed=temper.listed or (None, 10, 100)[seed % 3]
            )
            yield temper, temper.years, simulate(crawled, seed)


def measure_quiet() -> None:
    """Print the false alarms a site-year, by how a site publishes and by kind."""
    years: Counter[str] = Counter()
    alarms: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for temper, length, history in quiet_years():
        years[temper.name] += length
        for alarm in judge(history):
            # A robots.txt that is another one is told as what it is, and no false alarm.
            if alarm.kind != "robots changed":
                alarms[temper.name][alarm.kind] += 1
                if "-v" in sys.argv:
                    print(
                        temper.name,
                        alarm.kind,
                        alarm.subject,
                        alarm.began_at[:10],
                        (alarm.ended_at or "")[:10],
                        alarm.what,
                    )
    print("| site | years | false alarms | a year | kinds |\n| --- | --- | --- | --- | --- |")
    for name, number in years.items():
        _print_quiet(name, number, alarms[name])
    _print_quiet("all", years.total(), sum(alarms.values(), Counter()))


def _print_quiet(name: str, years: int, kinds: Counter[str]) -> None:
    told = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    print(f"| {name} | {years} | {kinds.total()} | {kinds.total() / years:.2f} | {told} |")


def measure_drifts() -> None:
    """Print of each kind of drift how often it was found, and after how many runs and days."""
    print("| drift | alarm | found | runs until then, median (most) | days, median (most) | told beside it |")
    print("| --- | --- | --- | --- | --- | --- |")
    for drift in DRIFTS:
        outcomes = [_outcome(drift, temper, seed) for temper in FAULTY for seed in range(SEEDS)]
        found = [each for each in outcomes if each.runs is not None and each.days is not None]
        beside = Counter(kind for each in outcomes for kind in each.others)
        runs, days = [each.runs or 0 for each in found], [each.days or 0 for each in found]
        told = ", ".join(f"{number} {kind}" for kind, number in beside.most_common())
        name = drift.name + ("" if drift.is_hard else " (slow or slight)")
        kinds = " or ".join(sorted(drift.kinds))
        middle = f"{median(runs):.0f} ({max(runs)}) | {median(days):.0f} ({max(days):.0f})" if found else "- | -"
        print(f"| {name} | {kinds} | {len(found)} of {len(outcomes)} | {middle} | {told} |", flush=True)
        if "-v" in sys.argv:
            for at, temper in enumerate(FAULTY):
                own = outcomes[at * SEEDS : (at + 1) * SEEDS]
                days = [each.days and round(each.days) for each in own]
                print(f"    {temper.name}: runs {[each.runs for each in own]} days {days}")


def _outcome(drift: Drift, temper: Temper, seed: int) -> Outcome:
    since = SINCE + 3 * seed
    history = simulate(temper, 1000 + seed, days=since + LOOKED_FOR, fault=drift.fault, since=since)
    first = next(at for at, run in enumerate(history) if run.started_at >= FIRST + timedelta(days=since))
    alarms = judge(history, (), first)
    places = {run.run: at for at, run in enumerate(history)}
    mine = [alarm for alarm in alarms if alarm.kind in drift.kinds]
    others = tuple(alarm.kind for alarm in alarms if alarm.kind not in drift.kinds)
    if not mine:
        return Outcome(None, None, others)
    at = places[mine[0].began_run]
    return Outcome(at - first + 1, (history[at].started_at - history[first].started_at) / timedelta(days=1), others)


if __name__ == "__main__":
    began = time.process_time()
    if "drifts" not in sys.argv:
        measure_quiet()
    if "quiet" not in sys.argv:
        print()
        measure_drifts()
    print(f"\n{time.process_time() - began:.0f} seconds of processor time", file=sys.stderr)
