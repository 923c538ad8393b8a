"""Computes the SHA-256 digests of WARC files and of runs, and checks those that records state (reads files).

The digest of a run is that of the list of its files as `sha256sum` prints it, so that anyone can compute it without
this program: `cd warc && sha256sum RUN-*.warc.gz | sha256sum`.
"""

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path

CHUNK = 1024 * 1024
# The algorithms of digests that tools write, and their length in bytes, by which base 32 is told from hexadecimal.
ALGORITHMS = {"md5": 16, "sha1": 20, "sha224": 28, "sha256": 32, "sha384": 48, "sha512": 64}


def file_digest(path: Path, length: int | None = None, start: int = 0) -> str:
    """Return the SHA-256 of a file in hexadecimal, or of `length` bytes of it, from byte `start` on."""
    found = hashlib.sha256()
    left = path.stat().st_size - start if length is None else length
    with path.open("rb") as file:
        file.seek(start)
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


def algorithm_of(stated: str) -> str:
    """Return the algorithm of a digest as a record states it, by its name in `hashlib`; "" for an unknown one."""
    name = stated.partition(":")[0].lower().replace("-", "")
    return name if name in ALGORITHMS else ""


def is_digest(stated: str, data: bytes) -> bool | None:
    """Tell whether data has a digest that a record states; None for an algorithm that is not known here."""
    algorithm = algorithm_of(stated)
    if not algorithm:
        return None
    found = hashlib.new(algorithm, data, usedforsecurity=False).digest()
    # In base 32 a digest of SHA-256 ends in signs that not every tool writes.
    written = stated.partition(":")[2].strip().lower().rstrip("=")
    return written in {base64.b32encode(found).decode().lower().rstrip("="), found.hex()}
