"""Measures of runs and alarms, the values that detectors read and give (values only)."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

# What to do, by the kind of an alarm. A kind is one word or two that a person understands.
WHAT_TO_DO: Mapping[str, str] = {
    "volume low": "Look at the site. If it has published more, `commentary audit SITE` lists what is missing: a"
    " source may have moved, or list less than before. If the site pauses, there is nothing to do.",
    "volume high": "Look at the newest articles. If they are no articles, or come twice under different addresses,"
    " narrow `articles` or `exclude` in the profile.",
    "fill": "`commentary explain URL` of a new article shows what each rule finds. Mend the rules of the field in"
    " the profile, and run `commentary replay`.",
    "rule": "`commentary explain URL` of a new article shows what each rule finds. If the value is right, there is"
    " nothing to do; else mend the rules of the field in the profile, and run `commentary replay`.",
    "bodies short": "Look at a new article in a browser. If its text goes on there, mend the rule of the body in the"
    " profile and run `commentary replay`; if the site sells the rest, the archive has what it gives away.",
    "dates stand still": "`commentary explain URL` of a new article shows what each rule of the date finds. Mend it"
    " in the profile, and run `commentary replay`.",
    "pages alike": "Look at one of the addresses in a browser: a notice, a login or an application without its"
    " scripts may stand in the place of the articles. `render = true` in the profile runs scripts.",
    "blocked": "Crawl less often or with a longer `delay`, and write to the site: it knows you by the contact in your"
    " User-Agent.",
    "consent wall": "Look at the site in a private window of a browser. If the wall stands before every page, another"
    " source may be free of it, such as the REST interface or a full-text feed.",
    "robots changed": "Read the site's robots.txt. What it disallows is no longer requested; `commentary crawl SITE"
    " --dry-run` lists what still is.",
    "redesign": "`commentary relearn SITE` proposes rules for the new design, and `commentary explain URL` shows what"
    " the present ones find. Mend the profile and run `commentary replay`, or confirm that the changes are real by"
    " `commentary crawl SITE --accept-changes`.",
    "refused": "`commentary audit SITE` lists the pages with the reason of each, and `commentary explain URL` shows"
    " how the kind of a page was decided.",
    "failing": "`commentary status SITE` names the reasons. The next run requests these pages again; if they go on"
    " failing, look at one in a browser.",
    "outage": "Look at the site in a browser. If it has moved, change `hosts` and the sources of the profile; if it"
    " is only down, the next run requests everything again.",
    "clock": "Compare `date -u` with a clock that you trust. If this machine is right, the site's server is wrong,"
    " and only dates that count back, such as `2 hours ago`, may suffer.",
}
KINDS = tuple(WHAT_TO_DO)
# Kinds that tell of something that happened, and not of a state: they end with the next run, and have no recovery.
SAID_ONCE = frozenset({"robots changed"})


@dataclass(frozen=True, kw_only=True)
class Measures:
    """What one run of a site showed.

    `values` are its numbers and `texts` its words by name, as in the table run_measures; `fields` tells of each field
    in how many readings each rule found it, with the rule "" where none did; `events` are pairs of the kind of an
    event of the table runs and its sentence; `is_doubtful` tells that nearly all known pages answered 404 or 410,
    `is_accepted` that its changes are real, as the operator says. `started_at` is aware UTC.
    """

    run: str
    site: str
    started_at: datetime
    values: Mapping[str, float] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    fields: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    events: tuple[tuple[str, str], ...] = ()
    is_doubtful: bool = False
    is_accepted: bool = False

    def number(self, name: str) -> int:
        """Return a count, 0 if there is none."""
        return int(self.values.get(name, 0))

    @cached_property
    def day(self) -> int:
        """The day of its start in UTC, as `date.toordinal` counts days."""
        return self.started_at.astimezone(UTC).date().toordinal()

    @property
    def is_answered(self) -> bool:
        """Whether the site gave any page or list of its own, so that the run could see what is new."""
        return self.number("answered") + self.number("listings") > 0


@dataclass(frozen=True, kw_only=True)
class Alarm:
    """Something that a person should look at: since which run, in plain words, and until which run.

    `subject` is what of the site it concerns, such as the name of a field; "" for all of it. Times are ISO 8601 in
    UTC; `ended_run` and `ended_at` are None while it is open.
    """

    id: int
    site: str
    kind: str
    subject: str
    what: str
    do: str
    began_run: str
    began_at: str
    ended_run: str | None = None
    ended_at: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.ended_run is None

    @property
    def sentence(self) -> str:
        """What it tells, with its kind and subject before it."""
        return f"{self.kind}{f' of {self.subject}' if self.subject else ''}: {self.what}"

    @property
    def key(self) -> tuple[str, str]:
        """Its kind and subject, of which a site has one open alarm at a time."""
        return self.kind, self.subject


def day_of(at: str) -> int:
    """Return the day of an alarm's time in UTC, as `date.toordinal` counts days."""
    return datetime.fromisoformat(at).astimezone(UTC).date().toordinal()


def is_told_by(sentence: str, alarms: Iterable[Alarm]) -> bool:
    """Tell whether an alarm says what a sentence does that a run left at its end.

    Such a sentence is that of an alarm, as an earlier release may have judged it, or an event that is one. An event
    that goes on has other numbers in each run: those of its alarm are of the run in which it began.
    """
    kind = sentence.partition(": ")[0].partition(" of ")[0]
    said = _without_numbers(sentence.rstrip("."))
    return kind in KINDS or any(said in _without_numbers(alarm.what) for alarm in alarms)


def _without_numbers(sentence: str) -> str:
    """Return a sentence with 0 for each number that stands alone, and not in a selector or a URL."""
    return re.sub(r"(?<!\S)\d[\d,]*(?=[\s:]|$)", "0", sentence)


@dataclass(frozen=True, kw_only=True)
class Sign:
    """What a detector sees in the newest run: a reason for an alarm of this kind and subject, in a sentence.

    `is_event` tells that the run's own pages, compared one by one, show it.
    """

    kind: str
    what: str
    subject: str = ""
    is_event: bool = False
