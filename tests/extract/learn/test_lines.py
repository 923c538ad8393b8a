import pytest

from extract.learn import Told, learn_rules
from extract.learn.lines import Line, line_around
from extract.page import Page
from extract.profile import parse_site
from made_sites import FETCHED_AT
from sites import load_defaults

NAMES = ("Ann Lee", "Bo Berg", "Cy Dahl")


@pytest.mark.parametrize(
    ("text", "names", "line"),
    [
        ("By Ann Lee", NAMES[:1], Line("By", (), "")),
        ("Ann Lee and Bo Berg | 3 March", NAMES[:2], Line("", (" and ",), "| 3 March")),
        ("Ann Lee, Bo Berg & Cy Dahl", NAMES, Line("", (", ", " & "), "")),
        ("Ann Lee \u0648 Bo Berg", NAMES[:2], Line("", (" \u0648 ",), "")),
        ("Bo Berg, Ann Lee", NAMES[:2], Line("", (", ",), "")),
        ("Ann Lee met Bo Berg", NAMES[:2], None),
        ("Ann Lee Bo Berg", NAMES[:2], None),
        ("Ann Lee", NAMES[:2], None),
    ],
)
def test_a_line_is_what_stands_around_names(text, names, line):
    assert line_around(text, names) == line


def learned(field, lines, values):
    """Learn a field of pages that show a line each, and whose value a feed says."""
    pages = [
        Page(
            url=f"https://x.example/{number}",
            fetched_at=FETCHED_AT,
            content_type="text/html; charset=utf-8",
            body=(
                f"<html><body><h1>Title {number}</h1><div class='line'>{line}</div>"
                f"<p>Text {number}.</p></body></html>"
            ).encode(),
        )
        for number, line in enumerate(lines)
    ]
    told = {
        page.url: Told(url=page.url, values={field: value}, by={field: "feed"})
        for page, value in zip(pages, values, strict=True)
    }
    profile = 'title = "X"\nhosts = ["x.example"]\ntimezone = "UTC"\n'
    return learn_rules(pages, told, parse_site("x", profile, defaults=load_defaults())).fields[field]


def test_topics_in_one_line_are_split_and_freed_of_what_stands_around_them():
    values = [("Rail", "Ports"), ("Law",), ("Grain", "Tolls", "Rail"), ("Courts",)]
    lines = [f"Filed under: {', '.join(value)} | no comments" for value in values]
    field = learned("tags", lines, values)
    assert (field.rule.selector, field.rule.match, field.rule.split) == (
        ".line",
        r"^Filed under:\s*(.+?)\s*\|",
        r"\s*,\s*",
    )
    assert (field.hits, field.of) == (4, 4)
