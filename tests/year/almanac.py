"""A year of one magazine: what was published, edited, withdrawn and changed, and when (pure).

Everything that a page shows is a function of an essay and a moment, so that this module is both what the site is made
from and what the archive is compared with. The magazine writes from Vienna; its year is 2024, which has a leap day.
"""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, cached_property
from itertools import count
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Vienna")
NEW_YEAR, LAST_DAY = date(2024, 1, 1), date(2024, 12, 31)
FIRST_ESSAY = date(2023, 10, 30)
# When the crawl starts, each day, 24 hours after the one before: an hour later by the site's clock in summer. Nothing
# happens on the site within half an hour of it.
CRAWLED_AT = time(5, 20, tzinfo=UTC)

# Local times at which essays are published, by weekday from Monday; what is published before CRAWLED_AT is found on
# the same day, all else on the next.
RHYTHM = {0: ("09:00", "16:30"), 1: ("11:45",), 3: ("08:15",), 4: ("05:10",)}
HOLIDAY = (date(2024, 8, 3), date(2024, 8, 18))
# Essays beside the rhythm: around the end of the leap day, and at the ends of summer time. The hour from two to three
# does not exist on the first day, and exists twice on the second, of which this is the later one.
EXTRA = (
    datetime(2024, 2, 29, 23, 40, tzinfo=ZONE),
    datetime(2024, 3, 1, 0, 10, tzinfo=ZONE),
    datetime(2024, 3, 31, 3, 10, tzinfo=ZONE),
    datetime(2024, 10, 27, 2, 30, tzinfo=ZONE, fold=1),
)

# From when on the site has another theme, robots.txt disallows the REST interface, and only subscribers read on.
REDESIGNED_AT = datetime(2024, 5, 12, 22, tzinfo=ZONE)
RESTRICTED_AT = datetime(2024, 6, 9, 22, tzinfo=ZONE)
PAYWALL_AT = datetime(2024, 10, 6, 22, tzinfo=ZONE)
FREE_PARAGRAPHS = 2
# In which it answers 503 to everything.
OUTAGE = (datetime(2024, 8, 19, 23, tzinfo=ZONE), datetime(2024, 8, 22, 12, tzinfo=ZONE))

AUTHORS = ("Ada Brandt", "Bela Morn", "Clara Ostrow", "David Quist", "Edith Varga", "Felix Underhill")
CATEGORIES = ("Cities", "Economy", "Letters", "Politics")
THINGS = (
    "harbour", "orchard", "clock tower", "bridge", "bakery", "archive", "pension fund", "ferry", "library", "canal",
    "market hall", "railway", "theatre", "reservoir", "tax office", "observatory", "school", "brewery", "court",
)  # fmt: skip
KINDS = (
    "old", "young", "small", "loud", "distant", "wooden", "empty", "northern", "patient", "public", "cheap", "red",
    "famous", "provincial", "unfinished", "generous",
)  # fmt: skip
VERBS = (
    "argues with", "admires", "forgets", "outlives", "pays for", "replaces", "ignores", "needs", "fears", "buys",
    "imitates", "survives", "waits for", "quarrels with",
)  # fmt: skip
ENDS = (
    "in winter", "without a vote", "for a century", "at low tide", "despite the mayor", "by mistake", "on Sundays",
    "behind closed doors", "as the records show", "whatever the budget says", "after the third reading",
    "before anybody has asked why",
)  # fmt: skip
STARTS = (
    "It is often said that", "Nobody in the ministry denies that", "A careful reader will notice that",
    "In the last report we learn that", "My neighbour insists that", "The statistics suggest that",
    "Every spring somebody remembers that", "What the visitors never hear is that",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Text:
    """What an essay says at a moment, views and comments apart."""

    title: str
    authors: tuple[str, ...]
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Edit:
    """A change of an essay: what its author did, when, and whether the sitemap and the REST interface tell of it."""

    at: datetime
    kind: str
    announced: bool


@dataclass(frozen=True, kw_only=True)
class Remark:
    """A reader's comment."""

    at: datetime
    author: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Essay:
    """One essay from its publication on; `withdrawn` is from when to when it answers a status in place of itself."""

    number: int
    published_at: datetime
    first: Text
    category: str
    edits: tuple[Edit, ...] = ()
    remarks: tuple[Remark, ...] = ()
    withdrawn: tuple[datetime, datetime, int] | None = None

    @cached_property
    def path(self) -> str:
        slug = self.first.title.lower().replace(" ", "-").replace(",", "")
        return f"/{self.published_at.astimezone(ZONE):%Y/%m}/{slug}/"

    def is_out(self, moment: datetime) -> bool:
        """Tell whether it was published and not withdrawn."""
        return self.published_at <= moment and self.status(moment) == 200

    def status(self, moment: datetime) -> int:
        if moment < self.published_at:
            return 404
        if self.withdrawn and self.withdrawn[0] <= moment < self.withdrawn[1]:
            return self.withdrawn[2]
        return 200

    def whole(self, moment: datetime) -> Text:
        """Return what its author wrote, whoever may read it."""
        text = self.first
        for edit in self.edits:
            if edit.at <= moment:
                text = edited(text, edit.kind, random.Random(f"{self.number} {edit.at}"))
        return text

    def shown(self, moment: datetime) -> Text:
        """Return what everybody may read of it."""
        text = self.whole(moment)
        return replace(text, paragraphs=text.paragraphs[:FREE_PARAGRAPHS]) if moment >= PAYWALL_AT else text

    def modified_at(self, moment: datetime) -> datetime:
        """Return when it was last modified, as the site says."""
        return max(
            (edit.at for edit in self.edits if edit.announced and edit.at <= moment), default=self.published_at
        )

    def comments(self, moment: datetime) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.at <= moment)

    def views(self, moment: datetime) -> int:
        """Return how often it was read: most in the first week, and never less than before."""
        days = (moment - self.published_at) / timedelta(days=1)
        popular = 40 + self.number * 7919 % 960
        return 3 + math.floor(popular * (1 - math.exp(-days / 6)) + days)


