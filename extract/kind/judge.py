"""Kind: whether a page is an article, by a small score, and what it is instead (pure).

signs of the page | each weighed | what the page states that it is | score above the threshold? | article or a reason

The weights were learned from pages whose kind is known, see the card in `models/kind.json`. Products, jobs, contact
pages and the like are not among these: what a page states of that kind counts as a fixed number, set by hand so that
a page that looks like an article in all else is still one.
"""

from dataclasses import dataclass

from extract.context import PageContext
from extract.kind.page_address import page_address
from extract.kind.page_features import signs_of
from extract.kind.stated_kind import HOME, stated_kind
from extract.models import probability, weights

MODEL = "kind"
ARTICLE = "article"
# A page is refused below this probability: measured, see the card.
THRESHOLD = 0.36
# What a stated kind adds to the score, in log-odds; small sites have their one text on their home page.
STATED = -3.0
STATED_HOME = -1.5
SHOWN = 8


@dataclass(frozen=True, kw_only=True)
class Kind:
    """What a page is: `article`, or the reason why it is none; how likely it is one, and which signs spoke most.

    `signs` are names, each with what it added to the score, in log-odds: above 0 for an article. The strongest come
    first. To their sum come `others`, that of the signs that are not told, and `bias`, which every page has.
    """

    name: str
    probability: float
    signs: tuple[tuple[str, float], ...]
    others: float
    bias: float

    @property
    def score(self) -> float:
        """Return the sum of all, in log-odds."""
        return sum(value for _, value in self.signs) + self.others + self.bias


def judge_kind(context: PageContext) -> Kind:
    """Return what a page is."""
    model = weights(MODEL)
    spoken = list(zip(model.signs, model.spoken(signs_of(context)), strict=True))
    stated = stated_of(context)
    if stated is not None:
        spoken.append((f"states {stated}", weight_of(stated)))
    chance = probability(model.bias + sum(value for _, value in spoken))
    name = ARTICLE if chance >= THRESHOLD else stated or "listing"
    ordered = sorted(spoken, key=lambda one: -abs(one[1]))
    others = sum(value for _, value in ordered[SHOWN:])
    return Kind(name=name, probability=chance, signs=tuple(ordered[:SHOWN]), others=others, bias=model.bias)


def weight_of(stated: str | None) -> float:
    """Return what a stated kind adds to the score."""
    if stated is None:
        return 0.0
    return STATED_HOME if stated == HOME else STATED


def stated_of(context: PageContext) -> str | None:
    """Return the kind that the page states."""
    blocks = context.block_tree.blocks
    words = sum(len(blocks[number].text.split()) for number in context.selection.kept)
    return stated_kind(context.page, page_address(context.page), words)
