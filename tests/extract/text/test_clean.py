import pytest

from extract.read import read_article
from extract.text.clean import clean_text, clean_url, clean_visible, to_names


def test_a_name_keeps_the_marks_within_it_and_stands_once():
    names = ["GEOPOLIST | Istanbul Center for Geopolitics", "By A. B. Ng, ", "Smith & Sons (ed.)", "A. B. Ng"]
    assert to_names(names) == ("GEOPOLIST | Istanbul Center for Geopolitics", "A. B. Ng", "Smith & Sons (ed.)")


@pytest.mark.parametrize("text", ["", "a@b.example", "https://b.example/ann", "2024-10-13", "—", "x" * 151])
def test_what_is_no_name_is_left_out(text):
    assert to_names([text]) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Middle East &amp;amp; Africa", "Middle East & Africa"),
        ("GEOPOLIST &amp;#124; Istanbul", "GEOPOLIST | Istanbul"),
        ("The <em>slow</em> sea", "The slow sea"),
        ("5 < 6 > 4", "5 < 6 > 4"),
        (" a\u00a0b\n c\u200b\ud800 ", "a b c"),
    ],
)
def test_text_of_attributes_and_json_loses_mark_up_and_entities(text, expected):
    assert clean_text(text) == expected


def test_visible_text_keeps_what_only_looks_like_a_tag():
    assert clean_visible("<b>  & Söhne") == "<b> & Söhne"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://a.example/?a=1&section=2&copy=3&param=4", "https://a.example/?a=1&section=2&copy=3&param=4"),
        ("https://a.example/?a=1&amp;amp;section=2&#038;b=3", "https://a.example/?a=1&section=2&b=3"),
        ("https://a.example/?a=1&sections;&#0;&#x110000;", "https://a.example/?a=1&sections;\ufffd\ufffd"),
        (" /i.png ", "/i.png"),
    ],
)
def test_a_parameter_of_an_address_is_no_entity(text, expected):
    assert clean_url(text) == expected


def test_an_article_lives_at_the_address_that_it_states_with_all_parameters(make_page, make_site):
    url = "https://site.example/story?id=1&section=2"
    text = "<p>" + "Ports do not sleep, and ferries wait for nobody in the harbour. " * 8 + "</p>"
    head = f"<link rel=canonical href='{url.replace('&', '&amp;')}'>"
    article = read_article(make_page(f"<head>{head}</head><body>{text}", url=url), make_site())
    assert article.canonical_url == url
