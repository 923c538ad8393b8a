import pytest

from extract.fields.headline import choose_headline


@pytest.mark.parametrize(
    ("linked", "og", "h1", "expected"),
    [
        ("Ferries wait longer in 2026", "Why Ferries Wait", "Why Ferries Wait", ["Ferries wait longer in 2026"]),
        ("", "Ferries wait longer | Pier", "Why Ferries Wait", ["Ferries wait longer"]),
        ("Why Ferries Wait", "Else", "Why Ferries Wait", []),
        ("", "", "Why Ferries Wait", []),
    ],
)
def test_the_title_of_the_head_is_kept_where_it_differs(make_context, linked, og, h1, expected):
    head = f'<script type=application/ld+json>{{"@type": "Article", "headline": "{linked}"}}</script>'
    head += f"<meta property=og:title content='{og}'>"
    context = make_context(f"<html><head>{head}</head><body><h1>{h1}</h1></body></html>")
    assert [candidate.text for candidate in choose_headline(context).chosen] == expected
