"""Writer: paragraphs as they are written, each as plain text and as Markdown (pure, with the state of one pass)."""

import re
from dataclasses import dataclass, field
from itertools import chain

_SPACES = re.compile(r"\s+")
_MANY_SPACES = re.compile(" {2,}")
_LINE_ENDS = re.compile(r" *\n *")
_TOO_MANY = re.compile(r"\n{3,}")
_SINGLE = re.compile(r"(?<!\n)\n(?!\n)")
_SPECIAL = re.compile(r"([\\`*_\[\]<])")
_LEADING = re.compile(r"^(?:([#>+-])|(\d+)([.)])(?=\s))")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")


PARAGRAPH = "paragraph"
KINDS = (PARAGRAPH, "heading", "item", "quote", "code", "table", "caption")


@dataclass(frozen=True, kw_only=True)
class Block:
    """One paragraph, of one of KINDS. `tight` tells that it follows the one before on the next line, as items do.

    `quote` is the number of the outermost quotation that it belongs to.
    """

    text: str
    markdown: str
    kind: str = PARAGRAPH
    tight: bool = False
    quote: int | None = None


@dataclass(kw_only=True)
class Writer:
    """What is written so far, and what is open.

    `opened` are the places in the open paragraph where inline elements began. `prefixes` are those of the open quotes
    and lists: the first line's and the later lines'. `lead` is what the next paragraph begins with, in both forms.
    `kind` is that of the next paragraphs, `lists` and `captions` count those that are open.
    `in_cell` lets a paragraph within a table's cell end with a space; `in_code` marks nothing.
    """

    blocks: list[Block] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    prefixes: list[tuple[str, str]] = field(default_factory=list)
    lead: tuple[str, str] = ("", "")
    kind: str = PARAGRAPH
    tight: bool = False
    verbatim: bool = False
    in_cell: bool = False
    in_code: bool = False
    quotes: list[int] = field(default_factory=list)
    lists: int = 0
    captions: int = 0

    def write(self, words: str | None) -> None:
        """Add words to the open paragraph."""
        if not words:
            return
        if not self.verbatim and words.isspace():
            self.sign(" ", " ")
            return
        seen = words if words.isascii() else _INVISIBLE.sub("", words)
        plain = words if self.verbatim else _SPACES.sub(" ", seen)
        self.sign(plain, plain if self.verbatim or self.in_code else _SPECIAL.sub(r"\\\1", plain))

    def sign(self, text: str, marked: str) -> None:
        """Add what reads differently in the two forms."""
        self.text.append(text)
        self.marked.append(marked)

    def has_words(self) -> bool:
        """Tell whether words stand soon before this place in the open paragraph."""
        return any(piece.strip() for piece in self.text[-8:])

    def open(self) -> None:
        """Begin an inline element."""
        self.opened.append(len(self.marked))

    def close(self, before: str, after: str) -> None:
        """End an inline element: Markdown marks stand around its words, and spaces outside of them."""
        start = self.opened.pop()
        inner = "".join(self.marked[start:])
        words = inner.strip()
        if words and not self.verbatim:
            left, _, right = inner.partition(words)
            self.marked[start:] = [left, before, words, after, right]

    def take(self) -> tuple[str, str]:
        """Return the open paragraph in both forms and begin a new one."""
        if self.verbatim:
            text, marked = "".join(self.text).strip("\n"), "".join(self.marked).strip("\n")
        else:
            text, marked = _tidy(self.text), _tidy(self.marked)
            if "\n" in marked:
                marked = _SINGLE.sub("  \n", marked)
        self._clear()
        return text, marked

    def _clear(self) -> None:
        self.text.clear()
        self.marked.clear()
        self.opened = [0] * len(self.opened)

    def end_paragraph(self) -> None:
        """Make the open paragraph a block, unless it is empty."""
        if self.in_cell:
            self.sign(" ", " ")
            return
        if not self.verbatim and not any(map(str.strip, chain(self.text, self.marked))):
            self._clear()
            return
        text, marked = self.take()
        if text or marked:
            self.add(
                text,
                marked if self.lead[1] else _LEADING.sub(r"\\\1\2\3" if marked[:1] in "#>+-" else r"\2\\\3", marked),
            )

    def add(self, text: str, marked: str) -> None:
        """Add a block, behind the prefixes that are open."""
        first = "".join(prefix for prefix, _ in self.prefixes)
        rest = "".join(later for _, later in self.prefixes)
        lines = (self.lead[1] + marked).replace("\n", "\n" + rest)
        self.blocks.append(
            Block(
                text=(self.lead[0] + text) if text else "",
                markdown=first + lines,
                kind=self._kind(),
                tight=self.tight,
                quote=next(iter(self.quotes), None),
            )
        )
        self.prefixes = [(later, later) for _, later in self.prefixes]
        self.lead, self.tight = ("", ""), False

    def _kind(self) -> str:
        if self.captions:
            return "caption"
        if self.kind != PARAGRAPH:
            return self.kind
        return "item" if self.lists else "quote" if self.quotes else PARAGRAPH


def _tidy(pieces: list[str]) -> str:
    joined = "".join(pieces)
    if "  " in joined:
        joined = _MANY_SPACES.sub(" ", joined)
    if "\n" in joined:
        joined = _TOO_MANY.sub("\n\n", _LINE_ENDS.sub("\n", joined))
    return joined.strip()
