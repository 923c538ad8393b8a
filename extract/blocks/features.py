"""Features: what is measured of each block of a page, for the model that judges it (pure).

Sizes are in characters, where scripts that write a word in one or two count double; shares are from 0 to 1; distances
within the tree are in elements.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from math import log1p
from string import ascii_uppercase, digits

from extract.blocks.block_tree import AROUND, AROUND_BIT, Block, BlockElement, BlockTree
from extract.blocks.class_words import KINDS
from extract.blocks.cues import CUES, cues_of
from extract.blocks.windows import FAR, REACHES, means, prose_distances, running, windows
from extract.text import fold_words

# The smallest element that holds so much of the page's prose is taken for the article's own.
MOST_PROSE = (0.5, 0.8)
# Where menus stand, and how much of their text is links. Of 14,000 such blocks of 230 evaluation pages 30 were kept,
# all of one page.
MENUS = AROUND_BIT["nav"] | AROUND_BIT["footer"]
LINK = 0.9
# What a feature of the witness is while it has not been asked.
NOT_ASKED = -1.0

TAGS = {
    name: float(number)
    for number, names in enumerate(
        ("p", "div", "li", "h1", "h2", "h3", "h4 h5 h6", "td th", "span", "figcaption caption", "blockquote", "pre",
         "dt dd", "section article main", "header", "footer", "center body form", "address summary legend button"), 1
    )
    for name in names.split()
}  # fmt: skip

# ruff: noqa: RUF001 - marks of sentences in many scripts
_END = re.compile(r"[.!?。！？؟।…:;][\"'”’»)\]]*$")
_STOP = re.compile(r"[.!?。！？؟।](?:\s|[\"'”’»)\]]|$)|[。！？]")
_COMMA = re.compile(r"[,،、，]")
_DIGIT = re.compile(r"\d")
_UPPER = re.compile(r"[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]")
_DIGITS, _UPPERS = digits.encode(), ascii_uppercase.encode()
_META = 1 << list(KINDS).index("meta")

OWN = (
    "size", "words_long", "linked", "links", "strong", "ends", "stops", "commas", "digits", "upper", "tag",
    "first_place", "siblings", "depth", "hidden", "repeated", "repeats_title", "repeats_deck", "in_witness",
    "inner_meta", "is_prose",
)  # fmt: skip
PLACE = (
    "number", "offset", "rest", "after_title", "title_distance", "title_levels", "best_levels", "better_levels",
    "best_before", "best_after", "prose_before", "prose_after",
)  # fmt: skip
NEAR = tuple(
    f"{name}_{where}"
    for where in ("before", "before_2", "after", "after_2")
    for name in ("size", "linked", "tag", "level")
)
UP = tuple(f"{name}_{up}" for up in ("own", "up", "up_2", "up_3") for name in ("text", "linked", "prose", "blocks"))
ALIKE = ("alike", "alike_linked", "alike_prose", "alike_blocks")
PAGE = ("page_size", "page_prose", "page_best", "page_witness", "page_blocks")
AROUND_IT = ("prose_3", "prose_8", "linked_3", "linked_8", "witness_3", "witness_8")
FEATURES = (
    *OWN, *PLACE, *NEAR, *UP, *ALIKE, *PAGE, *AROUND_IT,
    *(f"cue_{name}" for name in CUES), *(f"in_{name}" for name in AROUND), *(f"class_{name}" for name in KINDS),
)  # fmt: skip

_AT = {name: place for place, name in enumerate(FEATURES)}
_REPEATED, _TITLE, _DECK = _AT["repeated"], _AT["repeats_title"], _AT["repeats_deck"]
_WITNESS, _PAGE_WITNESS = _AT["in_witness"], _AT["page_witness"]
_WITNESS_NEAR = (_AT["witness_3"], _AT["witness_8"])
_NOBODY = [0.0, 0.0, 0.0, FAR]
_NO_ELEMENT = [1.0, 0.0, 0.0, 0.0]


def measure_blocks(
    block_tree: BlockTree, *, title: int | None, titles: Sequence[str], decks: Sequence[str]
) -> list[list[float]]:
    """Return the FEATURES of each block, those of the witness as NOT_ASKED; nothing of a block of a menu.

    `title` is the number of the block that shows the headline, `titles` and `decks` are what the page's head calls
    itself and says of itself.
    """
    blocks = block_tree.blocks
    if not blocks:
        return []
    folded = [fold_words(block.text) for block in blocks]
    seen = Counter(folded)
    heads, texts = {fold_words(one) for one in titles}, [fold_words(one) for one in decks]
    own_rows = [[] if is_of_menu(block) else _own(block) for block in blocks]
    near = [_NOBODY, _NOBODY, *map(_seen_from_beside, blocks), _NOBODY, _NOBODY]
    levels, above, kinds = _levels(block_tree, title), _Above(block_tree), _Kinds()
    before, after = prose_distances(blocks)
    alike, page, around = _alike(blocks), _page(block_tree), windows(blocks)
    offset = 0 if title is None else blocks[title].offset
    inside = [block.number for block in blocks if levels[block.frame][1] >= 0]
    first, last = inside[0], inside[-1]
    for number, block in enumerate(blocks):
        row, text, frame = own_rows[number], folded[number], block.frame
        if not row:
            continue
        row[_REPEATED] = float(seen[text] - 1)
        row[_TITLE] = float(text in heads)
        row[_DECK] = float(len(text) > 30 and any(text in one or one in text for one in texts))
        row += (number / len(blocks), block.offset / block_tree.size, log1p(block_tree.size - block.offset))
        row += (-1.0, FAR) if title is None else _after(number - title, block.offset - offset)
        row += levels[frame]
        row += (float(number - first), float(last - number), before[number], after[number])
        for at in (number + 1, number, number + 3, number + 4):
            size, linked, tag, level = near[at]
            row += (size, linked, tag, level if level == FAR else level - frame.depth)
        row += above.row(frame)
        row += alike[frame.signature]
        row += page
        row += (*around[number], NOT_ASKED, NOT_ASKED)
        row += cues_of(text.split(" ", 40), block.text, wide=block.wide)
        row += kinds.row(frame)
    return own_rows


def add_agreement(rows: Sequence[list[float]], blocks: Sequence[Block], share: Callable[[str], float]) -> None:
    """Write what the witness says of each block into its row; `share` tells how much of a text it has."""
    shares = [share(block.text) for block in blocks]
    prose = sum(block.size for block in blocks if block.is_prose)
    covered = sum(block.size * share for block, share in zip(blocks, shares, strict=True) if block.is_prose)
    sizes = running(block.size for block in blocks)
    sums = running(block.size * share for block, share in zip(blocks, shares, strict=True))
    near = [means(sizes, sums, reach) for reach in REACHES]
    for number, row in enumerate(rows):
        if not row:
            continue
        row[_WITNESS] = shares[number]
        row[_PAGE_WITNESS] = covered / max(1, prose)
        for place, shares_near in zip(_WITNESS_NEAR, near, strict=True):
            row[place] = shares_near[number]


def is_of_menu(block: Block) -> bool:
    """Tell whether a block is a link of a menu or of the page's foot, which is no text of any article."""
    return block.links > 0 and block.frame.around & MENUS != 0 and block.linked >= LINK * len(block.text)


