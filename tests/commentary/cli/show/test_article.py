from datetime import UTC, datetime

import pytest

from commentary.cli.show.article import article_text, explanation_text, part_text
from extract.article import Article, TextBlock
from extract.explain import Explanation


def test_an_article_is_its_fields_that_have_a_value_and_its_text():
    article = Article(
        url="https://example.org/a",
        canonical_url="https://example.org/a",
        title="A\nB",
        authors=("X", "Y"),
        body_text="Text.",
        blocks=(TextBlock(kind="paragraph", text="Text."),),
    )
    text = article_text(article)
    assert "title:            A B\n" in text
    assert "authors:          X; Y\n" in text
    assert "subtitle" not in text
    assert text.endswith("\n\nText.\n")
    assert text.count("Text.") == 1


def test_an_explanation_shows_what_the_others_found_below_the_winner():
    explanations = (
        Explanation(
            field="title", value="A", rule="demo title: css h1", others=(("_default title: meta og:title", "B"),)
        ),
        Explanation(field="views", value=None, rule=None),
    )
    assert explanation_text(explanations).splitlines() == [
        "title  demo title: css h1             A",
        "       _default title: meta og:title  B",
        "views  -",
    ]


def test_words_on_a_value_stand_behind_it():
    at = datetime(2026, 3, 1, tzinfo=UTC)
    told = Explanation(
        field="published_at", value=at, rule="r", confidence=0.9, details=("to the day", "zone stated")
    )
    assert explanation_text([told]) == "published_at  r  (0.90) 2026-03-01T00:00:00+00:00; to the day; zone stated"


@pytest.mark.parametrize(
    ("number", "onward", "known", "text"),
    [
        (1, None, None, None),
        (1, None, ("https://a.example/x", 1), None),
        (1, "https://a.example/x/2", ("https://a.example/x", 3), "page 1 of 3. Only"),
        (1, "https://a.example/x/2", None, "page 1 of several. Only"),
        (2, None, ("https://a.example/x", 3), "page 2 of 3 of https://a.example/x. Only"),
        (2, None, None, "page 2 of several. Only"),
    ],
)
def test_a_page_of_several_is_told_as_such(number, onward, known, text):
    said = part_text(number, onward, known)
    assert said is None if text is None else said.startswith(f"This is {text}")
