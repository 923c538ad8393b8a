"""Words that stand between the parts of a written day: `1 de março de 2026`, `2026. gada 1. marts` (values only).

By language, words apart by spaces; a word that ends in an apostrophe has no space behind it. To add a language: its line
in each table that it needs.
"""

from collections.abc import Mapping

# Between day, month and year.
JOINERS: Mapping[str, str] = {
    "ca": "de del d'",
    "en": "of the",
    "es": "de del",
    "fil": "ng",
    "it": "di",
    "pt": "de da do",
    "sv": "den",
}
# Behind the day, as in `1st`, `1er`.
ORDINALS: Mapping[str, str] = {"en": "st nd rd th", "es": "º ª °", "fr": "er", "ru": "-го го -е е", "el": "η ης"}
# Between year and month, where the year comes first.
BEHIND_YEAR: Mapping[str, str] = {"lt": "m.", "lv": "gada"}
# Between month and year: the era, as `ค.ศ. 2024`.
ERA_BEFORE_YEAR: Mapping[str, str] = {"th": "พ.ศ. ค.ศ."}
