import json
from base64 import b64encode

import pytest

from extract.body.hidden_text import MAX_SHOWN, hidden_article
from extract.html.parse import text_of

WORDS = "The boat went over four times a day. Nobody was ever in a hurry, and the soup was hot. " * 12
TEASER = WORDS[: len(WORDS) // 12 * 5].strip()
PLAIN = f"{WORDS.strip()}\n\nThat is all."


def find(make_page, html, *, shown="", visible=0, titles=("Slow Ferries",)):
    found = hidden_article(make_page(f"<html><body>{html}<p>x</p>"), titles, shown, visible)
    return None if found is None else found.container


def stated(text, kind="NewsArticle"):
    return f'<script type="application/ld+json">{json.dumps({"@type": kind, "articleBody": text})}</script>'


def island(state):
    return f'<script type="application/json">{json.dumps(state)}</script>'


def encoded(state):
    return f"<script>state = atob('{b64encode(json.dumps(state).encode()).decode()}')</script>"


def texts(element):
    return [] if element is None else [text_of(child) for child in element.iter("p", "h2", "h3")]


def test_plain_text_has_a_paragraph_for_each_line_or_part_between_blank_lines(make_page):
    assert texts(find(make_page, stated(PLAIN))) == [WORDS.strip(), "That is all."]
    assert texts(find(make_page, stated(PLAIN.replace("\n\n", "\n")))) == [WORDS.strip(), "That is all."]


def test_characters_of_markup_in_plain_text_stay_characters(make_page):
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
def test_a_page_whose_elements_show_as_much_keeps_their_text(make_page, shown, visible):
    assert find(make_page, stated(PLAIN), shown=shown, visible=visible) is None


def test_a_teaser_is_replaced_by_the_text_that_contains_it(make_page):
    assert find(make_page, stated(f"How it began.\n\n{PLAIN}"), shown="How it began.", visible=5000) is not None


@pytest.mark.parametrize(
    "html",
    [
        stated(PLAIN),
        island({"title": "Slow Ferries", "body": PLAIN.upper()}),
        island({"title": "Slow Ferries", "body": f"Fähren sind träge.\n\n{PLAIN}"}),
        encoded({"title": "Slow Ferries", "body": PLAIN}),
    ],
)
def test_a_long_teaser_is_replaced_however_the_data_spell_its_text(make_page, html):
    assert find(make_page, html, shown=f"{TEASER}\n\nFähren.") is not None
    assert find(make_page, html, shown=TEASER.replace("boat", "canoe")) is None


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
def test_what_is_no_prose_or_not_this_pages_article_is_not_taken(make_page, html):
    assert find(make_page, html) is None


def test_the_text_nearest_to_the_title_in_the_data_is_taken(make_page):
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
def test_nodes_of_rich_text_are_joined_into_paragraphs(make_page, pieces):
    found = find(make_page, island({"headline": "Slow Ferries", "content": pieces}))
    assert [(child.tag, text_of(child)) for child in found.iter("h2", "p")] == [("h2", "Soup"), ("p", WORDS.strip())]


def test_placeholders_of_a_script_are_removed(make_page):
    found = find(make_page, stated(f"{WORDS}\n\n$$ARTICLE_AD$$\n\n{{{{ embed 7 }}}}\n\nThat is all."))
    assert list(filter(None, texts(found))) == [WORDS.strip(), "That is all."]


def test_json_within_a_string_literal_is_read(make_page):
    state = json.dumps(json.dumps({"title": "Slow Ferries", "body": PLAIN}))
    assert texts(find(make_page, f"<script>window.S = JSON.parse({state});</script>"))[0] == WORDS.strip()


def test_a_string_literal_is_taken_where_the_script_holds_the_title(make_page):
    program = f'f("Slow Ferries", {json.dumps(PLAIN)})'
    assert texts(find(make_page, f"<script>{program}</script>"))[-1] == "That is all."


def test_a_script_full_of_open_quotes_takes_no_time(make_page):
    assert find(make_page, "<script>" + '\\"' * 1_000_000 + "</script>") is None
