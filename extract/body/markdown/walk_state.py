"""WalkState: what is open while a tree of HTML is written (values of one walk)."""

from dataclasses import dataclass, field

from lxml.html import HtmlElement

from extract.body.markdown.footnotes import Footnotes
from extract.body.markdown.tables import OpenTable
from extract.body.markdown.writer import Writer


@dataclass(kw_only=True)
class WalkState:
    """The state of one walk over a tree.

    `item_numbers` has, for each open list, the number of its next item, None for a `ul`. `table` is the open data
    table, `quote_count` the number of quotations so far. `links` has, for each closed link, the index of the
    paragraph that holds it.
    """

    footnotes: Footnotes
    writer: Writer = field(default_factory=Writer)
    item_numbers: list[int | None] = field(default_factory=list)
    table: OpenTable | None = None
    quote_count: int = 0
    links: dict[HtmlElement, int] = field(default_factory=dict)
