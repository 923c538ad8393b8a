"""Measures each block of a page, for the body model (pure).

Sizes are those of blocks (see `Block.size`), shares are from 0 to 1, distances within the tree are in elements.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from math import log1p
from string import ascii_uppercase, digits

from extract.blocks.block_element import ANCESTOR_TAGS, Block, BlockElement
from extract.blocks.block_tree import BlockTree
from extract.blocks.class_words import CLASS_KINDS
from extract.blocks.cues import CUES, find_cues
from extract.blocks.judged_blocks import PROSE_SHARES, judged_blocks
from extract.blocks.windows import (
    FAR,
    WINDOW_SIZES,
    prose_distances,
    running_sums,
    window_bounds,
    window_means,
    window_shares,
)
from extract.text import fold_words

# The value of the features of agreement while trafilatura has not been asked.
NOT_ASKED = -1.0

TAG_NUMBERS = {
    tag: float(number)
    for number, tags in enumerate(
        ("p", "div", "li", "h1", "h2", "h3", "h4 h5 h6", "td th", "span", "figcaption caption", "blockquote", "pre",
         "dt dd", "section article main", "header", "footer", "center body form", "address summary legend button"), 1
    )
    for tag in tags.split()
}  # fmt: skip

# ruff: noqa: RUF001 - marks of sentences in many scripts
_SENTENCE_END = re.compile(r"[.!?。！？؟।…:;][\"'”’»)\]]*$")
_STOP = re.compile(r"[.!?。！？؟।](?:\s|[\"'”’»)\]]|$)|[。！？]")
_COMMA = re.compile(r"[,،、，]")
_DIGIT = re.compile(r"\d")
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]")
_DIGITS, _CAPITALS = digits.encode(), ascii_uppercase.encode()
_META_BIT = 1 << list(CLASS_KINDS).index("meta")

OWN = (
    "size", "word_length", "linked_share", "links", "emphasized_share", "ends_sentence", "stops", "commas", "digits",
    "capitals", "tag", "position", "siblings", "depth", "hidden", "repetitions", "is_title", "is_description",
    "agreement", "has_meta_class", "is_prose",
)  # fmt: skip
IN_PAGE = (
    "index_share", "offset_share", "size_left", "after_title", "distance_to_title", "levels_to_title",
    "levels_to_half_prose", "levels_to_most_prose", "blocks_since_half_prose", "blocks_to_end_of_half_prose",
    "blocks_since_prose", "blocks_to_prose",
)  # fmt: skip
NEIGHBOURS = tuple(
    f"{name}_{where}"
    for where in ("before", "before_2", "after", "after_2")
    for name in ("size", "linked_share", "tag", "depth")
)
ANCESTORS = tuple(
    f"{name}_{ancestor}"
    for ancestor in ("parent", "parent_2", "parent_3", "parent_4")
    for name in ("size", "linked_share", "prose_share", "blocks")
)
ALIKE = ("alike_size", "alike_linked_share", "alike_prose_share", "alike_blocks")
WHOLE_PAGE = ("page_size", "page_prose", "page_half_prose_share", "page_agreement", "page_blocks")
WINDOWS = ("prose_3", "prose_8", "linked_3", "linked_8", "agreement_3", "agreement_8")
# The names of the features in the order of a row.
BLOCK_FEATURES = (
    *OWN, *IN_PAGE, *NEIGHBOURS, *ANCESTORS, *ALIKE, *WHOLE_PAGE, *WINDOWS,
    *(f"cue_{kind}" for kind in CUES), *(f"in_{tag}" for tag in ANCESTOR_TAGS),
    *(f"class_{kind}" for kind in CLASS_KINDS),
)  # fmt: skip

_COLUMN = {name: column for column, name in enumerate(BLOCK_FEATURES)}
_REPETITIONS, _IS_TITLE, _IS_DESCRIPTION = _COLUMN["repetitions"], _COLUMN["is_title"], _COLUMN["is_description"]
_AGREEMENT, _PAGE_AGREEMENT = _COLUMN["agreement"], _COLUMN["page_agreement"]
_WINDOW_AGREEMENTS = (_COLUMN["agreement_3"], _COLUMN["agreement_8"])
_NO_NEIGHBOUR, _NO_ANCESTOR = [0.0, 0.0, 0.0, FAR], [1.0, 0.0, 0.0, 0.0]


def measure_blocks(
    block_tree: BlockTree, *, title: int | None, titles: Sequence[str], descriptions: Sequence[str]
) -> list[list[float]]:
    """Return for each block its row of BLOCK_FEATURES, [] for a link of a menu.

    How far trafilatura agrees is NOT_ASKED in all rows, until `add_agreement` sets it. `title` is the index of the
    block that shows the headline; `titles` and `descriptions` are those that the page's head gives.
    """
    blocks = block_tree.blocks
    if not blocks:
        return []
    folded_texts = [fold_words(block.text) for block in blocks]
    occurrences = Counter(folded_texts)
    page_titles = {fold_words(text) for text in titles}
    page_descriptions = [fold_words(text) for text in descriptions]
    judged = judged_blocks(block_tree)
    rows = [_own(block) if is_judged else [] for block, is_judged in zip(blocks, judged, strict=True)]
    neighbours = [_NO_NEIGHBOUR, _NO_NEIGHBOUR, *map(_as_neighbour, blocks), _NO_NEIGHBOUR, _NO_NEIGHBOUR]
    levels, ancestors, memberships = _levels(block_tree, title), _Ancestors(block_tree), _Memberships()
    since_prose, to_prose = prose_distances(blocks)
    alike, whole_page, windows = _alike(blocks), _whole_page(block_tree), window_shares(blocks)
    title_offset = 0 if title is None else blocks[title].offset
    in_half_prose = [block.index for block in blocks if levels[block.parent][1] >= 0]
    first, last = in_half_prose[0], in_half_prose[-1]
    for index, block in enumerate(blocks):
        row, text, element = rows[index], folded_texts[index], block.parent
        if not row:
            continue
        row[_REPETITIONS] = float(occurrences[text] - 1)
        row[_IS_TITLE] = float(text in page_titles)
        row[_IS_DESCRIPTION] = float(
            len(text) > 30 and any(text in long or long in text for long in page_descriptions)
        )
        row += (index / len(blocks), block.offset / block_tree.size, log1p(block_tree.size - block.offset))
        row += (-1.0, FAR) if title is None else _behind_title(index - title, block.offset - title_offset)
        row += levels[element]
        row += (float(index - first), float(last - index), since_prose[index], to_prose[index])
        # `neighbours` begins two places before the first block.
        for at in (index + 1, index, index + 3, index + 4):
            size, linked_share, tag, depth = neighbours[at]
            row += (size, linked_share, tag, depth if depth == FAR else depth - element.depth)
        row += ancestors.row(element)
        row += alike[element.signature]
        row += whole_page
        row += (*windows[index], NOT_ASKED, NOT_ASKED)
        row += find_cues(text.split(" ", 40), block.text, is_wide=block.is_wide)
        row += memberships.row(element)
    return rows


def add_agreement(rows: Sequence[list[float]], blocks: Sequence[Block], agreement: Callable[[str], float]) -> None:
    """Set in each row how far trafilatura agrees; `agreement` returns which share of a text trafilatura has found."""
    agreements = [agreement(block.text) for block in blocks]
    prose = sum(block.size for block in blocks if block.is_prose)
    agreed = sum(block.size * share for block, share in zip(blocks, agreements, strict=True) if block.is_prose)
    sizes = running_sums(block.size for block in blocks)
    sums = running_sums(block.size * share for block, share in zip(blocks, agreements, strict=True))
    means = [window_means(sums, window_bounds(sizes, window)) for window in WINDOW_SIZES]
    for index, row in enumerate(rows):
        if not row:
            continue
        row[_AGREEMENT] = agreements[index]
        row[_PAGE_AGREEMENT] = agreed / max(1, prose)
        for column, means_of_window in zip(_WINDOW_AGREEMENTS, means, strict=True):
            row[column] = means_of_window[index]


def _as_neighbour(block: Block) -> list[float]:
    linked_share = block.linked_size / len(block.text)
    return [log1p(block.size), linked_share, TAG_NUMBERS.get(block.parent.tag, 0.0), float(block.parent.depth)]


def _own(block: Block) -> list[float]:
    text, size = block.text, len(block.text)
    beginning = text[:600]
    element = block.parent
    parent = element.parent
    words = beginning.count(" ") + 1
    commas, numerals, capitals = _count_characters(beginning)
    return [
        log1p(block.size),
        len(beginning) / words,
        block.linked_size / size,
        float(block.link_count),
        min(1.0, block.emphasized_size / size),
        float(_SENTENCE_END.search(text, max(0, size - 4)) is not None),
        float(len(_STOP.findall(beginning))),
        commas / words,
        numerals / len(beginning),
        capitals / words,
        TAG_NUMBERS.get(element.tag, 0.0),
        float(element.position),
        float(parent.child_count if parent else 0),
        float(element.depth),
        float(element.hidden),
        0.0, 0.0, 0.0, NOT_ASKED,
        float(block.inline_class_bits & _META_BIT != 0),
        float(block.is_prose),
    ]  # fmt: skip


def _count_characters(text: str) -> tuple[int, int, int]:
    """Return how many commas, digits and capital letters a text has."""
    if text.isascii():
        # The same, in a tenth of the time.
        raw = text.encode()
        size = len(raw)
        return raw.count(b","), size - len(raw.translate(None, _DIGITS)), size - len(raw.translate(None, _CAPITALS))
    return len(_COMMA.findall(text)), len(_DIGIT.findall(text)), len(_CAPITAL.findall(text))


def _behind_title(blocks: int, distance: int) -> tuple[float, float]:
    """Return 0 before the headline, 1 for itself and 2 behind it; and the logarithm of the distance, signed."""
    return float(blocks > 0) + float(blocks >= 0), log1p(distance) if distance >= 0 else -log1p(-distance)


def _levels(block_tree: BlockTree, title: int | None) -> dict[BlockElement, tuple[float, float, float]]:
    """Return how far each element with text is, in the tree, from the headline and from the elements of PROSE_SHARES.

    From the headline: how many levels above it the nearest common ancestor is. From the others: how many levels below
    it the element is; outside of it, minus the number of levels from it up to the nearest common ancestor.
    """
    above_title = [] if title is None else list(block_tree.blocks[title].parent.lineage())
    title_levels = {element: float(level) for level, element in enumerate(above_title)}
    half, most = (block_tree.smallest_with_prose(share) for share in PROSE_SHARES)
    above_half, above_most = set(half.lineage()) - {half}, set(most.lineage()) - {most}
    found: dict[BlockElement, tuple[float, float, float]] = {}
    for element in block_tree.elements:
        # What holds no text is around no block.
        if not element.block_count:
            continue
        parent = element.parent
        of_root = (FAR, float(half is element) - 1, float(most is element) - 1)
        of_parent = of_root if parent is None else found[parent]
        found[element] = (
            title_levels.get(element, of_parent[0]),
            _level(element, half, above_half, of_parent[1]),
            _level(element, most, above_most, of_parent[2]),
        )
    return found


def _level(element: BlockElement, holder: BlockElement, above: Collection[BlockElement], of_parent: float) -> float:
    if element is holder:
        return 0.0
    if of_parent >= 0:
        return of_parent + 1
    # Above the holder, each level down comes nearer; beside it, all are as far as the ancestor they share.
    return float(element.depth - holder.depth) if element in above else of_parent


class _Ancestors:
    """What a block's element and the three above it hold, measured once for each element."""

    def __init__(self, block_tree: BlockTree) -> None:
        self.page_size = block_tree.size
        self.measured: dict[BlockElement, list[float]] = {}

    def row(self, parent: BlockElement) -> list[float]:
        row: list[float] = []
        element: BlockElement | None = parent
        for _ in range(4):
            if element is None:
                row += _NO_ANCESTOR
                continue
            if element not in self.measured:
                size = element.size
                self.measured[element] = [
                    size / self.page_size,
                    element.linked_size / size,
                    element.prose_size / size,
                    log1p(element.block_count),
                ]
            row += self.measured[element]
            element = element.parent
        return row


