"""Choosers: for each field that a page tells in many ways, the function that weighs them (pure).

To add one: a function from a Setting to a Choice, and its line in CHOOSERS.
"""

from collections.abc import Callable, Mapping

from extract.candidate import Choice
from extract.figures import FIGURES
from extract.setting import Setting
from extract.source import choose_source
from extract.topics import choose_breadcrumbs, choose_categories, choose_tags


def _title(setting: Setting) -> Choice:
    return setting.title


CHOOSERS: Mapping[str, Callable[[Setting], Choice]] = {
    **FIGURES,
    "breadcrumbs": choose_breadcrumbs,
    "categories": choose_categories,
    "source_url": choose_source,
    "tags": choose_tags,
    "title": _title,
}
