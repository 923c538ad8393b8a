"""Judges the runs of a site by the runs before them: alarms, since when, and until when (pure).

    measures of each run, in order of time → detectors → signs ─┬→ alarms that begin
                                             open alarms ───────┴→ alarms that end

An alarm of a run depends on the runs up to that one alone, so that a replay of the WARC files gives the same alarms,
and the end of a crawl judges only its own run.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from archive.schema import article_id, to_sql
from archive.watch.fields import FILL, RULE, Fields
from archive.watch.pages import ALIKE, BLOCKED, CONSENT, FAILING, SHORT, STILL, find_pages, is_page_back
from archive.watch.published import Published
from archive.watch.signs import (
    CLOCK,
    LEAST_READ,
    OUTAGE,
    REDESIGN,
    ROBOTS,
    find_signs,
    is_event_over,
    is_sign_gone,
)
from archive.watch.values import WHAT_TO_DO, Alarm, Measures, Sign, day_of
from archive.watch.volume import HIGH, LOW, find_volume, is_volume_back

# What a cause brings with it is not told beside it.
BROUGHT: Mapping[str, frozenset[str]] = {
    OUTAGE: frozenset({FAILING, "refused", FILL, RULE, SHORT, STILL, LOW}),
    BLOCKED: frozenset({FAILING, "refused", FILL, RULE, SHORT, STILL, LOW, ALIKE}),
    CONSENT: frozenset({FAILING, "refused", FILL, RULE, SHORT, STILL, LOW, ALIKE}),
    ALIKE: frozenset({FILL, RULE, SHORT, STILL, REDESIGN}),
    REDESIGN: frozenset({FILL, RULE, SHORT, STILL, "refused"}),
    "refused": frozenset({FILL, RULE}),
}

# What keeps the pages themselves away: what a run's pages show, compared one by one, is of it.
WALLS = frozenset({OUTAGE, BLOCKED, CONSENT})


def judge(history: Sequence[Measures], alarms: Sequence[Alarm] = (), first: int = 0) -> list[Alarm]:
    """Return all alarms of a site, in the order in which they began.

    `history` are the measures of its runs in order of time. `alarms` are those that were found before; the runs
    before the one with the index `first` are not judged again, and the alarms that began in one of them stay.
    """
    judged = {run.run for run in history[:first]}
    kept = [alarm for alarm in alarms if alarm.began_run in judged]
    found = [alarm if alarm.ended_run in judged else replace(alarm, ended_run=None, ended_at=None) for alarm in kept]
    past = Past()
    for at, run in enumerate(history):
        past.add(run)
        if at >= first:
            found = list(_judge_newest(past, found))
    return sorted(found, key=lambda alarm: (alarm.began_at, alarm.kind, alarm.subject))


class Past:
    """The runs up to the newest one, and what is counted of them.

    `is_new_day` tells that the newest one knows of another day of the site's than the one before.
    """

    def __init__(self) -> None:
        self.runs: list[Measures] = []
        self.published = Published()
        self.fields = Fields()
        self.is_new_day = False

    def run(self, name: str) -> Measures:
        """Return a run by its id."""
        return next(run for run in reversed(self.runs) if run.run == name)

    def add(self, run: Measures) -> None:
        """Add the next run."""
        self.runs.append(run)
        self.is_new_day = run.is_answered and run.day - 1 > self.published.last
        self.published.add(run)
        self.fields.add(run)


def _judge_newest(past: Past, alarms: Sequence[Alarm]) -> Iterator[Alarm]:
    run = past.runs[-1]
    signs = {(sign.kind, sign.subject): sign for sign in _signs(past, alarms)}
    opened = {alarm.key for alarm in alarms if alarm.is_open}
    for alarm in alarms:
        is_over = alarm.is_open and alarm.key not in signs and _is_over(past, alarm)
        yield replace(alarm, ended_run=run.run, ended_at=to_sql(run.started_at)) if is_over else alarm
    causes = {kind for kind, _ in (*opened, *signs)}
    for key, sign in sorted(signs.items()):
        told = {kind for kind in causes if sign.kind in BROUGHT.get(kind, ())}
        if told == {REDESIGN} and (REDESIGN, "") not in signs and sign.kind in {FILL, RULE}:
            # A redesign may be open for long: a field that is lost later is told.
            told = {kind for kind in told if sign.subject in _lost_in_redesign(past, alarms)}
        if key not in opened and not (told & WALLS if sign.is_event else told):
            yield _begin(run, sign)


def _lost_in_redesign(past: Past, alarms: Sequence[Alarm]) -> set[str]:
    began = [alarm for alarm in alarms if alarm.is_open and alarm.kind == REDESIGN]
    return {field for alarm in began for _, field in past.fields.lost_with(alarm, past.run(alarm.began_run))}


def _signs(past: Past, alarms: Sequence[Alarm]) -> Iterator[Sign]:
    if past.runs[-1].fields:
        yield from past.fields.find()
    yield from find_pages(past.runs)
    # After the pages: an event tells more of the same kind.
    yield from find_signs(past.runs)
    if past.is_new_day:
        yield from find_volume(past.published, {alarm.kind: day for alarm in alarms if (day := _day_of_end(alarm))})


def _day_of_end(alarm: Alarm) -> int | None:
    """Return the day on which an alarm ended, None if it is open; the last of several of a kind comes last."""
    return None if alarm.ended_at is None else day_of(alarm.ended_at)


def _is_over(past: Past, alarm: Alarm) -> bool:
    if alarm.kind in {LOW, HIGH}:
        return past.is_new_day and is_volume_back(past.published, alarm)
    if alarm.kind in {FILL, RULE}:
        return past.fields.is_back(alarm)
    if alarm.kind in {OUTAGE, ROBOTS, CLOCK}:
        return is_sign_gone(past.runs, alarm)
    is_event = is_event_over(past.runs, alarm)
    if alarm.kind == REDESIGN:
        return _is_redesign_over(past, alarm, is_gone=bool(is_event))
    return is_page_back(past.runs, alarm) if is_event is None else is_event


def _is_redesign_over(past: Past, alarm: Alarm, *, is_gone: bool) -> bool:
    """Tell whether since a redesign the profile was changed, the redesign accepted, or what it took is found again.

    Runs after it compare articles with what they became: that they do not show it again tells little.
    """
    if past.fields.is_begun_anew(alarm):
        return past.runs[-1].number("articles") > 0
    return is_gone and past.fields.are_back(alarm, past.run(alarm.began_run), LEAST_READ)


def _begin(run: Measures, sign: Sign) -> Alarm:
    return Alarm(
        id=article_id(f"{run.site} {sign.kind} {sign.subject} {run.run}"),
        site=run.site,
        kind=sign.kind,
        subject=sign.subject,
        what=sign.what,
        do=WHAT_TO_DO[sign.kind].replace("SITE", run.site),
        began_run=run.run,
        began_at=to_sql(run.started_at),
    )
