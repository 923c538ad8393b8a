import pytest

from extract.candidate import Choice
from extract.fields import CHOOSERS

PAGE = (
    "<html><head><title>Slow Ferries | The Pier</title></head><body><nav><a href=/tag/boats>Boats</a></nav>"
    "<h1>The Pier</h1><article><h2 class=entry-title>Slow Ferries</h2><p id=facts>3 min read</p></article>"
    "<aside><p id=aside>7 min read</p></aside></body></html>"
)


def test_the_headline_element_is_that_of_the_title(make_context):
    context = make_context(PAGE)
    assert context.headline_element.text == "Slow Ferries"
    assert [element.tag for element in context.headline_element.iterancestors()] == ["article", "body", "html"]
    assert context.headline_ancestors == {context.headline_element, *context.headline_element.iterancestors()}


@pytest.mark.parametrize(
    ("body", "expected"), [("<h1>{{ title }}</h1><p>A", "{{ title }}"), ("<p>A", None)], ids=["an h1", "no h1"]
)
def test_else_it_is_the_first_h1(make_context, body, expected):
    context = make_context(f"<html><head><title>Slow Ferries</title></head><body>{body}</body></html>")
    assert getattr(context.headline_element, "text", None) == expected


def test_what_is_beside_the_article_is_told_for_all_fields(make_context):
    context = make_context(PAGE)
    by_id = context.page.tree.get_element_by_id
    assert not context.is_beside_article(by_id("facts"))
    assert context.is_beside_article(by_id("aside"))


def test_the_lines_near_the_headline_hold_the_facts_of_the_article(make_context):
    assert "3 min read" in [text for text, _ in make_context(PAGE).lines_near_headline]


@pytest.mark.parametrize("field", CHOOSERS)
def test_every_chooser_takes_a_context_and_gives_a_choice(make_context, field):
    choice = CHOOSERS[field](make_context(PAGE))
    assert isinstance(choice, Choice)
    assert all(candidate.text for candidate in choice.chosen)
