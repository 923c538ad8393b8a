"""Selection: which blocks of a page are its article's text (pure but for trafilatura's caches).

survey | features | model | trafilatura's view, where the model is unsure | blocks above the threshold | captions
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from extract.blocks import Block, BlockTree, add_agreement, measure_blocks
from extract.body.agreement import agreement_of
from extract.body.container import PLUGINS
from extract.body.data_rows import with_whole_tables
from extract.body.unsure_blocks import without_boxes
from extract.candidate import Choice
from extract.models import model
from extract.page import Page
from extract.text import fold_words

MODEL = "body"
# A block is kept above this probability: measured, see docs/reading.md.
THRESHOLD = 0.5
# The model's word alone is taken where so little of the text could be judged either way.
UNSURE = 0.15
NEVER = 0.03
# So many kept blocks of one kind are a run, in which a block is kept above this: measured on the evaluation data.
RUN = 40
LEAST_IN_RUN = 0.02
# Where so many blocks of a kind are kept, and so large a share of it, the others are kept above this.
FEW = 3
MOST_LIKE = 0.8
LEAST_LIKE = 0.35
# Longer texts are not said twice in an article.
REPEATED = 40
MOST_TITLES = 5
DECKS = ("og:description", "description", "twitter:description")


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The numbers of the kept blocks in page order, each block's probability, and how sure the whole is, 0 to 1.

    `witnessed` tells that trafilatura was asked.
    """

    kept: tuple[int, ...]
    probabilities: tuple[float, ...]
    certainty: float
    witnessed: bool


def select_text(page: Page, block_tree: BlockTree, title: Choice) -> Selection:
    """Return which blocks are the article's text."""
    blocks = block_tree.blocks
    rows = rows_of(page, block_tree, title)
    judge = model(MODEL).probability
    found = [judge(row) if row else 0.0 for row in rows]
    witnessed = doubt(blocks, found) > UNSURE
    if witnessed:
        add_agreement(rows, blocks, agreement_of(page))
        # What is surely none of the text stays so, whatever the witness says: most of a page is that.
        found = [judge(row) if before > NEVER else before for row, before in zip(rows, found, strict=True)]
    machinery = frozenset(page.select(PLUGINS))
    kept = _with_likes(blocks, found, _with_runs(blocks, found, _kept(blocks, found)))
    kept = with_whole_tables(blocks, found, kept)
    kept = without_boxes(blocks, kept, found)
    kept = _with_captions(blocks, kept)
    if machinery:
        kept = [number for number in kept if machinery.isdisjoint(blocks[number].frame.elements())]
    return Selection(
        kept=tuple(kept), probabilities=tuple(found), certainty=1 - doubt(blocks, found), witnessed=witnessed
    )


# The share of evaluation pages with a body F1 of .9 and more, by how sure the selection is.
CONFIDENCE = ((0.97, 0.99), (0.93, 0.96), (0.85, 0.9), (0.0, 0.64))
TRAFILATURA_CONFIDENCE = 0.3


def selection_confidence(selection: Selection) -> float:
    """Return how likely the text is right as a whole."""
    return next(share for least, share in CONFIDENCE if selection.certainty >= least)


def rows_of(page: Page, block_tree: BlockTree, title: Choice) -> list[list[float]]:
    """Return the features of each block, none of those of menus, before trafilatura is asked."""
    decks = [text for name in DECKS for text in page.metas.get(name, ())][:MOST_TITLES]
    titles = [one.text for one in title.candidates][:MOST_TITLES]
    return measure_blocks(block_tree, title=title_block(block_tree, title), titles=titles, decks=decks)


def doubt(blocks: Sequence[Block], probabilities: Sequence[float]) -> float:
    """Return which share of a text, as it would be kept, the model could not tell: 0 for none, 1 for all of it."""
    unsure = sum(block.size * min(p, 1 - p) for block, p in zip(blocks, probabilities, strict=True))
    kept = sum(block.size * p for block, p in zip(blocks, probabilities, strict=True))
    return min(1.0, unsure / kept) if kept else 1.0


def title_block(block_tree: BlockTree, title: Choice) -> int | None:
    """Return the number of the block that shows the headline."""
    element = title.chosen[0].element if title.chosen else None
    if element is None:
        return None
    inside = set(element.iter())
    for block in block_tree.blocks:
        if block.frame.element is element or block.pieces[0][0] in inside:
            return block.number
    return None


def _kept(blocks: Sequence[Block], probabilities: Sequence[float]) -> list[int]:
    kept, seen = [], set()
    for block, probability in zip(blocks, probabilities, strict=True):
        if probability > THRESHOLD:
            text = fold_words(block.text) if len(block.text) > REPEATED else ""
            if not text or text not in seen:
                kept.append(block.number)
            seen.add(text)
    return kept


def _with_runs(blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[int]) -> list[int]:
    """Return the kept blocks with those that go on where many of the same kind, in the same element, are kept.

    The model has seen few texts of a hundred paragraphs, and takes what stands far down for what follows a text.
    """
    kinds = Counter((blocks[number].frame.parent, blocks[number].frame.signature) for number in kept)
    runs = {kind for kind, count in kinds.items() if count >= RUN}
    if not runs:
        return list(kept)
    going_on = (
        block.number
        for block, probability in zip(blocks, probabilities, strict=True)
        if probability > LEAST_IN_RUN and (block.frame.parent, block.frame.signature) in runs
    )
    return sorted({*kept, *going_on})


def _with_likes(blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[int]) -> list[int]:
    """Return the kept blocks with those that just missed it and are like them.

    Where nearly all blocks of a kind are kept, as the times in a log, or right beside a kept one in the same element.
    """
    known = set(kept)
    every = Counter(block.frame.signature for block in blocks)
    own = Counter(blocks[number].frame.signature for number in kept)
    kinds = {kind for kind, count in own.items() if count >= FEW and count >= MOST_LIKE * every[kind]}
    for block, probability in zip(blocks, probabilities, strict=True):
        if probability > LEAST_LIKE and block.number not in known:
            beside = blocks[block.number - 1] if block.number - 1 in known else None
            if block.frame.signature in kinds or (beside is not None and _is_sibling(block, beside)):
                known.add(block.number)
    return sorted(known)


def _is_sibling(block: Block, other: Block) -> bool:
    one, two = block.frame, other.frame
    return one.parent is two.parent and one.signature == two.signature and block.linked == 0


def _with_captions(blocks: Sequence[Block], kept: Sequence[int]) -> list[int]:
    """Return the kept blocks with the captions that stand among them."""
    known = set(kept)
    others = [block for block in blocks if block.number in known or not is_caption(block)]
    place = {block.number: at for at, block in enumerate(others)}
    found = set(known)
    before = -1
    for block in blocks:
        if block.number in place:
            before = place[block.number]
            continue
        around = others[max(0, before) : before + 2]
        if before >= 0 and len(around) == 2 and all(one.number in known for one in around):
            found.add(block.number)
    return sorted(found)


def is_caption(block: Block) -> bool:
    """Tell whether a block is the caption of a picture."""
    return any(
        element.tag == "figcaption" or "caption" in element.get("class", "").lower()
        for element in islice(block.frame.elements(), 3)
    )
