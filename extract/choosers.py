"""Choosers: for each field that a page tells in many ways, the function that weighs them (pure).

To add one: a function from a Setting to a Choice, and its line in CHOOSERS.
"""

from collections.abc import Callable, Mapping

from extract.candidate import Choice
from extract.setting import Setting


def _title(setting: Setting) -> Choice:
    return setting.title


def _published(setting: Setting) -> Choice:
    return setting.dates.published


def _updated(setting: Setting) -> Choice:
    return setting.dates.updated


CHOOSERS: Mapping[str, Callable[[Setting], Choice]] = {
    "published_at": _published,
    "title": _title,
    "updated_at": _updated,
}
