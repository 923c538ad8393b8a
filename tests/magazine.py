"""A magazine of a few articles, crawled day by day into an archive, whose pages a test changes (disk, no network)."""

import json
import random
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archive.reading import read_recorded
from archive.store import Archive
from archive.warc.records import Recorded
from contents import content_of
from extract.profile.parser import parse_site
from extract.site import Site

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
PROFILE = """
title = "The Quay"
hosts = ["quay.example"]
timezone = "UTC"
articles = '/\\d{4}/[^/]+/$'
[fields]
title = [{ css = "h1.entry-title" }, { css = "h1" }]
authors = [{ css = ".author" }]
published_at = [{ css = "time.published" }]
categories = [{ css = ".cat a" }]
views = [{ css = ".views", match = '(\\d+) views' }]
updated_at = [{ css = "time.updated" }]
body = [{ css = ".entry-content" }, { css = ".post-body" }, { css = "main" }]
"""
SITE = parse_site("quay", PROFILE, defaults="")
NOUNS = (
    "harbour",
    "orchard",
    "clock",
    "bridge",
    "bakery",
    "archive",
    "pension",
    "ferry",
    "library",
    "canal",
    "market",
)
VERBS = ("argues with", "admires", "forgets", "outlives", "pays for", "replaces", "ignores", "needs", "fears", "buys")
ENDS = (
    "in winter",
    "without a vote",
    "for a century",
    "at low tide",
    "despite the mayor",
    "by mistake",
    "on Sundays",
)
AUTHORS = ("Ada Korhan", "Bo Lindqvist", "Cem Aydar", "Dora Weiss", "Emil Novak")


def sentence(dice: random.Random) -> str:
    noun, verb, other, end = (dice.choice(words) for words in (NOUNS, VERBS, NOUNS, ENDS))
    return f"The {noun} {verb} the {other} {end}."


@dataclass(frozen=True)
class Post:
    """An article: what its author wrote."""

    number: int
    title: str
    author: str
    day: str
    paragraphs: tuple[str, ...]
    category: str = "Essays"
    views: int = 100
    updated: str = ""

    @property
    def url(self) -> str:
        return f"https://quay.example/2026/{self.title.lower().replace(' ', '-').replace(',', '')}/"


def post(number: int) -> Post:
    dice = random.Random(number)
    paragraphs = tuple(" ".join(sentence(dice) for _ in range(8)) for _ in range(5))
    title = f"Why the {NOUNS[number % len(NOUNS)]} {VERBS[number % len(VERBS)]} us, part {number}"
    return Post(number, title, AUTHORS[number % len(AUTHORS)], f"2026-01-{1 + number % 28:02}", paragraphs)


def page(post: Post) -> str:
    """Return the page of a post."""
    updated = f'<time class="updated" datetime="{post.updated}">Updated</time>' if post.updated else ""
    text = "".join(f"<p>{paragraph}</p>" for paragraph in post.paragraphs)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{post.title} - The Quay</title></head><body>
<header><a href="/">The Quay</a></header><main><article><h1 class="entry-title">{post.title}</h1>
<p class="byline">By <span class="author">{post.author}</span>
<time class="published" datetime="{post.day}T08:00:00+00:00">{post.day}</time>{updated}</p>
<p class="cat"><a href="/c/">{post.category}</a></p><p class="views">{post.views} views</p>
<div class="entry-content">{text}</div></article></main><footer>Copyright</footer></body></html>"""


Render = Callable[[Post], str]


@dataclass
class Magazine:
    """An archive of the magazine, and the day that it is."""

    data: Path
    site: Site = SITE
    day: int = 0
    posts: dict[int, Post] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.archive = Archive.open(self.data)

    def crawl(
        self,
        numbers: Iterable[int],
        render: Render = page,
        *,
        instead: Mapping[int, str] | None = None,
        status: Mapping[int, int] | None = None,
        end: bool = True,
        accepts_changes: bool = False,
    ) -> str:
        """Crawl some articles in a run of a new day, and return its id; some have another page or status."""
        self.day += 1
        now = MONDAY + timedelta(days=self.day)
        run = self.archive.start_run(self.site, started_at=now, accepts_changes=accepts_changes)
        for number in numbers:
            now += timedelta(seconds=1)
            shown = self.posts.setdefault(number, post(number))
            body = (instead or {}).get(number) or render(shown)
            capture = run.warc.write(
                url=shown.url,
                method="GET",
                request_headers=(),
                status=(status or {}).get(number, 200),
                response_headers=(headers := (("Content-Type", "text/html; charset=utf-8"),)),
                body=body.encode(),
                fetched_at=now,
            )
            self.archive.tables.add_capture(capture)
            if capture.status == 200:
                recorded = Recorded(capture=capture, headers=headers, body=body.encode())
                self.archive.tables.add_reading(read_recorded(recorded, self.site))
        if end:
            self.archive.finish_run(run, {"finished_at": now})
        else:
            run.warc.close()
        return run.id

    def edit(self, number: int, **values: object) -> None:
        """Change what the author of a post wrote."""
        self.posts[number] = replace(self.posts[number], **values)  # type: ignore[arg-type]

    def rows(self, query: str) -> list[tuple[object, ...]]:
        return list(map(tuple, self.archive.tables.db.execute(query)))

    @property
    def titles(self) -> list[str]:
        return [row[0] for row in self.rows("SELECT title FROM articles ORDER BY url")]

    @property
    def edits(self) -> dict[int, str]:
        """The edits: the number of the article and the fields that changed, without the HTML and Markdown."""
        by_url = {each.url: each.number for each in self.posts.values()}
        return {by_url[url]: fields for url, fields in self.rows("SELECT article, changed FROM history")}

    @property
    def held(self) -> dict[str, int]:
        """How many readings are held for each reason."""
        return dict(self.rows("SELECT held, count(*) FROM readings WHERE held IS NOT NULL GROUP BY 1"))

    @property
    def events(self) -> list[list[str]]:
        """The kinds of events of each run."""
        rows = self.rows("SELECT events FROM runs ORDER BY started_at")
        return [[event["kind"] for event in json.loads(row[0])] for row in rows]

    def close(self) -> None:
        self.archive.close()

    def check_replay(self) -> None:
        """Check that a replay makes the same database."""
        before = content_of(self.data)
        for _ in self.archive.replay({"quay": self.site}):
            pass
        assert content_of(self.data) == before
