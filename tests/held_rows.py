"""Rows of made-up values, as a format of exports sees them."""

from dataclasses import dataclass, field

from archive.export import Field, Options


@dataclass
class Held:
    """What an export holds: columns of one kind each, and rows."""

    fields: list
    values: list
    options: Options = field(default_factory=Options)
    notes: list = field(default_factory=list)
    table: str = "articles"
    description: str = "One row per article"
    nested: dict = field(default_factory=dict)
    rows_expected: int | None = None

    @property
    def expected(self):
        return len(self.values) if self.rows_expected is None else self.rows_expected

    def rows(self):
        return iter(self.values)

    def records(self):
        names = [each.name for each in self.fields]
        return (dict(zip(names, row, strict=True)) for row in self.values)


def held(*columns, rows_expected=None, **options):
    """Return what holds some columns, each a pair of its kind and its values."""
    fields = [Field(f"c{number}", kind, f"Column {number}") for number, (kind, _) in enumerate(columns)]
    values = list(zip(*(values for _, values in columns), strict=True))
    return Held(fields, values, Options(**options), rows_expected=rows_expected)
