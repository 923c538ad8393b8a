"""Blog: one day of the demo site with what is found at which path (pure).

A path is looked up decoded, as a server does; addresses are made with `url`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from commentary.demo.days import Day
from commentary.demo.posts import Post
from commentary.demo.world import SITE_TITLE, ZONE, Term, authors, categories, tag

PER_PAGE = 10


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A place that lists posts: the home page, a category, an author, a tag, a date."""

    path: str
    kind: str
    heading: str
    posts: tuple[Post, ...]
    term: Term | None = None

    @property
    def pages(self) -> int:
        """How many pages it has; an empty one still has the first."""
        return max(1, -(-len(self.posts) // PER_PAGE))

    def page(self, number: int) -> tuple[Post, ...]:
        """Return the posts of one page."""
        return self.posts[(number - 1) * PER_PAGE : number * PER_PAGE]

    def page_path(self, number: int) -> str:
        """Return the path of one page."""
        return self.path if number == 1 else f"{self.path}page/{number}/"


@dataclass(frozen=True)
class Blog:
    """One day's site under one address."""

    day: Day
    base: str

    def url(self, path: str) -> str:
        """Return the absolute address of a path."""
        return self.base + path

    @property
    def posts(self) -> tuple[Post, ...]:
        """The published posts, newest first."""
        return self.day.posts

    @cached_property
    def by_path(self) -> dict[str, Post]:
        """Posts by decoded path, those that no crawler may read included."""
        # A draft has no address at all, a private post has one that robots.txt forbids.
        reachable = (post for post in (*self.posts, *self.day.hidden) if post.kind != "draft")
        return {unquote(post.path): post for post in reachable}

    @cached_property
    def by_id(self) -> dict[int, Post]:
        """Published posts by number."""
        return {post.id: post for post in self.posts}

    @cached_property
    def moved(self) -> dict[str, str]:
        """New paths by decoded old path."""
        return {unquote(old): new for old, new in self.day.moved.items()}

    @cached_property
    def gone(self) -> dict[str, int]:
        """Statuses by decoded path of what was taken away."""
        return {unquote(path): status for path, status in self.day.gone.items()}

    @cached_property
    def listings(self) -> dict[str, Listing]:
        """Every listing by decoded path."""
        made = [self._all("/", "home", SITE_TITLE), self._all("/blog/", "blog", "Blog")]
        made += [self._of(term, self.in_category(term)) for term in categories().values()]
        made += [self._of(term, self.by_author(term)) for term in authors().values()]
        made += [self._of(tag(name), self.tagged(name)) for name in self.tags]
        made += self._dates()
        return {unquote(listing.path): listing for listing in made}

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The names of the tags in use."""
        return tuple(dict.fromkeys(name for post in self.posts for name in post.tags))

    def in_category(self, term: Term) -> tuple[Post, ...]:
        """Return the posts of a category and of those below it."""
        # WordPress lists a child category's posts under its parent too.
        names = {term.name, *(child.name for child in categories().values() if child.parent == term.name)}
        return tuple(post for post in self.posts if names & set(post.categories))

    def by_author(self, term: Term) -> tuple[Post, ...]:
        """Return an author's posts."""
        return tuple(post for post in self.posts if term.name in post.authors)

    def tagged(self, name: str) -> tuple[Post, ...]:
        """Return the posts with a tag."""
        return tuple(post for post in self.posts if name in post.tags)

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """Return the post before and the post after, by date of publication."""
        # A hidden post stands in no order.
        if post.id not in self.by_id:
            return None, None
        place = self.posts.index(post)
        older = self.posts[place + 1] if place + 1 < len(self.posts) else None
        return older, self.posts[place - 1] if place else None

    def search(self, words: str) -> Listing:
        """Return the posts that hold some words."""
        wanted = words.casefold()
        # A protected post's words must not leak through the search.
        found = tuple(p for p in self.posts if p.kind != "password" and wanted in _searched(p))
        return Listing(path="/", kind="search", heading=f"Search Results for: {words}", posts=found)

    def _all(self, path: str, kind: str, heading: str) -> Listing:
        return Listing(path=path, kind=kind, heading=heading, posts=self.posts)

    def _of(self, term: Term, posts: Sequence[Post]) -> Listing:
        return Listing(path=term.path, kind=term.kind, heading=term.name, posts=tuple(posts), term=term)

    def _dates(self) -> Iterable[Listing]:
        for form, title in (("%Y", "%Y"), ("%Y/%m", "%B %Y"), ("%Y/%m/%d", "%B %d, %Y")):
            found: dict[tuple[str, str], list[Post]] = {}
            for post in self.posts:
                at = post.published_at.astimezone(ZONE)
                found.setdefault((f"/{at.strftime(form)}/", at.strftime(title)), []).append(post)
            for (path, heading), posts in found.items():
                yield Listing(path=path, kind="date", heading=heading, posts=tuple(posts))


def _searched(post: Post) -> str:
    return "\n".join([post.title, *post.paragraphs]).casefold()
