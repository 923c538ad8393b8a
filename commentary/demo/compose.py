"""Composing essays out of texts/phrases.toml and the topics of texts/world.toml: the same ones every time (pure)."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from commentary.demo.blocks import blocks
from commentary.demo.posts import Post, PostComment, Reference
from commentary.demo.world import HOUSE, ZONE, slugify, texts

FIRST = datetime(2023, 1, 9, 8, tzinfo=UTC)
LAST = datetime(2026, 6, 14, 18, tzinfo=UTC)
MIDDLE = ("background", "argument", "evidence", "counter", "economy", "society", "military", "law", "outlook")
ROLES = {"opening", *MIDDLE, "closing"}
GIVEN = Mapping[str, Any]


def compose() -> tuple[Post, ...]:
    """Return the composed posts, oldest first."""
    rng = Random("the demo site")
    drafts = [(topic, title) for topic in texts("world")["topics"] for title in topic["titles"]]
    rng.shuffle(drafts)
    # Evenly spread, then shifted by up to four days: months differ, and none is empty.
    step = (LAST - FIRST) / len(drafts)
    # Each essay has a generator of its own: a new topic does not rewrite the others.
    return tuple(
        _post(Random(title), 101 + 3 * n, topic, title, FIRST + step * n) for n, (topic, title) in enumerate(drafts)
    )


def _post(rng: Random, number: int, topic: GIVEN, title: str, around: datetime) -> Post:
    published = around.replace(second=0, microsecond=0) + timedelta(minutes=rng.randrange(0, 4 * 1440, 7))
    published = min(published, LAST)
    words = _words(rng, topic)
    source = _source(rng, title)
    given, toc = _body(rng, words, source)
    return Post(
        id=number,
        slug=slugify(title),
        title_html=title,
        published_at=published,
        updated_at=_updated(rng, published),
        authors=_authors(rng),
        categories=tuple(topic["categories"][: rng.choice([2, 3, 3])]),
        tags=tuple(rng.sample(topic["tags"], rng.choice([0, 1, 2, 3, 3]))),
        body=blocks(given),
        views=_views(rng),
        tagline=_filled(rng.choice(texts("phrases")["taglines"]), words) if rng.random() < 0.3 else "",
        toc=toc,
        caption=_filled(rng.choice(texts("phrases")["captions"]), words) if rng.random() < 0.5 else "",
        comments=_comments(rng, number, published),
        source=source,
        bar=Reference(url=_address(rng, title), text="The Harbour Review") if rng.random() < 0.06 else None,
    )


def _words(rng: Random, topic: GIVEN) -> dict[str, str]:
    slots = {key: topic[key] for key in ("place", "actor", "capital", "rival", "rivalcap", "asset", "issue", "body")}
    scholar = rng.choice(texts("phrases")["scholars"])
    slots |= {"scholar": scholar, "institute": rng.choice(texts("phrases")["institutes"]), "house": HOUSE}
    slots |= {key.capitalize(): value[:1].upper() + value[1:] for key, value in slots.items()}
    return slots


def _filled(sentence: str, words: Mapping[str, str], rng: Random | None = None) -> str:
    # Without a generator the same sentence always gets the same numbers: headings and quotes repeat themselves.
    numbers = rng or Random(sentence)
    return sentence.format(
        **words,
        n=numbers.randrange(12, 240),
        pct=numbers.randrange(4, 39),
        year=numbers.randrange(1991, 2019),
        article=numbers.randrange(3, 41),
    )


def _body(rng: Random, words: Mapping[str, str], source: Reference | None) -> tuple[list[dict[str, Any]], bool]:
    """Return an essay's blocks, and whether it has so many headings that the theme lists them."""
    # Most essays are of middling length, a few are short, a few are very long.
    count = min(25, max(3, round(rng.lognormvariate(2.1, 0.45))))
    essay: list[dict[str, Any]] = [{"p": text} for text in _paragraphs(rng, words, count)]
    headed = count >= 10 and rng.random() < 0.6
    if headed:
        _insert_headings(rng, essay, words)
    _insert_asides(rng, essay, words)
    if source:
        essay.append({"p": f'<a href="{source.url}" target="_blank" rel="noopener">{source.text}</a>'})
    return essay, headed and rng.random() < 0.5


