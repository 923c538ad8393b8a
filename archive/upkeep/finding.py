"""Finding: something about an archive or its machine that a person should know, and what to do (values only)."""

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "fine"]


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something about an archive or its machine.

    `kind` is a word or two, such as `disk`; `subject` is what it is about: a file, a site, a host, or "". Both stay
    the same as long as the finding lasts, while the numbers in its sentences change. `what` and `do` are sentences;
    `do` is "" where nothing is to be done.
    """

    kind: str
    level: Level
    what: str
    do: str = ""
    subject: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.do}".strip()
