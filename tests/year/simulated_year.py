"""Lives through days of the year: one crawl a day, and what the operator does about alarms (processes, disk).

crawl, crawl …   13 May: the profile's rules fit no more   15 May: mend them and replay   crawl …
                 10 June: robots.txt disallows a source    12 June: drop it               crawl …
"""

import json
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from almanac import NEW_YEAR, ZONE, Almanac, Essay, crawled_at, days_of_year
from faked_clock import FakedClock
from magazine_site import MagazineSite

from archive.schema import add_form_functions

NAME = "almanac"
SETTINGS = f"""\
contact = "keeper@example.org"

[schedule]
{NAME} = "1d"
"""
LOOK_AGAIN = (("14 days", 14, 1), ("60 days", 60, 7), ("rest", None, 30))
PROFILE = """\
title = "The Vienna Almanac"
hosts = ["{host}"]
timezone = "Europe/Vienna"
delay = 0
look_again = {{ "14 days" = "1d", "60 days" = "7d", rest = "30d" }}
articles = '/\\d{{4}}/\\d\\d/[^/]+/$'

[[sources]]
kind = "sitemap"
url = "{base}/wp-sitemap.xml"

[[sources]]
kind = "feed"
url = "{base}/feed/"
{rest}
[fields]
{fields}
"""
REST = """
[[sources]]
kind = "wordpress"
url = "{base}/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt,title"
"""
GAZETTE = {
    "title": 'css = "h1.entry-title"',
    "authors": 'css = ".byline .author"',
    "published_at": 'time = ".byline time.published"',
    "views": 'css = ".post-views"',
    "categories": 'css = ".cat a"',
    "comment_count": "css = \"#comments h2\", match = '(\\d+) comment'",
    "body": 'css = ".entry-content"',
}
BROADSHEET = {
    "title": 'css = "h1.story__headline"',
    "authors": 'css = ".credit .credit__name"',
    "published_at": 'time = ".dateline time"',
    "views": 'css = ".dateline .reads"',
    "categories": 'css = ".kicker a"',
    "body": 'css = ".story__text"',
}
LAST_RUN = "SELECT summary, events FROM runs ORDER BY started_at DESC, id DESC LIMIT 1"
OPEN = "SELECT trim(kind || ' ' || subject) FROM alarms WHERE ended_run IS NULL"
MENDED, DROPPED = date(2024, 5, 15), date(2024, 6, 12)


@dataclass(frozen=True, kw_only=True)
class DayRun:
    """One day's crawl: how it ended, what it said, what the site was asked for, and what it cost.

    `began` and `ended` are alarms, by kind and subject: those that are open after it and were not after the crawl
    before, and those that were and are not. `seconds` are those of the whole command by the clock, `database` and
    `warc` the bytes of the files after it.
    """

    day: date
    moment: datetime
    code: int
    said: str
    asked: tuple[tuple[int, str], ...]
    summary: dict[str, Any]
    events: list[dict[str, Any]]
    began: frozenset[str]
    ended: frozenset[str]
    seconds: float
    database: int
    warc: int

    @property
    def status(self) -> str:
        return str(self.summary["status"])


