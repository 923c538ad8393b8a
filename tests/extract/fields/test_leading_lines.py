"""What stands between a headline and its text is none of the text."""

import pytest

from extract.fields.leading_lines import is_author_or_date, without_leading_lines

SAID = "Ferries wait, and harbours wait for ferries, and nobody minds that the ledgers of both are kept in pencil."
HEAD = (
    "<title>Slow Ferries</title><meta name=author content='Ada Lane'>"
    "<meta property=article:published_time content=2026-02-03>"
)


@pytest.fixture
def context_of(make_context):
    def make(body, head=HEAD):
        html = f"<html lang=en-GB><head>{head}</head><body><main><h1>Slow Ferries</h1>{body}</main>"
        return make_context(html, language="en-GB")

    return make


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Ada Lane", True),
        ("Ada Lane", True),
        ("By Ada Lane · 3 February 2026", True),
        ("By Ada Lane · 3 February 2026 · 6 minute read", True),
        ("3 February 2026", True),
        ("Published on 3 February 2026 at 10:30", True),
        ("4 March 1961", False),
        ("By the harbour", False),
        ("Bo Reed", False),
        ("Ada Lane waits for ferries", False),
        ("On 3 February 2026 the ferry came", False),
        ("Slow ferries and what they teach", False),
    ],
)
def test_a_line_of_nothing_but_author_and_date_is_known(context_of, line, expected):
    assert is_author_or_date(line, context_of(f"<p>{SAID}</p>")) is expected


def kept(context):
    blocks = context.block_tree.blocks
    return [blocks[index].text for index in without_leading_lines(context, [block.index for block in blocks])]


def test_the_headline_and_the_byline_are_no_text(context_of):
    context = context_of(f"<p>By Ada Lane</p><p>{SAID}</p><p>3 February 2026</p><p>{SAID}!</p>")
    assert kept(context) == [SAID, f"{SAID}!"]


def test_behind_the_second_paragraph_everything_is_text(context_of):
    context = context_of(f"<p>{SAID}</p><p>{SAID}!</p><p>By Ada Lane</p><p>Slow Ferries</p>")
    assert kept(context) == [SAID, f"{SAID}!", "By Ada Lane", "Slow Ferries"]


def test_where_nothing_else_is_there_it_is_the_text(context_of):
    assert kept(context_of("<p>By Ada Lane</p>")) == ["Slow Ferries", "By Ada Lane"]
