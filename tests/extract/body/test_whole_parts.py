"""Lists of definitions and accordions, of which the body model keeps a part or nothing."""

import pytest
from lxml.html import document_fromstring

from extract.blocks.block_tree import BlockTree
from extract.body.whole_parts import with_whole_parts

PROSE = (
    "The salt works at the mouth of the Ebb were built in the year of the frost, and have been mended ever since.",
    "A visitor sees little of it from the road. There is a wall, and a gate that has not been shut for many years.",
)
FAQ = "<div class=faq-item><h3>{}</h3><div hidden><p>{}</p></div></div>"
QUESTIONS = (("Why grey?", "It is the clay."), ("Who pays?", "The bees do."))
TERMS = "<dl><dt>Ebb</dt><dd>A tide.</dd><dt>Grey</dt><dd>Salt.</dd></dl>"


def kept_of(html, probability, kept=PROSE):
    """Return the texts kept of a page whose blocks have this probability; those in `kept` are kept before."""
    text = f"<main><p>{PROSE[0]}</p>{html}<p>{PROSE[1]}</p></main>"
    blocks = BlockTree(document_fromstring(f"<html><body>{text}</body></html>")).blocks
    indexes = [block.index for block in blocks if block.text in kept]
    holder = next(block.parent.parent for block in blocks if block.text == PROSE[0])
    found = with_whole_parts(blocks, [probability] * len(blocks), indexes, holder)
    return [blocks[index].text for index in found if blocks[index].text not in kept]


@pytest.mark.parametrize(
    "form",
    [
        FAQ,
        "<details><summary>{}</summary><p>{}</p></details>",
        "<div class=accordion-item><button aria-expanded=false>{}</button><div>{}</div></div>",
        "<div class=schema-faq-section><strong>{}</strong><p>{}</p></div>",
    ],
)
def test_an_accordion_among_the_text_is_kept_with_its_answers(form):
    html = "".join(form.format(*question) for question in QUESTIONS)
    words = "".join(part for question in QUESTIONS for part in question)
    assert "".join("".join(kept_of(html, 0.3)).split()) == "".join(words.split())


def test_a_list_of_definitions_among_the_text_is_kept():
    assert kept_of(TERMS, 0.3) == ["Ebb", "A tide.", "Grey", "Salt."]


@pytest.mark.parametrize(
    ("html", "probability"),
    [
        ("<dl><dt>Photo</dt><dd>The archive</dd></dl>", 0.4),
        ("<dl><dt>Price</dt><dd>4</dd></dl>", 0.4),
        (TERMS, 0.1),
        (
            "<dl><dt><a href=/a>Bees</a></dt><dd><a href=/b>Wax</a></dd><dt><a href=/c>Nets</a></dt><dd>x</dd></dl>",
            0.4,
        ),
        ("<details><summary>Subscribe to our letter</summary></details>", 0.4),
        ("<ul class=accordion><li><a href=/a>Home</a></li><li><a href=/b>Sport</a></li></ul>", 0.4),
        ("<div class=accordion-tools><button>Open all</button><button>Close all</button></div>", 0.4),
        ("<div class=faq-item><span>4</span></div>", 0.4),
        ("<details><summary>Menu</summary><p>Home</p></details>", 0.05),
        ("<div><h3>Why grey?</h3><p>It is the clay.</p></div>", 0.4),
    ],
)
def test_what_looks_like_such_a_part_is_left_to_the_model(html, probability):
    assert kept_of(html, probability) == []


def test_an_accordion_behind_the_text_is_left_to_the_model():
    html = f"<p>{PROSE[0]}</p>" + "".join(FAQ.format(*question) for question in QUESTIONS)
    blocks = BlockTree(document_fromstring(f"<html><body><main>{html}</main></body></html>")).blocks
    assert with_whole_parts(blocks, [0.4] * len(blocks), [0], blocks[0].parent.parent) == [0]


@pytest.mark.parametrize(
    ("html", "values"),
    [
        ("<dl><dt>Pans</dt><dd>80</dd><dt>Still wet in 2025</dt><dd>63</dd><dt>Oldest</dt><dd>Long Tom</dd></dl>", 6),
        ("<dl><dt>Pans</dt><dd><p>80</p></dd><dt>Wet</dt><dd><p>63</p></dd></dl>", 4),
        ("<dl><div><dt>Dug</dt><dd>1907</dd></div><div><dt>Depth</dt><dd>2.4 metres</dd></div></dl>", 4),
    ],
)
@pytest.mark.parametrize("probability", [0.18, 0.4])
def test_a_list_of_definitions_between_paragraphs_is_kept_with_its_numbers(html, values, probability):
    assert len(kept_of(html, probability)) == values


def test_a_list_of_definitions_is_kept_whole_whatever_the_model_thinks_of_one_value():
    html = f"<main><p>{PROSE[0]}</p><dl><dt>Pans</dt><dd>80</dd><dt>Wet</dt><dd>63</dd></dl><p>{PROSE[1]}</p></main>"
    blocks = BlockTree(document_fromstring(f"<html><body>{html}</body></html>")).blocks
    found = with_whole_parts(blocks, [1, 0.5, 0.05, 0.5, 0.05, 1], [0, 5], blocks[0].parent.parent)
    assert found == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize("heading", ["h2", "h3", "h4"])
def test_a_list_of_definitions_under_a_kept_heading_is_kept_with_it(heading):
    html = f"<{heading}>The pans in figures</{heading}><dl><dt>Pans</dt><dd>80</dd><dt>Wet</dt><dd>63</dd></dl>"
    kept = (*PROSE, "The pans in figures")
    assert kept_of(html, 0.12, kept) == ["Pans", "80", "Wet", "63"]
    assert kept_of(html, 0.12) == []
