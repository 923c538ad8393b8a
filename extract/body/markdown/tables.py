"""Tables of data, as rows of text and of Markdown (pure, with the state of one table)."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extract.body.markdown.writer import PARAGRAPH, Writer


@dataclass(kw_only=True)
class OpenTable:
    """The table of data that is being written; a paragraph within one of its cells ends with a space."""

    element: HtmlElement
    writer: Writer
    rows: int = 0
    cells: list[tuple[str, str]] = field(default_factory=list)

    def open_cell(self) -> None:
        """Begin a cell."""
        self.writer.in_cell = True

    def close_cell(self) -> None:
        """End a cell."""
        self.writer.in_cell = False
        text, marked = self.writer.take()
        self.cells.append((" ".join(text.split()), " ".join(marked.split()).replace("|", "\\|")))

    def close_row(self) -> None:
        """Write a row, unless it is empty; Markdown takes the first for the table's head."""
        cells, self.cells = self.cells, []
        if not any(text or marked for text, marked in cells):
            return
        self._add(" | ".join(text for text, _ in cells), f"| {' | '.join(marked for _, marked in cells)} |")
        if self.rows == 1:
            self._add("", "|" + " --- |" * len(cells))

    def _add(self, text: str, marked: str) -> None:
        self.writer.tight, self.writer.kind = self.rows > 0, "table"
        self.writer.add(text, marked)
        self.writer.kind = PARAGRAPH
        self.rows += bool(text)
