"""Looks up the demo site's posts and listings on one day by URL path (pure).

Paths are keys in their decoded form, as a server compares them; `Blog.url` makes absolute URLs.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from commentary.demo.days import Day
from commentary.demo.posts import Post
from commentary.demo.site_texts import SITE_TITLE, TIMEZONE, Term, authors, categories, tag

POSTS_PER_PAGE = 10


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A list of posts with its own URL: the home page, a category, an author, a tag, a date or a search."""

    path: str
    kind: str
    heading: str
    posts: tuple[Post, ...]
    term: Term | None = None

    @property
    def pages(self) -> int:
        """The number of its pages; an empty listing has one."""
        return max(1, -(-len(self.posts) // POSTS_PER_PAGE))

    def page(self, number: int) -> tuple[Post, ...]:
        """Return the posts of one page."""
        return self.posts[(number - 1) * POSTS_PER_PAGE : number * POSTS_PER_PAGE]

    def page_path(self, number: int) -> str:
        """Return the path of one page."""
        return self.path if number == 1 else f"{self.path}page/{number}/"


@dataclass(frozen=True)
class Blog:
    """The site on one day at one base URL, which has no slash at its end."""

    day: Day
    base: str

    def url(self, path: str) -> str:
        """Return the absolute URL of a path."""
        return self.base + path

    @property
    def posts(self) -> tuple[Post, ...]:
        """The published posts, newest first."""
        return self.day.posts

    @cached_property
    def by_path(self) -> dict[str, Post]:
        """Posts by decoded path, including private posts, which robots.txt disallows."""
        # A draft has no URL at all.
        reachable = (post for post in (*self.posts, *self.day.hidden) if post.kind != "draft")
        return {unquote(post.path): post for post in reachable}

    @cached_property
    def by_id(self) -> dict[int, Post]:
        """Published posts by id."""
        return {post.id: post for post in self.posts}

    @cached_property
    def moved(self) -> dict[str, str]:
        """The new path of each renamed post, by its decoded old path."""
        return {unquote(old): new for old, new in self.day.moved.items()}

    @cached_property
    def gone(self) -> dict[str, int]:
        """The status, 404 or 410, of each deleted post, by its decoded path."""
        return {unquote(path): status for path, status in self.day.gone.items()}

    @cached_property
    def listings(self) -> dict[str, Listing]:
        """Every listing by decoded path."""
        found = [self._all("/", "home", SITE_TITLE), self._all("/blog/", "blog", "Blog")]
        found += [self._of(term, self.in_category(term)) for term in categories().values()]
        found += [self._of(term, self.by_author(term)) for term in authors().values()]
        found += [self._of(tag(name), self.tagged(name)) for name in self.tags]
        found += self._dates()
        return {unquote(listing.path): listing for listing in found}

    @cached_property
    def tags(self) -> tuple[str, ...]:
        """The names of the tags in use."""
        return tuple(dict.fromkeys(name for post in self.posts for name in post.tags))

    def in_category(self, term: Term) -> tuple[Post, ...]:
        """Return the posts of a category and of its child categories."""
        # As WordPress does.
        names = {term.name, *(child.name for child in categories().values() if child.parent == term.name)}
        return tuple(post for post in self.posts if names & set(post.categories))

    def by_author(self, term: Term) -> tuple[Post, ...]:
        """Return an author's posts."""
        return tuple(post for post in self.posts if term.name in post.authors)

    def tagged(self, name: str) -> tuple[Post, ...]:
        """Return the posts with a tag."""
        return tuple(post for post in self.posts if name in post.tags)

    def neighbours(self, post: Post) -> tuple[Post | None, Post | None]:
        """Return the previous and the next post by date of publication, None where there is none."""
        # Hidden posts have no neighbours.
        if post.id not in self.by_id:
            return None, None
        place = self.posts.index(post)
        older = self.posts[place + 1] if place + 1 < len(self.posts) else None
        return older, self.posts[place - 1] if place else None

    def search(self, words: str) -> Listing:
        """Return the listing of posts whose title or text contains these words, ignoring case."""
        wanted = words.casefold()
        # The search must not reveal what a password-protected post contains.
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
                at = post.published_at.astimezone(TIMEZONE)
                found.setdefault((f"/{at.strftime(form)}/", at.strftime(title)), []).append(post)
            for (path, heading), posts in found.items():
                yield Listing(path=path, kind="date", heading=heading, posts=tuple(posts))


def _searched(post: Post) -> str:
    return "\n".join([post.title, *post.paragraphs]).casefold()
