"""The posts of the blog: what WordPress is told of them, and what must be read of them (pure)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from html import escape
from random import Random

from words import sentences, titles

# How many of each status; "password" is published with one, "trash" is published and trashed.
STATUSES = {"publish": 240, "draft": 12, "pending": 4, "private": 12, "password": 12, "future": 14, "trash": 6}
AUTHORS = {
    "ann": "Ann Lee",
    "sebnem": "Şebnem Öztürk",
    "mo": "Dr. Mo O’Hara (ed.)",
    "lilei": "李 雷",
    "okafor": "R. Okafor-Smith, Jr.",
}
# One has told of themselves: themes show such an author in another place.
BIOGRAPHIES = {"sebnem": "She reads ledgers so that others need not."}
CATEGORIES = ("World", "World/Europe", "World/Europe/Straits", "Arts & Letters", "Economy", "Économie/Été")
TAGS = ("ferries", "salt", "Q&A", "naïve art", "long reads", "İstanbul")
SPECIAL_TITLES = (
    ("Ampersands &amp; Angles &lt;3", "Ampersands & Angles <3"),
    ("The &lt;script&gt;alert(1)&lt;/script&gt; Question", "The <script>alert(1)</script> Question"),
    ("Why <em>Not</em> Wait?", "Why Not Wait?"),
    ('It\'s a "Quoted" Life', "It’s a “Quoted” Life"),
    ("İstanbul’da Şehir, Iğdır’da Göl", "İstanbul’da Şehir, Iğdır’da Göl"),
    ("港は待つ", "港は待つ"),
    ("لماذا تنتظر الموانئ", "لماذا تنتظر الموانئ"),
    ("Почему порты ждут", "Почему порты ждут"),
    ("Ferries ⛴ and Emoji 🌊", "Ferries ⛴ and Emoji 🌊"),
    ("100% of Nothing", "100% of Nothing"),
    ("2024", "2024"),
    ("Bars | Dashes – Colons: All of Them", "Bars | Dashes – Colons: All of Them"),
    ("A \\ Backslash / and C++", "A \\ Backslash / and C++"),
    ("Fifty&nbsp;Fathoms", "Fifty Fathoms"),
    ("Salt", "Salt"),
    ("Salt Roads", "Salt Roads"),
    ("On " + "Very " * 30 + "Long Titles", "On " + "Very " * 30 + "Long Titles"),
)
FIRST = datetime(2022, 1, 3, 23, 40)  # noqa: DTZ001 - local, as an author enters it; late, when UTC has another day
FUTURE = datetime(2090, 1, 1, 9)  # noqa: DTZ001 - likewise
STEP = timedelta(days=4, hours=17, minutes=13)


@dataclass(frozen=True)
class Block:
    """A paragraph or the like: how the block editor stores it, and how it reads."""

    stored: str
    text: str


@dataclass(frozen=True)
class Comment:
    author: str
    text: str
    approved: bool = True


@dataclass(frozen=True, kw_only=True)
class Post:
    """One post; `at` is in the blog's zone, `later` are its pages after the first, `before` is an earlier text."""

    key: str
    title: str
    shown: str
    status: str
    at: datetime
    author: str
    blocks: tuple[Block, ...]
    slug: str = ""
    kind: str = "post"
    later: tuple[Block, ...] = ()
    before: tuple[Block, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    comments: tuple[Comment, ...] = ()
    sticky: bool = False
    classic: bool = False

    @property
    def is_public(self) -> bool:
        return self.status == "publish"

    @property
    def text(self) -> str:
        """What is read of all its pages."""
        return "\n\n".join(block.text for block in (*self.blocks, *self.later))


def paragraph(text: str) -> Block:
    return Block(f"<!-- wp:paragraph -->\n<p>{escape(text, quote=False)}</p>\n<!-- /wp:paragraph -->", text)


def make_posts() -> tuple[Post, ...]:
    """Return the posts, and three pages."""
    rng = Random("a real blog")
    said, named = sentences(rng), titles(rng)
    statuses = [status for status, count in STATUSES.items() for _ in range(count)]
    rng.shuffle(statuses)
    posts = [_post(rng, said, number, status, named[number]) for number, status in enumerate(statuses)]
    public = [number for number, post in enumerate(posts) if post.is_public]
    for number, (title, shown) in zip(public, SPECIAL_TITLES, strict=False):
        posts[number] = replace(posts[number], title=title, shown=shown)
    return (*posts, *(_page(rng, said, number) for number in range(3)))


def _post(rng: Random, said: Iterator[str], number: int, status: str, title: str) -> Post:
    at = (FUTURE if status == "future" else FIRST) + STEP * number
    post = Post(
        key=f"post-{number:03}",
        title=title,
        shown=title,
        status=status,
        at=at.replace(second=number % 60),
        author=list(AUTHORS)[number % len(AUTHORS)],
        blocks=_blocks(rng, said, number),
        categories=tuple(rng.sample(CATEGORIES, 1 + number % 3)),
        tags=tuple(rng.sample(TAGS, number % 4)),
        sticky=number % 50 == 0,
        classic=number % 6 == 5,
    )
    if number % 15 == 3:
        post = replace(post, later=(*_paragraphs(rng, said, 3), *_paragraphs(rng, said, 2)))
    if number % 10 == 4:
        post = replace(post, before=(*_paragraphs(rng, said, 1), *post.blocks[:-1]))
    if number % 8 == 1:
        comments = (Comment(f"Reader {n} of {post.key}", _words(said, 2), approved=n < 2) for n in range(3))
        post = replace(post, comments=tuple(comments))
    return post


def _page(rng: Random, said: Iterator[str], number: int) -> Post:
    title = ("About Us", "Imprint", "How to Write for Us")[number]
    blocks = tuple(_paragraphs(rng, said, 3))
    return Post(
        key=f"page-{number}",
        title=title,
        shown=title,
        status="publish",
        at=FIRST,
        author="ann",
        blocks=blocks,
        kind="page",
    )


def _blocks(rng: Random, said: Iterator[str], number: int) -> tuple[Block, ...]:
    """Return a text: mostly paragraphs, now and then one sentence alone, and every other kind of block in turn."""
    if number % 20 == 7:
        return (paragraph(next(said)),)
    blocks = list(_paragraphs(rng, said, rng.randint(3, 9)))
    for place, make in enumerate((_heading, _items, _steps, _quote, _picture, _marked, _script)):
        if number % 7 == place and number % 6 != 5:
            blocks.insert(rng.randrange(1, len(blocks)), make(said))
    return tuple(blocks)


def _paragraphs(rng: Random, said: Iterator[str], count: int) -> Iterator[Block]:
    return (paragraph(_words(said, rng.randint(1, 5))) for _ in range(count))


def _words(said: Iterator[str], count: int) -> str:
    return " ".join(next(said) for _ in range(count))


def _heading(said: Iterator[str]) -> Block:
    text = next(said).rstrip(".")
    return Block(f"<!-- wp:heading -->\n<h2>{text}</h2>\n<!-- /wp:heading -->", text)


def _items(said: Iterator[str]) -> Block:
    items = [next(said) for _ in range(3)]
    html = "".join(f"<!-- wp:list-item --><li>{item}</li><!-- /wp:list-item -->" for item in items)
    return Block(f"<!-- wp:list --><ul>{html}</ul><!-- /wp:list -->", "\n".join(f"- {item}" for item in items))


def _steps(said: Iterator[str]) -> Block:
    items = [next(said) for _ in range(2)]
    html = "".join(f"<!-- wp:list-item --><li>{item}</li><!-- /wp:list-item -->" for item in items)
    text = "\n".join(f"{number}. {item}" for number, item in enumerate(items, 1))
    return Block(f'<!-- wp:list {{"ordered":true}} --><ol>{html}</ol><!-- /wp:list -->', text)


def _quote(said: Iterator[str]) -> Block:
    first, second, name = next(said), next(said), "An Old Pilot"
    html = f'<blockquote class="wp-block-quote"><p>{first}</p><p>{second}</p><cite>{name}</cite></blockquote>'
    return Block(f"<!-- wp:quote -->{html}<!-- /wp:quote -->", f"{first}\n\n{second}\n\n{name}")


def _picture(said: Iterator[str]) -> Block:
    caption = next(said)
    image = '<img src="/wp-includes/images/media/default.png" alt="A pier"/>'
    html = f'<figure class="wp-block-image">{image}<figcaption>{caption}</figcaption></figure>'
    return Block(f"<!-- wp:image -->{html}<!-- /wp:image -->", caption)


def _marked(said: Iterator[str]) -> Block:
    words = [next(said) for _ in range(3)]
    link = f'<a href="https://elsewhere.example/?a=1&amp;b=2">{words[1]}</a>'
    html = f"<p><strong>{words[0]}</strong> {link} <em>{words[2]}</em></p>"
    return Block(f"<!-- wp:paragraph -->{html}<!-- /wp:paragraph -->", " ".join(words))


def _script(said: Iterator[str]) -> Block:
    text = next(said)
    html = f"<p>{text}</p><script>document.title = 'taken over';</script>"
    return Block(f"<!-- wp:html -->{html}<!-- /wp:html -->", text)


def stored(blocks: Sequence[Block], *, classic: bool) -> str:
    """Return a text as WordPress stores it; what was written before there were blocks has blank lines instead."""
    return "\n\n".join(escape(block.text, quote=False) if classic else block.stored for block in blocks)
