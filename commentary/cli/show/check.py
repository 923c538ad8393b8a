"""Shows the fields of a page that was checked: green, red, or empty (pure)."""

from collections.abc import Sequence
from typing import Protocol

import click

from commentary.cli.show.article import in_line
from commentary.cli.show.text import printable

MAX_VALUE = 90
# The word counts where there are no colours.
MARKS = {True: ("good ", "green"), False: ("wrong", "red"), None: ("empty", None)}


class Checked(Protocol):
    """What is shown of a field; see `commentary.cli.check`."""

    @property
    def page(self) -> str:
        """The page's file or URL."""

    @property
    def field(self) -> str:
        """The field's name, "" for a page that could not be read."""

    @property
    def is_good(self) -> bool | None:
        """Whether the field is as it must be; None for an empty one that may be so."""

    @property
    def found(self) -> object:
        """Its value."""

    @property
    def why(self) -> str:
        """Why it is wrong, or the rule that found it."""


def checked_text(where: str, fields: Sequence[Checked], *, why: str = "") -> str:
    """Return the fields of the pages of one place, each with its mark, value and reason; `why` there is no page."""
    if not fields:
        return f"{where}\n  {click.style('no article', fg='yellow')}  {printable(why)}"
    lines = [where]
    page = ""
    for each in fields:
        if each.page != page:
            page = each.page
            lines.append(f"  {printable(page)}")
        word, colour = MARKS[each.is_good]
        value = "" if each.found in {None, "", ()} else printable(in_line(each.found), MAX_VALUE)
        lines.append(f"    {click.style(word, fg=colour)}  {each.field:14}  {value}".rstrip())
        if each.is_good is False:
            lines.append(f"    {'':5}  {'':14}  {printable(each.why)}")
    return "\n".join(lines)
