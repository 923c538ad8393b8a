"""Examines whether people can be told of an archive: addresses, and what could not be sent (disk)."""

from collections.abc import Iterator
from pathlib import Path

from archive.settings import SETTINGS_NAME, load_settings
from archive.upkeep import Finding
from commentary.cli.notices import notice_troubles, wrong_places
from extract.errors import CommentaryError

NOTICES = "notices"
TRY = "`commentary notify --test` tries all places."


def notice_findings(data: Path) -> Iterator[Finding]:
    """Yield what keeps people from being told; nothing if settings.toml cannot be read, of which another tells."""
    try:
        settings = load_settings(data).notify
    except CommentaryError:
        return
    if not settings.to and not settings.ping:
        do = "docs/watching.md says how to hear of what needs people."
        yield Finding(kind=NOTICES, level="fine", what=f"{SETTINGS_NAME} names nobody to tell.", do=do)
        return
    wrong = [f"{each}." for each in wrong_places(data, settings)]
    unsent = [f"{each}." for each in notice_troubles(data, settings)]
    yield from (Finding(kind=NOTICES, level="error", what=each, do=f"Mend it. {TRY}") for each in wrong)
    yield from (Finding(kind=NOTICES, level="warning", what=each, do=TRY) for each in unsent)
    if not wrong and not unsent:
        number = f"{len(settings.to)} {'place' if len(settings.to) == 1 else 'places'}"
        what = f"{number} of {SETTINGS_NAME} can be told{', and a check is pinged' if settings.ping else ''}."
        yield Finding(kind=NOTICES, level="fine", what=what)
