"""Changes single values of settings.toml, and leaves all its other lines and comments as they are (disk)."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from archive.settings.load import SETTINGS_NAME, parse_settings
from extract.errors import CommentaryError

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

# It may come to hold passwords of who is notified.
NEW_FILE_MODE = 0o600
# The name of a table, "" for the top, and of a key in it; None removes the key.
Changes = Mapping[tuple[str, str], str | list[str] | None]


def change_settings(data: Path, changes: Changes) -> None:
    """Set or remove values in settings.toml, at once or not at all; make the file if there is none.

    A table that has lost its last key is removed, and so is a file without a line. CommentaryError if the outcome
    would be no valid file, or cannot be written.
    """
    import tomlkit  # noqa: PLC0415 - every crawl reads settings, and few commands write any
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415 - as above

    # A link keeps leading to its file.
    file = Path(os.path.realpath(data / SETTINGS_NAME))
    try:
        before = file.read_text("utf-8") if file.exists() else ""
        # What is wrong already is told before anything is changed.
        parse_settings(before, data / SETTINGS_NAME)
        document = tomlkit.parse(before)
    except (OSError, UnicodeDecodeError, TOMLKitError) as error:
        raise CommentaryError(f"{data / SETTINGS_NAME} cannot be written: {error}") from error
    for (table, key), value in changes.items():
        if value is None:
            _remove(document, table, key)
        elif not table:
            document[key] = value
        else:
            if table not in document:
                document[table] = tomlkit.table()
            document[table][key] = value
    # A table at the end leaves the blank line before it when it goes.
    text = tomlkit.dumps(document).rstrip()
    after = f"{text}\n" if text else ""
    parse_settings(after, data / SETTINGS_NAME)
    try:
        _write(file, after)
    except OSError as error:
        raise CommentaryError(
            f"{data / SETTINGS_NAME} cannot be written: {error.strerror}. See that this user may write there,"
            " and that the disk has room."
        ) from error


def _remove(document: "TOMLDocument", table: str, key: str) -> None:
    within = document.get(table, {}) if table else document
    if key in within:
        del within[key]
    if table in document and not within:
        del document[table]


def _write(file: Path, text: str) -> None:
    if not text:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    mode = file.stat().st_mode & 0o777 if file.exists() else NEW_FILE_MODE
    unfinished = file.with_name(f"{file.name}.new")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w", encoding="utf-8") as out:
        # The umask may have taken from what the file had.
        os.fchmod(out.fileno(), mode)
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    unfinished.replace(file)
