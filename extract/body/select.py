"""Selects the blocks of a page that are its article's text (pure but for trafilatura's caches).

block tree | features | body model | agreement with trafilatura, where the model is unsure
| blocks above the threshold | runs, siblings, whole tables, without sign-up forms and the like
| whole lists of definitions, accordions, questions, links and items | code, headings and other short blocks, captions
| without boxes and hidden text
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extract.blocks import Block, BlockElement, BlockTree, add_agreement, measure_blocks
from extract.body.agreement import agreement_with_trafilatura
from extract.body.among_text import with_blocks_among_text
from extract.body.boxes import find_boxes
from extract.body.captions import unsure_captions, with_captions
from extract.body.data_rows import with_whole_tables
from extract.body.hidden_elements import find_hidden, has_sign
from extract.body.other_articles import Links
from extract.body.own_lists import with_own_lists
from extract.body.questions import with_questions
from extract.body.trafilatura_body import is_too_much
from extract.body.unsure_blocks import drop_unsure_blocks
from extract.body.whole_parts import with_whole_parts
from extract.candidate import Choice
from extract.models import boosted_trees
from extract.page import Page
from extract.text import fold_words

MODEL = "body"
# A block is kept above this probability: measured, see docs/reading.md.
MIN_PROBABILITY = 0.5
# Trafilatura is asked when the uncertainty of the selection is above this.
MAX_UNCERTAINTY = 0.15
# A block up to this probability is not judged again then: most of a page is no text of the article, surely.
MAX_SURELY_NOT = 0.03
# Where this many siblings of one signature are kept, those above the lower probability are kept too. Both measured.
MIN_RUN = 40
MIN_PROBABILITY_IN_RUN = 0.02
# Where at least this many blocks of a signature, and this share of them, are kept, those above the lower probability
# are kept too.
MIN_ALIKE = 3
MIN_ALIKE_SHARE = 0.8
MIN_PROBABILITY_ALIKE = 0.35
# In characters: an article does not contain a longer text twice.
MAX_REPEATED = 40
MAX_TITLES = 5
# Of the kept text, that the element holds which is taken for the article's own.
HOLDER_SHARE = 0.8
PARTS_OF_TEXT = frozenset({"blockquote", "dl", "figure", "li", "ol", "p", "pre", "q", "table", "tbody", "ul"})
DESCRIPTIONS = ("og:description", "description", "twitter:description")

# The share of evaluation pages with a body F1 of .9 or more, by the least certainty of the selection.
CONFIDENCE = ((0.97, 0.99), (0.93, 0.96), (0.85, 0.9), (0.0, 0.64))
TRAFILATURA_CONFIDENCE = 0.3


@dataclass(frozen=True, kw_only=True)
class Selection:
    """The blocks of the article's text.

    `kept` are the indexes of the kept blocks in page order, `probabilities` those of all blocks; `certainty` is 1
    minus `uncertainty`, `asked_trafilatura` whether agreement with trafilatura was among the features. `boxes` are
    the elements of the page that are not the author's (`find_boxes`); no kept block is in one. `captions` are the
    indexes of the captions among the kept blocks that are none of the text.
    """

    kept: tuple[int, ...]
    probabilities: tuple[float, ...]
    certainty: float
    asked_trafilatura: bool
    boxes: frozenset[HtmlElement] = field(default=frozenset(), repr=False)
    captions: frozenset[int] = frozenset()


def select_text(page: Page, block_tree: BlockTree, title: Choice) -> Selection:
    """Return which blocks are the article's text."""
    blocks = block_tree.blocks
    rows = feature_rows(page, block_tree, title)
    judge = boosted_trees(MODEL).probability
    probabilities = [judge(row) if row else 0.0 for row in rows]
    unsure_share = uncertainty(blocks, probabilities)
    is_unsure = unsure_share > MAX_UNCERTAINTY and not is_too_much(page, block_tree)
    if is_unsure:
        add_agreement(rows, blocks, agreement_with_trafilatura(page))
        probabilities = [
            judge(row) if before > MAX_SURELY_NOT else before for row, before in zip(rows, probabilities, strict=True)
        ]
        unsure_share = uncertainty(blocks, probabilities)
    kept = _above_threshold(blocks, probabilities)
    kept = _with_runs(blocks, probabilities, kept)
    kept = _with_alike(blocks, probabilities, kept)
    kept = with_whole_tables(blocks, probabilities, kept)
    links = Links(page)
    kept = drop_unsure_blocks(blocks, kept, probabilities, links)
    container = _beyond_parts(_holder(blocks, kept))
    kept = with_whole_parts(blocks, probabilities, kept, container)
    kept = with_questions(blocks, kept, container)
    kept = with_own_lists(blocks, probabilities, kept, container, links)
    kept = with_blocks_among_text(blocks, probabilities, kept, container)
    kept = with_captions(blocks, kept)
    captions = unsure_captions(blocks, kept, probabilities)
    kept = [index for index in kept if index not in captions]
    hidden = find_hidden([blocks[index] for index in kept], page)
    boxes = find_boxes(block_tree, page, _holder(blocks, kept), kept, title_block(block_tree, title)) | hidden
    kept = [index for index in kept if boxes.isdisjoint(blocks[index].parent.html_lineage())]
    return Selection(
        kept=tuple(kept),
        probabilities=tuple(probabilities),
        certainty=1 - unsure_share,
        asked_trafilatura=is_unsure,
        boxes=boxes,
        captions=captions,
    )


