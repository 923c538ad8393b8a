"""Makes essays with all values that a site shows of them: the truth of the generated sites (pure, from seeds).

number and seed → title, authors, times, topics, blocks of text
"""

import random
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

FIRST_NAMES = "Ada Bruno Clara Dmitri Elif Farah Gita Henrik Ines Jonas Keiko Lars Mira Nadia Oskar Petra Quentin Rosa Samir Tove".split()  # fmt: skip
LAST_NAMES = "Adeyemi Brandt Castellano Dahl Eriksen Fontaine Grigoryan Hoffmann Ivanova Jensen Kowalski Lindqvist Moreau Nakamura Okafor Petrov Quispe Rahman Sorensen Tanaka".split()  # fmt: skip
CATEGORIES = ("Economy", "Foreign Policy", "Culture", "Energy", "Law", "Cities")
TAGS = (
    "Ports",
    "Rail",
    "Housing",
    "Water",
    "Elections",
    "Trade",
    "Heritage",
    "Courts",
    "Grain",
    "Schools",
    "Tolls",
    "Borders",
)
THINGS = (
    "the old harbour", "a canal that nobody planned", "the grain market", "every second tram", "the new court", "a law of ten lines",
    "the ministry's forecast", "the price of bread", "an empty theatre", "the northern railway", "a dam above the valley", "the city archive",
    "the last coal pit", "a treaty from 1921", "the school of navigation", "the toll bridge", "a village on the border", "the water board",
    "the night ferry", "a museum of customs", "the winter budget", "a strike in the yards", "the council's map", "the pension fund",
)  # fmt: skip
DEEDS = (
    "was never meant to last", "tells more than the speeches do", "has outlived three governments", "costs less than its critics say",
    "became the subject of a long quarrel", "deserves a second look", "shows how little the plans were worth", "returned with the spring",
    "kept its promise for a decade", "divided the families of the quarter", "will be remembered for its clerks", "lost half of its readers",
    "moved the border without a shot", "found friends in unlikely offices", "was sold twice in one summer", "made the engineers laugh",
    "put an end to the compromise", "is still paid for by the provinces", "opened to the sound of brass", "asks a question that nobody answers",
)  # fmt: skip
LINKS = (
    "Anyone who has stood there in November knows that", "The minutes of that year record, without comment, that", "It is often said, and rarely shown, that",
    "A retired pilot told me over coffee that", "The committee came to the conclusion that", "What the statistics leave out is that",
    "In the letters of the surveyor one can read how", "Long before the press took notice,", "Against the advice of its own lawyers, the council found that",
    "There is a simple reason for this:", "My grandmother used to say that", "Seen from the other bank of the river,", "The second volume of the report admits that",
    "Nobody in the room could explain why", "For the better part of a century,", "To the surprise of the accountants,",
)  # fmt: skip
OPENINGS = ("Why", "How", "When", "What if", "Where")


@dataclass(frozen=True, kw_only=True)
class Essay:
    """One article's truth. `blocks` are pairs of a tag (`p`, `h2`, `li`, `blockquote`) and a text."""

    number: int
    title: str
    authors: tuple[str, ...]
    published_at: datetime
    updated_at: datetime
    categories: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str
    blocks: tuple[tuple[str, str], ...] = field(repr=False)

    @property
    def slug(self) -> str:
        """The title as a part of a URL."""
        return "-".join("".join(letter for letter in word if letter.isalnum()) for word in self.title.lower().split())

    @property
    def text(self) -> str:
        """The text, a blank line between blocks."""
        return "\n\n".join(text for _, text in self.blocks)

    @property
    def html(self) -> str:
        """The text as an editor stores it."""
        parts, in_list = [], False
        for tag, text in self.blocks:
            if (tag == "li") != in_list:
                parts.append("<ul>" if tag == "li" else "</ul>")
                in_list = tag == "li"
            parts.append(
                f"<blockquote><p>{text}</p></blockquote>" if tag == "blockquote" else f"<{tag}>{text}</{tag}>"
            )
        return "\n".join([*parts, "</ul>"] if in_list else parts)


def make_essays(count: int, seed: int, *, several_authors: float = 0.15) -> list[Essay]:
    """Return essays, the newest first; some have two authors, some were updated."""
    chance = random.Random(seed)
    authors = [f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}" for _ in range(14)]
    by_slug: dict[str, Essay] = {}
    while len(by_slug) < count:
        essay = _essay(len(by_slug), chance, authors, several_authors)
        by_slug.setdefault(essay.slug, essay)
    return list(by_slug.values())


def _essay(number: int, chance: random.Random, authors: list[str], several_authors: float) -> Essay:
    subject, deed = chance.choice(THINGS), chance.choice(DEEDS)
    published_at = datetime(2026, 2, 20, tzinfo=UTC) - timedelta(days=9 * number, minutes=chance.randrange(1440))
    is_updated = chance.random() < 0.3
    names = chance.sample(sorted(set(authors)), 2 if chance.random() < several_authors else 1)
    return Essay(
        number=number,
        title=f"{chance.choice(OPENINGS)} {subject} {deed}",
        authors=tuple(names),
        published_at=published_at,
        updated_at=published_at + timedelta(hours=chance.randrange(2, 60)) if is_updated else published_at,
        categories=tuple(chance.sample(CATEGORIES, 2 if chance.random() < 0.2 else 1)),
        tags=tuple(chance.sample(TAGS, chance.randint(1, 4))),
        deck=f"{_sentence(chance)}",
        blocks=tuple(_blocks(chance)),
    )


def _blocks(chance: random.Random) -> list[tuple[str, str]]:
    blocks = [("p", _paragraph(chance)) for _ in range(chance.randint(4, 9))]
    for place in range(2, len(blocks), 3):
        blocks.insert(place, ("h2", f"{chance.choice(THINGS).capitalize()} and {chance.choice(THINGS)}"))
    if chance.random() < 0.4:
        items = [("li", f"{_sentence(chance)}") for _ in range(chance.randint(2, 4))]
        place = chance.randrange(1, len(blocks))
        blocks[place:place] = items
    if chance.random() < 0.3:
        blocks.insert(chance.randrange(1, len(blocks)), ("blockquote", _sentence(chance)))
    return blocks


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.randint(3, 6)))


def _sentence(chance: random.Random) -> str:
    end = f", and {chance.choice(THINGS)} {chance.choice(DEEDS)}" if chance.random() < 0.5 else ""
    return f"{chance.choice(LINKS)} {chance.choice(THINGS)} {chance.choice(DEEDS)}{end}."
