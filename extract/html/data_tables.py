"""Tells tables of data from tables that lay out a page (pure)."""

from lxml.html import HtmlElement

# A cell with several of these is a column of a page's layout.
PARAGRAPHS = ("p", "div", "h1", "h2", "h3", "h4", "blockquote", "li")
MAX_PARAGRAPHS_IN_CELL = 3


def is_data_table(table: HtmlElement) -> bool:
    """Tell whether a table is of data: no table within it, several columns, and few paragraphs in each cell."""
    if table.find(".//table") is not None:
        return False
    rows, cells = list(table.iter("tr")), list(table.iter("td", "th"))
    return len(cells) > len(rows) > 0 and all(
        sum(1 for _ in cell.iter(*PARAGRAPHS)) <= MAX_PARAGRAPHS_IN_CELL for cell in cells
    )
