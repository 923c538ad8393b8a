import json

import pytest

from extract.body.hidden_text import MAX_SHOWN, hidden_container
from extract.html.parse import text_of

WORDS = "The boat went over four times a day. Nobody was ever in a hurry, and the soup was hot. " * 12
PLAIN = f"{WORDS.strip()}\n\nThat is all."


def find(make_page, html, *, shown="", visible=0, titles=("Slow Ferries",)):
    return hidden_container(make_page(f"<html><body>{html}<p>x</p>"), titles, shown, visible)


def stated(text, kind="NewsArticle"):
    return f'<script type="application/ld+json">{json.dumps({"@type": kind, "articleBody": text})}</script>'


def island(state):
    return f'<script type="application/json">{json.dumps(state)}</script>'


def texts(element):
    return [] if element is None else [text_of(one) for one in element.iter("p", "h2", "h3")]


def test_plain_text_has_a_paragraph_for_each_line_that_is_parted(make_page):
    assert texts(find(make_page, stated(PLAIN))) == [WORDS.strip(), "That is all."]
    assert texts(find(make_page, stated(PLAIN.replace("\n\n", "\n")))) == [WORDS.strip(), "That is all."]


def test_signs_of_mark_up_in_plain_text_are_signs(make_page):
    assert texts(find(make_page, stated(f"{PLAIN}\n\n1 < 2 & 3 > 2")))[-1] == "1 < 2 & 3 > 2"


@pytest.mark.parametrize(
    ("shown", "visible"),
    [
        (PLAIN, 0),
        ("x" * (MAX_SHOWN + 1), 0),
        ("Another text. " * 20, 3000),
        ("Another text. " * 30, 0),
        ("Another text. " * 80, 0),
    ],
)
def test_a_page_that_shows_as_much_is_left_as_it_is(make_page, shown, visible):
    assert find(make_page, stated(PLAIN), shown=shown, visible=visible) is None


def test_a_teaser_is_replaced_by_the_text_that_holds_it(make_page):
    assert find(make_page, stated(f"How it began.\n\n{PLAIN}"), shown="How it began.", visible=5000) is not None


@pytest.mark.parametrize(
    "html",
    [
        stated(PLAIN, "Product"),
        stated("Short."),
        stated(12),
        stated([[[PLAIN]]]),
        stated("x" * 3000),
        stated("QUJD+/9a" * 400),
        stated("a{b:c;d:e}" * 300),
        stated("if (slots.length < 2) { setTimeout(execute, 200); return this. state; } " * 30),
        island({"title": "Another", "body": PLAIN}),
        island({"title": "Slow Ferries", "comments": [{"text": PLAIN}]}),
        island({"title": "Slow Ferries", "related": [{"body": PLAIN}]}),
        island({"title": "Slow Ferries", "cards": [{"slug": "x", "text": PLAIN}, {"slug": "y", "text": PLAIN}]}),
        f"<script>var x = {json.dumps(PLAIN)}</script>",
        "<script type='application/json'>{</script>",
        f"<script type='application/json'>{'[' * 9000}</script>",
        f"<script type='application/json'>{json.dumps({'title': 'Slow Ferries', 'body': None, 'x': [1, None, [2]]})}"
        "                                                                     </script>" + " " * 500,
    ],
)
def test_what_is_no_text_or_not_the_pages_own_is_left_out(make_page, html):
    assert find(make_page, html) is None


def test_the_text_nearest_to_the_headline_is_the_pages_own(make_page):
    state = {"title": "Slow Ferries", "body": PLAIN, "box": {"body": f"Another. {PLAIN}{PLAIN}"}}
    assert texts(find(make_page, island(state)))[0].startswith("The boat")


@pytest.mark.parametrize(
    "pieces",
    [
        [{"type": "heading", "text": "Soup"}, {"type": "paragraph", "text": WORDS}],
        [{"type": "header", "data": {"text": "Soup"}}, {"type": "paragraph", "data": {"text": WORDS}}],
        [{"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "Soup"}]},
         {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": WORDS[:90]},
                                                            {"_type": "span", "text": WORDS[90:]}]}],
        [{"nodeType": "heading-2", "content": [{"nodeType": "text", "value": "Soup"}]},
         {"nodeType": "paragraph", "content": [{"nodeType": "text", "value": WORDS}]}],
        [{"type": "h2", "children": [{"text": "Soup"}]}, {"type": "p", "children": [{"text": WORDS}]}],
    ],
)  # fmt: skip
def test_rich_text_in_pieces_is_put_together(make_page, pieces):
    found = find(make_page, island({"headline": "Slow Ferries", "content": pieces}))
    assert [(one.tag, text_of(one)) for one in found.iter("h2", "p")] == [("h2", "Soup"), ("p", WORDS.strip())]


def test_the_marks_of_a_program_are_taken_out(make_page):
    found = find(make_page, stated(f"{WORDS}\n\n$$ARTICLE_AD$$\n\n{{{{ embed 7 }}}}\n\nThat is all."))
    assert [one for one in texts(found) if one] == [WORDS.strip(), "That is all."]


def test_a_state_within_a_string_of_a_program_is_read(make_page):
    state = json.dumps(json.dumps({"title": "Slow Ferries", "body": PLAIN}))
    assert texts(find(make_page, f"<script>window.S = JSON.parse({state});</script>"))[0] == WORDS.strip()


def test_a_string_of_a_program_is_believed_where_the_program_names_the_headline(make_page):
    program = f'f("Slow Ferries", {json.dumps(PLAIN)})'
    assert texts(find(make_page, f"<script>{program}</script>"))[-1] == "That is all."


def test_a_program_full_of_open_quotes_takes_no_time(make_page):
    assert find(make_page, "<script>" + '\\"' * 1_000_000 + "</script>") is None
