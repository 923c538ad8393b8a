"""Detects what one run shows by itself: events, an outage, another robots.txt, a wrong clock (pure)."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from archive.watch.values import Alarm, Measures, Sign

OUTAGE, ROBOTS, CLOCK, REDESIGN = "outage", "robots changed", "clock", "redesign"
# Kinds of events of the table runs, and the kinds of alarms that they are.
OF_EVENTS: Mapping[str, str] = {
    "same page": "pages alike",
    "cut off": "bodies short",
    "redesign": REDESIGN,
    "refused": "refused",
}
# An event needs so many articles; a run that read fewer does not tell that it is over.
LEAST_READ, RUNS_WITHOUT = 3, 2
# What a wall cuts off is requested again within a week: where a page of so many days was cut off, the wall stands.
WALL_DAYS = 8
# A site may be down for a day, which two daily runs may meet: so many seconds have to lie between the first and the
# newest of the runs that get nothing.
OUTAGE_SECONDS = 30 * 3600
# A robots.txt that was the same in so many runs and for so many days, and is none of those of a year. One that has
# changed so often in a quarter is made anew by the site's software.
STABLE_RUNS, STABLE_DAYS, KNOWN_DAYS, RESTLESS_DAYS, RESTLESS_CHANGES = 3, 1, 366, 91, 3
# Seconds by which clocks differ, in so many runs.
WRONG_SECONDS, RIGHT_SECONDS, CLOCK_RUNS = 600, 300, 2


def find_signs(runs: Sequence[Measures]) -> Iterator[Sign]:
    """Yield what the newest run shows."""
    told: dict[str, list[str]] = {}
    for event, what in runs[-1].events:
        if event in OF_EVENTS:
            told.setdefault(OF_EVENTS[event], []).append(what)
    for kind, sentences in told.items():
        yield Sign(kind=kind, what=f"{'; '.join(sentences)}.", is_event=True)
    for find in (_find_outage, _find_robots, _find_clock):
        if sign := find(runs):
            yield sign


def is_event_over(runs: Sequence[Measures], alarm: Alarm) -> bool | None:
    """Tell whether an alarm of an event has ended; None if it is of no event."""
    events = {name for name, kind in OF_EVENTS.items() if kind == alarm.kind}
    began = next((run for run in runs if run.run == alarm.began_run), None)
    if began is None or not any(event in events for event, _ in began.events):
        return None
    if any(event in events for event, _ in runs[-1].events):
        return False
    if alarm.kind == OF_EVENTS["cut off"] and _is_cut_off(runs):
        return False
    since = [_compared(run, alarm.kind) for run in runs[-RUNS_WITHOUT:]]
    return since[-1] >= LEAST_READ or (len(since) == RUNS_WITHOUT and all(since))


def _compared(run: Measures, kind: str) -> int:
    """Return how many articles could show an event again: a redesign shows in known ones alone."""
    return run.number("articles") - (run.number("new") if kind == REDESIGN else 0)


def is_sign_gone(runs: Sequence[Measures], alarm: Alarm) -> bool:
    """Tell whether the newest run no longer shows an outage, or a wrong clock; a robots.txt is told of once."""
    run = runs[-1]
    if alarm.kind == OUTAGE:
        return run.is_answered and not run.is_doubtful
    if alarm.kind == CLOCK:
        return run.is_answered and abs(run.values.get("clock", 0)) < RIGHT_SECONDS
    return True


def _find_outage(runs: Sequence[Measures]) -> Sign | None:
    run = runs[-1]
    if run.is_doubtful:
        lost = f", {run.number('gone')} articles among them" if run.number("gone") else ""
        what = f"Nearly every page that was there before answers 404 or 410{lost}, so that none is marked as gone."
        return Sign(kind=OUTAGE, what=what)
    silent: list[Measures] = []
    for each in reversed(runs):
        if each.is_answered:
            break
        silent.append(each)
    if len(silent) in {0, len(runs)} or any(map(_is_held_off, silent)):
        return None
    if (run.started_at - silent[-1].started_at).total_seconds() < OUTAGE_SECONDS:
        return None
    answered = runs[-len(silent) - 1]
    return Sign(
        kind=OUTAGE,
        what=f"Neither a page nor a list has come since {answered.started_at:%Y-%m-%d %H:%M} UTC, in {len(silent)}"
        " runs.",
    )


def _is_cut_off(runs: Sequence[Measures]) -> bool:
    lately = takewhile(lambda run: runs[-1].day - run.day < WALL_DAYS, reversed(runs))
    return any(run.number("cut off") for run in lately)


def _is_held_off(run: Measures) -> bool:
    return run.number("blocked") + run.number("consent walls") > 0


def _find_robots(runs: Sequence[Measures]) -> Sign | None:
    now = runs[-1].texts.get("robots")
    if now is None:
        return None
    known = [(run, digest) for run in runs[:-1] if (digest := run.texts.get("robots"))]
    if len(known) < STABLE_RUNS or any(digest != known[-1][1] for _, digest in known[-STABLE_RUNS:]):
        return None
    lately = [digest for run, digest in known if runs[-1].day - run.day <= KNOWN_DAYS]
    quarter = [digest for run, digest in known if runs[-1].day - run.day <= RESTLESS_DAYS]
    if now in lately or len(set(quarter)) > RESTLESS_CHANGES:
        return None
    since = next((run for run, digest in reversed(known) if digest != known[-1][1]), None)
    first = known[0][0] if since is None else runs[runs.index(since) + 1]
    days = runs[-1].day - first.day
    if days < STABLE_DAYS:
        return None
    return Sign(
        kind=ROBOTS, what=f"robots.txt is another one than in the run before, and had been the same for {days} days."
    )


def _find_clock(runs: Sequence[Measures]) -> Sign | None:
    answered = [run for run in runs[-2 * CLOCK_RUNS :] if run.is_answered][-CLOCK_RUNS:]
    seconds = [run.values.get("clock", 0) for run in answered]
    if len(seconds) < CLOCK_RUNS or min(map(abs, seconds)) < WRONG_SECONDS or not runs[-1].is_answered:
        return None
    ahead = "ahead of" if seconds[-1] > 0 else "behind"
    return Sign(
        kind=CLOCK,
        what=f"The site's server is {_span(abs(seconds[-1]))} {ahead} this machine's clock, by the Date headers of"
        " its responses.",
    )


def _span(seconds: float) -> str:
    minutes = round(seconds / 60)
    return f"{minutes} minutes" if minutes < 120 else f"{minutes / 60:.0f} hours"
