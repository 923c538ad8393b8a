import pytest
from lxml.html import document_fromstring

from extract.blocks.block_tree import BlockTree
from extract.body.unsure_blocks import without_boxes

SAID = "Ferries wait, and harbours wait for ferries, and nobody minds."
PROMISE = "The best of the harbour in your inbox every Friday morning."


def left(html, *, unsure, sure=SAID):
    """Return the texts that are left of all blocks, of which those that begin with a text are unsure or sure."""
    blocks = BlockTree(document_fromstring(f"<html><body>{html}</body></html>")).blocks
    probabilities = [
        0.95 if block.text.startswith(sure) else 0.5 if block.text in unsure else 0.1 for block in blocks
    ]
    kept = [block.number for block in blocks if probabilities[block.number] > 0.45]
    return [blocks[number].text for number in without_boxes(blocks, kept, probabilities)]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("<input type=email>", [SAID]),
        ("<input name=your-mail>", [SAID]),
        ("<input type=text placeholder='E-Mail'>", [SAID]),
        ("<input type=checkbox name=mail>", [SAID, PROMISE]),
        ("<input type=search name=q>", [SAID, PROMISE]),
        ("", [SAID, PROMISE]),
    ],
)
def test_an_unsure_block_beside_a_field_for_an_address_is_left_out(field, expected):
    box = f"<div><p>{PROMISE}</p><form>{field}</form></div>"
    assert left(f"<div><p>{SAID}</p>{box}</div>", unsure=[PROMISE]) == expected


def test_a_box_ends_where_sure_text_begins():
    html = f"<div><p>{SAID}</p><p>{PROMISE}</p><form><input type=email></form></div>"
    assert left(html, unsure=[PROMISE]) == [SAID, PROMISE]


def test_nothing_is_left_out_where_nothing_is_sure():
    html = f"<div><p>{PROMISE}</p><form><input type=email></form></div>"
    assert left(html, unsure=[PROMISE]) == [PROMISE]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<div>By <a rel=author href=/a>Ann</a> <time>3 May</time></div>", [SAID]),
        ("<time class=x>3 May</time>", [SAID]),
        ("<div>By <b>Ann</b></div>", ["By Ann", SAID]),
        (f"<div>{SAID[1:]} {SAID} <time>3 May</time></div>", [f"{SAID[1:]} {SAID} 3 May", SAID]),
    ],
)
def test_an_unsure_line_of_a_time_or_an_author_before_the_text_is_its_byline(line, expected):
    unsure = ["By Ann 3 May", "3 May", "By Ann", f"{SAID[1:]} {SAID} 3 May"]
    assert left(f"{line}<p>{SAID}</p>", unsure=unsure) == expected


def test_a_time_that_opens_each_entry_belongs_to_the_text():
    entries = "".join(f"<div class=e><time>9:{n}0</time><p>{SAID}</p></div>" for n in range(3))
    assert left(entries, unsure=["9:00", "9:10", "9:20"]) == ["9:00", SAID, "9:10", SAID, "9:20", SAID]


@pytest.mark.parametrize(
    ("line", "is_left"),
    [
        ("Read also: <a href=/x>The harbour that waits</a>", False),
        ("» Lesen Sie auch: <a href=/x>Der Hafen wartet</a>", False),
        ("Read also what the <a href=/x>harbour</a> says of those who never waited for it.", True),
        ("The harbour: <a href=/x>those who wait read also of ferries</a>", True),
        ("Photo: Ada Lane / Harbour News", False),
        ("Fotos © Ada Lane", False),
        ("Photo editors wait for ferries as all others do", True),
        ("Advertisement", False),
        ("Advertisement pays for harbours, and so it waits for ferries there", True),
    ],
)
def test_an_unsure_line_that_leads_away_or_names_a_pictures_maker_is_left_out(line, is_left):
    html = f"<p>{SAID}</p><p>{line}</p><p>{SAID} Still.</p>"
    text = " ".join(document_fromstring(html).findall(".//p")[1].text_content().split())
    assert left(html, unsure=[text]) == [SAID, *([text] if is_left else []), f"{SAID} Still."]
