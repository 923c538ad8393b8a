"""Writes and reads the tag files of a BagIt bag (pure; RFC 8493).

A bag has its content in `data/`, and beside it `bagit.txt`, `bag-info.txt`, a manifest with the SHA-256 of each file
of the content, and a tag manifest with that of each other file. `sha256sum -c` checks both.
"""

from collections.abc import Iterable, Iterator, Mapping
from io import StringIO

from extract.errors import ArchiveError

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
DECLARATION_NAME, INFO_NAME = "bagit.txt", "bag-info.txt"
MANIFEST_NAME, TAG_MANIFEST_NAME = "manifest-sha256.txt", "tagmanifest-sha256.txt"
PAYLOAD = "data/"

# A name on one line: RFC 8493, 2.1.3.
_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_DIGEST_CHARACTERS = 64


def manifest_text(digests: Mapping[str, str]) -> str:
    """Return a manifest of SHA-256 digests in hexadecimal by path, sorted by path."""
    return "".join(f"{digest}  {_escape(path)}\n" for path, digest in sorted(digests.items()))


def read_manifest(name: str, text: str) -> dict[str, str]:
    """Return the digests of a manifest by path; ArchiveError for a malformed line or a path that is there twice."""
    digests: dict[str, str] = {}
    for number, line in enumerate(_lines(text), 1):
        digest, _, path = line.partition(" ")
        path = _unescape(path.lstrip(" *"))
        if len(digest) != _DIGEST_CHARACTERS or not path or path in digests:
            raise ArchiveError(f"{name}, line {number}: is no digest and path, or a path that is there twice.")
        digests[path] = digest.lower()
    return digests


def info_text(fields: Iterable[tuple[str, str]]) -> str:
    """Return bag-info.txt for pairs of a label and a value on one line."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in fields)


def read_info(text: str) -> dict[str, str]:
    """Return the first value of each label in bag-info.txt."""
    fields: dict[str, str] = {}
    for line in _lines(text):
        label, colon, value = line.partition(":")
        if colon and not line.startswith((" ", "\t")):
            fields.setdefault(label.strip(), value.strip())
    return fields


def _lines(text: str) -> Iterator[str]:
    """Yield the lines of a tag file: other separators, such as U+2028, belong to the names of files."""
    return (line.rstrip("\n") for line in StringIO(text, newline=None))


def _escape(path: str) -> str:
    for character, escaped in _ESCAPES.items():
        path = path.replace(character, escaped)
    return path


def _unescape(path: str) -> str:
    for character, escaped in reversed(_ESCAPES.items()):
        path = path.replace(escaped, character).replace(escaped.lower(), character)
    return path
