"""Citations hold what they are made of, whatever characters it has, and the field's own readers read them."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import bibtexparser
import jsonschema
import pybtex.database
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from archive.ask import Citation
from archive.export import STYLES
from archive.export.citations import bibtex, csl_json, plain, ris

AT = datetime(2026, 3, 2, 9, 8, 7, tzinfo=UTC)
CITED = Citation(
    key="a0123456789a",
    title="Grain & Ports: 50% of {all}_things",
    authors=("Ana Díaz", "Bo Lee, Jr."),
    container="The Example Review",
    published="2026-03-01",
    url="https://example.org/2026/03/grain/",
    language="en-GB",
    archived_at=AT,
    digest="sha1:ABC",
    version="0f3f",
    capture="urn:uuid:1",
    summary="Ports, and 100% of the grain.",
    keywords=("Trade", "Ports, sea"),
)
BARE = replace(CITED, authors=(), published=None, language=None, summary=None, keywords=())
# What pages give, and what a reference manager has to show as it was.
ODD = {
    "turkish": replace(CITED, title="Boğazda Şükrü: Küçük Öğeler, İğde ve Çünkü", authors=("Selin Akbaykuş",)),
    "arabic": replace(CITED, title="الماء قبل النفط: حساب جديد للخليج", authors=("سلمى البحري",), language="ar"),
    "japanese": replace(CITED, title="灯台の外交──小さな合図が海を守る", authors=("小野 灯",), language="ja"),
    "quotes": replace(CITED, title="“Who” said 'that', \"exactly\"?", authors=('Haver "Hal" Brandt',)),
    "formula": replace(CITED, title="=cmd()|' /C calc'!A0", authors=("@ada", "-1 editor")),
    "tex": replace(CITED, title=r"\input{x} $5 ~ ^ #1 100% {left", authors=(r"Bo \and Lee }",)),
    "lines": replace(CITED, title="Two\nlines\0and\u2028more", summary="One\r\nTY  - JOUR\r\nER  - "),
    "organisation": replace(CITED, authors=("Institute for Rivers and Roads", "Ministry of Trade and Sea")),
    "forty": replace(CITED, authors=tuple(f"Author and {number}" for number in range(40))),
    "old": replace(CITED, published="1938-07-04"),
    "undated": replace(CITED, published=None),
    "untitled": replace(CITED, title="Untitled", authors=()),
    "long": replace(CITED, summary="word " * 200_000),
}
# The variables of CSL-JSON 1.0.2 that are written, with the types that its schema gives them.
DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array",
            "items": {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3},
            "minItems": 1,
            "maxItems": 2,
        }
    },
    "additionalProperties": False,
}
TEXTS = ("title", "container-title", "URL", "archive", "archive_location", "language", "abstract", "keyword", "note")
CSL = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": "string"},
            "type": {"const": "webpage"},
            "author": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {"literal": {"type": "string"}},
                    "required": ["literal"],
                    "additionalProperties": False,
                },
            },
            "accessed": DATE,
            "issued": DATE,
            **{name: {"type": "string"} for name in TEXTS},
        },
        "required": ["type", "id"],
        "additionalProperties": False,
    },
}


def one_line(text):
    """A text as a format of lines can have it: what ends a line is a space."""
    return re.sub(r"[\x00-\x1f\x7f\x85\u2028\u2029]+", " ", text).strip()


def without_commas(text):
    return " ".join(text.replace(",", " ").split())


TEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\$": "$", r"\&": "&", r"\#": "#", r"\%": "%", r"\_": "_",
}  # fmt: skip


def shown(tex):
    """What TeX shows of a text."""
    return re.sub("|".join(map(re.escape, TEX)), lambda found: TEX[found[0]], tex)


def names_of(field):
    """The names in a field of BibTeX, each in braces of its own."""
    names, depth, start = [], 0, 0
    for place, character in enumerate(field):
        depth += (character == "{") - (character == "}")
        if character == "{" and depth == 1:
            start = place + 1
        elif character == "}" and depth == 0:
            names.append(field[start:place])
    return names


def test_a_plain_citation_is_one_line():
    assert plain(CITED) == (
        "Ana Díaz, Bo Lee, Jr.: “Grain & Ports: 50% of {all}_things”, The Example Review (2026-03-01),"
        " https://example.org/2026/03/grain/, archived 2026-03-02 09:08:07 UTC, digest sha1:ABC, version 0f3f."
    )


def test_tex_shows_the_characters_that_it_would_obey():
    entry = bibtex(CITED)
    assert entry.startswith("@online{a0123456789a,\n")
    assert r"title = {{Grain \& Ports: 50\% of \textbraceleft{}all\textbraceright{}\_things}}," in entry
    assert "author = {{Ana Díaz} and {Bo Lee, Jr.}}," in entry
    assert "urldate = {2026-03-02}," in entry
    assert "langid = {english}," in entry
    assert "keywords = {Trade, Ports sea}," in entry


def test_a_record_of_ris_has_a_tag_a_line():
    lines = ris(CITED).split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - ELEC", "ER  - ", "")
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])
    assert "AU  - Bo Lee Jr." in lines
    assert "DA  - 2026/03/01" in lines
    assert [line for line in lines if line.startswith("KW")] == ["KW  - Trade", "KW  - Ports, sea"]


def test_what_a_page_does_not_give_is_left_out():
    [item] = json.loads(csl_json(BARE))
    assert {"author", "issued", "language", "abstract", "keyword"}.isdisjoint(item)
    assert not set(re.findall(r"^  (\w+) =", bibtex(BARE), re.MULTILINE)) & {"author", "year", "abstract", "langid"}
    assert plain(BARE).startswith("“Grain")
    assert not {"AU", "PY", "LA", "AB", "KW"} & {line[:2] for line in ris(BARE).split("\r\n")}


def test_a_language_that_biblatex_has_no_word_for_is_left_out():
    assert "langid" not in bibtex(replace(CITED, language="tlh"))
    assert "langid = {turkish}" in bibtex(replace(CITED, language="tr_TR"))


def depths(entry):
    """Return how many braces are open at the end of each line, as BibTeX counts them, also behind a backslash."""
    open_braces = [entry[: end.start()] for end in re.finditer(r"\n|\Z", entry)]
    return [part.count("{") - part.count("}") for part in open_braces]


@pytest.mark.parametrize("title", ["{left", "right}", "}{", "\\"])
def test_an_odd_brace_of_a_title_does_not_end_the_entry(title):
    odd = replace(CITED, title=title)
    assert depths(bibtex(odd)) == depths(bibtex(CITED))


@pytest.mark.parametrize("cited", ODD.values(), ids=ODD)
def test_bibtexparser_and_pybtex_read_what_was_written(cited):
    library = bibtexparser.parse_string(bibtex(cited))
    assert not library.failed_blocks
    [entry] = library.entries
    assert (entry.entry_type, entry.key) == ("online", cited.key)
    assert shown(entry["title"]).strip("{}") == one_line(cited.title).strip("{}")
    assert [shown(name) for name in names_of(entry.get("author").value if cited.authors else "")] == list(
        cited.authors
    )
    assert entry.get("date") is None or entry["date"] == cited.published
    assert shown(entry["abstract"]) == one_line(cited.summary)
    parsed = pybtex.database.parse_string(bibtex(cited), "bibtex").entries[cited.key]
    assert parsed.fields["url"] == cited.url
    assert len(parsed.persons.get("author", [])) == len(cited.authors)


@pytest.mark.parametrize("cited", ODD.values(), ids=ODD)
def test_rispy_reads_what_was_written(cited):
    [record] = rispy.loads(ris(cited))
    assert record["type_of_reference"] == "ELEC"
    assert (record["title"], record["secondary_title"]) == (one_line(cited.title), cited.container)
    assert record.get("authors", []) == [without_commas(name) for name in cited.authors]
    assert record.get("date") == (cited.published.replace("-", "/") if cited.published else None)
    assert record["access_date"] == "2026/03/02"
    assert (record["urls"], record["abstract"]) == ([cited.url], one_line(cited.summary))
    assert record["keywords"] == list(cited.keywords)


@pytest.mark.parametrize("cited", ODD.values(), ids=ODD)
def test_csl_json_loses_nothing_and_is_what_its_schema_allows(cited):
    [item] = items = json.loads(csl_json(cited))
    jsonschema.validate(items, CSL)
    assert (item["title"], item["abstract"]) == (cited.title, cited.summary)
    assert [author["literal"] for author in item.get("author", [])] == list(cited.authors)
    issued = item.get("issued", {"date-parts": [[]]})["date-parts"][0]
    assert issued == [int(part) for part in (cited.published or "").split("-") if part]
    assert item["accessed"] == {"date-parts": [[2026, 3, 2]]}
    assert item["archive_location"] == "urn:uuid:1 sha1:ABC"


@pytest.mark.parametrize("style", STYLES)
@given(title=st.text(), author=st.text(min_size=1), container=st.text(), summary=st.text())
def test_no_text_of_a_page_ends_a_line_or_a_field(style, title, author, container, summary):
    odd = replace(CITED, title=title, authors=(author,), container=f"c{container}", summary=f"s{summary}")
    written = STYLES[style](odd)
    if style == "csl-json":
        [item] = json.loads(written)
        assert (item.get("title", ""), item["author"]) == (title, [{"literal": author}])
    elif style == "ris":
        empty = (not one_line(title)) + (not one_line(without_commas(author)))
        assert len(written.split("\r\n")) == len(ris(CITED).split("\r\n")) - 1 - empty
    elif style == "bibtex":
        assert written.count("\n") == bibtex(CITED).count("\n")
        assert depths(written) == depths(bibtex(CITED))
    else:
        assert "\n" not in written