@dataclass(frozen=True)
class Almanac:
    """All essays of the year and of the two months before it, oldest first."""

    essays: tuple[Essay, ...]

    def out(self, moment: datetime) -> list[Essay]:
        """Return the essays that the site lists, newest first."""
        return [essay for essay in reversed(self.essays) if essay.is_out(moment)]

    @cached_property
    def by_path(self) -> dict[str, Essay]:
        return {essay.path: essay for essay in self.essays}


def crawled_at(day: date) -> datetime:
    """Return the moment of a day's crawl, in UTC."""
    return datetime.combine(day, CRAWLED_AT)


def days_of_year() -> list[date]:
    return [NEW_YEAR + timedelta(days=number) for number in range((LAST_DAY - NEW_YEAR).days + 1)]


def is_down(moment: datetime) -> bool:
    return OUTAGE[0] <= moment < OUTAGE[1]


def edited(text: Text, kind: str, dice: random.Random) -> Text:
    """Return a text after an edit of a kind."""
    first, second, *rest = text.paragraphs
    if kind == "title":
        return replace(text, title=f"{text.title}, Revisited")
    if kind == "author":
        return replace(text, authors=(*text.authors, next(name for name in AUTHORS if name not in text.authors)))
    if kind == "word":
        return replace(text, paragraphs=(first, f"{second[:-1]}, as one should add.", *rest))
    if kind == "lead":
        return replace(text, paragraphs=(f"{first} {sentence(dice)}", second, *rest))
    if kind == "paragraph":
        return replace(text, paragraphs=(*text.paragraphs, f"A reader has corrected us. {sentence(dice)}"))
    if kind == "cut":
        return replace(text, paragraphs=text.paragraphs[:-1])
    raise ValueError(kind)


def sentence(dice: random.Random) -> str:
    one, two = dice.sample(THINGS, 2)
    kinds = dice.sample(KINDS, 2)
    start = f"{dice.choice(STARTS)} the" if dice.random() < 0.5 else "The"
    return f"{start} {kinds[0]} {one} {dice.choice(VERBS)} the {kinds[1]} {two} {dice.choice(ENDS)}."


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