def _seen_from_beside(block: Block) -> list[float]:
    linked = block.linked / len(block.text)
    return [log1p(block.size), linked, TAGS.get(block.frame.name, 0.0), float(block.frame.depth)]


def _own(block: Block) -> list[float]:
    text, size = block.text, len(block.text)
    head = text[:600]
    frame = block.frame
    parent = frame.parent
    words = head.count(" ") + 1
    commas, numerals, upper = _counts(head)
    return [
        log1p(block.size),
        len(head) / words,
        block.linked / size,
        float(block.links),
        min(1.0, block.strong / size),
        float(_END.search(text, max(0, size - 4)) is not None),
        float(len(_STOP.findall(head))),
        commas / words,
        numerals / len(head),
        upper / words,
        TAGS.get(frame.name, 0.0),
        float(frame.place),
        float(parent.children if parent else 0),
        float(frame.depth),
        float(frame.hidden),
        0.0, 0.0, 0.0, NOT_ASKED,
        float(block.inner & _META != 0),
        float(block.is_prose),
    ]  # fmt: skip


def _counts(text: str) -> tuple[int, int, int]:
    """Return how many commas, digits and capital letters a text has."""
    if text.isascii():
        # The same, in a tenth of the time.
        raw = text.encode()
        size = len(raw)
        return raw.count(b","), size - len(raw.translate(None, _DIGITS)), size - len(raw.translate(None, _UPPERS))
    return len(_COMMA.findall(text)), len(_DIGIT.findall(text)), len(_UPPER.findall(text))


