"""Loads profiles: one TOML file a site, from the user's folder and from this package (reads files).

`_default.toml` has the rules that every site inherits, `_example.toml` explains every key.
"""

import difflib
from collections.abc import Callable, Iterator
from functools import partial
from importlib.resources import files
from pathlib import Path

from extract.errors import ProfileError
from extract.profile import parse_site
from extract.site import Site

DEFAULTS = "_default.toml"

# The shipped profiles are files of this package.
SHIPPED = Path(str(files(__name__)))


def load_defaults() -> str:
    """Return the text of the rules that every site inherits."""
    return (SHIPPED / DEFAULTS).read_text("utf-8")


def load_sites(*folders: Path) -> dict[str, Site]:
    """Return all sites by name; of profiles with the same name the first folder's counts, a shipped one last."""
    return {name: _load(name, path) for name, path in sorted(_profiles(*folders).items())}


def load_each(*folders: Path) -> Iterator[Site | ProfileError]:
    """Yield all sites in the order of their names, and the error in place of a site whose profile is wrong."""
    for name, path in sorted(_profiles(*folders).items()):
        try:
            yield _load(name, path)
        except ProfileError as error:
            yield error


def load_site(name: str, *folders: Path) -> Site:
    """Return one site; an error in the profile of another one does not matter."""
    profiles = _profiles(*folders)
    if name not in profiles:
        near = difflib.get_close_matches(name, profiles, n=3)
        known = ", ".join(sorted(profiles))
        own = f", or have its profile {folders[-1] / name}.toml written by `commentary add URL`" if folders else ""
        meant = f"did you mean {' or '.join(near)}?" if near else f"write one of {known}{own}"
        raise ProfileError(name, "site", f"no such site; {meant}")
    return _load(name, profiles[name])


def profile_loader(folder: Path) -> Callable[[str], Site]:
    """Return a function from a name to the site as its profile is by then, which can be sent to another process."""
    return partial(_load_from, folder)


def _load_from(folder: Path, name: str) -> Site:
    return load_site(name, folder)


def _profiles(*folders: Path) -> dict[str, Path]:
    """Return the profile file of each site."""
    found: dict[str, Path] = {}
    for folder in (*folders, SHIPPED):
        for path in _files(folder):
            found.setdefault(path.stem, path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*.toml")):
        # Files that begin with another character are no sites: the defaults, the example, an editor's hidden copy.
        if path.stem[:1].isalnum() and path.is_file():
            yield path


def _load(name: str, path: Path) -> Site:
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ProfileError(str(path), "file", f"cannot be read as UTF-8 text: {error}") from error
    return parse_site(name, text, defaults=load_defaults(), origin=str(path))
