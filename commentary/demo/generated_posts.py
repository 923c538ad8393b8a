"""Generates essays from texts/phrases.toml and the topics of texts/site.toml, the same in every run (pure)."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from commentary.demo.blocks import make_blocks
from commentary.demo.posts import Post, PostComment, Reference
from commentary.demo.site_texts import EDITORIAL_AUTHOR, TIMEZONE, TomlTable, load_texts, slugify

FIRST_PUBLISHED_AT = datetime(2023, 1, 9, 8, tzinfo=UTC)
LAST_PUBLISHED_AT = datetime(2026, 6, 14, 18, tzinfo=UTC)
MIDDLE_ROLES = ("background", "argument", "evidence", "counter", "economy", "society", "military", "law", "outlook")
ROLES = {"opening", *MIDDLE_ROLES, "closing"}


def generate_posts() -> tuple[Post, ...]:
    """Return the generated posts, oldest first."""
    rng = Random("the demo site")
    drafts = [(topic, title) for topic in load_texts("site")["topics"] for title in topic["titles"]]
    rng.shuffle(drafts)
    # Evenly spaced, then shifted by up to four days: months differ in length, and every month has posts.
    step = (LAST_PUBLISHED_AT - FIRST_PUBLISHED_AT) / len(drafts)
    # Each essay has its own random generator, so that a new topic does not change the others.
    return tuple(
        _post(Random(title), 101 + 3 * n, topic, title, FIRST_PUBLISHED_AT + step * n)
        for n, (topic, title) in enumerate(drafts)
    )


def _post(rng: Random, number: int, topic: TomlTable, title: str, around: datetime) -> Post:
    published = around.replace(second=0, microsecond=0) + timedelta(minutes=rng.randrange(0, 4 * 1440, 7))
    published = min(published, LAST_PUBLISHED_AT)
    words = _slot_values(rng, topic)
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
        body=make_blocks(given),
        views=_views(rng),
        tagline=_fill(rng.choice(load_texts("phrases")["taglines"]), words) if rng.random() < 0.3 else "",
        toc=toc,
        caption=_fill(rng.choice(load_texts("phrases")["captions"]), words) if rng.random() < 0.5 else "",
        comments=_comments(rng, number, published),
        source=source,
        bar=Reference(url=_address(rng, title), text="The Harbour Review") if rng.random() < 0.06 else None,
    )


def _slot_values(rng: Random, topic: TomlTable) -> dict[str, str]:
    slots = {key: topic[key] for key in ("place", "actor", "capital", "rival", "rivalcap", "asset", "issue", "body")}
    scholar = rng.choice(load_texts("phrases")["scholars"])
    slots |= {
        "scholar": scholar,
        "institute": rng.choice(load_texts("phrases")["institutes"]),
        "house": EDITORIAL_AUTHOR,
    }
    slots |= {key.capitalize(): value[:1].upper() + value[1:] for key, value in slots.items()}
    return slots


def _fill(sentence: str, words: Mapping[str, str], rng: Random | None = None) -> str:
    # Headings and quotes are seeded by their sentence, so that a sentence has the same numbers wherever it is used.
    numbers = rng or Random(sentence)
    return sentence.format(
        **words,
        n=numbers.randrange(12, 240),
        pct=numbers.randrange(4, 39),
        year=numbers.randrange(1991, 2019),
        article=numbers.randrange(3, 41),
    )


def _body(rng: Random, words: Mapping[str, str], source: Reference | None) -> tuple[list[dict[str, Any]], bool]:
    """Return an essay's blocks as tables, and whether the theme shows a table of contents for it."""
    # Most essays are of medium length, a few are short, a few are very long.
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
    """Yield paragraphs, each of sentences with one role (background, argument …); no sentence is used twice."""
    roles = [role for _ in range(3) for role in rng.sample(MIDDLE_ROLES, len(MIDDLE_ROLES))]
    left = {role: rng.sample(groups, len(groups)) for role, groups in load_texts("phrases").items() if role in ROLES}
    for role in ("opening", *roles[: count - 2], "closing"):
        sentences: list[str] = []
        wanted = rng.choice([2, 3, 4])
        while left[role] and len(sentences) < wanted:
            sentences += left[role].pop()
        if sentences:
            yield " ".join(_fill(sentence, words, rng) for sentence in sentences)


def _insert_headings(rng: Random, essay: list[dict[str, Any]], words: Mapping[str, str]) -> None:
    for place, text in zip(range(3, len(essay), 4), rng.sample(load_texts("phrases")["headings"], 6), strict=False):
        essay.insert(place, {"h2": _fill(text, words)})


def _insert_asides(rng: Random, essay: list[dict[str, Any]], words: Mapping[str, str]) -> None:
    phrases = load_texts("phrases")
    if rng.random() < 0.25:
        essay.insert(2, {"quote": _fill(rng.choice(phrases["quotes"]), words)})
    if rng.random() < 0.2:
        essay.insert(len(essay) - 1, {"ul": rng.sample(phrases["points"], 3)})
    if rng.random() < 0.15:
        essay.insert(0, {"p": "<strong>" + _fill(phrases["remarks"][0], words) + "</strong>"})


def _source(rng: Random, title: str) -> Reference | None:
    return Reference(url=_address(rng, title), text="Read more here.") if rng.random() < 0.4 else None


def _address(rng: Random, title: str) -> str:
    return str(rng.choice(load_texts("phrases")["sources"])) + slugify(title)


def _authors(rng: Random) -> tuple[str, ...]:
    people = load_texts("site")["authors"]
    weights = [person["weight"] for person in people]
    count = rng.choice([1] * 12 + [2, 3])
    return tuple(dict.fromkeys(rng.choices([person["name"] for person in people], weights, k=count)))


def _updated(rng: Random, published: datetime) -> datetime:
    later = published + timedelta(minutes=rng.choice([0, 0, 0, 9, 61, 1500, 40_000]))
    return min(later, LAST_PUBLISHED_AT)


def _views(rng: Random) -> int:
    # Log-normal: a median of 600, and a few posts with tens of thousands.
    return round(rng.lognormvariate(6.4, 1.7))


def _comments(rng: Random, number: int, published: datetime) -> tuple[PostComment, ...]:
    count = rng.choice([0, 0, 0, 0, 0, 1, 2, 3])
    comments: list[PostComment] = []
    for given in rng.sample(load_texts("phrases")["comments"], count):
        at = published + timedelta(minutes=rng.randrange(40, 4000))
        comments.append(comment_from_toml(number * 20 + len(comments), given, min(at, LAST_PUBLISHED_AT)))
        if rng.random() < 0.4:
            reply = rng.choice(load_texts("phrases")["replies"])
            comments.append(
                comment_from_toml(
                    number * 20 + len(comments), reply, at + timedelta(minutes=75), parent=comments[-1].id
                )
            )
    return tuple(comments)


def comment_from_toml(number: int, given: TomlTable, at: datetime, *, parent: int | None = None) -> PostComment:
    """Return the comment that a table of a text file describes."""
    escaped = given["text"].replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return PostComment(
        id=number,
        author=given["author"],
        published_at=at.astimezone(UTC),
        text=given["text"],
        html=given.get("html", f"<p>{escaped}</p>"),
        parent=parent,
    )


def parse_local_time(text: str) -> datetime:
    """Return the UTC time of a local time (Europe/Istanbul) in a text file."""
    return datetime.fromisoformat(text).replace(tzinfo=TIMEZONE).astimezone(UTC)
