"""The data dictionary: every column of every table and view has a type and what else is known of it."""

from pathlib import Path

import pytest

from archive.schema.dictionary import (
    ALLOWED,
    REFERENCES,
    TYPES,
    DescribedColumn,
    describe,
    description_of,
    entries_of,
)
from archive.schema.markdown import to_markdown
from archive.schema.tables import TABLES
from archive.schema.views import VIEWS

NAMES = (*TABLES, *VIEWS)


@pytest.mark.parametrize("name", NAMES)
def test_every_column_is_described_in_its_order_with_a_type_that_is_known(name):
    columns = TABLES[name].columns if name in TABLES else VIEWS[name].columns
    described = describe(name)
    assert [column for column, _, _ in described] == list(columns)
    assert {kind for _, kind, _ in described} <= set(TYPES)
    assert all(words for _, _, words in described)
    assert description_of(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_leads_to_a_column_that_exists(name):
    for entry in entries_of(name):
        if entry.references:
            table, _, column = entry.references.partition(".")
            assert column in TABLES[table].columns, entry


def test_the_type_of_a_column_says_what_a_cell_holds():
    kinds = {column: kind for column, kind, _ in describe("articles")}
    assert {name: kinds[name] for name in ("id", "url", "authors", "published_at", "is_free", "views")} == {
        "id": "integer", "url": "text", "authors": "list", "published_at": "time", "is_free": "boolean",
        "views": "integer",
    }  # fmt: skip
    assert DescribedColumn("confidence", "object", TABLES["rule_sets"].columns["confidence"].description) in describe(
        "rule_sets"
    )
    assert {column: kind for column, kind, _ in describe("view_counts")}["article"] == "text"


def test_keys_and_foreign_keys_are_told():
    (capture,) = (entry for entry in entries_of("readings") if entry.column == "capture")
    assert (capture.is_key, capture.references, capture.is_optional) == (True, "captures.id", False)
    assert [entry.column for entry in entries_of("links") if entry.is_key] == ["article", "position"]
    assert {entry.column: entry.references for entry in entries_of("captures")}["run"] == "runs.id"


@pytest.mark.parametrize("named", [*ALLOWED, *REFERENCES])
def test_what_is_known_of_a_column_is_known_of_one_that_exists(named):
    table, _, column = named.rpartition(".")
    known = {
        (name, column)
        for name in NAMES
        for column in (TABLES[name].columns if name in TABLES else VIEWS[name].columns)
    }
    # The class of a change comes with the table of changes.
    assert named == "changes.class" or any(column == each[1] and table in {"", each[0]} for each in known)


def test_an_unknown_table_is_an_error():
    with pytest.raises(KeyError):
        describe("nothing")


def test_the_document_of_the_schema_is_what_make_schema_writes():
    document = Path(__file__).parents[3] / "docs" / "schema.md"
    assert document.read_text("utf-8") == to_markdown(), "run `make schema`"
