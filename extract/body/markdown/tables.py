"""Writes data tables as rows of text and of Markdown (pure, with the state of one table)."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extract.body.markdown.writer import PARAGRAPH, TABLE, Writer


@dataclass(kw_only=True)
class OpenTable:
    """The data table that is being written; `cells` are those of the open row, each as text and as Markdown."""

    element: HtmlElement
    writer: Writer
    row_count: int = 0
    cells: list[tuple[str, str]] = field(default_factory=list)

    def open_cell(self) -> None:
        """Begin a cell."""
        self.writer.in_cell = True

    def close_cell(self) -> None:
        """End a cell."""
        self.writer.in_cell = False
        text, markdown = self.writer.take_paragraph()
        self.cells.append((" ".join(text.split()), " ".join(markdown.split()).replace("|", "\\|")))

    def close_row(self) -> None:
        """Write a row, unless it is empty; the first becomes the header that Markdown requires."""
        cells, self.cells = self.cells, []
        if not any(text or markdown for text, markdown in cells):
            return
        self._add(" | ".join(text for text, _ in cells), f"| {' | '.join(markdown for _, markdown in cells)} |")
        if self.row_count == 1:
            self._add("", "|" + " --- |" * len(cells))

    def _add(self, text: str, markdown: str) -> None:
        self.writer.is_tight, self.writer.kind = self.row_count > 0, TABLE
        self.writer.add_paragraph(text, markdown)
        self.writer.kind = PARAGRAPH
        self.row_count += bool(text)
