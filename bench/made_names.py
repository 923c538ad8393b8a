"""The sites, words, authors and times of which `made_articles.py` makes articles (pure, from seeds)."""

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from itertools import accumulate

SITES = tuple(
    f"{name}review" for name in ("harbor", "north", "ember", "civic", "delta", "orchard", "meridian", "lantern",
    "quarry", "tidal", "summit", "prairie")
)  # fmt: skip
# Their offsets from UTC in hours, and languages.
OFFSETS = (3, 0, -5, 1, 9, 0, 2, -8, 5.5, 3, 0, 1)
LANGUAGES = ("en", "en", "en", "de", "ja", "en", "tr", "en", "en", "tr", "en", "fr")
WORDS, PARAGRAPHS, AUTHORS, CATEGORIES, TAGS, DOMAINS = 40_000, 20_000, 2_000, 60, 800, 5_000
FIRST_RUN, RUN_EVERY, RUNS = datetime(2024, 1, 1, 2, tzinfo=UTC), timedelta(days=14), 70
FIRST_YEAR, LAST_DAY = 2004, datetime(2026, 8, 20, tzinfo=UTC)
REVISION = "0" * 16
RULES = tuple(
    {
        "title": title,
        "authors": authors,
        "published_at": dated,
        "body": body,
        "categories": "breadcrumb",
        "views": views,
    }
    for title, authors, dated, body, views in (
        (
            "css h1.entry-title",
            "css .byline a",
            "choose published_at near jsonld",
            "css div.entry-content",
            "css .views",
        ),
        (
            "choose title jsonld meta",
            "choose authors byline",
            "choose published_at meta",
            "body model",
            "css .post-views",
        ),
        (
            "choose title heading",
            "choose authors jsonld",
            "choose published_at jsonld near",
            "trafilatura",
            "css .count",
        ),
    )
)
CONFIDENCES = (
    {"title": 1.0, "authors": 1.0, "published_at": 1.0, "body": 1.0},
    {"title": 0.98, "authors": 0.93, "published_at": 0.95, "body": 0.97},
    {"title": 0.97, "authors": 0.88, "published_at": 0.93, "body": 0.93},
    {"title": 0.97, "authors": 0.62, "published_at": 0.52, "body": 0.93},
)
REFUSALS = ("a listing", "a static page", "no text", "a search page", "not an article", "address does not match")


def zipf(count: int) -> list[float]:
    """Return cumulative weights by Zipf's law for so many names."""
    return list(accumulate(1 / rank for rank in range(1, count + 1)))


@cache
def vocabulary() -> tuple[list[str], list[float]]:
    """Return words, the most frequent ones first, with their cumulative weights."""
    drawn = random.Random(7)
    starts = (*"bcdfghjklmnprstvw", "st", "tr", "pl", "gr", "sh")
    syllables = [first + vowel for first in starts for vowel in "aeiou"]
    words = ["the", "of", "and", "to", "in", "tariff", "harbour", "minister", "election", "budget"]
    seen = set(words)
    while len(words) < WORDS:
        word = "".join(drawn.choices(syllables, k=drawn.choice((2, 2, 3, 3, 4)))) + drawn.choice(
            ("", "n", "r", "s", "l")
        )
        if word not in seen:
            seen.add(word)
            words.append(word)
    return words, zipf(WORDS)


@cache
def paragraphs() -> list[str]:
    """Return paragraphs of which texts are made: to draw every word of a million texts would take an hour."""
    drawn = random.Random(8)
    words, weights = vocabulary()
    found = []
    for _ in range(PARAGRAPHS):
        chosen = drawn.choices(words, cum_weights=weights, k=drawn.randrange(50, 130))
        sentences = (" ".join(chosen[at : at + 17]).capitalize() for at in range(0, len(chosen), 17))
        found.append(" ".join(f"{sentence}." for sentence in sentences))
    return found


def author(number: int) -> str:
    """Return an author's name."""
    words = vocabulary()[0]
    return f"{words[20 + number % 97].title()} {words[300 + number].title()}"


CATEGORY_NAMES = tuple(f"{vocabulary()[0][100 + number].title()} Affairs" for number in range(CATEGORIES))
DOMAIN_NAMES = tuple(f"{vocabulary()[0][3000 + number]}.example" for number in range(DOMAINS))


@dataclass(frozen=True)
class Made:
    """An article before it is looked at: number, site by its place in SITES, URL and date of publication in UTC."""

    number: int
    place: int
    url: str
    published_at: datetime

    @property
    def site(self) -> str:
        """The name of its site."""
        return SITES[self.place]


def begin(number: int, seed: int) -> Made:
    """Return an article by its number."""
    drawn = random.Random(seed * 1_000_000_007 + number)
    place = drawn.choices(range(len(SITES)), cum_weights=zipf_of_sites())[0]
    # Sites write more every year.
    share = drawn.random() ** 0.6
    first = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)
    at = (first + share * (LAST_DAY - first)).replace(microsecond=0)
    words = drawn.choices(vocabulary()[0][:5000], k=5)
    local = at.astimezone(zone_of(place))
    return Made(number, place, f"https://{SITES[place]}.example/{local:%Y/%m}/{'-'.join(words)}-{number}/", at)


@cache
def zipf_of_sites() -> list[float]:
    """Return the cumulative weights of the sites."""
    return list(accumulate(1 / (rank + 2) for rank in range(1, len(SITES) + 1)))


def zone_of(place: int) -> timezone:
    """Return the zone of a site, by its place in SITES."""
    return timezone(timedelta(hours=OFFSETS[place]))


def run_id(site: str, number: int) -> str:
    """Return the name of a run of a site, by its number."""
    return f"{site}-{FIRST_RUN + number * RUN_EVERY:%Y%m%dT%H%M%SZ}-made{number:02}"
