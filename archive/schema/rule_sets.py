"""The table of what found the fields of readings, and how it is stored and read (pure, and SQL in values).

The readings of a site have few sets of rules, each of a thousand characters: what a reading has is its number.
"""

from collections.abc import Mapping
from typing import Any

from archive.schema.columns import Column
from archive.schema.keys import article_id
from archive.schema.parts_of_articles import Table

# What a reading has of its set of rules: JSON objects by field.
RULES = ("found_by", "confidence")
RULE_SET = "rule_set"
NO_RULES = "{}"

RULE_SETS: Mapping[str, Table] = {
    "rule_sets": Table(
        "One row per set of rules that found the fields of readings, with the confidence in each",
        {
            "id": Column("INTEGER PRIMARY KEY", "Row id: 52 bits of a hash of both, the same after every replay"),
            "found_by": Column("TEXT NOT NULL DEFAULT '{}'", "The rule that found each field (JSON object)"),
            "confidence": Column(
                "TEXT NOT NULL DEFAULT '{}'",
                "Confidence in each field, from 0 to 1: the share of evaluation pages on which a value found in the"
                " same way was right; 1 for a rule of the site's own profile (JSON object)",
            ),
        },
    ),
}
RULE_SET_COLUMN = Column(
    "INTEGER REFERENCES rule_sets(id) DEFERRABLE INITIALLY DEFERRED",
    "The rules that found its fields, and their confidence, as in rule_sets.id; empty if it has no fields",
)


def rules_of_reading(name: str, reading: str = "readings", schema: str = "") -> str:
    """Return the SQL of `found_by` or `confidence` of a row of readings, which stands in a database `schema`."""
    found = f"SELECT {name} FROM {schema}rule_sets WHERE id = {reading}.{RULE_SET}"  # noqa: S608 - our own names
    return f"ifnull(({found}), json_object())"


def rules_of_readings(reading: str = "readings", schema: str = "") -> str:
    """Return both with their names, as columns of a SELECT."""
    return ", ".join(f"{rules_of_reading(name, reading, schema)} AS {name}" for name in RULES)


def stored_reading(row: Mapping[str, Any]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return a reading as the table readings has it, and the row of rule_sets to which it refers, if to any."""
    rules = {name: row[name] for name in RULES}
    number = None if set(rules.values()) == {NO_RULES} else rule_set_id(*rules.values())
    stored = {name: value for name, value in row.items() if name not in RULES} | {RULE_SET: number}
    return stored, [] if number is None else [{"id": number, **rules}]


def rule_set_id(found_by: str, confidence: str) -> int:
    """Return the row id of a set of rules, given as JSON: 52 bits of a hash, as of `article_id`."""
    return article_id(f"{found_by}\n{confidence}")
