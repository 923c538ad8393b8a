import pytest
from lxml.html import document_fromstring

from extract.blocks.block_tree import BlockTree
from extract.blocks.limits import MAX_BLOCKS, exceeded_limit

SENTENCE = (
    "Ferries wait, and harbours wait for ferries, and nobody minds, least of all the pilots who sit by the door."
)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<p>x</p>", None),
        (SENTENCE * 40_000, "characters"),
        ("<p>x</p>" * (MAX_BLOCKS + 1), "blocks"),
        ("<div>" * 200 + "<p>x</p>" * 2_000, "too deep"),
    ],
)
def test_a_page_beyond_a_limit_is_told_which(html, reason):
    exceeded = exceeded_limit(BlockTree(document_fromstring(f"<html><body>{html}</body></html>")))
    assert exceeded is None if reason is None else reason in exceeded
