"""The readers of a server: a file with the hash of each one's password or token (disk).

One line for each reader, `NAME:HASH`; empty lines and lines that begin with `#` are left out. The hash of a password
is Argon2id in the PHC string format with the parameters of RFC 9106, section 4 (the second recommended option). A
token has 256 random bits, so that its SHA-256 tells nothing of it: `sha256:` and 64 hexadecimal digits.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from argon2 import PasswordHasher, extract_parameters
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.profiles import RFC_9106_LOW_MEMORY

from extract.errors import ArchiveError

MIN_PASSWORD = 8
# Argon2 takes a password of any length, and a request may bring a long one.
MAX_PASSWORD = 1_000
_NAME = re.compile(r"[^:#\s\x00-\x1f\x7f][^:\x00-\x1f\x7f]{0,99}")
_TOKEN = re.compile(r"sha256:[0-9a-f]{64}")
_HASHER = PasswordHasher.from_parameters(RFC_9106_LOW_MEMORY)
# An unknown name is compared with this, so that it takes as long as a known one.
_NOBODY = _HASHER.hash(secrets.token_urlsafe())


@dataclass(frozen=True, kw_only=True)
class Readers:
    """The hash of each password by the reader's name, and the name of each token by its hash."""

    passwords: Mapping[str, str] = field(default_factory=dict, repr=False)
    tokens: Mapping[str, str] = field(default_factory=dict, repr=False)

    def has_password(self, name: str, password: str) -> bool:
        """Tell whether this is the password of a reader; takes as long and 64 MiB of memory for an unknown name."""
        known = self.passwords.get(name, _NOBODY)
        try:
            _HASHER.verify(known, password[:MAX_PASSWORD])
        except (VerificationError, InvalidHashError):
            return False
        return name in self.passwords

    def has_token(self, token: str) -> bool:
        """Tell whether this is the token of a reader."""
        return _hash_of(token) in self.tokens


class ReadersFile:
    """The readers in a file as it is now: a file that was changed or replaced is read again."""

    def __init__(self, path: Path) -> None:
        """Read the file; raise ArchiveError as `load_readers` does."""
        self._path = path
        self._state: tuple[int, ...] = ()
        self._readers = Readers()
        self()

    def __call__(self) -> Readers:
        """Return the readers, the same object while the file is the same; raise ArchiveError if it cannot be read."""
        try:
            found = self._path.stat()
        except OSError as error:
            self._state = ()
            raise ArchiveError(f"{self._path} cannot be read: {error.strerror}.") from error
        state = (found.st_dev, found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size)
        if state != self._state:
            self._state = ()
            self._readers = load_readers(self._path)
            self._state = state
        return self._readers


def load_readers(path: Path) -> Readers:
    """Return the readers in a file; raise ArchiveError that names file and line if it has none, or is malformed."""
    passwords: dict[str, str] = {}
    tokens: dict[str, str] = {}
    for number, line in enumerate(_lines(path), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, _, hashed = line.strip().partition(":")
        where = f"{path}, line {number}"
        if not _NAME.fullmatch(name) or name in passwords or name in tokens.values():
            problem = "is there twice" if _NAME.fullmatch(name) else "is no name"
            raise ArchiveError(f"{where}: {name[:100]!r} {problem}. A line is NAME:HASH.")
        if _TOKEN.fullmatch(hashed):
            tokens[hashed] = name
        elif _is_argon2(hashed):
            passwords[name] = hashed
        else:
            raise ArchiveError(f"{where}: no hash of a password or token. Write it with `commentary access`.")
    if not passwords and not tokens:
        raise ArchiveError(f"{path} names no reader. Add one with `commentary access {path} NAME`.")
    return Readers(passwords=passwords, tokens=tokens)


def add_password(path: Path, name: str, password: str) -> None:
    """Write the hash of a reader's password into the file in the place of a former one; the file may be missing."""
    if len(password) < MIN_PASSWORD:
        raise ArchiveError(f"A password has at least {MIN_PASSWORD} characters.")
    if len(password) > MAX_PASSWORD:
        raise ArchiveError(f"A password has at most {MAX_PASSWORD:,} characters.")
    _write(path, name, _HASHER.hash(password))


def add_token(path: Path, name: str) -> str:
    """Write the hash of a new token into the file, as `add_password` does; return the token, which is not stored."""
    token = secrets.token_urlsafe(32)
    _write(path, name, _hash_of(token))
    return token


def remove_reader(path: Path, name: str) -> None:
    """Remove a reader from the file; raise ArchiveError if the file does not name that reader."""
    if not path.exists() or all(line.partition(":")[0] != name for line in _lines(path)):
        raise ArchiveError(f"{path} does not name {name!r}.")
    _write(path, name, None)


def _hash_of(token: str) -> str:
    return f"sha256:{hashlib.sha256(token.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _is_argon2(hashed: str) -> bool:
    try:
        extract_parameters(hashed)
    except InvalidHashError:
        return False
    return True


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8").splitlines()
    except OSError as error:
        raise ArchiveError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise ArchiveError(f"{path} is no UTF-8 text.") from error


def _write(path: Path, name: str, hashed: str | None) -> None:
    """Replace the line of a reader, in a new file that only its owner can read; the others stay as they are."""
    if not _NAME.fullmatch(name):
        raise ArchiveError(f"{name[:100]!r} is no name of a reader: 1 to 100 characters, without a colon.")
    kept = [line for line in (_lines(path) if path.exists() else []) if line.partition(":")[0] != name]
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written: {error.strerror}.") from error
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in [*kept, *([f"{name}:{hashed}"] if hashed else [])])
        part.replace(path)
    except OSError as error:
        raise ArchiveError(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