def _after(blocks: int, distance: int) -> tuple[float, float]:
    """Return whether a block stands behind the headline, and how far."""
    return float(blocks > 0) + float(blocks >= 0), log1p(distance) if distance >= 0 else -log1p(-distance)


def _levels(block_tree: BlockTree, title: int | None) -> dict[BlockElement, tuple[float, float, float]]:
    """Return where each element stands to the headline and to the elements with most of the prose.

    To the headline: how many elements one must go up from it to one that holds both. To the others: how deep within
    it, or, when it is outside, minus how many one must go up from there.
    """
    steps: dict[BlockElement, float] = {}
    if title is not None:
        up: BlockElement | None = block_tree.blocks[title].frame
        while up is not None:
            steps[up] = float(len(steps))
            up = up.parent
    best, better = (block_tree.holder(share) for share in MOST_PROSE)
    over_best, over_better = _over(best), _over(better)
    found: dict[BlockElement, tuple[float, float, float]] = {}
    for frame in block_tree.frames:
        parent = frame.parent
        top = (FAR, float(best is frame) - 1, float(better is frame) - 1)
        before = top if parent is None else found[parent]
        found[frame] = (
            steps.get(frame, before[0]),
            _level(frame, best, over_best, before[1]),
            _level(frame, better, over_better, before[2]),
        )
    return found


def _over(holder: BlockElement) -> set[BlockElement]:
    over: set[BlockElement] = set()
    above = holder.parent
    while above is not None:
        over.add(above)
        above = above.parent
    return over


def _level(frame: BlockElement, holder: BlockElement, over: Collection[BlockElement], above: float) -> float:
    if frame is holder:
        return 0.0
    if above >= 0:
        return above + 1
    # Above the holder, each step down comes nearer; beside it, all are as far as the element they share.
    return float(frame.depth - holder.depth) if frame in over else above


class _Above:
    """What stands in a block's element and in the three above it, measured once for each element."""

    def __init__(self, block_tree: BlockTree) -> None:
        self.size = block_tree.size
        self.known: dict[BlockElement, list[float]] = {}

    def row(self, frame: BlockElement) -> list[float]:
        row: list[float] = []
        one: BlockElement | None = frame
        for _ in range(4):
            if one is None:
                row += _NO_ELEMENT
                continue
            if one not in self.known:
                text = one.text
                self.known[one] = [text / self.size, one.linked / text, one.prose / text, log1p(one.blocks)]
            row += self.known[one]
            one = one.parent
        return row


class _Kinds:
    """Which elements stand around a block, and how far up the nearest of each kind of name is."""

    def __init__(self) -> None:
        self.around: dict[int, list[float]] = {}
        self.nearest: dict[tuple[int, int], list[float]] = {}

    def row(self, frame: BlockElement) -> list[float]:
        bits, key = frame.around, (id(frame.nearest), frame.depth)
        if bits not in self.around:
            self.around[bits] = [float(bits >> at & 1) for at in range(len(AROUND))]
        if key not in self.nearest:
            depth = frame.depth
            self.nearest[key] = [float(depth - one) if one else FAR for one in frame.nearest]
        return self.around[bits] + self.nearest[key]


def _alike(blocks: Sequence[Block]) -> dict[tuple[str, ...], list[float]]:
    """Return what all blocks of the same tag and class, in a parent of the same, are together."""
    sums: dict[tuple[str, ...], list[float]] = {}
    for block in blocks:
        one = sums.setdefault(block.frame.signature, [0.0, 0.0, 0.0, 0.0])
        one[0] += block.size
        one[1] += block.linked
        one[2] += block.size if block.is_prose else 0
        one[3] += 1
    return {
        key: [log1p(size / count), linked / size, prose / size, log1p(count)]
        for key, (size, linked, prose, count) in sums.items()
    }


def _page(block_tree: BlockTree) -> list[float]:
    prose = block_tree.root.prose
    best = block_tree.holder(MOST_PROSE[0]).prose
    return [log1p(block_tree.size), log1p(prose), best / max(1, prose), NOT_ASKED, log1p(len(block_tree.blocks))]
