"""Citations hold what they are made of, whatever characters it has."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.ask import Citation
from archive.export import STYLES
from archive.export.citations import bibtex, csl_json, plain, ris

AT = datetime(2026, 3, 2, 9, 8, 7, tzinfo=UTC)
CITED = Citation(
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
)


def test_a_plain_citation_is_one_line():
    assert plain(CITED) == (
        "Ana Díaz, Bo Lee, Jr.: “Grain & Ports: 50% of {all}_things”, The Example Review (2026-03-01),"
        " https://example.org/2026/03/grain/, archived 2026-03-02 09:08:07 UTC, digest sha1:ABC, version 0f3f."
    )


def test_tex_shows_the_characters_that_it_would_obey():
    entry = bibtex(CITED)
    assert entry.startswith("@online{diaz2026grainports50ofallthings,\n")
    assert r"title = {{Grain \& Ports: 50\% of \textbraceleft{}all\textbraceright{}\_things}}," in entry
    assert "author = {{Ana Díaz} and {Bo Lee, Jr.}}," in entry
    assert "urldate = {2026-03-02}," in entry


def test_a_record_of_ris_has_a_tag_a_line():
    lines = ris(CITED).split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - ELEC", "ER  -", "")
    assert all(re.match(r"[A-Z][A-Z0-9]  -(?: |$)", line) for line in lines[:-1])
    assert "AU  - Bo Lee Jr." in lines
    assert "DA  - 2026/03/01" in lines


def test_what_a_page_does_not_give_is_left_out():
    bare = Citation(
        **{name: getattr(CITED, name) for name in CITED.__dataclass_fields__}
        | {"authors": (), "published": None, "language": None}
    )
    [item] = json.loads(csl_json(bare))
    assert {"author", "issued", "language"}.isdisjoint(item)
    assert "author" not in bibtex(bare)
    assert "year" not in bibtex(bare)
    assert plain(bare).startswith("“Grain")
    assert not {"AU", "PY", "LA"} & {line[:2] for line in ris(bare).split("\r\n")}


def depths(entry):
    """Return how many braces are open at the end of each line, as BibTeX counts them, also behind a backslash."""
    open_braces = [entry[: end.start()] for end in re.finditer(r"\n|\Z", entry)]
    return [part.count("{") - part.count("}") for part in open_braces]


@pytest.mark.parametrize("title", ["{left", "right}", "}{", "\\"])
def test_an_odd_brace_of_a_title_does_not_end_the_entry(title):
    odd = replace(CITED, title=title)
    assert depths(bibtex(odd)) == depths(bibtex(CITED))


def test_each_article_in_another_script_has_a_key_of_its_own():
    arabic = replace(CITED, title="الحرب والسلام", authors=("محمد علي",), version="0f3fabcdef")
    assert bibtex(arabic).startswith("@online{archived20260f3fabcd,\n")
    assert bibtex(replace(arabic, version="1234567890")).startswith("@online{archived202612345678,\n")


@pytest.mark.parametrize("style", STYLES)
@given(title=st.text(), author=st.text(min_size=1), container=st.text())
def test_no_text_of_a_page_ends_a_line_or_a_field(style, title, author, container):
    values = {name: getattr(CITED, name) for name in CITED.__dataclass_fields__}
    odd = Citation(**values | {"title": title, "authors": (author,), "container": f"c{container}"})
    written = STYLES[style](odd)
    if style == "csl-json":
        [item] = json.loads(written)
        assert (item.get("title", ""), item["author"]) == (title, [{"literal": author}])
    elif style == "ris":
        assert len(written.split("\r\n")) == len(ris(CITED).split("\r\n")) - 1
    elif style == "bibtex":
        assert written.count("\n") == bibtex(CITED).count("\n")
        assert depths(written) == depths(bibtex(CITED))
    else:
        assert "\n" not in written
