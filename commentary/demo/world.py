"""The demo site's world: its name, categories, authors and topics, read once from texts/ (pure after that)."""

import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo


@cache
def texts(name: str) -> dict[str, Any]:
    """Return what a text file of the demo holds."""
    return tomllib.loads((files("commentary.demo") / "texts" / f"{name}.toml").read_text("utf8"))


SITE_TITLE: str = texts("world")["site"]["title"]
TAGLINE: str = texts("world")["site"]["tagline"]
ZONE = ZoneInfo(texts("world")["site"]["timezone"])
HOUSE: str = texts("world")["authors"][0]["name"]


@dataclass(frozen=True, kw_only=True)
class Term:
    """A category, tag or author: what its listing page is about."""

    kind: str
    id: int
    name: str
    slug: str
    parent: str | None = None
    about: str = ""

    @property
    def path(self) -> str:
        """The path of its listing; a child category stands below its parent."""
        above = f"{slugify(self.parent)}/" if self.parent else ""
        return encoded(f"/{self.kind}/{above}{self.slug}/")


def encoded(path: str) -> str:
    """Percent-encode a path, in lower case as WordPress does."""
    return quote(path).lower()


# What decomposition does not fold: dotless i is an i, an apostrophe parts no words.
SPELLED = {0x131: "i", 0x26: " ", 0x2019: ""}


def slugify(text: str) -> str:
    """Make a slug as WordPress does: Latin letters lose their accents, others stay."""
    folded = unicodedata.normalize("NFKD", text.translate(SPELLED))
    kept = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c) or ord(c) > 0x36F)
    return "-".join(unicodedata.normalize("NFC", kept).lower().split())


@cache
def categories() -> dict[str, Term]:
    """Return the categories by name, in the menu's order."""
    return {
        given["name"]: Term(kind="category", slug=slugify(given["name"]), **given)
        for given in texts("world")["categories"]
    }


@cache
def authors() -> dict[str, Term]:
    """Return the authors by name."""
    names = [given["name"] for given in texts("world")["authors"]]
    return {name: Term(kind="author", id=n, name=name, slug=slugify(name)) for n, name in enumerate(names, 1)}


@cache
def tag(name: str) -> Term:
    """Return the tag of a name; its id is the place at which any text first uses it."""
    # Numbers of tags start above those of categories; they share one table in WordPress.
    return Term(kind="tag", id=100 + _tag_names().index(name), name=name, slug=slugify(name))


@cache
def _tag_names() -> tuple[str, ...]:
    users = [*texts("world")["topics"], *texts("special")["posts"], *texts("day2")["posts"]]
    return tuple(dict.fromkeys(name for user in users for name in user.get("tags", ())))
