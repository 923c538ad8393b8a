"""Documents of articles: names for every file system, front matter that YAML gives back, texts as they are."""

import re
from datetime import UTC, date, datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from archive.export.documents import document_name, to_markdown, to_text
from archive.export.fields import BODY

ARTICLE = {
    "key": "a0123456789a",
    "id": 1234567890123456,
    "title": "Why trees: a “case”",
    "authors": ["Ada Byron", "Institute: for Ports"],
    "published_day": "2026-03-01",
    "published_at": "2026-03-01T08:30:00+00:00",
    "views": 1700,
    "views_rounded": True,
    "subtitle": None,
    "found_by": {"title": "css h1"},
    "body_text": "One.\n\nTwo.",
    "body_markdown": "# One\n\n---\n\n![](https://x.example/a.png)",
    "body_html": "<p>One",
}


def parts(document):
    text = document.decode()
    assert text.startswith("---\n")
    head, _, body = text[4:].partition("\n---\n\n")
    return yaml.safe_load(head), body


def test_a_name_has_the_day_the_title_and_the_key():
    assert document_name(ARTICLE, "md") == "2026/2026-03-01-why-trees-a-case-a0123456789a.md"
    assert document_name(ARTICLE | {"published_day": None}, "txt") == "undated/why-trees-a-case-a0123456789a.txt"
    assert document_name(ARTICLE | {"title": None}, "md") == "2026/2026-03-01-a0123456789a.md"
    assert document_name(ARTICLE | {"title": "Boğazda Şükrü: İğde"}, "md").endswith(
        "-bogazda-sukru-igde-a0123456789a.md"
    )
    assert document_name(ARTICLE | {"title": "灯台の外交"}, "md") == "2026/2026-03-01-a0123456789a.md"
    assert (
        document_name(ARTICLE | {"published_day": "1938-07-04", "title": "CON"}, "md")
        == "1938/1938-07-04-con-a0123456789a.md"
    )


@given(title=st.none() | st.text(), day=st.none() | st.dates().map(str) | st.text())
def test_every_file_system_takes_a_name(title, day):
    name = document_name({"key": "a0123456789a", "title": title, "published_day": day}, "md")
    assert re.fullmatch(r"(undated|\d{4})/[a-z0-9-]{12,90}\.md", name)


def test_front_matter_has_the_fields_with_their_types():
    front, body = parts(to_markdown(ARTICLE))
    assert front == {
        "key": "a0123456789a",
        "id": 1234567890123456,
        "title": "Why trees: a “case”",
        "authors": ["Ada Byron", "Institute: for Ports"],
        "published_day": date(2026, 3, 1),
        "published_at": datetime(2026, 3, 1, 8, 30, tzinfo=UTC),
        "views": 1700,
        "views_rounded": True,
        "found_by": {"title": "css h1"},
    }
    assert list(front) == [name for name in ARTICLE if name in front]
    assert body == "# One\n\n---\n\n![](https://x.example/a.png)\n"
    assert to_text(ARTICLE) == b"One.\n\nTwo.\n"


@pytest.mark.parametrize(
    "title",
    ["=cmd()|' /C calc'!A0", "- [x]: {y}", "yes", "2026-03-01", "1e3", "---", "الماء قبل النفط", "灯台の外交",
     'a "b" \'c\'', "a\n---\nb", "\0", "\x85\u2028\ufeff",
     "# no comment", "%x", "🚢", "!!python/object:x {}", "&a *b", " "],
)  # fmt: skip
def test_a_title_is_read_as_it_was(title):
    front, _ = parts(to_markdown(ARTICLE | {"title": title}))
    # A title that is a day is written as one.
    assert str(front["title"]) == title


@given(
    st.dictionaries(
        st.text(min_size=1).filter(lambda name: name not in BODY),
        st.text(min_size=1) | st.integers() | st.lists(st.text(), min_size=1),
    )
)
def test_front_matter_loses_nothing(values):
    front, _ = parts(to_markdown({"key": "a"} | values))
    assert {name: str(value) if isinstance(value, date) else value for name, value in front.items()} == {
        "key": "a"
    } | values or any(re.match(r"\d{4}-", value) for value in values.values() if isinstance(value, str))


def test_a_day_that_no_calendar_has_stays_a_text():
    front, _ = parts(
        to_markdown(ARTICLE | {"published_day": "2026-02-30", "published_at": "0000-01-01T00:00:00+00:00"})
    )
    assert (front["published_day"], front["published_at"]) == ("2026-02-30", "0000-01-01T00:00:00+00:00")


def test_a_long_text_is_whole_and_has_no_end_within():
    text = "word " * 1_000_000 + "\0end"
    assert to_text({"key": "a", "body_text": text}).decode() == text.replace("\0", "\ufffd") + "\n"
    assert to_text({"key": "a"}) == b"\n"


@pytest.mark.parametrize(
    "text", ["2026-01-05", "2026-01-05T08:30:00+00:00", "12", "true", "~", "[a, b]", "2026-02-30"]
)
def test_a_text_that_looks_like_another_value_stays_a_text(text):
    front, _ = parts(to_markdown(ARTICLE | {"title": text, "authors": [text]}))
    assert (front["title"], front["authors"]) == (text, [text])
    assert front["published_day"] == date(2026, 3, 1)
