"""Site: where a site's pages are and how they are read (values only; `extract.profile` makes them from TOML)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

__all__ = ["ARTICLE", "ASSET", "Example", "LookAgain", "Rule", "Site", "Source"]

# The kind of a link found in an article's text. No profile can name it as a source.
ARTICLE = "article"
# The kind of the source of an image or stylesheet, whose URL is that of the article that shows it; likewise.
ASSET = "asset"


@dataclass(frozen=True, kw_only=True)
class Source:
    """A place where a site lists its pages: `kind` is a key of `extract.listings.SOURCES`, or ARTICLE, or ASSET.

    ARTICLE is the source of the pages that are linked in the text of article `url`, ASSET that of its images and
    stylesheets.
    """

    kind: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One way to read one field: one reader, at most three cleaners. `name` is unique within a Site.

    `reader` is a key of `extract.profile.READERS`, `selector` what it is given: CSS, an XPath, a name of `meta` …
    `match` and `split` are regular expressions over the found text; `drop` is CSS for elements that are left out,
    `keep`, for `body` alone, CSS for boxes that are kept.
    `inherited` tells that the rule comes from `_default.toml`, which is made for sites that nobody has looked at.
    """

    name: str
    reader: str
    selector: str
    match: str | None = None
    split: str | None = None
    drop: str | None = None
    keep: str | None = None
    inherited: bool = False


@dataclass(frozen=True, kw_only=True)
class Example:
    """A stored page beside the profile, and the values by field that must be read from it: the profile's own test."""

    page: str
    expected: Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class LookAgain:
    """How often articles that are younger than `younger_than` (None: all others) are requested again."""

    younger_than: timedelta | None
    every: timedelta


@dataclass(frozen=True, kw_only=True)
class Site:
    """One site's profile, checked.

    `hosts` are `host` or `host:port`, lower-case. `timezone` is an IANA name, for dates without a zone. `delay` is in
    seconds between requests. `render` tells that its pages need a browser. `articles` is a regular expression over
    URLs, None where any page may be an article. `pages` tells whether static pages of a content management system,
    such as its about page, are read like posts; None for a single page without a profile. `fields` maps a field of
    Article, or `body`, to its rules in order, the defaults after the site's own. `revision` is a hash of all that
    decides what is read from the bytes of a page: these rules, our reader's version, the models and trafilatura's
    release. `render` is left out: it decides which bytes are fetched. So are `assets`, whether the images and
    stylesheets of articles are fetched too, and `look_again`, which decides when: intervals by the age of an article,
    youngest first, empty where the crawl's own hold.
    """

    name: str
    title: str
    hosts: tuple[str, ...]
    timezone: str
    delay: float
    revision: str
    look_again: tuple[LookAgain, ...] = ()
    render: bool = False
    assets: bool = False
    language: str | None = None
    articles: str | None = None
    pages: bool | None = False
    sources: tuple[Source, ...] = ()
    fields: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()
