"""Settings: reads settings.toml of a data folder, and checks each value where it is read (disk).

    contact = "you@example.org"       # sent to the sites that are crawled

    [schedule]                        # how often `commentary run` crawls a site
    geopolist = "6h"

    [notify]                          # who is told what needs a person
    to = ["mailtos://…"]

To add a key: add it to its dataclass with a default and to the function that reads its table, name it in
docs/operations.md.
"""

import difflib
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from extract.durations import parse_interval
from extract.errors import CommentaryError

SETTINGS_NAME = "settings.toml"

Digest = Literal["daily", "weekly"]
DIGESTS: tuple[Digest, ...] = ("daily", "weekly")


@dataclass(frozen=True, kw_only=True)
class NotifySettings:
    """Who is told what needs a person, and where a run leaves what other programs read.

    `to` are the URLs of apprise, `ping` is requested after each run, `base_url` is where the archive is served, to
    which messages link. `metrics` and `log` are files.
    """

    to: tuple[str, ...] = ()
    digest: Digest | None = None
    ping: str | None = None
    base_url: str | None = None
    metrics: Path | None = None
    log: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """The settings of a data folder; `schedule` maps the name of a site to the interval at which it is crawled."""

    contact: str | None = None
    schedule: Mapping[str, timedelta] = field(default_factory=dict)
    notify: NotifySettings = field(default_factory=NotifySettings)


def load_settings(data: Path) -> Settings:
    """Return the settings of a data folder, the defaults if it has no file of them.

    CommentaryError names file, table and key of what is wrong; an unknown key is an error.
    """
    file = data / SETTINGS_NAME
    try:
        text = file.read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        raise CommentaryError(f"{file}: cannot be read: {error}") from error
    return parse_settings(text, file)


def parse_settings(text: str, file: Path) -> Settings:
    """Return the settings in a text; errors name it as `file`, beside which relative paths lie."""
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise CommentaryError(f"{file}: cannot be read: {error}") from error
    top = _Table(file, "", values)
    top.allow([each.name for each in fields(Settings)])
    return Settings(
        contact=top.line("contact"),
        schedule=dict(_schedule(top.table("schedule"))),
        notify=_notify(top.table("notify")),
    )


def _schedule(table: "_Table") -> Iterator[tuple[str, timedelta]]:
    for site in table.values:
        text = table.line(site) or ""
        try:
            every = parse_interval(text)
        except ValueError as error:
            raise table.error(site, f"{text!r}: {error}") from error
        yield site, every


def _notify(table: "_Table") -> NotifySettings:
    table.allow([each.name for each in fields(NotifySettings)])
    digest = table.line("digest")
    named = next((each for each in DIGESTS if each == digest), None)
    if digest is not None and named is None:
        raise table.error("digest", f"{digest!r} is unknown; write one of {', '.join(DIGESTS)}, or leave it out")
    return NotifySettings(
        to=table.lines("to"),
        digest=named,
        ping=table.address("ping", "https://example.org/ping/123"),
        base_url=table.address("base_url", "https://example.org/archive/"),
        metrics=table.path("metrics"),
        log=table.path("log"),
    )


@dataclass(frozen=True)
class _Table:
    """One table of the file; `name` is "" for the top. Every method raises CommentaryError where a value is wrong."""

    file: Path
    name: str
    values: Mapping[str, Any]

    def error(self, key: str, problem: str) -> CommentaryError:
        where = f"[{self.name}] {key}" if self.name else key
        return CommentaryError(f"{self.file}: {where}: {problem}")

    def allow(self, known: Collection[str]) -> None:
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                meant = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
                raise self.error(key, f"unknown key; {meant}")

    def line(self, key: str) -> str | None:
        """Return a text in one line, None where the key is missing."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, str) or not value.isprintable():
            raise self.error(key, f'must be one line of text; write {key} = "…"')
        return value

    def lines(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(
            isinstance(each, str) and each.strip() and each.isprintable() for each in value
        ):
            raise self.error(key, f'must be a list of texts; write {key} = ["…"]')
        return tuple(value)

    def address(self, key: str, example: str) -> str | None:
        """Return the address of a web page. An error does not quote it: that of a ping is a secret."""
        text = self.line(key)
        if text is not None and not _is_web_address(text):
            raise self.error(key, f"is no address; write one such as {example}")
        return text

    def path(self, key: str) -> Path | None:
        """Return a path; a relative one lies beside the file."""
        text = self.line(key)
        if text is None:
            return None
        if not text.strip():
            raise self.error(key, "must name a file, or be left out")
        try:
            return self.file.parent / Path(text).expanduser()
        except RuntimeError as error:
            raise self.error(key, f"{text!r}: {error}") from error

    def table(self, key: str) -> "_Table":
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise self.error(key, f"must be a table; write [{key}] in a line of its own")
        return _Table(self.file, key, value)


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
