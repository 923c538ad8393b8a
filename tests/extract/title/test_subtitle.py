import pytest

from extract.title.choose import choose_title
from extract.title.subtitle import choose_subtitle

DECK = "A small crew, an old lamp, and the weather."
LONG = "The first boat leaves at six, and nobody who has seen it leave knows when the second one does. " * 2


def deck_of(make_page, body, head=""):
    page = make_page(f"<html><head><title>Why Ferries Wait</title>{head}</head><body>{body}</body></html>")
    choice = choose_subtitle(page, choose_title(page))
    return choice.chosen[0].text if choice.chosen else None


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        (f"<h1>Why Ferries Wait</h1><p class='article-standfirst'>{DECK}</p><p>{LONG}", "", DECK),
        (f"<h1>Why Ferries Wait</h1><div><div class=dek>{DECK}</div></div><p>{LONG}", "", DECK),
        (f"<header><h1>Why Ferries Wait</h1><h2>{DECK}</h2></header><p>{LONG}", "", DECK),
        (f"<h1>Why Ferries Wait</h1><h2>{DECK}</h2><p>{LONG}", "", None),
        (f"<h1>Why Ferries Wait</h1><div><p>{DECK}</p></div>", f"<meta name=description content='{DECK}'>", DECK),
        (
            f"<h1>Why Ferries Wait</h1><div><p>{DECK}</p><p>{LONG}</p></div>",
            f"<meta name=description content='{DECK}'>",
            None,
        ),
        (f"<h1>Why Ferries Wait</h1><p>{LONG}</p>", f"<meta name=description content='{DECK}'>", None),
        (f"<h1>Why Ferries Wait</h1><p>{LONG}</p><p class=subtitle>{DECK}</p>", "", None),
        (f"<h1>Why Ferries Wait</h1><aside><p class=teaser>{DECK}</p></aside><p>{LONG}", "", None),
        (f"<h1>Why Ferries Wait</h1><ul><li><p class=summary>{DECK}</p></li></ul><p>{LONG}", "", None),
        ("<h1>Why Ferries Wait</h1><p class=lead>by Ann Example of the Pier</p>", "", None),
        ("<h1>Why Ferries Wait</h1><p class=lead>12. Mai 2026 - von Ann Example</p>", "", None),
        ("<h1>Why Ferries Wait</h1><p class=subtitle>Why Ferries Wait</p>", "", None),
        (f"<p class=subtitle>{DECK}</p>", "", None),
    ],
)
def test_a_deck_stands_between_the_headline_and_the_text(make_page, body, head, expected):
    assert deck_of(make_page, body, head) == expected


def test_an_alternative_headline_is_a_deck_where_none_is_shown(make_page):
    linked = f'<script type=application/ld+json>{{"@type": "Article", "alternativeHeadline": "{DECK}"}}</script>'
    assert deck_of(make_page, "<h1>Why Ferries Wait</h1>", linked) == DECK
    assert deck_of(make_page, "<h1>Why Ferries Wait</h1><p class=deck>The other one, which is seen.", linked) == (
        "The other one, which is seen."
    )