@dataclass
class SimulatedYear:
    """The site and its archive, which grows day by day."""

    data: Path
    site: MagazineSite
    clock: FakedClock
    runs: list[DayRun] = field(default_factory=list)
    acts: list[tuple[date, str, float]] = field(default_factory=list)
    alarms: frozenset[str] = frozenset()

    @property
    def almanac(self) -> Almanac:
        return self.site.almanac

    def live(self, days: Iterable[date], told: Callable[[DayRun], None] = lambda _: None) -> None:
        """Crawl on each of these days, in their order; the operator acts on the days on which there is cause to."""
        self.write_profile(rest=True, rules=[GAZETTE])
        (self.data / "settings.toml").write_text(SETTINGS, "utf-8")
        waiting = [(MENDED, self._mend), (DROPPED, self._drop)]
        for day in days:
            while waiting and waiting[0][0] <= day:
                waiting.pop(0)[1](day)
            self.crawl(day)
            told(self.runs[-1])

    def write_profile(self, *, rest: bool, rules: list[dict[str, str]]) -> None:
        fields = {
            name: ", ".join(f"{{ {each[name]} }}" for each in rules if name in each)
            for each in rules
            for name in each
        }
        text = PROFILE.format(
            host=self.site.host,
            base=self.site.base,
            rest=REST.format(base=self.site.base) if rest else "",
            fields="\n".join(f"{name} = [{listed}]" for name, listed in fields.items()),
        )
        (self.data / "sites").mkdir(parents=True, exist_ok=True)
        (self.data / "sites" / f"{NAME}.toml").write_text(text, "utf-8")

    def _mend(self, day: date) -> None:
        """Give the profile rules for the new theme, half an hour before the crawl, and replay."""
        self.write_profile(rest=True, rules=RULES)
        self.command(crawled_at(day) - timedelta(minutes=30), "replay", code=0)

    def _drop(self, _day: date) -> None:
        """Name the REST interface in the profile no more."""
        self.write_profile(rest=False, rules=RULES)

    def crawl(self, day: date) -> None:
        moment = crawled_at(day)
        self.site.moment = moment
        self.site.asked.clear()
        began = time.monotonic()
        done = self.clock.run(moment, "run", data=self.data)
        seconds = time.monotonic() - began
        summary, events = self.rows(LAST_RUN)[0]
        before, self.alarms = self.alarms, frozenset(text for (text,) in self.rows(OPEN))
        self.runs.append(
            DayRun(
                day=day,
                moment=moment,
                code=done.returncode,
                said=done.stdout + done.stderr,
                asked=tuple(self.site.asked),
                summary=json.loads(summary),
                events=json.loads(events),
                began=self.alarms - before,
                ended=before - self.alarms,
                seconds=seconds,
                database=sum(path.stat().st_size for path in self.data.glob("commentary.db*")),
                warc=sum(path.stat().st_size for path in (self.data / "warc").iterdir()),
            )
        )

    def command(self, moment: datetime, *words: object, code: int) -> str:
        """Run another command at a moment; AssertionError if it ends with another exit code."""
        began = time.monotonic()
        done = self.clock.run(moment, *words, data=self.data)
        self.acts.append((moment.date(), " ".join(map(str, words)), time.monotonic() - began))
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout

    def rows(self, query: str, *given: object) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.data / "commentary.db")) as db:
            add_form_functions(db)
            return db.execute(query, given).fetchall()

    @cached_property
    def looked_at(self) -> dict[str, list[datetime]]:
        """The moments at which each essay's page was asked for and shown, by its path; empty for none."""
        found: dict[str, list[datetime]] = {essay.path: [] for essay in self.almanac.essays}
        for run in self.runs:
            for status, target in run.asked:
                if target in found and status == 200:
                    found[target].append(run.moment)
        return found

    @property
    def is_whole(self) -> bool:
        """Whether each day of the year has a crawl."""
        return len(self.runs) == len(days_of_year())

    @property
    def moments(self) -> list[datetime]:
        return [run.moment for run in self.runs]

    def moment_of(self, captured_at: str) -> datetime:
        """Return the moment of the crawl that made a capture."""
        day = datetime.fromisoformat(captured_at).astimezone(ZONE).date()
        return crawled_at(day)

    def essay_at(self, url: str) -> Essay:
        return self.almanac.by_path[url.removeprefix(self.site.base)]


RULES = [GAZETTE, BROADSHEET]


def around(*spans: tuple[str, str]) -> Iterator[date]:
    """Yield the days of spans, each given by its first and its last day, as month and day."""
    for first, last in spans:
        day, end = (date.fromisoformat(f"{NEW_YEAR.year}-{each}") for each in (first, last))
        while day <= end:
            yield day
            day += timedelta(days=1)


# The days on which something happens from the end of winter to the beginning of summer.
SPRING = tuple(
    around(("02-28", "03-02"), ("03-30", "04-01"), ("04-10", "04-10"), ("05-12", "05-16"), ("06-09", "06-13"))
)
