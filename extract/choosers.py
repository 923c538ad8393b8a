"""Choosers: for each field that a page tells in many ways, the function that weighs them (pure).

To add one: a function from a Setting to a Choice, and its line in CHOOSERS.
"""

from collections.abc import Callable, Mapping

from extract.candidate import Choice
from extract.setting import Setting


def _title(setting: Setting) -> Choice:
    return setting.title


def _next_page(setting: Setting) -> Choice:
    return setting.parts.next


CHOOSERS: Mapping[str, Callable[[Setting], Choice]] = {
    "next_page_url": _next_page,
    "title": _title,
}
