"""The table of the rules that won in each run, the view of its fields, and what keeps the table (SQL in values only).

A trigger counts each reading of an article in its transaction, by the set of rules that found its fields. A site has
few such sets, so that a run has a few rows, and a reading costs one of them; the view tells them field by field.
"""

from collections.abc import Mapping

from archive.schema.columns import Column
from archive.schema.parts_of_articles import Table
from archive.schema.views_of_changes import View

# The fields that rules find, but for those that lead to other pages (`canonical_url`, the neighbours, the next page).
FIELDS_OF_RUN = (
    "title", "headline", "subtitle", "authors", "published_at", "updated_at", "body", "language", "description",
    "image_url", "categories", "tags", "breadcrumbs", "views", "comment_count", "comments", "reading_minutes",
    "site_name", "source_url",
)  # fmt: skip
# A reading without any rule, which has no row in rule_sets.
_WITHOUT_RULES = 0

RUN_RULES: Mapping[str, Table] = {
    "run_rules": Table(
        "One row per run and set of rules: how many of its readings as an article found their fields so",
        {
            "run": Column("TEXT NOT NULL", "The run, as in runs.id"),
            # No foreign key: the last reading of a set deletes its row there before or after the one here.
            "rule_set": Column("INTEGER NOT NULL", "The rules, as in rule_sets.id; 0 without any"),
            "readings": Column("INTEGER NOT NULL", "Number of readings"),
        },
        "PRIMARY KEY (run, rule_set)",
        "WITHOUT ROWID",
    ),
}

_FIELDS = ", ".join(f'"{name}"' for name in FIELDS_OF_RUN)
# A damaged database may hold any text as rules, and numbers whose sum is none.
_FOUND_BY = "iif(json_valid(rule_sets.found_by), rule_sets.found_by, '{}')"
RUN_FIELDS = f"""
SELECT run_rules.run, CAST(field.value AS TEXT) AS field,
    CAST(ifnull(json_extract({_FOUND_BY}, '$.' || field.value), '') AS TEXT) AS rule,
    CAST(total(readings) AS INTEGER) AS readings
FROM run_rules LEFT JOIN rule_sets ON rule_sets.id = run_rules.rule_set
CROSS JOIN json_each('[{_FIELDS}]') AS field
GROUP BY 1, 2, 3
"""  # noqa: S608 - our own names

VIEWS_OF_RUNS: Mapping[str, View] = {
    "run_fields": View(
        "One row per run, field and rule: in how many of its readings as an article the rule found the field",
        {
            "run": "The run, as in runs.id",
            "field": "Name of the field, as in the object found_by of a reading",
            "rule": "The rule that found it; blank if none did",
            "readings": "Number of readings, also of those that are held",
        },
        RUN_FIELDS,
    ),
}

_COUNT = """
INSERT INTO run_rules (run, rule_set, readings)
    SELECT run, {set}, 1 FROM captures WHERE id = new.capture AND new.outcome = 'article'
    ON CONFLICT (run, rule_set) DO UPDATE SET readings = readings + 1;
"""
_DISCOUNT = """
UPDATE run_rules SET readings = readings - 1
    WHERE old.outcome = 'article' AND rule_set = {set}
        AND run = (SELECT run FROM captures WHERE id = old.capture);
DELETE FROM run_rules
    WHERE readings = 0 AND rule_set = {set} AND run = (SELECT run FROM captures WHERE id = old.capture);
"""
_MORE = _COUNT.format(set=f"ifnull(new.rule_set, {_WITHOUT_RULES})")
_FEWER = _DISCOUNT.format(set=f"ifnull(old.rule_set, {_WITHOUT_RULES})")
RUN_RULES_TRIGGERS: Mapping[str, str] = {
    "run_rules_more": f"AFTER INSERT ON readings WHEN new.outcome = 'article' BEGIN {_MORE} END",
    "run_rules_fewer": f"AFTER DELETE ON readings WHEN old.outcome = 'article' BEGIN {_FEWER} END",
    "run_rules_changed": "AFTER UPDATE OF rule_set, outcome ON readings"
    f" WHEN old.rule_set IS NOT new.rule_set OR old.outcome <> new.outcome BEGIN {_FEWER} {_MORE} END",
}
RULES_OF_RUNS = f"""
SELECT captures.run, ifnull(readings.rule_set, {_WITHOUT_RULES}) AS rule_set, count(*) AS readings
FROM readings JOIN captures ON captures.id = readings.capture WHERE outcome = 'article' GROUP BY 1, 2
"""  # noqa: S608 - our own number
COUNT_RULES_OF_RUNS = f"INSERT INTO run_rules (run, rule_set, readings) {RULES_OF_RUNS}"
