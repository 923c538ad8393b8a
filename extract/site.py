"""Site: where a site's pages are and how to read them (values only; `extract.profile` makes them out of TOML)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["ARTICLE", "Example", "Rule", "Site", "Source"]

# The kind of what was found in the text of an article. No profile can name it as a source.
ARTICLE = "article"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A place where a site lists pages: `kind` is a key of `links.SOURCES`. ARTICLE stands for an article's links."""

    kind: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One way to read one field: one reader, at most three cleaners. `name` is unique within a Site.

    `inherited` tells that it comes from the defaults, which suppose where a site's own rules know.

    `match` and `split` are regular expressions over the found text; `drop` is CSS for what is left out of an element.
    """

    name: str
    reader: str
    selector: str
    match: str | None = None
    split: str | None = None
    drop: str | None = None
    inherited: bool = False


@dataclass(frozen=True, kw_only=True)
class Example:
    """A stored page and what must be read from it: the profile's own test."""

    page: str
    expected: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Site:
    """One site's profile, checked.

    `hosts` are `host` or `host:port`, lower-case. `timezone` is an IANA name, for dates that do not say. `delay` is
    in seconds between requests. `render` tells that its pages need a browser. `articles` is a regular expression over
    URLs, None when any page may be an article. `fields` maps a field of Article to its rules in order, the defaults
    after the site's own. `revision` hashes all that decides what a reading says: these rules, our reader's version,
    the models and trafilatura's release. `render` is not of it: it decides which bytes are captured, and not what
    these say.
    """

    name: str
    title: str
    hosts: tuple[str, ...]
    timezone: str
    delay: float
    revision: str
    render: bool = False
    language: str | None = None
    articles: str | None = None
    sources: tuple[Source, ...] = ()
    fields: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
