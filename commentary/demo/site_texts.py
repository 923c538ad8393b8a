"""The demo site's name, categories, authors and tags, read once from texts/ (reads package files)."""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

# A table of a text file.
TomlTable = Mapping[str, Any]


@cache
def load_texts(name: str) -> dict[str, Any]:
    """Return the content of `texts/NAME.toml`, read once."""
    return tomllib.loads((files("commentary.demo") / "texts" / f"{name}.toml").read_text("utf8"))


SITE_TITLE: str = load_texts("site")["site"]["title"]
TAGLINE: str = load_texts("site")["site"]["tagline"]
TIMEZONE = ZoneInfo(load_texts("site")["site"]["timezone"])
EDITORIAL_AUTHOR: str = load_texts("site")["authors"][0]["name"]


@dataclass(frozen=True, kw_only=True)
class Term:
    """A category, tag or author, each of which has a listing page."""

    kind: str
    id: int
    name: str
    slug: str
    parent: str | None = None
    about: str = ""

    @property
    def path(self) -> str:
        """The path of its listing; that of a child category begins with its parent's."""
        parent = f"{slugify(self.parent)}/" if self.parent else ""
        return encode_path(f"/{self.kind}/{parent}{self.slug}/")


def encode_path(path: str) -> str:
    """Percent-encode a path, in lower case as WordPress does."""
    return quote(path).lower()


# What Unicode decomposition does not change: dotless i becomes i, `&` a space, an apostrophe disappears.
SLUG_REPLACEMENTS = {0x131: "i", 0x26: " ", 0x2019: ""}


def slugify(text: str) -> str:
    """Return the slug that WordPress makes of a title: Latin letters lose their accents, other letters stay."""
    folded = unicodedata.normalize("NFKD", text.translate(SLUG_REPLACEMENTS))
    kept = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c) or ord(c) > 0x36F)
    return "-".join(unicodedata.normalize("NFC", kept).lower().split())


@cache
def categories() -> dict[str, Term]:
    """Return the categories by name, in the menu's order."""
    return {
        given["name"]: Term(kind="category", slug=slugify(given["name"]), **given)
        for given in load_texts("site")["categories"]
    }


@cache
def authors() -> dict[str, Term]:
    """Return the authors by name."""
    names = [given["name"] for given in load_texts("site")["authors"]]
    return {name: Term(kind="author", id=n, name=name, slug=slugify(name)) for n, name in enumerate(names, 1)}


@cache
def tag(name: str) -> Term:
    """Return the tag of this name; ids count from 100 in the order in which the texts first use the tags."""
    # Tags and categories share one table of ids in WordPress.
    return Term(kind="tag", id=100 + _tag_names().index(name), name=name, slug=slugify(name))


@cache
def _tag_names() -> tuple[str, ...]:
    tables = [*load_texts("site")["topics"], *load_texts("special")["posts"], *load_texts("day2")["posts"]]
    return tuple(dict.fromkeys(name for table in tables for name in table.get("tags", ())))
