"""Learn the rules of sites from a half of their articles, and read the other half with and without them.

    python bench/learning.py [--articles N] [--data FOLDER…] [--write]

Ten generated sites of ten mark-ups (`made_sites.py`), others with a difficulty each (`made_hard_sites.py`), once with
what the REST interface or feed says and once with the pages alone; the demo site; and the sites of sets of pages with
known values that have several pages. A value is right as it is in `scores.py`, and a body if its words have an F1
of at least 0.97. `--write` writes the tables between the marks in docs/reading.md.
"""

import argparse
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from commentary.demo.blog import Blog
from commentary.demo.days import site_on_day
from commentary.demo.routes import Routes
from commentary.demo.site_texts import TIMEZONE
from extract.article import Article
from extract.errors import ExtractionError
from extract.learn import Learned, learn_rules, tell
from extract.page import Page
from extract.read import read_article
from extract.site import Site
from learning_sets import bare_site, measure_set, with_rules
from made_hard_sites import HARD, make_hard_site, text_on_page
from made_sites import DESIGNS, FETCHED_AT, MadeSite, make_site
from scores import f1, plain, words
from tables import write

DOCS = Path(__file__).parent.parent / "docs"
FIELDS = ("title", "authors", "published_at", "updated_at", "categories", "tags", "body")
MIN_RIGHT_BODY = 0.97
LABELS = ("REST and feed", "pages alone")
DEMO = "http://demo.example"


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What is true of one page: values by field, absent where the page does not show it."""

    url: str
    values: Mapping[str, object] = field(repr=False)


@dataclass(kw_only=True)
class Tally:
    """The values on pages that learning did not see, by field: all, and those that each set of rules finds."""

    of: Counter[str] = field(default_factory=Counter)
    default: Counter[str] = field(default_factory=Counter)
    learned: Counter[str] = field(default_factory=Counter)
    lost: Counter[str] = field(default_factory=Counter)

    def add(self, truth: Mapping[str, object], default: Article | None, learned: Article | None) -> None:
        """Count the values of one page."""
        for name, value in truth.items():
            before, after = is_right(name, value, default), is_right(name, value, learned)
            self.of[name] += 1
            self.default[name] += before
            self.learned[name] += after
            self.lost[name] += before and not after


def is_right(name: str, value: object, article: Article | None) -> bool:
    """Tell whether an article has the true value of a field."""
    if article is None:
        return False
    if name == "body":
        return f1(words(article.body_text), words(str(value)))[0] >= MIN_RIGHT_BODY
    if name.endswith("_at"):
        return getattr(article, f"{name.removesuffix('_at')}_day") == value
    found = getattr(article, name)
    if isinstance(value, tuple):
        return set(map(plain, found)) == set(map(plain, value))
    return plain(found or "") == plain(str(value))


def main() -> None:
    """Run as a script."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=40, help="of each generated site, half of them to learn from")
    parser.add_argument("--data", nargs="*", type=Path, default=(), help="folders with truth.jsonl and html/")
    parser.add_argument("--site", choices=[*DESIGNS, *HARD], help="only this generated site")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/reading.md")
    arguments = parser.parse_args()
    names = [arguments.site] if arguments.site else [*DESIGNS, *HARD]
    tallies = {
        (name, label): tally for name in names for label, tally in measure_made(name, arguments.articles).items()
    }
    if not arguments.site:
        for label in LABELS:
            tallies["the demo", label] = measure_demo(with_lists=label == LABELS[0])
    easy = {key: tally for key, tally in tallies.items() if key[0] not in HARD}
    hard = {key: tally for key, tally in tallies.items() if key[0] in HARD}
    text = "\n\n".join(table(each) for each in (easy, hard) if each)
    for folder in arguments.data:
        text += f"\n\n{measure_set(folder)}"
    print(text)
    if arguments.write:
        write(DOCS / "reading.md", "learning", text, Path(__file__).name)


def measure_made(name: str, articles: int) -> dict[str, Tally]:
    """Measure a generated site, by what is known of it."""
    made = make_hard_site(name, articles) if name in HARD else make_site(name, articles)
    given = {LABELS[0]: made.lists(), LABELS[1]: []}
    return {
        label: measure(made.pages(), lists, truths_of(made), site_of(made), made.not_articles())
        for label, lists in given.items()
        if lists or label == LABELS[1]
    }