# By the moment of publication: when, what, and whether the site tells of it. What it does not tell of is found when
# the page is next due, which for new essays is on the next day.
EDITS: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "2023-12-18 09:00": (("2024-01-15 12:00", "paragraph", True),),
    "2024-01-08 09:00": (("2024-01-09 14:00", "word", False),),
    "2024-01-22 16:30": (("2024-02-06 10:00", "title", True),),
    "2024-02-15 08:15": (("2024-02-29 15:00", "paragraph", True),),
    "2024-02-29 23:40": (("2024-03-01 09:00", "word", False),),
    "2024-03-11 09:00": (("2024-03-30 20:00", "paragraph", True),),
    "2024-03-28 08:15": (("2024-03-31 12:00", "word", False),),
    "2024-04-08 09:00": (("2024-05-06 10:00", "author", True),),
    # While the profile does not fit the site: it comes to light when that is mended.
    "2024-05-06 09:00": (("2024-05-13 11:00", "paragraph", True),),
    "2024-06-03 09:00": (("2024-06-11 10:00", "cut", True),),
    "2024-07-15 09:00": (("2024-07-16 10:00", "word", False), ("2024-07-17 10:00", "title", True)),
    # While nothing answers, and before any crawl has seen it: no edit is seen.
    "2024-08-19 09:00": (("2024-08-20 12:00", "word", False), ("2024-08-21 12:00", "paragraph", True)),
    "2024-09-02 09:00": (("2024-09-20 10:00", "title", True),),
    "2024-10-14 09:00": (("2024-10-15 11:00", "title", True),),
    "2024-10-24 08:15": (("2024-10-27 12:00", "lead", False),),
    "2024-11-11 16:30": (("2024-11-13 10:00", "word", True),),
    "2024-12-02 09:00": (("2024-12-24 10:00", "lead", True),),
}
WITHDRAWN: dict[str, tuple[str, str, int]] = {
    "2024-02-12 09:00": ("2024-04-09 12:00", "2099-01-01 00:00", 410),
    "2024-05-21 11:45": ("2024-07-02 12:00", "2024-09-03 12:00", 404),
}


@cache
def make_almanac() -> Almanac:
    """Return the year of the magazine, the same each time."""
    dice = random.Random("the year of a magazine")
    titles = _titles(dice)
    essays = tuple(
        _essay(number, at, next(titles)) for number, at in enumerate(sorted(_moments(), key=datetime.timestamp), 1)
    )
    planned = {*EDITS, *WITHDRAWN}
    if unknown := planned - {_key(essay.published_at) for essay in essays}:
        raise ValueError(f"nothing was published at {sorted(unknown)}")
    return Almanac(essays)


def _moments() -> Iterator[datetime]:
    yield from EXTRA
    for number in count():
        day = FIRST_ESSAY + timedelta(days=number)
        if day > LAST_DAY:
            return
        if not HOLIDAY[0] <= day <= HOLIDAY[1]:
            yield from (local(f"{day} {at}") for at in RHYTHM.get(day.weekday(), ()))


def _titles(dice: random.Random) -> Iterator[str]:
    seen: set[str] = set()
    while True:
        one, two = dice.sample(THINGS, 2)
        title = f"Why the {dice.choice(KINDS)} {one} {dice.choice(VERBS)} the {two}".title().replace(" The ", " the ")
        if title not in seen:
            seen.add(title)
            yield title


def _essay(number: int, at: datetime, title: str) -> Essay:
    dice, key = random.Random(number), _key(at)
    paragraphs = tuple(" ".join(sentence(dice) for _ in range(5)) for _ in range(dice.randint(5, 9)))
    given = WITHDRAWN.get(key)
    return Essay(
        number=number,
        published_at=at.astimezone(UTC),
        first=Text(title=title, authors=(AUTHORS[number * 5 % len(AUTHORS)],), paragraphs=paragraphs),
        category=CATEGORIES[number * 3 % len(CATEGORIES)],
        edits=tuple(Edit(at=local(when), kind=kind, announced=told) for when, kind, told in EDITS.get(key, ())),
        remarks=tuple(_remarks(dice, at)),
        withdrawn=(local(given[0]), local(given[1]), given[2]) if given else None,
    )


def _remarks(dice: random.Random, at: datetime) -> Iterator[Remark]:
    for hours in sorted(dice.sample(range(8, 200), dice.choice((0, 0, 1, 2)))):
        moment = datetime.combine((at + timedelta(hours=hours)).date(), time(13, 5), ZONE)
        yield Remark(at=moment, author=dice.choice(("Greta", "Hanno", "Ilse", "Jonas")), text=sentence(dice))


def _key(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"
