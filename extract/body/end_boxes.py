"""Finds what stands beside an article's text: boxes about its author, and readers' comments (pure).

    elements whose class says so | labels such as `Comments (3)` | entries that readers can answer
    | from the end of the page upwards, those with no text of the article behind them, or none before

Only what stands beside the whole text counts, because authors and themes use the same words within it: the name under
a quotation has the class `author`, and an essay may have a section called `Comments`.
"""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from extract.blocks import Block, BlockElement
from extract.body.box_search import HEADINGS, BoxSearch
from extract.body.other_articles import label_of
from extract.text import any_pattern, any_word, fold_text, lazy_pattern
from extract.words.counter_words import COMMENTS
from extract.words.end_words import COMMENTS_LABEL, REPLY
from extract.words.relative_time import RELATIVE_TIME

# In characters, as `Block.size` counts them: a box about authors, the line of name and time above a comment, the
# label of comments, and the words of a button.
MAX_AUTHOR_BOX, MAX_HEAD, MAX_LABEL, MAX_BUTTON = 4000, 90, 200, 40
# Blocks that stand between one comment's name and time and the button that answers it, at most.
MAX_ENTRY_BLOCKS = 12
# Entries without a label, or with one that authors use too.
MIN_ENTRIES = 2
# Of the text before the comments on a page: a page with less is a thread, where the answers are what it is about.
MIN_TEXT, MIN_TEXT_BLOCKS = 400, 2
NOT_BESIDE = frozenset({"blockquote", "dd", "dt", "figcaption", "figure", "h1", "h2", "h3", "td", "th", "tr"})

_LABEL = lazy_pattern(
    rf"(?:{any_pattern(COMMENTS_LABEL)})(?:\W{{0,3}}\d[\d.,]{{0,6}}\W{{0,2}})?"
    rf"|\W{{0,2}}\d[\d.,]{{0,6}}\W{{0,3}}(?:{any_pattern(COMMENTS)})"
)
_REPLY = lazy_pattern(rf"\W{{0,3}}(?:{any_pattern(REPLY)})\W{{0,3}}(?:\d[\d.,]{{0,6}}\W{{0,2}})?")
_AGO = any_word(word.replace("_", " ") for row in RELATIVE_TIME.values() for word in row["ago"].split())
_TIME = lazy_pattern(
    r"\d{1,2}:\d\d|\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d月|"
    r"\d{1,2}(?:st|nd|rd|th)?\W{1,3}(?:de )?[^\W\d]{3,14}\W{1,4}(?:de )?(?:19|20)\d\d|"
    rf"[^\W\d]{{3,14}}\.? \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|(?<![^\W\d])(?:{_AGO})(?![^\W\d])"
)
_DIGIT = lazy_pattern(r"\d")


class Group(NamedTuple):
    """Elements in a row that may be beside the text, and the indexes of their first and last blocks."""

    elements: Sequence[BlockElement]
    first: int
    last: int


def find_end_boxes(search: BoxSearch, marked: Collection[tuple[str, BlockElement]]) -> Iterator[BlockElement]:
    """Yield the elements of boxes about the author and of comments.

    `marked` are the elements whose class says that they are of the kind `author`, `author's part` or `comments`.
    """
    by_kind: dict[str, list[Group]] = {}
    for kind, element in marked:
        if element.block_count and NOT_BESIDE.isdisjoint(above.tag for above in element.lineage()):
            by_kind.setdefault(kind, []).append(_group(search, [element]))
    left = list(search.text_left())
    prose = [block.index for block in left if block.is_prose]
    if not prose:
        return
    threads = [
        group
        for group in (*by_kind.get("comments", ()), *_comments(search, prose, left[-1].index))
        if not group.first <= prose[0] <= prose[-1] <= group.last and is_thread(group, search)
    ]
    if threads and not _is_left(min(group.first for group in threads), search):
        threads = []
    boxes = (group for group in by_kind.get("author", ()) if is_author_box(group.elements[0], search))
    parts = (group for group in by_kind.get("author's part", ()) if is_author_part(group.elements[0], search))
    groups = [*threads, *boxes, *parts]
    for group in _beside_text(groups, search):
        yield from group.elements


def _beside_text(groups: Sequence[Group], search: BoxSearch) -> Iterator[Group]:
    """Add to the boxes, and yield, the groups that stand beside the text, from the last one upwards."""
    for group in sorted(groups, key=lambda group: (-group.last, group.first)):
        is_new = group.elements[0] not in search.inside
        if is_new and search.is_beside_text(group.first, group.last):
            for element in group.elements:
                search.add(element)
            yield group


def _is_left(first: int, search: BoxSearch) -> bool:
    """Tell whether a text stands before a block: where there is none, the comments are what a page is about."""
    before = [block.size for block in search.text_left() if block.is_prose and block.index < first]
    return len(before) >= MIN_TEXT_BLOCKS and sum(before) >= MIN_TEXT


def _group(search: BoxSearch, elements: Sequence[BlockElement]) -> Group:
    last = elements[-1]
    return Group(elements, search.first_block[elements[0]], search.first_block[last] + last.block_count - 1)


def is_author_box(element: BlockElement, search: BoxSearch) -> bool:
    """Tell whether an element whose class names the author may be a box about the author."""
    return element.size <= MAX_AUTHOR_BOX and not search.holds_text(element)