class _Memberships:
    """Within which of ANCESTOR_TAGS a block is, and how far up the nearest element of each of CLASS_KINDS is."""

    def __init__(self) -> None:
        self.tags: dict[int, list[float]] = {}
        self.classes: dict[tuple[int, int], list[float]] = {}

    def row(self, element: BlockElement) -> list[float]:
        bits, key = element.ancestor_bits, (id(element.class_depths), element.depth)
        if bits not in self.tags:
            self.tags[bits] = [float(bits >> bit & 1) for bit in range(len(ANCESTOR_TAGS))]
        if key not in self.classes:
            self.classes[key] = [float(element.depth - depth) if depth else FAR for depth in element.class_depths]
        return self.tags[bits] + self.classes[key]


def _alike(blocks: Sequence[Block]) -> dict[tuple[str, ...], list[float]]:
    """Return, for each signature, what all blocks in elements of that signature are together."""
    sums: dict[tuple[str, ...], list[float]] = {}
    for block in blocks:
        sum_of_signature = sums.setdefault(block.parent.signature, [0.0, 0.0, 0.0, 0.0])
        sum_of_signature[0] += block.size
        sum_of_signature[1] += block.linked_size
        sum_of_signature[2] += block.size if block.is_prose else 0
        sum_of_signature[3] += 1
    return {
        signature: [log1p(size / count), linked_size / size, prose_size / size, log1p(count)]
        for signature, (size, linked_size, prose_size, count) in sums.items()
    }


def _whole_page(block_tree: BlockTree) -> list[float]:
    prose = block_tree.root.prose_size
    half = block_tree.smallest_with_prose(PROSE_SHARES[0]).prose_size
    return [log1p(block_tree.size), log1p(prose), half / max(1, prose), NOT_ASKED, log1p(len(block_tree.blocks))]