def measure(
    pages: Sequence[Page], lists: Sequence[Page], truths: Sequence[Truth], site: Site, others: Sequence[str]
) -> Tally:
    """Learn from every second page, and read the others with the default and with the learned rules."""
    learned = learn_rules(pages[::2], tell(pages[::2], lists), site, others=others)
    taught = taught_site(site, learned)
    tally = Tally()
    for page, truth in zip(pages[1::2], truths[1::2], strict=True):
        tally.add(truth.values, read(page, site), read(page, taught))
    return tally


def taught_site(site: Site, learned: Learned) -> Site:
    """Return a site with the learned rules before its own, and the pattern of articles."""
    return replace(with_rules(site, learned), articles=learned.articles)


def read(page: Page, site: Site) -> Article | None:
    """Return the article of a page, None where it is refused."""
    try:
        return read_article(page, site)
    except ExtractionError:
        return None


def site_of(made: MadeSite) -> Site:
    """Return the profile of a generated site of which only host and zone are known."""
    return bare_site([made.host], made.design.zone)


def truths_of(made: MadeSite) -> list[Truth]:
    """Return the truth of each page of a generated site."""
    by_name: Mapping[str, Callable[[int], object]] = {
        "title": lambda n: made.essays[n].title,
        "authors": lambda n: made.essays[n].authors,
        "published_at": lambda n: made.local(made.essays[n]).date().isoformat(),
        "categories": lambda n: made.essays[n].categories,
        "tags": lambda n: made.essays[n].tags,
        "body": lambda n: text_on_page(made, made.essays[n]),
    }
    return [
        Truth(url=made.url(essay), values={name: by_name[name](number) for name in made.design.fields})
        for number, essay in enumerate(made.essays)
    ]


def measure_demo(*, with_lists: bool) -> Tally:
    """Learn the demo site's rules from a half of its articles."""
    routes = Routes(Blog(site_on_day(1), DEMO))
    posts = [post for post in routes.blog.posts if post.outcome == "article" and len(post.pages) == 1]
    pages = [_answer(routes, post.path) for post in posts]
    truths = [
        Truth(
            url=page.url,
            values={
                "title": post.title,
                "authors": post.authors,
                "published_at": post.published_at.astimezone(TIMEZONE).date().isoformat(),
                "categories": post.categories,
                "tags": post.tags,
                "body": post.body_text,
            },
        )
        for page, post in zip(pages, posts, strict=True)
    ]
    lists = []
    if with_lists:
        url = f"{DEMO}/wp-json/wp/v2/posts?per_page=100&_embed=1"
        query = {"per_page": "100", "_embed": "1"}
        answer = routes.respond("/wp-json/wp/v2/posts", query)
        lists.append(Page(url=url, fetched_at=FETCHED_AT, content_type="application/json", body=answer.body))
    return measure(pages, lists, truths, bare_site([DEMO.partition("//")[2]], str(TIMEZONE)), ())


def _answer(routes: Routes, path: str) -> Page:
    answer = routes.respond(path, {})
    return Page(url=DEMO + path, fetched_at=FETCHED_AT, content_type="text/html; charset=utf-8", body=answer.body)


def table(tallies: Mapping[tuple[str, str], Tally]) -> str:
    """Return a row for each site: the values right with the default rules and with the learned ones, by field."""
    names = [name for name in FIELDS if any(tally.of[name] for tally in tallies.values())]
    rows = [
        f"| site | known by | {' | '.join(names)} | lost |",
        f"| --- | --- | {' | '.join('---' for _ in names)} | --- |",
    ]
    for (site, label), tally in tallies.items():
        cells = [
            f"{tally.default[name]} → {tally.learned[name]} of {tally.of[name]}" if tally.of[name] else ""
            for name in names
        ]
        rows.append(f"| {site} | {label} | {' | '.join(cells)} | {tally.lost.total()} |")
    return "\n".join(rows)


if __name__ == "__main__":
    main()
