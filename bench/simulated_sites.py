"""Makes up sites that publish for years, and what crawls of them would measure (pure; the same for the same seed).

    temper of a site → articles, each with date, length, rules → runs at an interval → Measures of each run

Nothing here knows the detectors: how much is published follows weekdays, seasons, holidays, bursts of news and a
level that wanders; sources list the newest articles or all; runs come late, are missed, or meet a site that is down.
"""

import math
import random
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from statistics import median

from archive.watch import PUBLISHED, Measures

FIRST_DAY = date(2021, 1, 11)
YEARS_BEFORE = 2
EVERY_DAY = (1.0,) * 7
# Days of the year, from 1, on which sites pause or publish little: Christmas and New Year, Easter, a day in autumn.
HOLIDAYS = frozenset({1, 2, 95, 96, 305, 358, 359, 360, 365})
FIELDS: Mapping[str, tuple[float, tuple[tuple[str, float], ...]]] = {
    "title": (1.0, (("css h1", 0.97), ("og:title", 0.03))),
    "published_at": (0.995, (("json-ld", 0.9), ("time", 0.1))),
    "authors": (0.93, (("css .byline a", 0.9), ("css .byline", 0.1))),
    "body": (1.0, (("css .entry", 1.0),)),
    "image_url": (0.8, (("og:image", 1.0),)),
    "categories": (0.9, (("rel=category", 1.0),)),
    "subtitle": (0.45, (("css .dek", 1.0),)),
    "updated_at": (0.3, (("json-ld", 1.0),)),
}


@dataclass(frozen=True, kw_only=True)
class Temper:
    """How a site publishes, and how it is crawled.

    `rate` is articles a day, `weekdays` the weight of each from Monday, `season` a factor by the day of the year,
    `trend` the factor from one year to the next; `bursts` is the variance of a day's articles over its mean,
    `wander` how far the level drifts in a year, as a standard deviation of its logarithm. `listed` is how many
    articles the sources list, None for all; `hours` the interval of runs.
    """

    name: str
    rate: float
    hours: int = 24
    weekdays: tuple[float, ...] = EVERY_DAY
    season: Callable[[int], float] = lambda day: 1.0  # noqa: ARG005 - every day alike
    trend: float = 1.0
    bursts: float = 1.5
    wander: float = 0.2
    years: int = 5
    listed: int | None = None
    undated: float = 0.0


@dataclass(frozen=True)
class Published:
    """An article as the site has it."""

    at: datetime
    words: int
    rules: Mapping[str, str]
    text: str
    shown: date | None = None


@dataclass
class Seen:
    """What one run gets of a site, before a fault changes it."""

    at: datetime
    new: list[Published]
    again: list[Published]
    unchanged: int
    values: Counter[str] = field(default_factory=Counter)
    texts: dict[str, str] = field(default_factory=dict)
    events: tuple[tuple[str, str], ...] = ()
    is_down: bool = False
    is_doubtful: bool = False
    clock: float | None = None


# Changes what a run gets: the run, the days since the fault began, and a source of chance.
Fault = Callable[[Seen, float, random.Random], None]


def august(day: int) -> float:
    """Return the factor of a site that pauses in August."""
    return 0.0 if 213 <= day <= 243 else 1.0


def summer(day: int) -> float:
    """Return the factor of a site that publishes less in July and August."""
    return 0.65 if 182 <= day <= 243 else 1.0


