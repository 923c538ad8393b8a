"""Choosers: for each field that a page tells in many ways, the function that weighs them (pure).

To add one: a function from a Setting to a Choice, and its line in CHOOSERS.
"""

from collections.abc import Callable, Mapping

from extract.candidate import Choice
from extract.setting import Setting
from extract.titles import choose_headline


def _title(setting: Setting) -> Choice:
    return setting.title


def _headline(setting: Setting) -> Choice:
    return choose_headline(setting.page, setting.title)


CHOOSERS: Mapping[str, Callable[[Setting], Choice]] = {
    "headline": _headline,
    "title": _title,
}