def _paragraphs(rng: Random, words: Mapping[str, str], count: int) -> Iterator[str]:
    """Yield paragraphs, each of one role's groups of sentences; a group is used once in an essay."""
    roles = [role for _ in range(3) for role in rng.sample(MIDDLE, len(MIDDLE))]
    left = {role: rng.sample(groups, len(groups)) for role, groups in texts("phrases").items() if role in ROLES}
    for role in ("opening", *roles[: count - 2], "closing"):
        sentences: list[str] = []
        wanted = rng.choice([2, 3, 4])
        while left[role] and len(sentences) < wanted:
            sentences += left[role].pop()
        if sentences:
            yield " ".join(_filled(sentence, words, rng) for sentence in sentences)


def _insert_headings(rng: Random, essay: list[dict[str, Any]], words: Mapping[str, str]) -> None:
    for place, text in zip(range(3, len(essay), 4), rng.sample(texts("phrases")["headings"], 6), strict=False):
        essay.insert(place, {"h2": _filled(text, words)})


def _insert_asides(rng: Random, essay: list[dict[str, Any]], words: Mapping[str, str]) -> None:
    phrases = texts("phrases")
    if rng.random() < 0.25:
        essay.insert(2, {"quote": _filled(rng.choice(phrases["quotes"]), words)})
    if rng.random() < 0.2:
        essay.insert(len(essay) - 1, {"ul": rng.sample(phrases["points"], 3)})
    if rng.random() < 0.15:
        essay.insert(0, {"p": "<strong>" + _filled(phrases["remarks"][0], words) + "</strong>"})


def _source(rng: Random, title: str) -> Reference | None:
    return Reference(url=_address(rng, title), text="Read more here.") if rng.random() < 0.4 else None


def _address(rng: Random, title: str) -> str:
    return str(rng.choice(texts("phrases")["sources"])) + slugify(title)


def _authors(rng: Random) -> tuple[str, ...]:
    people = texts("world")["authors"]
    weights = [person["weight"] for person in people]
    count = rng.choice([1] * 12 + [2, 3])
    return tuple(dict.fromkeys(rng.choices([person["name"] for person in people], weights, k=count)))


def _updated(rng: Random, published: datetime) -> datetime:
    later = published + timedelta(minutes=rng.choice([0, 0, 0, 9, 61, 1500, 40_000]))
    return min(later, LAST)


def _views(rng: Random) -> int:
    # Readers are as unequal as on any site: a median of 600, a few tens of thousands.
    return round(rng.lognormvariate(6.4, 1.7))


def _comments(rng: Random, number: int, published: datetime) -> tuple[PostComment, ...]:
    count = rng.choice([0, 0, 0, 0, 0, 1, 2, 3])
    made: list[PostComment] = []
    for given in rng.sample(texts("phrases")["comments"], count):
        at = published + timedelta(minutes=rng.randrange(40, 4000))
        made.append(comment(number * 20 + len(made), given, min(at, LAST)))
        if rng.random() < 0.4:
            answer = rng.choice(texts("phrases")["replies"])
            made.append(comment(number * 20 + len(made), answer, at + timedelta(minutes=75), parent=made[-1].id))
    return tuple(made)


def comment(number: int, given: GIVEN, at: datetime, *, parent: int | None = None) -> PostComment:
    """Make a comment out of a table of a text file."""
    escaped = given["text"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return PostComment(
        id=number,
        author=given["author"],
        published_at=at.astimezone(UTC),
        text=given["text"],
        html=given.get("html", f"<p>{escaped}</p>"),
        parent=parent,
    )


def local(text: str) -> datetime:
    """Return the UTC time of a local one in a text file."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE).astimezone(UTC)
