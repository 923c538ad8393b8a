"""Finds the lines behind an article's text: who its author is, and what the publisher asks of its readers (pure).

kept blocks, the last one first | notes about the author | calls and pleas | up to the text's last sentence

A note about the author begins with the author's name and says who that is, in a box, in italics or in so many words;
or it stands behind a label such as `About the author`. A memoir may end with its author's name: in the first person,
or as one paragraph among the others, it is text.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from lxml.html import HtmlElement

from extract.blocks import Block, BlockElement, BlockTree
from extract.body import Links, is_call_line, is_copyright_line, is_plea, label_of
from extract.context import PageContext
from extract.fields.authors import choose_authors, is_credit_line
from extract.text import all_words, any_pattern, fold_text, fold_words, lazy_pattern
from extract.words.credit_words import AGENCIES
from extract.words.end_words import ABOUT, ABOUT_AUTHOR, IS, IS_SOMEONE, THE_AUTHOR, VIEWS

# In characters, as `Block.size` counts them: a note about the author, all that stands behind its label, and a name.
MAX_NOTE, MAX_BEHIND_LABEL, MAX_NAME_LINE = 1200, 1600, 90
MAX_LABEL, MAX_START = 70, 250
# How many blocks behind the text are looked at, and how many of them may be something else.
MAX_BLOCKS, MAX_OTHERS = 16, 4
# A text with fewer blocks of prose before its last one has no end that could be told.
MIN_PROSE = 2
MIN_EMPHASIS = 0.9
MIN_NAME_CHARACTERS = 3

_LABEL = lazy_pattern(any_pattern(ABOUT_AUTHOR))
_ABOUT = all_words(ABOUT)
_INLINE_LABEL = lazy_pattern(rf"\W{{0,3}}(?:{any_pattern(ABOUT_AUTHOR)})\s?[:\uff1a\u2013\u2014|]\s?\S")
_WHO = lazy_pattern(rf"(?:\W{{0,3}}\([^)]{{1,60}}\))?[\s,:;\u2013\u2014-]{{0,4}}(?:{any_pattern(IS_SOMEONE)})")
_FIRST_PERSON = lazy_pattern(
    r"\b(?:I|my|me|mine|myself|ich|mein\w{0,2}|mir|mich|je|j['\u2019]|moi|yo|mi|eu|io|jag|я|мне|ben|benim)\b"
)
# The same behind one to six words, which may be a name.
_MAY_SAY_WHO = lazy_pattern(rf"\W{{0,4}}(?:[^\s]{{1,30}}\s){{0,5}}[^\s]{{1,30}}?(?:{_WHO.pattern})")
_IS = lazy_pattern(rf"[\s,]{{1,2}}(?:{any_pattern(IS)})\s")
_THE_AUTHOR = lazy_pattern(rf"\W{{0,4}}(?:{any_pattern(THE_AUTHOR)})(?![^\W\d_])")
_VIEWS = lazy_pattern(any_pattern(VIEWS))
# In a text as it is printed: the name of a place or of an institution.
_AT_PLACE = lazy_pattern(r"\s(?:in|at|with|for|from)\s(?:the\s)?[^\W\d_a-zà-ÿ]")
# Whose notice of rights comes with the text.
_AGENCY = lazy_pattern(rf"(?<![^\W\d_])(?:{AGENCIES})(?![^\W\d_])")
_LETTER = lazy_pattern(r"[^\W\d_]")


def blocks_behind_text(context: PageContext, block_tree: BlockTree, kept: Sequence[int]) -> frozenset[int]:
    """Return the indexes of the kept blocks of a tree that stand behind the text, and are none of it."""
    return frozenset(_Tail(context, block_tree, kept).found())


def boxes_and_trailing_lines(context: PageContext, container: HtmlElement) -> frozenset[HtmlElement]:
    """Return the elements in a text's container that are none of the text: its boxes, and the lines behind it."""
    if container not in context.left_out:
        boxes = context.boxes_within(container)
        block_tree = context.blocks_within(container)
        kept = [block.index for block in block_tree.blocks if boxes.isdisjoint(block.parent.html_lineage())]
        unwanted = blocks_behind_text(context, block_tree, kept)
        elements = _only_around(unwanted, block_tree.blocks, frozenset(kept)) if unwanted else frozenset()
        context.left_out[container] = boxes | elements
    return context.left_out[container]


