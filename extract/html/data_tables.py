"""Tells tables of data from tables that lay out a page (pure)."""

from lxml.html import HtmlElement

# What makes a cell a piece of a page's layout when it holds several.
PARAGRAPHS = ("p", "div", "h1", "h2", "h3", "h4", "blockquote", "li")


def is_data_table(table: HtmlElement) -> bool:
    """Tell a table of data from one that lays out a page: no table and few paragraphs in a cell, several columns."""
    if table.find(".//table") is not None:
        return False
    rows, cells = list(table.iter("tr")), list(table.iter("td", "th"))
    return len(cells) > len(rows) > 0 and all(sum(1 for _ in cell.iter(*PARAGRAPHS)) < 4 for cell in cells)
