"""Decodes mail addresses that Cloudflare hides in a page, with another key in every response (pure).

`/cdn-cgi/l/email-protection#4b2f…` and `data-cfemail="4b2f…"` hold hexadecimal bytes: a key, and the address with
each byte XORed by that key (Cloudflare's `email-decode.min.js`).
"""

import re

PROTECTED_PATH = "/cdn-cgi/l/email-protection"

_ENCODED = re.compile(r"(?:[0-9a-fA-F]{2}){3,512}")


def decode_address(encoded: str) -> str | None:
    """Return the mail address in hexadecimal bytes as Cloudflare encodes it, None where they hold none."""
    if not _ENCODED.fullmatch(encoded):
        return None
    key, *masked = bytes.fromhex(encoded)
    try:
        address = bytes(byte ^ key for byte in masked).decode()
    except UnicodeDecodeError:
        return None
    return address if "@" in address and address.isprintable() else None


def protected_address(url: str) -> str | None:
    """Return the mail address in the fragment of a link that Cloudflare wrote in place of `mailto:`, None if none."""
    before, _, fragment = url.partition("#")
    return decode_address(fragment) if before.endswith(PROTECTED_PATH) else None
