"""Choosers: for each field that a page tells in many ways, the function that weighs them (pure).

To add one: a function from a Setting to a Choice, and its line in CHOOSERS.
"""

from collections.abc import Callable, Mapping

from extract.candidate import Choice
from extract.setting import Setting
from extract.topics import choose_breadcrumbs, choose_categories, choose_tags


def _title(setting: Setting) -> Choice:
    return setting.title


CHOOSERS: Mapping[str, Callable[[Setting], Choice]] = {
    "breadcrumbs": choose_breadcrumbs,
    "categories": choose_categories,
    "tags": choose_tags,
    "title": _title,
}