def _holder(blocks: Sequence[Block], kept: Sequence[int]) -> BlockElement | None:
    """Return the smallest element that holds HOLDER_SHARE of the kept text, None where nothing is kept."""
    sizes: Counter[BlockElement] = Counter()
    # Most paragraphs stand in one element: their sizes are added up before those of what is around it.
    sizes_within: Counter[BlockElement | None] = Counter()
    for index in kept:
        block = blocks[index]
        sizes[block.parent] += block.size
        sizes_within[block.parent.parent] += block.size
    for around, size in sizes_within.items():
        for element in around.lineage() if around is not None else ():
            sizes[element] += size
    least = HOLDER_SHARE * sum(blocks[index].size for index in kept)
    return max((element for element, size in sizes.items() if size >= least), key=lambda e: e.depth, default=None)


def _beyond_parts(holder: BlockElement | None) -> BlockElement | None:
    """Return the nearest element that is no part of a text: a post that is one quotation goes on beside it."""
    while holder is not None and holder.tag in PARTS_OF_TEXT:
        holder = holder.parent
    return holder


def selection_confidence(selection: Selection) -> float:
    """Return the share (0 to 1) of evaluation pages of about this certainty whose whole text is right."""
    return next(share for least, share in CONFIDENCE if selection.certainty >= least)


def feature_rows(page: Page, block_tree: BlockTree, title: Choice) -> list[list[float]]:
    """Return each block's row of BLOCK_FEATURES without agreement, [] for links of menus."""
    descriptions = [text for name in DESCRIPTIONS for text in page.metas.get(name, ())][:MAX_TITLES]
    titles = [candidate.text for candidate in title.candidates][:MAX_TITLES]
    return measure_blocks(block_tree, title=title_block(block_tree, title), titles=titles, descriptions=descriptions)


def uncertainty(blocks: Sequence[Block], probabilities: Sequence[float]) -> float:
    """Return the share (0 to 1) of the kept text that the model may have judged wrongly: 0 for a sure selection."""
    unsure = sum(block.size * min(p, 1 - p) for block, p in zip(blocks, probabilities, strict=True))
    kept = sum(block.size * p for block, p in zip(blocks, probabilities, strict=True))
    return min(1.0, unsure / kept) if kept else 1.0


def title_block(block_tree: BlockTree, title: Choice) -> int | None:
    """Return the index of the block that shows the headline, None for none."""
    heading = title.chosen[0].element if title.chosen else None
    if heading is None:
        return None
    inside = set(heading.iter())
    for block in block_tree.blocks:
        if block.parent.html_element is heading or block.text_nodes[0][0] in inside:
            return block.index
    return None


def _above_threshold(blocks: Sequence[Block], probabilities: Sequence[float]) -> list[int]:
    """Return the indexes of the blocks above the threshold, of a repeated long text the first that is shown."""
    kept: dict[int, None] = {}
    seen: dict[str, int] = {}
    for block, probability in zip(blocks, probabilities, strict=True):
        if probability > MIN_PROBABILITY:
            text = fold_words(block.text) if len(block.text) > MAX_REPEATED else ""
            before = seen.get(text) if text else None
            if before is not None:
                if not has_sign(blocks[before]) or has_sign(block):
                    continue
                # A copy that is not shown went before.
                del kept[before]
            kept[block.index] = None
            seen[text] = block.index
    return list(kept)


def _with_runs(blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[int]) -> list[int]:
    """Return the kept blocks with the siblings of long runs.

    The model was trained on few texts of a hundred paragraphs, and takes the last of them for what follows the text.
    """
    counts = Counter((blocks[index].parent.parent, blocks[index].parent.signature) for index in kept)
    runs = {key for key, count in counts.items() if count >= MIN_RUN}
    if not runs:
        return list(kept)
    in_runs = (
        block.index
        for block, probability in zip(blocks, probabilities, strict=True)
        if probability > MIN_PROBABILITY_IN_RUN and (block.parent.parent, block.parent.signature) in runs
    )
    return sorted({*kept, *in_runs})


def _with_alike(blocks: Sequence[Block], probabilities: Sequence[float], kept: Sequence[int]) -> list[int]:
    """Return the kept blocks with those just below the threshold that are like them.

    That is: nearly all blocks of their signature are kept, as the times in a log; or the block right before is kept,
    and is a sibling of the same signature.
    """
    found = set(kept)
    counts = Counter(block.parent.signature for block in blocks)
    kept_counts = Counter(blocks[index].parent.signature for index in kept)
    signatures = {
        signature
        for signature, count in kept_counts.items()
        if count >= MIN_ALIKE and count >= MIN_ALIKE_SHARE * counts[signature]
    }
    for block, probability in zip(blocks, probabilities, strict=True):
        if probability > MIN_PROBABILITY_ALIKE and block.index not in found:
            previous = blocks[block.index - 1] if block.index - 1 in found else None
            is_alike = previous is not None and _is_sibling(block, previous)
            if block.parent.signature in signatures or is_alike:
                found.add(block.index)
    return sorted(found)


def _is_sibling(block: Block, previous: Block) -> bool:
    is_sibling = block.parent.parent is previous.parent.parent
    return is_sibling and block.parent.signature == previous.parent.signature and block.linked_size == 0
