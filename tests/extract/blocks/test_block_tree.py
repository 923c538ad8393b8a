import pytest
from lxml.html import document_fromstring

from extract.blocks.block_tree import BlockTree

SENTENCE = (
    "Ferries wait, and harbours wait for ferries, and nobody minds, least of all the pilots who sit by the door."
)


def block_tree(html):
    return BlockTree(document_fromstring(f"<html><body>{html}</body></html>"))


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<p>One <b>two</b>\n three</p>", ["One two three"]),
        ("<p>One<p>Two", ["One", "Two"]),
        ("bare <div>in</div> behind", ["bare", "in", "behind"]),
        ("One<br>same<br><br>Two", ["One same", "Two"]),
        ("One<br> &nbsp; <br>Two", ["One", "Two"]),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", ["a b", "c d"]),
        ("<table><tr><td>One<tr><td>Two</table>", ["One", "Two"]),
        ("<x-part>One</x-part><x-part>Two</x-part>", ["One", "Two"]),
        ("<script>x</script><style>y</style><template>z</template><p>One</p>", ["One"]),
        ("<p> </p>&nbsp;", []),
    ],
)
def test_a_block_is_a_run_of_text_between_two_borders(html, texts):
    assert [block.text for block in block_tree(html).blocks] == texts


def test_a_block_counts_its_links_and_its_characters_in_links_and_emphasis():
    (block,) = block_tree("<p>One <a href=/x>two</a> <b>three</b> <a><b>x</b></a></p>").blocks
    assert (block.linked_size, block.link_count, block.emphasized_size) == (4, 2, 6)


def test_prose_is_long_and_not_linked():
    tree = block_tree(f"<p>{SENTENCE}</p><p><a href=/x>{SENTENCE}</a></p><p>{SENTENCE[:40]}</p>")
    assert [block.is_prose for block in tree.blocks] == [True, False, False]


def test_characters_of_scripts_without_spaces_count_twice():
    assert [block.size for block in block_tree("<p>渡し船</p><p>abc</p>").blocks] == [6, 3]


def test_an_element_has_the_sums_of_all_below_it():
    root = block_tree(f"<div><p>{SENTENCE}</p><div><p>{SENTENCE}</p><p>x</p></div></div>").root
    assert (root.block_count, root.prose_count, root.size, root.prose_size) == (
        3,
        2,
        2 * len(SENTENCE) + 1,
        2 * len(SENTENCE),
    )


def test_the_smallest_element_with_a_share_of_the_prose_is_found():
    found = block_tree(f"<div><main><p>{SENTENCE}</p><p>{SENTENCE}</p></main><aside><p>{SENTENCE}</p></aside></div>")
    assert [found.smallest_with_prose(share).tag for share in (0.3, 0.6, 0.9)] == ["p", "main", "div"]
    assert block_tree("<p>x</p>").smallest_with_prose(0.5).tag == "body"


def test_a_hidden_element_hides_its_descendants():
    tree = block_tree("<div style='DISPLAY : none'><p>a</p></div><p hidden>b</p><p aria-hidden=true>c</p><p>d</p>")
    assert [block.parent.hidden for block in tree.blocks] == [True, True, True, False]
