import pytest
from lxml.html import document_fromstring

from extract.blocks.block_tree import BlockTree
from extract.blocks.features import BLOCK_FEATURES
from extract.blocks.judged_blocks import judged_blocks
from extract.body.captions import is_in_caption, unsure_captions, with_captions
from extract.body.select import (
    MIN_PROBABILITY,
    MIN_PROBABILITY_IN_RUN,
    MIN_RUN,
    _above_threshold,
    _with_runs,
    feature_rows,
    select_text,
    selection_confidence,
    uncertainty,
)
from extract.title.choose import choose_title
from odd_pages import SHOWN, URL

SENTENCE = "Ferries wait, and harbours wait for ferries, and nobody minds."


def blocks_of(html):
    return BlockTree(document_fromstring(f"<html><body>{html}</body></html>")).blocks


def test_every_block_has_all_features_and_a_probability_but_those_of_menus(make_page):
    page = make_page(SHOWN["paragraphs"].body, url=URL)
    block_tree, title = BlockTree(page.tree), choose_title(page)
    judged = judged_blocks(block_tree)
    assert 0 < sum(judged) < len(judged)
    assert [len(row) for row in feature_rows(page, block_tree, title)] == [
        len(BLOCK_FEATURES) if is_judged else 0 for is_judged in judged
    ]
    selection = select_text(page, block_tree, title)
    assert [probability > 0 for probability in selection.probabilities] == judged
    assert all(probability < 1 for probability in selection.probabilities)
    assert all(selection.probabilities[index] > MIN_PROBABILITY for index in selection.kept)
    assert not selection.asked_trafilatura
    assert selection_confidence(selection) >= 0.9


def test_a_long_text_is_not_kept_twice_and_a_short_one_is():
    blocks = blocks_of(f"<p>{SENTENCE}</p><p>No.</p><p>{SENTENCE.upper()}</p><p>No.</p>")
    assert _above_threshold(blocks, [0.9] * 4) == [0, 1, 3]


def test_a_run_of_paragraphs_goes_on_where_the_model_loses_it():
    blocks = blocks_of(f"<main>{f'<p>{SENTENCE}</p>' * (MIN_RUN + 2)}</main><p>{SENTENCE}</p>")
    probabilities = [0.9] * MIN_RUN + [
        2 * MIN_PROBABILITY_IN_RUN,
        MIN_PROBABILITY_IN_RUN / 2,
        2 * MIN_PROBABILITY_IN_RUN,
    ]
    assert _with_runs(blocks, probabilities, range(MIN_RUN)) == list(range(MIN_RUN + 1))
    assert _with_runs(blocks, probabilities, range(MIN_RUN - 1)) == list(range(MIN_RUN - 1))


@pytest.mark.parametrize(("kept", "found"), [([0, 2], [0, 1, 2]), ([0], [0]), ([2], [2]), ([], [])])
def test_a_caption_among_kept_text_is_kept(kept, found):
    blocks = blocks_of("<p>a</p><figure><img><figcaption>of it</figcaption></figure><p>b</p>")
    assert with_captions(blocks, kept) == found


@pytest.mark.parametrize(
    ("html", "unsure"),
    [
        ("<figure><img><figcaption>x</figcaption></figure>", True),
        ("<div><img><p class=image-caption>x</p></div>", True),
        ("<div class=wp-caption><img><p class=wp-caption-text>x</p></div>", False),
        ("<figure class='wp-block-image size-large'><img><figcaption>x</figcaption></figure>", False),
        ("<figure class='kg-card kg-image-card'><img><figcaption>x</figcaption></figure>", False),
        ("<figure><table><tr><td>1<td>2<tr><td>3<td>4</table><figcaption>x</figcaption></figure>", False),
        ("<figure><pre>y</pre><figcaption>x</figcaption></figure>", False),
        ("<figure><blockquote>y</blockquote><figcaption>x</figcaption></figure>", False),
        ("<p>x</p>", False),
    ],
)
def test_the_caption_of_a_picture_is_text_only_where_the_model_is_sure(html, unsure):
    blocks = blocks_of(html)
    index = next(block.index for block in blocks if block.text == "x")
    assert unsure_captions(blocks, [index], [0.6] * len(blocks)) == (frozenset({index}) if unsure else frozenset())
    assert unsure_captions(blocks, [index], [0.9] * len(blocks)) == frozenset()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<figcaption>x</figcaption>", True),
        ("<div class=wp-Caption><div><p>x</p></div></div>", True),
        ("<p class='text image-annotation'>x</p>", True),
        ("<p class=imageDescription>x</p>", True),
        ("<div class=bildunterschrift>x</div>", True),
        ("<div class=image-text>x</div>", False),
        ("<figure><p>x</p></figure>", False),
    ],
)
def test_a_caption_is_recognised_by_its_tag_or_class(html, expected):
    assert [is_in_caption(block) for block in blocks_of(html)] == [expected]


def test_uncertainty_is_the_share_of_the_kept_text_that_may_be_wrong():
    blocks = blocks_of("<p>aaaa</p><p>bbbb</p>")
    assert uncertainty(blocks, [1.0, 0.0]) == 0
    assert uncertainty(blocks, [0.5, 0.0]) == 1
    assert uncertainty(blocks, [0.9, 0.1]) == pytest.approx(0.2)
    assert uncertainty([], []) == 1


def test_what_a_plug_in_puts_into_a_text_is_not_kept(make_page):
    page = make_page(
        SHOWN["paragraphs"].body.decode().replace("<p>Engineers", "<p class=post-views>Engineers"), url=URL
    )
    block_tree = BlockTree(page.tree)
    texts = [block_tree.blocks[index].text for index in select_text(page, block_tree, choose_title(page)).kept]
    assert not any(text.startswith("Engineers") for text in texts)
    assert len(texts) == 7