def _only_around(unwanted: Collection[int], blocks: Sequence[Block], kept: Collection[int]) -> frozenset[HtmlElement]:
    """Return the outermost elements whose kept blocks are all among the unwanted."""
    counts: Counter[BlockElement] = Counter()
    counts_kept: Counter[BlockElement] = Counter()
    for block in blocks:
        if block.index in kept:
            counts_kept.update(block.parent.lineage())
        if block.index in unwanted:
            counts.update(block.parent.lineage())
    return frozenset(element.html_element for element, count in counts.items() if count == counts_kept[element])


def _is_of_publishers_rights(block: Block) -> bool:
    """Tell whether a line says that the publisher has the rights; that of an agency is delivered with the text."""
    return is_copyright_line(block) and _AGENCY.search(fold_text(block.text)) is None


def _is_emphasised(block: Block) -> bool:
    return block.emphasized_size >= MIN_EMPHASIS * len(block.text)


class _Tail:
    """The end of one text."""

    def __init__(self, context: PageContext, block_tree: BlockTree, kept: Sequence[int]) -> None:
        self.context = context
        self.blocks = [block_tree.blocks[index] for index in kept]
        self.links = Links(context.page)

    @cached_property
    def names(self) -> Sequence[str]:
        """The words of each author's name, parted by single spaces; a single word is more often an organisation."""
        names = (fold_words(author.text) for author in choose_authors(self.context).chosen)
        return [name for name in names if " " in name or (len(name) >= MIN_NAME_CHARACTERS and not name.isascii())]

    @cached_property
    def text_parent(self) -> BlockElement | None:
        """The element that holds most blocks of prose as its paragraphs."""
        counts: dict[BlockElement, int] = {}
        for block in self.blocks:
            if block.is_prose and block.parent.parent is not None:
                counts[block.parent.parent] = counts.get(block.parent.parent, 0) + 1
        return max(counts, key=lambda element: counts[element], default=None)

    def found(self) -> Iterator[int]:
        """Yield the indexes, the last one first."""
        prose_left = sum(block.is_prose for block in self.blocks)
        others: list[Block] = []
        is_below_note = False
        for position, block in enumerate(reversed(self.blocks[-MAX_BLOCKS:])):
            prose_left -= block.is_prose
            if prose_left < MIN_PROSE and block.is_prose:
                return
            has_text_below = any(other.is_prose for other in others)
            if self._is_label(block):
                if others and self._is_about_author([*others, block]):
                    yield from (other.index for other in others)
                    yield block.index
                    others = []
                elif is_below_note and not others:
                    yield block.index
            elif not others and (is_credit_line(block.text) or _is_of_publishers_rights(block)):
                yield block.index
            elif not has_text_below and (self._is_note(block) or is_call_line(block, self.links)):
                is_below_note = True
                yield block.index
            elif is_below_note and not others and (is_plea(block) or self._is_name(block)):
                yield block.index
            elif len(others) == MAX_OTHERS or position == MAX_BLOCKS:
                return
            else:
                others.append(block)
                is_below_note = False

    def _is_label(self, block: Block) -> bool:
        """Tell whether a block is a label such as `About the author`, or `About` and the author's name."""
        if block.size > MAX_LABEL or block.is_prose:
            return False
        label = label_of(block.text)
        if not label or _LABEL.fullmatch(label):
            return bool(label)
        words = fold_words(label).split()
        is_about = bool(_ABOUT.intersection(words[:1] + words[-1:]))
        return is_about and any(f" {name} " in f" {' '.join(words)} " for name in self.names)

    def _is_about_author(self, blocks: Sequence[Block]) -> bool:
        """Tell whether what stands behind a label names an author of the article, or none is known."""
        if sum(block.size for block in blocks) > MAX_BEHIND_LABEL:
            return False
        words = {word for block in blocks for word in fold_words(block.text).split()}
        known = {word for name in self.names for word in name.split() if len(word) >= MIN_NAME_CHARACTERS}
        return not known or not known.isdisjoint(words)

    def _is_name(self, block: Block) -> bool:
        """Tell whether a line is an author's name and nothing else."""
        return block.size <= MAX_NAME_LINE and fold_words(block.text) in self.names

    def _is_note(self, block: Block) -> bool:
        """Tell whether a block says who the author is."""
        if block.size > MAX_NOTE:
            return False
        if _INLINE_LABEL.match(fold_text(block.text[: MAX_LABEL * 2])):
            return self._is_about_author([block])
        if _THE_AUTHOR.match(fold_text(block.text[:MAX_START])) and self._is_of_the_author(block):
            return True
        return self._is_long_note(block) if block.is_prose else self._says_who(block)

    def _is_long_note(self, block: Block) -> bool:
        is_apart = self._is_apart(block)
        if is_apart and self._has_name_above(block):
            return True
        is_emphasised = _is_emphasised(block)
        if not is_apart and not is_emphasised and not _MAY_SAY_WHO.match(fold_text(block.text[:MAX_START])):
            return False
        behind = self._behind_name(block)
        if behind is None or _FIRST_PERSON.search(block.text):
            return False
        return is_emphasised or _WHO.match(behind) is not None

    def _says_who(self, block: Block) -> bool:
        """Tell whether a short line is the author's name and who that is, as `Jane Doe is a poet`."""
        behind = self._behind_name(block)
        if behind is None or _FIRST_PERSON.search(block.text):
            return False
        return _WHO.match(behind) is not None or (_is_emphasised(block) and _IS.match(behind) is not None)

    def _is_of_the_author(self, block: Block) -> bool:
        """Tell whether a block that begins with `The author` says who that is, and is none of a review's text.

        It stands in italics, or says whose views these are; a short line may name a place of work.
        """
        text = fold_text(block.text)
        start = _THE_AUTHOR.match(text)
        behind = text[start.end() :] if start else ""
        if not (_WHO.match(behind) or _IS.match(behind)) or _FIRST_PERSON.search(block.text):
            return False
        if _is_emphasised(block) or _VIEWS.search(behind):
            return True
        return not block.is_prose and _WHO.match(behind) is not None and _AT_PLACE.search(block.text) is not None

    def _is_apart(self, block: Block) -> bool:
        """Tell whether a block stands in another element than the paragraphs of the text."""
        return self.text_parent is not None and block.parent.parent is not self.text_parent

    def _has_name_above(self, block: Block) -> bool:
        at = next(position for position, each in enumerate(self.blocks) if each is block)
        return at > 0 and self._is_name(self.blocks[at - 1])

    def _behind_name(self, block: Block) -> str | None:
        """Return what follows an author's name at the start of a block, in lower case; None without it."""
        text = fold_text(block.text)
        start = _LETTER.search(text)
        text = text[start.start() :] if start else ""
        if the_author := _THE_AUTHOR.match(text):
            # `Our columnist Jane Doe`, and `The author, Jane Doe,`.
            text = text[the_author.end() :].lstrip(" ,:")
        for name in self.names:
            words = name.split()
            at = 0
            for word in words:
                at = text.find(word, at, at + len(word) + 3)
                if at < 0:
                    break
                at += len(word)
            else:
                if not text[at : at + 1].isalnum():
                    return text[at:]
        return None