def is_author_part(element: BlockElement, search: BoxSearch) -> bool:
    """Tell the same where the class may also name the author of a text within: a name or picture must stand in it."""
    if not is_author_box(element, search):
        return False
    has_name = element.prose_count < element.block_count or element.link_count > 0
    return has_name or next(element.html_element.iter("img"), None) is not None


def is_thread(group: Group, search: BoxSearch) -> bool:
    """Tell whether elements that may be comments hold what readers wrote, and neither the headline nor all text."""
    blocks = search.blocks[group.first : group.last + 1]
    if not _has_entries(blocks) and not any(map(_has_field, group.elements)):
        return False
    return all(next(element.html_element.iter("h1"), None) is None for element in group.elements)


def _has_entries(blocks: Sequence[Block]) -> bool:
    """Tell whether a line with a time stands above some block, or a button to answer below one."""
    return any(is_head(block) or is_reply(block) for block in blocks)


def _has_field(element: BlockElement) -> bool:
    return next(element.html_element.iter("textarea"), None) is not None


def is_head(block: Block) -> bool:
    """Tell whether a short line holds a time, as that of name and time above a comment does."""
    if block.size > MAX_HEAD or block.is_prose or not _DIGIT.search(block.text):
        return False
    return _TIME.search(fold_text(block.text)) is not None


def is_reply(block: Block) -> bool:
    """Tell whether a block is what readers press to answer a comment."""
    return block.size <= MAX_BUTTON and _REPLY.fullmatch(fold_text(block.text)) is not None


def is_label_of_comments(text: str) -> bool:
    """Tell whether a text is the label of readers' comments, and nothing else."""
    folded = fold_text(text) if len(text) <= MAX_LABEL else ""
    return bool(folded) and _LABEL.fullmatch(label_of(folded) or folded) is not None


def _comments(search: BoxSearch, prose: Sequence[int], last: int) -> Iterator[Group]:
    """Yield what may be comments: behind a label, and entries that readers can answer.

    `prose` are the indexes of the prose of the text, `last` is that of its last block.
    """
    # What stands behind the last block that is kept holds nothing that would have to be dropped.
    between = search.blocks[prose[0] + 1 : min(last + MAX_ENTRY_BLOCKS, search.end)]
    for block in between:
        is_short = not block.is_prose and block.size <= MAX_LABEL and block.index < last
        if not is_short or block.parent in search.inside or not is_label_of_comments(block.text):
            continue
        # Comments may be too short for prose; an author's last section may have the same title.
        if block.index < prose[-1] or _counts_or_heads_thread(block, search):
            yield from _behind_label(block, search)
    yield from _entries([block for block in between if block.parent not in search.inside], search)


def _counts_or_heads_thread(label: Block, search: BoxSearch) -> bool:
    """Tell whether a label says how many comments follow, or two of them or a button to answer follow it."""
    if _DIGIT.search(label.text):
        return True
    behind = search.blocks[label.index + 1 : min(label.index + 1 + MAX_ENTRY_BLOCKS, search.end)]
    # Dates one below the other are an author's own list.
    count = sum(is_head(block) and not is_head(following) for block, following in pairwise(behind))
    return count >= MIN_ENTRIES or any(map(is_reply, behind))


def _behind_label(label: Block, search: BoxSearch) -> Iterator[Group]:
    """Yield the element that begins with a label, or the label's element and its siblings behind it."""
    element = label.parent
    while (above := element.parent) is not None and search.first_block[above] == label.index:
        if above is search.root:
            break
        element = above
    if element.block_count > 1:
        yield _group(search, [element])
        return
    # Nothing but the label tells where such comments begin, and all that follows goes with it.
    is_above_head = any(map(is_head, search.blocks[label.index + 1 : label.index + 4]))
    if element.parent is not None and is_above_head and _counts_or_heads_thread(label, search):
        siblings = search.children[element.parent][element.position - 1 :]
        yield _group(search, [sibling for sibling in siblings if sibling.block_count])


def _entries(blocks: Sequence[Block], search: BoxSearch) -> Iterator[Group]:
    """Yield the elements from the first to the last of two entries or more: name and time, text, a button."""
    heads: list[Block] = []
    last = head = None
    has_text = False
    for block in blocks:
        if is_head(block):
            head, has_text = block, False
        elif head is not None and not is_reply(block):
            has_text = True
        elif head is not None and has_text and block.index - head.index <= MAX_ENTRY_BLOCKS:
            heads.append(head)
            last, head = block, None
    if len(heads) < MIN_ENTRIES or last is None or len({head.parent.signature for head in heads}) > 1:
        return
    around = set(heads[0].parent.lineage())
    shared = next(element for element in last.parent.lineage() if element in around)
    start = search.blocks[heads[0].index - 1]
    has_heading = start.parent.tag in HEADINGS and start.parent.parent is shared and _DIGIT.search(start.text)
    first, end = (_below(block.parent, shared) for block in (start if has_heading else heads[0], last))
    if first is not None and end is not None:
        yield _group(
            search, [each for each in search.children[shared][first.position - 1 : end.position] if each.block_count]
        )


def _below(element: BlockElement, shared: BlockElement) -> BlockElement | None:
    return next((each for each in element.lineage() if each.parent is shared), None)
