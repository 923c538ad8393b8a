"""What stands beside a file describes it: CSVW for CSV, JSON Schema for JSON and NDJSON."""

import csv
import json

import jsonschema
import pytest

from archive.export import EXPORTED, Export, Options, export_to_file
from archive.export.fields import fields_of


def write(filled, path, table="articles", **options):
    export_to_file(path, Export(filled / "commentary.db", path.suffix[1:], table, options=Options(**options)))
    return json.loads(
        (path.parent / f"{path.name}{'-metadata' if path.suffix == '.csv' else '.schema'}.json").read_text()
    )


@pytest.mark.parametrize("table", EXPORTED)
def test_every_object_is_what_its_schema_says(filled, tmp_path, table):
    schema = write(filled, tmp_path / "rows.ndjson", table, versions=True)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    lines = (tmp_path / "rows.ndjson").read_text("utf-8").split("\n")[:-1]
    for line in lines:
        validator.validate(json.loads(line))
    assert all(each["description"] for each in schema["properties"].values())


def test_an_array_is_what_its_schema_says(filled, tmp_path):
    schema = write(filled, tmp_path / "rows.json")
    rows = json.loads((tmp_path / "rows.json").read_text("utf-8"))
    assert list(jsonschema.Draft202012Validator(schema).iter_errors(rows)) == []
    assert not jsonschema.Draft202012Validator(schema).is_valid([{**rows[0], "views": "many"}])


@pytest.mark.parametrize("table", ["articles", "readings", "changes"])
def test_every_column_of_a_csv_is_described_in_its_order(filled, tmp_path, table):
    described = write(filled, tmp_path / "rows.csv", table)
    assert (described["url"], described["dc:title"]) == ("rows.csv", table)
    columns = described["tableSchema"]["columns"]
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as text:
        assert next(csv.reader(text)) == [column["titles"] for column in columns]
    assert [column["dc:description"] for column in columns] == [field.description for field in fields_of(table)]


def test_times_for_excel_are_described_as_they_are_written(filled, tmp_path):
    columns = write(filled, tmp_path / "rows.csv", excel=True)["tableSchema"]["columns"]
    kinds = {column["name"]: column["datatype"] for column in columns}
    assert kinds["published_at"] == {"base": "dateTime", "format": "yyyy-MM-dd HH:mm:ss"}
    assert kinds["views"] == "integer"