MONDAYS = (1.0, 0, 0, 0, 0, 0, 0)
THURSDAYS = (0, 0, 0, 1.0, 0, 0, 0)
WORKDAYS = (1.1, 1.1, 1.1, 1.1, 1.0, 0.35, 0.3)
TEMPERS: Sequence[Temper] = (
    Temper(name="daily newspaper", rate=20, weekdays=WORKDAYS, season=summer, bursts=2.0),
    Temper(name="weekly magazine", rate=10, weekdays=THURSDAYS, bursts=1.0, wander=0.1),
    Temper(name="sparse blog", rate=0.25, bursts=1.3, wander=0.5),
    Temper(name="blog on Mondays", rate=1.0, weekdays=MONDAYS, bursts=1.0, wander=0.05),
    Temper(name="seasonal, not in August", rate=3, weekdays=WORKDAYS, season=august),
    Temper(name="growing", rate=0.5, trend=1.8, weekdays=WORKDAYS),
    Temper(name="bursty", rate=4, bursts=6.0, wander=0.6),
    Temper(name="dying", rate=6, trend=0.45, weekdays=WORKDAYS),
    Temper(name="young", rate=2, weekdays=WORKDAYS, years=1, listed=10),
)


def make_articles(temper: Temper, years: int, dice: random.Random) -> list[Published]:
    """Return all articles of a site, those of the years before its first crawl too, in order of time."""
    found: list[Published] = []
    level = 0.0
    skips = Counter[int]()
    for number in range(-365 * YEARS_BEFORE, 365 * years):
        day = FIRST_DAY + timedelta(days=number)
        # The level wanders, and comes back.
        level += dice.gauss(0, temper.wander / math.sqrt(90)) - level / 90
        factor = temper.trend ** (number / 365) * math.exp(level) * temper.season(day.timetuple().tm_yday)
        mean = temper.rate * temper.weekdays[day.weekday()] * factor
        if day.timetuple().tm_yday in HOLIDAYS:
            mean *= 0.2
        # A double issue: an issue in fifteen is left out.
        if (
            max(temper.weekdays) > 3 * sorted(temper.weekdays)[-2]
            and dice.random() < 1 / 15
            and not skips[number - 7]
        ):
            skips[number] = 1
            mean = 0
        for _ in range(_count(mean, temper.bursts, dice)):
            at = datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=6 + 14 * dice.random())
            found.append(make_article(at, len(found), temper, dice))
    return sorted(found, key=lambda article: article.at)


def make_article(at: datetime, number: int, temper: Temper, dice: random.Random) -> Published:
    """Return an article with a length and the rules that find its fields."""
    # A part of the articles are notes without author and picture.
    is_note = dice.random() < 0.15
    words = round(math.exp(dice.gauss(math.log(180 if is_note else 800), 0.5)))
    rules = {}
    for name, (fill, choices) in FIELDS.items():
        filled = fill * (0.3 if is_note and name in {"authors", "image_url", "subtitle"} else 1)
        if dice.random() < filled:
            rules[name] = dice.choices([rule for rule, _ in choices], [weight for _, weight in choices])[0]
    shown = None if "published_at" not in rules or dice.random() < temper.undated else at.date()
    return Published(at=at, words=max(20, words), rules=rules, text=str(number), shown=shown)


def visits(temper: Temper, years: int, dice: random.Random) -> Iterator[tuple[datetime, bool]]:
    """Yield when a site is crawled, and whether it is down then: about four outages of a day a year."""
    at = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, 4, tzinfo=UTC)
    end = at + timedelta(days=365 * years)
    outages = sorted(at + timedelta(days=365 * years * dice.random()) for _ in range(4 * years))
    while at < end:
        # A run in fifty is missed; about once a year the machine is off for some days.
        if dice.random() >= 0.02:
            moment = at + timedelta(minutes=20 * dice.random())
            yield moment, any(timedelta(0) <= moment - each < timedelta(days=1) for each in outages)
        at += timedelta(hours=temper.hours)
        if dice.random() < temper.hours / 24 / 365:
            at += timedelta(days=dice.randint(2, 12))


