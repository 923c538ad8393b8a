"""Computes the SHA-256 digests of WARC files and of runs (reads files).

The digest of a run is that of the list of its files as `sha256sum` prints it, so that anyone can compute it without
this program: `cd warc && sha256sum RUN-*.warc.gz | sha256sum`.
"""

import hashlib
from collections.abc import Mapping
from pathlib import Path

CHUNK = 1024 * 1024


def file_digest(path: Path, length: int | None = None) -> str:
    """Return the SHA-256 of a file in hexadecimal, or of its first `length` bytes."""
    found = hashlib.sha256()
    left = path.stat().st_size if length is None else length
    with path.open("rb") as file:
        while left > 0 and (chunk := file.read(min(CHUNK, left))):
            found.update(chunk)
            left -= len(chunk)
    return found.hexdigest()


def file_list(digests: Mapping[str, str]) -> bytes:
    """Return the SHA-256 digests of files, given by their names, as `sha256sum` prints them, sorted by name."""
    return "".join(f"{digest}  {name}\n" for name, digest in sorted(digests.items())).encode()


def run_digest(digests: Mapping[str, str]) -> str:
    """Return the digest of a run, `sha256:` and hexadecimal, from those of all its files by their names."""
    return f"sha256:{hashlib.sha256(file_list(digests)).hexdigest()}"
