"""Told, Learned and LearnedField: what a site says of an article, and the rules learned from it (values only)."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from extract.site import Rule

__all__ = ["Learned", "LearnedField", "Told"]


@dataclass(frozen=True, kw_only=True)
class Told:
    """What the site itself says of one article, apart from what the page shows.

    `url` is that of the article's page. `values` are texts by the names of a profile's fields: times in ISO 8601,
    with an offset or as a bare day; `body` is the plain text of the whole article. `html` is that text as HTML, where
    the site gives it as such (`content.rendered`, a full-text feed). `by` names for each field what told it:
    `wordpress`, `feed`, `link` (the text of other pages' links to it), `jsonld` or `meta`.
    """

    url: str
    values: Mapping[str, tuple[str, ...]]
    html: str | None = field(default=None, repr=False)
    by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LearnedField:
    """What was learned of one field.

    `rule` is a rule for the site's profile; None where none is better than the default rules, or where these read the
    same and nothing apart from the pages says that it is right, and `without` then says why. In the latter case it is
    `needless`, which is still better than a rule of a profile that a redesign has broken. Either gave the known value
    on `hits` of the `of` articles whose value is known; `default_hits` is on how many of them the default rules did.
    `told_by` names what most values are known by: `wordpress`, `feed`, `link`, `jsonld`, or `reading` where the pages
    themselves decided. `examples` are three values that the rule read, `tried` are the rules that came nearest, each
    with its hits, best first.
    """

    field: str
    rule: Rule | None
    hits: int
    of: int
    default_hits: int = 0
    told_by: str = ""
    examples: tuple[str, ...] = ()
    without: str = ""
    tried: tuple[tuple[Rule, int], ...] = ()
    needless: Rule | None = None

    @property
    def drops(self) -> tuple[str, ...]:
        """The selectors of the rule's `drop`."""
        rule = self.rule or self.needless
        return () if rule is None or rule.drop is None else tuple(rule.drop.split(", "))


@dataclass(frozen=True, kw_only=True)
class Learned:
    """What was learned of a site: its fields, and the pattern of article URLs, if any.

    `articles` is a regular expression for a profile's `articles`; where it is None, `articles_without` says why.
    """

    fields: Mapping[str, LearnedField]
    articles: str | None
    articles_without: str = ""
