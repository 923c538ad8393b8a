"""Shows the fields of a page that was checked: green, red, or empty (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass

import click

from commentary.cli.show.article import in_line
from commentary.cli.show.text import printable
from extract.article import EMPTY

MAX_VALUE = 90
# The word counts where there are no colours.
MARKS = {True: ("good ", "green"), False: ("wrong", "red"), None: ("empty", None)}


@dataclass(frozen=True, kw_only=True)
class CheckedField:
    """One field of one page, by the page's file or URL, and its value; `why` says why it is wrong.

    `field` is "" for a page that could not be read, `is_good` is None for an empty field that may be so.
    """

    page: str
    field: str
    is_good: bool | None
    found: object
    why: str = ""


def checked_text(where: str, fields: Sequence[CheckedField], *, why: str = "") -> str:
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
        value = "" if each.found in EMPTY else printable(in_line(each.found), MAX_VALUE)
        lines.append(f"    {click.style(word, fg=colour)}  {each.field:14}  {value}".rstrip())
        if each.is_good is False:
            lines.append(f"    {'':5}  {'':14}  {printable(each.why)}")
    return "\n".join(lines)
