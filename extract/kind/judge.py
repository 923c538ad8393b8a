"""Scores whether a page is an article, by a logistic regression, and names what it is otherwise (pure).

features of the page | contribution of each to the score | contribution of the stated kind | article, or a reason

The weights were learned from pages of known kind, see the card in `models/kind.json`. Products, jobs, contact pages
and the like are not among these pages: a kind that a page states, by its URL, JSON-LD or og:type, counts as a fixed
number. It was set by hand so that a page that looks like an article in all else still is one.
"""

from dataclasses import dataclass

from extract.context import PageContext
from extract.kind.page_address import page_address
from extract.kind.page_features import measure_page
from extract.kind.stated_kind import HOME, stated_kind
from extract.kind.static_page import (
    MAX_SHORT_PAGE_WORDS,
    STATIC_PAGE,
    body_classes,
    has_static_name,
    static_page_sign,
)
from extract.models import logistic_model, probability

MODEL = "kind"
# WordPress' class of the body of a home page.
WORDPRESS_HOME = "home"
# The kind of a page that is read, and that of a page that is refused without stating what it is.
ARTICLE = "article"
LISTING = "listing"
# A page is refused below this: measured, see the card.
MIN_ARTICLE_PROBABILITY = 0.36
# What a stated kind adds to the score, in log-odds; a small site may have its one text on its home page.
STATED_KIND_SCORE = -3.0
STATED_HOME_SCORE = -1.5
# What name and system together call static is no article, however much it looks like one.
STATED_STATIC_SCORE = -12.0
MAX_SHOWN_FEATURES = 8


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What a page is: `name` is ARTICLE or the reason of its refusal, `probability` that of an article (0 to 1).

    The score is in log-odds, above 0 for an article: the sum of `features`, `other_features` and `bias`. `features`
    are the names of those that contributed most, each with its contribution, the strongest first; `other_features`
    is the contribution of all others together, `bias` the model's constant, the same for every page.
    """

    name: str
    probability: float
    features: tuple[tuple[str, float], ...]
    other_features: float
    bias: float

    @property
    def score(self) -> float:
        """Return the sum of all contributions, in log-odds."""
        return sum(contribution for _, contribution in self.features) + self.other_features + self.bias


def judge_kind(context: PageContext) -> Kind:
    """Return what kind of page a page is."""
    model = logistic_model(MODEL)
    contributions = list(zip(model.features, model.contributions(measure_page(context)), strict=True))
    stated = stated_kind_of(context)
    if stated is not None:
        contributions.append((f"states {stated}", stated_kind_score(stated)))
    chance = probability(model.bias + sum(contribution for _, contribution in contributions))
    name = ARTICLE if chance >= MIN_ARTICLE_PROBABILITY else stated or LISTING
    ordered = sorted(contributions, key=lambda feature: -abs(feature[1]))
    return Kind(
        name=name,
        probability=chance,
        features=tuple(ordered[:MAX_SHOWN_FEATURES]),
        other_features=sum(contribution for _, contribution in ordered[MAX_SHOWN_FEATURES:]),
        bias=model.bias,
    )


def stated_kind_score(stated: str | None) -> float:
    """Return what a stated kind adds to the score, in log-odds."""
    if stated is None:
        return 0.0
    return {HOME: STATED_HOME_SCORE, STATIC_PAGE: STATED_STATIC_SCORE}.get(stated, STATED_KIND_SCORE)


def stated_kind_of(context: PageContext) -> str | None:
    """Return the kind that the page states, None for article or nothing."""
    blocks = context.block_tree.blocks
    words = sum(len(blocks[index].text.split()) for index in context.selection.kept)
    address = page_address(context.page)
    # A profile that says which pages it takes has decided that already.
    if context.pages is None and static_page_sign(context.page):
        title = context.title.chosen[0].text if context.title.chosen else ""
        is_home = WORDPRESS_HOME in body_classes(context.page) and words <= MAX_SHORT_PAGE_WORDS
        if is_home or has_static_name(address, title, words):
            return STATIC_PAGE
    return stated_kind(context.page, address, words)