def simulate(
    temper: Temper, seed: int, *, days: int = 0, fault: Fault | None = None, since: int = 0
) -> list[Measures]:
    """Return the measures of all runs of a site, or of those in so many days; the fault begins after `since` days."""
    dice = random.Random(f"{temper.name} {seed}")
    years = math.ceil(days / 365) or temper.years
    articles = make_articles(temper, years, dice)
    known = 0
    runs: list[Measures] = []
    first = datetime(FIRST_DAY.year, FIRST_DAY.month, FIRST_DAY.day, tzinfo=UTC)
    began = first + timedelta(days=since)
    version = 0
    due: list[Published] = []
    for number, (at, is_down) in enumerate(visits(temper, years, dice)):
        if days and at >= first + timedelta(days=days):
            break
        seen = Seen(at=at, new=[], again=[], unchanged=0, is_down=is_down)
        version += dice.random() < temper.hours / 24 / 1500
        if not is_down:
            until = known
            while until < len(articles) and articles[until].at < at:
                until += 1
            listed = articles[known:until]
            seen.new = listed[-temper.listed :] if temper.listed else listed
            known = until
            due = [article for article in due if at - article.at < timedelta(days=120)] + seen.new[-40:]
            looks = [
                article
                for article in due
                if article.at < at and dice.random() < _chance_of_look(at - article.at, temper)
            ]
            seen.again = [article for article in looks if dice.random() < 0.6]
            seen.unchanged = len(looks) - len(seen.again)
            seen.texts["robots"] = f"sha1:{version}"
        if fault is not None and at >= began:
            fault(seen, (at - began) / timedelta(days=1), dice)
        runs.append(measures_of(seen, temper, number, dice))
    return runs


def measures_of(seen: Seen, temper: Temper, number: int, dice: random.Random) -> Measures:
    """Return what a run measures."""
    base = {"run": f"run-{number:05}", "site": temper.name, "started_at": seen.at}
    if seen.is_down:
        return Measures(**base, values={"listings failed": 1})
    values: Counter[str] = Counter(seen.values)
    read = [*seen.new, *seen.again]
    failed = sum(dice.random() < 0.01 for _ in read)
    values.update({"articles": len(read), "read": len(read), "new": len(seen.new), "unchanged": seen.unchanged})
    values.update({"failed": failed, "pages": len(read) + seen.unchanged + failed, "listings": 2})
    values.update({"blocked": 0, "alike": len(seen.new) - len({article.text for article in seen.new})})
    held_off = (
        seen.values["blocked"] + seen.values["consent walls"] + seen.values["failed"] + seen.values["gone or moved"]
    )
    values["pages"] += held_off
    values["answered"] = len(read) + seen.unchanged + seen.values["gone or moved"]
    for article in seen.new:
        values[f"{PUBLISHED}{article.shown}" if article.shown else "undated"] += 1
    found: dict[str, float] = {name: value for name, value in values.items() if value}
    if seen.new:
        words = [article.words for article in seen.new]
        found |= {"words": median(words), "longest": max(words)}
    if seen.clock is not None:
        found["clock"] = seen.clock
    texts = seen.texts | ({"revision": "1"} if read else {})
    fields = {name: Counter(article.rules.get(name, "") for article in read) for name in FIELDS} if read else {}
    return Measures(
        **base, values=found, texts=texts, fields=fields, events=seen.events, is_doubtful=seen.is_doubtful
    )


def changed(articles: list[Published], **values: object) -> list[Published]:
    """Return articles with other values."""
    return [replace(article, **values) for article in articles]


def _chance_of_look(age: timedelta, temper: Temper) -> float:
    """Return how probable it is that an article is due: daily at first, then weekly, then monthly."""
    days = temper.hours / 24
    return min(1.0, days * (1 if age.days < 3 else 1 / 7 if age.days < 60 else 1 / 30))


def _count(mean: float, bursts: float, dice: random.Random) -> int:
    """Return a number of articles of this mean, and of this variance over it (negative binomial)."""
    if mean <= 0:
        return 0
    if bursts > 1:
        mean = dice.gammavariate(mean / (bursts - 1), bursts - 1)
    count, chance, limit = 0, dice.random(), math.exp(-mean)
    while chance > limit:
        chance *= dice.random()
        count += 1
    return count
