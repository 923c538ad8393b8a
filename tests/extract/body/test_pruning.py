import pytest
from lxml import etree
from lxml.html import document_fromstring

from extract.blocks.block_tree import BlockTree
from extract.body.pruning import container_of_blocks


def pruned(html, kept):
    """Return the HTML around the blocks whose text is among these."""
    tree = document_fromstring(f"<html><body>{html}</body></html>")
    before = etree.tostring(tree)
    blocks = BlockTree(tree).blocks
    container = container_of_blocks(blocks, [block.index for block in blocks if block.text in kept])
    assert etree.tostring(tree) == before
    return etree.tostring(container, encoding="unicode", method="html").replace("</source>", "")


@pytest.mark.parametrize(
    ("html", "kept", "expected"),
    [
        ("<p>a</p><p>b</p><p>c</p>", ["a", "c"], "<p>a</p><p>c</p>"),
        ("<section><p>a</p></section><aside><p>b</p></aside>", ["a"], "<section><p>a</p></section>"),
        ("<div>a<p>b</p>c</div>", ["a", "c"], "<div>ac</div>"),
        ("<div>a<p>b</p>c</div>", ["b"], "<div><p>b</p></div>"),
        ("<p>a <b>b</b> <i>c</i></p>", ["a b c"], "<p>a <b>b</b> <i>c</i></p>"),
        ("<p>a<script>x</script> b</p>", ["a b"], "<p>a b</p>"),
        ("<p>a<br><br>b<br>c</p>", ["a", "b c"], "<p>a<br><br>b<br>c</p>"),
        ("<p>a</p><nav><img src=x></nav><p>b</p>", ["a", "b"], '<p>a</p><img src="x"><p>b</p>'),
        ("<p>a</p><img src=x><p>b</p>", ["a"], "<p>a</p>"),
        ("<p>a</p><img src=x>", ["a"], '<p>a</p><img src="x">'),
        ("<div><img src=y><p>a</p><img src=x></div><p>b</p>", ["a"], '<div><img src="y"><p>a</p><img src="x"></div>'),
        ("<p>a</p><noscript><img src=x></noscript><p>b</p>", ["a", "b"],
         '<p>a</p><noscript><img src="x"></noscript><p>b</p>'),
        (
            "<p>a</p><video><source src=x><p>old</p></video><p>b</p>",
            ["a", "b"],
            '<p>a</p><video><source src="x"></video><p>b</p>',
        ),
        ("<p>a</p><picture><source srcset=s><img src=x></picture><p>b</p>", ["a", "b"],
         '<p>a</p><picture><source srcset="s"><img src="x"></picture><p>b</p>'),
        ("<x-y>a</x-y><ulclass=z>b</ulclass>", ["a", "b"], "<div>a</div><div>b</div>"),
        ("<p onclick=x style=y id=z>a</p>", ["a"], '<p id="z">a</p>'),
    ],
)  # fmt: skip
def test_the_container_holds_the_kept_blocks_and_nothing_else_that_a_reader_sees(html, kept, expected):
    assert pruned(html, kept) == f"<div>{expected}</div>"


def test_a_row_that_is_kept_keeps_its_empty_cells():
    table = "<table><tr><td>a</td><td></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"
    assert pruned(table, ["a b"]) == "<div><table><tr><td>a</td><td></td><td>b</td></tr></table></div>"


def test_a_picture_whose_caption_is_no_text_is_copied_with_its_caption():
    html = "<div><p>a</p><figure><img src=x><figcaption>of a</figcaption></figure><p>b</p></div>"
    blocks = BlockTree(document_fromstring(f"<html><body>{html}</body></html>")).blocks
    container = container_of_blocks(blocks, {0, 2}, captions=frozenset({1}))
    assert container.xpath("string()") == "ab"
    assert [image.get("data-caption") for image in container.iter("img")] == ["of a"]
    assert list(container_of_blocks(blocks, {0, 2}).iter("img")) == []
