"""Compares the digests of records with their bytes (pure).

`algorithm:value`, the value in base 32 or in hexadecimal. Tools differ in what they call the payload: wget takes it
as it is stored, with the lengths of chunks between, Common Crawl and Browsertrix without them, some unpacked.
"""

import base64
import binascii
import hashlib
from collections.abc import Callable

from archive.warc import Head, payload, unpack_body

_SHA = {
    "sha1": 20,
    "sha256": 32,
    "sha512": 64,
    "md5": 16,
}
_HASHES: dict[str, Callable[[bytes], "hashlib._Hash"]] = {
    "sha1": lambda data: hashlib.sha1(data, usedforsecurity=False),
    "md5": lambda data: hashlib.md5(data, usedforsecurity=False),
    "sha256": hashlib.sha256,
    "sha512": hashlib.sha512,
}


def forms_of(head: Head, body: bytes) -> tuple[bytes, ...]:
    """Return what a digest of the payload may be of: the stored body, without chunks, and unpacked."""
    whole = payload(head, body)
    unpacked = unpack_body(head, whole)
    return tuple(dict.fromkeys((whole, body, *(() if unpacked is None else (unpacked,)))))


def matches(given: str | None, *forms: bytes) -> bool:
    """Tell whether a digest is that of one of some bytes; one that is missing or of an unknown kind is not wrong."""
    normal = normal_digest(given) if given else None
    if normal is None:
        return True
    algorithm, _, value = normal.partition(":")
    return any(_HASHES[algorithm](form).hexdigest() == value for form in forms)


def normal_digest(given: str) -> str | None:
    """Return a digest as `algorithm:hexadecimal`, None for another algorithm or a value of another length."""
    algorithm, _, value = given.strip().partition(":")
    algorithm = algorithm.lower().replace("-", "")
    length = _SHA.get(algorithm)
    if length is None:
        return None
    for decode in (bytes.fromhex, _from_base32):
        try:
            found = decode(value)
        except (ValueError, binascii.Error):
            continue
        if len(found) == length:
            return f"{algorithm}:{found.hex()}"
    # A value of another length is no digest of any bytes.
    return f"{algorithm}:{value}"


def sha1_of(data: bytes) -> str:
    """Return the SHA-1 digest of some bytes as `normal_digest` writes it."""
    return f"sha1:{hashlib.sha1(data, usedforsecurity=False).hexdigest()}"


def _from_base32(value: str) -> bytes:
    return base64.b32decode(value.upper() + "=" * (-len(value) % 8))
