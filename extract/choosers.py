"""Choosers: for each field that a page tells in many ways, the function that weighs them (pure).

To add one: a function from a Setting to a Choice, and its line in CHOOSERS.
"""

from collections.abc import Callable, Mapping

from extract.authors import choose_authors
from extract.candidate import Choice
from extract.setting import Setting


def _title(setting: Setting) -> Choice:
    return setting.title


CHOOSERS: Mapping[str, Callable[[Setting], Choice]] = {
    "authors": choose_authors,
    "title": _title,
}
