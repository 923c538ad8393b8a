"""Regular expressions that are compiled when they are first used (pure).

Alternations of words of forty languages take tenths of a second to compile, which every command would pay at its
start.
"""

import re
from typing import Any, cast

from extract.text.folding import fold_forms

_uncompiled: list["_LazyPattern"] = []


class _LazyPattern:
    """Stands for a compiled pattern; each method is looked up once, and then as fast as that of the pattern."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def __getattr__(self, name: str) -> Any:
        attribute = getattr(self.compile(), name)
        setattr(self, name, attribute)
        return attribute

    def compile(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        return self._compiled


def lazy_pattern(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what `re.compile` returns, but compiled at its first use; a wrong pattern raises only then."""
    lazy = _LazyPattern(pattern, flags)
    _uncompiled.append(lazy)
    return cast("re.Pattern[str]", lazy)


def folded_pattern(pattern: str) -> re.Pattern[str]:
    """Return a lazy pattern, given in lower case, that finds in a text of `fold_case` what `re.IGNORECASE` finds.

    That flag makes an alternation of the words of forty languages take several times as long: with it, the first
    letter of a word does not rule it out.
    """
    return lazy_pattern(fold_forms(pattern))


def compile_patterns() -> None:
    """Compile all that is not compiled yet, before readers are forked from this process."""
    while _uncompiled:
        _uncompiled.pop().compile()
