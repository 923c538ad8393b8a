"""Writer: collects paragraphs, each as plain text and as Markdown (pure, with the state of one walk)."""

import re
from dataclasses import dataclass, field
from itertools import chain

# White space that is more or other than one space: most of a text's is not.
_SPACES = re.compile(r"[^\S ]\s*| \s+")
_MANY_SPACES = re.compile(" {2,}")
_LINE_END = re.compile(r" *\n *")
_MANY_LINE_ENDS = re.compile(r"\n{3,}")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_SINGLE_LINE_END = re.compile(r"(?<!\n)\n(?!\n)")
_MARKDOWN_CHARACTER = re.compile(r"([\\`*_\[\]<])")
# What would begin a heading, quotation or list at the start of a line.
_MARKDOWN_START = re.compile(r"^(?:([#>+-])|(\d+)([.)])(?=\s))")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")

# How many open inline elements have their marks in both parts of a paragraph that is parted within them.
MAX_MARKS = 8

# The kinds of paragraphs, as `TextBlock.kind` has them.
PARAGRAPH, HEADING, ITEM, QUOTE, CODE, TABLE, CAPTION, EMBED = (
    "paragraph", "heading", "item", "quote", "code", "table", "caption", "embed",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class WrittenParagraph:
    """A paragraph as plain text and as Markdown; `kind` is one of this module's constants.

    `is_tight` tells that a line break, not a blank line, separates it from the one before, as a list item. `quote` is
    the number of the outermost quotation that it belongs to, None outside of quotations.
    """

    text: str
    markdown: str
    kind: str = PARAGRAPH
    is_tight: bool = False
    quote: int | None = None


@dataclass(kw_only=True)
class Writer:
    """The paragraphs so far, and the open one as pieces of plain text and of Markdown.

    `inline_starts` are the indexes in `markdown_pieces` where the open inline elements began, `inline_marks` the
    Markdown marks before and after each. `line_prefixes` are
    those of the open quotations and lists: of a paragraph's first line, and of its later lines. `first_words` begin
    the next paragraph, in both forms. `kind` and `is_tight` are for the next paragraph. `quotes` are the numbers of
    the open quotations; `open_lists` and `open_captions` count. `is_preformatted` keeps white space; `in_cell` makes
    a paragraph within a table's cell end with a space; `in_code` leaves Markdown's characters unescaped.
    """

    paragraphs: list[WrittenParagraph] = field(default_factory=list)
    text_pieces: list[str] = field(default_factory=list)
    markdown_pieces: list[str] = field(default_factory=list)
    inline_starts: list[int] = field(default_factory=list)
    inline_marks: list[tuple[str, str]] = field(default_factory=list)
    line_prefixes: list[tuple[str, str]] = field(default_factory=list)
    first_words: tuple[str, str] = ("", "")
    kind: str = PARAGRAPH
    is_tight: bool = False
    is_preformatted: bool = False
    in_cell: bool = False
    in_code: bool = False
    quotes: list[int] = field(default_factory=list)
    open_lists: int = 0
    open_captions: int = 0

    def write(self, text: str | None) -> None:
        """Add a text node to the open paragraph."""
        if not text:
            return
        # The lines of a heading are one, also within a `pre`.
        keeps_lines = self.is_preformatted and self.kind != HEADING
        if not keeps_lines and text.isspace():
            self.write_both(" ", " ")
            return
        visible = text if text.isascii() else _INVISIBLE.sub("", text)
        plain = text if keeps_lines else _SPACES.sub(" ", visible)
        is_raw = keeps_lines or self.in_code
        self.write_both(plain, plain if is_raw else _MARKDOWN_CHARACTER.sub(r"\\\1", plain))

    def write_both(self, text: str, markdown: str) -> None:
        """Add to the open paragraph what differs in the two forms."""
        self.text_pieces.append(text)
        self.markdown_pieces.append(markdown)

    def has_recent_words(self) -> bool:
        """Tell whether any of the open paragraph's last eight pieces has words."""
        return any(piece.strip() for piece in self.text_pieces[-8:])

    def break_line(self) -> None:
        """Add a line break. The second one in a row ends the paragraph; in a heading it is a space."""
        if self.kind == HEADING:
            self.write_both(" ", " ")
        elif self.is_preformatted or self.in_cell or not self._is_after_break():
            self.write_both("\n", "\n")
        else:
            # An inline element that goes on has its marks in both paragraphs.
            innermost = zip(
                self.inline_starts[: -MAX_MARKS - 1 : -1], self.inline_marks[: -MAX_MARKS - 1 : -1], strict=True
            )
            for start, marks in innermost:
                self._put_marks(start, *marks)
            self.end_paragraph()

    def _is_after_break(self) -> bool:
        for piece in reversed(self.text_pieces):
            if piece == "\n":
                return True
            if not piece.isspace():
                break
        return False

    def open_inline(self, before: str, after: str) -> None:
        """Begin an inline element, with the Markdown marks that go before and after its words."""
        self.inline_starts.append(len(self.markdown_pieces))
        self.inline_marks.append((before, after))

    def close_inline(self) -> None:
        """End an inline element: put its Markdown marks around its words, with white space outside of them."""
        self._put_marks(self.inline_starts.pop(), *self.inline_marks.pop())

    def _put_marks(self, start: int, before: str, after: str) -> None:
        inner = "".join(self.markdown_pieces[start:])
        words = inner.strip()
        if words and not self.is_preformatted:
            left, _, right = inner.partition(words)
            self.markdown_pieces[start:] = [left, before, words, after, right]

    def take_paragraph(self) -> tuple[str, str]:
        """Return the open paragraph as text and as Markdown, and begin a new one."""
        if self.is_preformatted:
            text, markdown = "".join(self.text_pieces).strip("\n"), "".join(self.markdown_pieces).strip("\n")
            text = text if text.strip() else ""
        else:
            text, markdown = _joined(self.text_pieces), _joined(self.markdown_pieces)
            if "\n" in markdown:
                markdown = _SINGLE_LINE_END.sub("  \n", markdown)
        self._clear()
        return text, markdown

    def _clear(self) -> None:
        self.text_pieces.clear()
        self.markdown_pieces.clear()
        self.inline_starts = [0] * len(self.inline_starts)

    def end_paragraph(self) -> None:
        """Add the open paragraph to the paragraphs, unless it is empty."""
        if self.in_cell:
            self.write_both(" ", " ")
            return
        if not any(map(str.strip, chain(self.text_pieces, self.markdown_pieces))):
            self._clear()
            return
        text, markdown = self.take_paragraph()
        for part, written in stanzas(text, markdown) if self.is_preformatted else [(text, markdown)]:
            self.add_paragraph(part, written if self.first_words[1] else _escape_start(written))

    def add_paragraph(self, text: str, markdown: str) -> None:
        """Add a paragraph, behind the prefixes of open quotations and lists."""
        first = "".join(prefix for prefix, _ in self.line_prefixes)
        later = "".join(prefix for _, prefix in self.line_prefixes)
        lines = (self.first_words[1] + markdown).replace("\n", "\n" + later)
        self.paragraphs.append(
            WrittenParagraph(
                text=(self.first_words[0] + text) if text else "",
                markdown=first + lines,
                kind=self._kind(),
                is_tight=self.is_tight,
                quote=next(iter(self.quotes), None),
            )
        )
        self.line_prefixes = [(prefix, prefix) for _, prefix in self.line_prefixes]
        self.first_words, self.is_tight = ("", ""), False

    def _kind(self) -> str:
        if self.open_captions and self.kind in {PARAGRAPH, HEADING}:
            return CAPTION
        if self.kind != PARAGRAPH:
            return self.kind
        return ITEM if self.open_lists else QUOTE if self.quotes else PARAGRAPH


def stanzas(text: str, markdown: str) -> list[tuple[str, str]]:
    """Return the parts of a preformatted text between blank lines, each in both forms.

    Where a blank line of the text has a picture in Markdown, the parts are not parted, and their blank lines are left
    out.
    """
    parts, written = _BLANK_LINES.split(text), _BLANK_LINES.split(markdown)
    if len(parts) != len(written):
        return [(_BLANK_LINES.sub("\n", text).strip(), markdown)]
    pairs = zip(parts, written, strict=True)
    return [(part if part.strip() else "", form) for part, form in pairs if part.strip() or form.strip()]


def _escape_start(markdown: str) -> str:
    if not _MARKDOWN_START.match(markdown):
        return markdown
    return _MARKDOWN_START.sub(r"\\\1\2\3" if markdown[:1] in "#>+-" else r"\2\\\3", markdown)


def _joined(pieces: list[str]) -> str:
    joined = "".join(pieces)
    if "  " in joined:
        joined = _MANY_SPACES.sub(" ", joined)
    if "\n" in joined:
        joined = _MANY_LINE_ENDS.sub("\n\n", _LINE_END.sub("\n", joined))
    return joined.strip()
