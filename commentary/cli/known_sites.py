"""Checks the name of a site against an archive and its profiles (disk)."""

from contextlib import closing
from pathlib import Path

from archive.database import DATABASE_NAME, open_read_only, plain_errors
from extract.errors import ArchiveError, ProfileError
from sites import load_each


def check_site(site: str, data: Path) -> None:
    """Raise ArchiveError for a name that neither a run in the archive nor a profile has: a typing mistake."""
    database = data / DATABASE_NAME
    with closing(open_read_only(database)) as db, plain_errors(database):
        query = "SELECT DISTINCT site FROM captures UNION SELECT site FROM runs"
        known = {name for (name,) in map(tuple, db.execute(query))}
    profiles = {each.name for each in load_each(data / "sites") if not isinstance(each, ProfileError)}
    if site not in known | profiles:
        names = ", ".join(sorted(known - {""})) or "none"
        raise ArchiveError(f"there is no site {site!r} in {data}; its sites are: {names}.")
