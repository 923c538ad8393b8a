from datetime import UTC, datetime

import pytest
from lxml.html import document_fromstring

from extract.blocks.block_tree import BlockTree
from extract.body.other_articles import Links
from extract.body.unsure_blocks import drop_unsure_blocks
from extract.page import Page

SENTENCE = "Ferries wait, and harbours wait for ferries, and nobody minds."
PROMISE = "The best of the harbour in your inbox every Friday morning."


def left(html, *, unsure, sure=SENTENCE):
    """Return the texts that are left of all blocks, of which those that begin with a text are unsure or sure."""
    page = Page(
        url="https://site.example/2026/02/slug/",
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
        content_type="text/html; charset=utf-8",
        body=f"<html><body>{html}</body></html>".encode(),
    )
    blocks = BlockTree(page.tree).blocks
    probabilities = [
        0.95 if block.text.startswith(sure) else 0.5 if block.text in unsure else 0.1 for block in blocks
    ]
    kept = [block.index for block in blocks if probabilities[block.index] > 0.45]
    return [blocks[index].text for index in drop_unsure_blocks(blocks, kept, probabilities, Links(page))]


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("<input type=email>", [SENTENCE]),
        ("<input name=your-mail>", [SENTENCE]),
        ("<input type=text placeholder='E-Mail'>", [SENTENCE]),
        ("<input type=checkbox name=mail>", [SENTENCE, PROMISE]),
        ("<input type=search name=q>", [SENTENCE, PROMISE]),
        ("", [SENTENCE, PROMISE]),
    ],
)
def test_an_unsure_block_beside_an_email_field_is_dropped(field, expected):
    box = f"<div><p>{PROMISE}</p><form>{field}</form></div>"
    assert left(f"<div><p>{SENTENCE}</p>{box}</div>", unsure=[PROMISE]) == expected


def test_a_sign_up_form_ends_where_sure_text_begins():
    html = f"<div><p>{SENTENCE}</p><p>{PROMISE}</p><form><input type=email></form></div>"
    assert left(html, unsure=[PROMISE]) == [SENTENCE, PROMISE]


def test_nothing_is_dropped_where_nothing_is_sure():
    html = f"<div><p>{PROMISE}</p><form><input type=email></form></div>"
    assert left(html, unsure=[PROMISE]) == [PROMISE]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<div>By <a rel=author href=/a>Ann</a> <time>3 May</time></div>", [SENTENCE]),
        ("<time class=x>3 May</time>", [SENTENCE]),
        ("<div>By <b>Ann</b></div>", ["By Ann", SENTENCE]),
        (f"<div>{SENTENCE[1:]} {SENTENCE} <time>3 May</time></div>", [f"{SENTENCE[1:]} {SENTENCE} 3 May", SENTENCE]),
    ],
)
def test_an_unsure_line_with_a_time_or_an_author_before_the_text_is_its_byline(line, expected):
    unsure = ["By Ann 3 May", "3 May", "By Ann", f"{SENTENCE[1:]} {SENTENCE} 3 May"]
    assert left(f"{line}<p>{SENTENCE}</p>", unsure=unsure) == expected


def test_a_time_that_opens_each_entry_belongs_to_the_text():
    entries = "".join(f"<div class=e><time>9:{n}0</time><p>{SENTENCE}</p></div>" for n in range(3))
    assert left(entries, unsure=["9:00", "9:10", "9:20"]) == ["9:00", SENTENCE, "9:10", SENTENCE, "9:20", SENTENCE]


@pytest.mark.parametrize(
    ("line", "is_left"),
    [
        ("Read also: <a href=/x>The harbour that waits</a>", False),
        ("» Lesen Sie auch: <a href=/x>Der Hafen wartet</a>", False),
        ("Read also what the <a href=/x>harbour</a> says of those who never waited for it.", True),
        ("The harbour: <a href=/x>those who wait read also of ferries</a>", True),
        ("Photo: Ada Lane / Harbour News", False),
        ("Fotos © Ada Lane", False),
        ("Photo editors wait for ferries as all others do", True),
        ("Advertisement", False),
        ("Advertisement pays for harbours, and so it waits for ferries there", True),
    ],
)
def test_an_unsure_read_also_line_credit_or_notice_is_dropped(line, is_left):
    html = f"<p>{SENTENCE}</p><p>{line}</p><p>{SENTENCE} Still.</p>"
    text = " ".join(document_fromstring(html).findall(".//p")[1].text_content().split())
    assert left(html, unsure=[text]) == [SENTENCE, *([text] if is_left else []), f"{SENTENCE} Still."]


PROSE = f"{SENTENCE} Nobody minds, since all who wait for a ferry have learned to wait."


@pytest.mark.parametrize(
    ("link", "is_left"),
    [
        ("<p><a href=/2026/01/x/>Why the harbour of the north waits longer</a></p>", False),
        ("<p><strong><a href=/2026/01/x/>WHY THE HARBOUR OF THE NORTH WAITS LONGER</a></strong></p>", False),
        ("<p><a href=https://elsewhere.example/x/>Why the harbour of the north waits longer</a></p>", True),
        ("<p>I have asked <a href=/2026/01/x/>why the harbour of the north waits longer</a>.</p>", True),
        ("<p><a href='#why'>Why the harbour of the north waits longer</a></p>", True),
        ("<p><a href=/2026/01/x/>The harbour of the north waits longer.</a></p>", True),
        ("<p><a href=/2026/01/x/>The north</a></p>", True),
        ("<ul><li><a href=/2026/01/x/>Why the harbour of the north waits longer</a></li></ul>", True),
    ],
)
def test_an_unsure_title_of_another_article_among_prose_is_dropped(link, is_left):
    text = " ".join(document_fromstring(link).text_content().split())
    found = left(f"<div><p>{PROSE}</p>{link}<p>{PROSE} Still.</p></div>", unsure=[text])
    assert found == [PROSE, *([text] if is_left else []), f"{PROSE} Still."]


def test_a_list_of_such_titles_is_left():
    titles = [f"Why the harbour of the {end} waits longer" for end in ("north", "south", "west")]
    lines = "".join(f"<p><a href=/2026/01/{n}/>{title}</a></p>" for n, title in enumerate(titles))
    assert left(f"<div><p>{PROSE}</p>{lines}<p>{PROSE} Still.</p></div>", unsure=titles) == [
        PROSE,
        *titles,
        f"{PROSE} Still.",
    ]
