import pytest

from extract.fields.subtitle import choose_subtitle

SUBTITLE = "A small crew, an old lamp, and the weather."
LONG = "The first boat leaves at six, and nobody who has seen it leave knows when the second one does. " * 2


def subtitle_of(make_context, body, head=""):
    html = f"<html><head><title>Why Ferries Wait</title>{head}</head><body>{body}</body></html>"
    choice = choose_subtitle(make_context(html))
    return choice.chosen[0].text if choice.chosen else None


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        (f"<h1>Why Ferries Wait</h1><p class='article-standfirst'>{SUBTITLE}</p><p>{LONG}", "", SUBTITLE),
        (f"<h1>Why Ferries Wait</h1><div><div class=dek>{SUBTITLE}</div></div><p>{LONG}", "", SUBTITLE),
        (f"<header><h1>Why Ferries Wait</h1><h2>{SUBTITLE}</h2></header><p>{LONG}", "", SUBTITLE),
        (f"<h1>Why Ferries Wait</h1><h2>{SUBTITLE}</h2><p>{LONG}", "", None),
        (
            f"<h1>Why Ferries Wait</h1><div><p>{SUBTITLE}</p></div>",
            f"<meta name=description content='{SUBTITLE}'>",
            SUBTITLE,
        ),
        (
            f"<h1>Why Ferries Wait</h1><div><p>{SUBTITLE}</p><p>{LONG}</p></div>",
            f"<meta name=description content='{SUBTITLE}'>",
            None,
        ),
        (f"<h1>Why Ferries Wait</h1><p>{LONG}</p>", f"<meta name=description content='{SUBTITLE}'>", None),
        (f"<h1>Why Ferries Wait</h1><p>{LONG}</p><p class=subtitle>{SUBTITLE}</p>", "", None),
        (f"<h1>Why Ferries Wait</h1><aside><p class=teaser>{SUBTITLE}</p></aside><p>{LONG}", "", None),
        (f"<h1>Why Ferries Wait</h1><ul><li><p class=summary>{SUBTITLE}</p></li></ul><p>{LONG}", "", None),
        ("<h1>Why Ferries Wait</h1><p class=lead>by Ann Example of the Pier</p>", "", None),
        ("<h1>Why Ferries Wait</h1><p class=lead>12. Mai 2026 - von Ann Example</p>", "", None),
        ("<h1>Why Ferries Wait</h1><p class=subtitle>Why Ferries Wait</p>", "", None),
        (f"<p class=subtitle>{SUBTITLE}</p>", "", None),
    ],
)
def test_a_subtitle_stands_between_the_headline_and_the_text(make_context, body, head, expected):
    assert subtitle_of(make_context, body, head) == expected


def test_an_alternative_headline_is_the_subtitle_where_none_is_shown(make_context):
    linked = f'<script type=application/ld+json>{{"@type": "Article", "alternativeHeadline": "{SUBTITLE}"}}</script>'
    assert subtitle_of(make_context, "<h1>Why Ferries Wait</h1>", linked) == SUBTITLE
    assert subtitle_of(
        make_context, "<h1>Why Ferries Wait</h1><p class=deck>The other one, which is seen.", linked
    ) == ("The other one, which is seen.")
