"""Table: reads values out of a profile's TOML, and checks each where it is read (pure)."""

import difflib
import ipaddress
import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar, overload
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from extract.errors import ProfileError
from extract.urls import check_ascii_host

T = TypeVar("T")

NOT_A_HOST = "not a host; write it without http:// and path, such as example.org or example.org:8080"
_HOST_AND_PORT = re.compile(r"(?P<name>\[[^\]]*\]|[^:/]*)(?::(?P<port>\d{1,5}))?")
_HOST = re.compile(r"(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9_.-]*[a-z0-9])?)(?::\d{1,5})?")


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table of a profile, with what an error needs to name it.

    `file` is the profile's path or name; `where` is the table's dotted name, such as `fields.authors[1]`, or "".
    Every method raises ProfileError where the profile is wrong.
    """

    file: str
    where: str
    values: Mapping[str, Any]

    @classmethod
    def parse(cls, file: str, text: str) -> "Table":
        """Return the top table of a profile."""
        try:
            return cls(file=file, where="", values=tomllib.loads(text))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            raise ProfileError(file, "TOML", f"cannot be parsed: {error}") from error

    def error(self, key: str, problem: str) -> ProfileError:
        """Return the error to raise: it names the file, the table and the key."""
        return ProfileError(self.file, f"{self.where}.{key}" if self.where else key, problem)

    def allow(self, known: Collection[str]) -> None:
        """Refuse a key that a table of this kind does not have, and suggest the one that was meant."""
        for key in self.values:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1)
                meant = f"did you mean {near[0]!r}?" if near else f"write one of {', '.join(known)}"
                raise self.error(key, f"unknown key; {meant}")

    def needed(self, key: str) -> Any:
        """Return the value of a key that must be there."""
        if key not in self.values:
            raise self.error(key, f"is missing; add {key} = …")
        return self.values[key]

    @overload
    def text(self, key: str) -> str: ...
    @overload
    def text(self, key: str, default: None) -> str | None: ...
    def text(self, key: str, default: str | None = "") -> str | None:
        """Return a string that is not blank; the key may be missing only where a default of None is given."""
        if default is None and key not in self.values:
            return None
        value = self.needed(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f"{value!r} is no text; write a string in quotes that is not blank")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings that are not blank."""
        values = self.needed(key)
        if not isinstance(values, list) or not all(isinstance(value, str) and value.strip() for value in values):
            raise self.error(key, f'{values!r} is not a list of texts; write {key} = ["…"]')
        return tuple(values)

    def joined(self, key: str) -> str:
        """Return a string, or a list of strings joined by commas."""
        return self.text(key) if isinstance(self.needed(key), str) else ", ".join(self.texts(key))

    def number(self, key: str, default: float) -> float:
        """Return a number."""
        value = self.values.get(key, default)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.error(key, f"{value!r} is not a number; write one without quotes, such as {key} = {default}")
        return float(value)

    def flag(self, key: str) -> bool:
        """Return a boolean, False where the key is missing."""
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(
                key, f"{value!r} is neither true nor false; write {key} = true without quotes, or leave it out"
            )
        return value

    def one_of(self, key: str, known: Collection[str]) -> str:
        """Return a string that is one of those known."""
        value = self.text(key)
        if value not in known:
            raise self.error(key, f"{value!r} is unknown; write one of {', '.join(known)}")
        return value

    def table(self, key: str) -> "Table":
        """Return a table within this one, empty where the key is missing."""
        return self._below(key, self.values.get(key, {}))

    def tables(self, key: str) -> Iterator["Table"]:
        """Yield the tables of a list within this one."""
        values = self.values.get(key, [])
        if not isinstance(values, list):
            raise self.error(key, f"{values!r} is not a list of tables; write [[{key}]] or {key} = [{{ … }}]")
        for number, value in enumerate(values, 1):
            yield self._below(f"{key}[{number}]", value)

    def _below(self, key: str, value: Any) -> "Table":
        if not isinstance(value, dict):
            raise self.error(key, f"{value!r} is not a table; write one such as {{ key = value }}")
        return Table(file=self.file, where=f"{self.where}.{key}" if self.where else key, values=value)

    def checked(self, key: str, value: str, check: Callable[[str], T]) -> T:
        """Return the result of `check`; its ValueError becomes a ProfileError that names the key."""
        try:
            return check(value)
        except ValueError as error:
            raise self.error(key, f"{value!r}: {error}") from error


def check_host(text: str) -> str:
    """Return a `host` or `host:port` in ASCII and lower case; Unicode names are written in Punycode."""
    match = _HOST_AND_PORT.fullmatch(text)
    if match is None:
        raise ValueError(NOT_A_HOST)
    name = match["name"].lower() if match["name"].startswith("[") else check_ascii_host(match["name"])
    host = f"{name}:{match['port']}" if match["port"] else name
    if not _HOST.fullmatch(host) or ".." in host:
        raise ValueError(NOT_A_HOST)
    try:
        port = urlsplit(f"//{host}").port
    except ValueError as error:
        raise ValueError(f"{error}; write a port from 1 to 65535") from error
    if port == 0:
        raise ValueError("port 0 does not exist; write a port from 1 to 65535")
    return name if port in {80, 443} else host


def check_zone(text: str) -> str:
    """Return the name of a time zone."""
    try:
        return ZoneInfo(text).key
    except (OSError, ValueError, LookupError) as error:
        raise ValueError("not an IANA time zone; write one such as Europe/London") from error


def is_loopback(host: str) -> bool:
    """Tell whether a checked host, with or without port, is this machine itself."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
