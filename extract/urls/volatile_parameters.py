"""Tells parameters of a URL that a server makes anew for each response from those that name a document (pure).

Many names are used for both: `?t=1764412000` is a cache buster and `?t=90` a place in a video, `?sid=8f3a91c2e0` a
session and `?sid=12` a section. So a name alone decides only where it has no other use; else its value must look as
only programs write it (`is_random`). Sessions that `session.py` knows are gone before: no canonical URL has them.
"""

import re

# Left out whatever their value is.
ALWAYS = frozenset({
    "_", "_wpnonce", "nonce", "csrf", "csrf_token", "csrftoken", "_csrf", "_token", "authenticity_token",
    "cachebuster", "cache_buster", "cachebust", "nocache", "no_cache", "bustcache", "rnd", "rand", "random",
    "awsaccesskeyid", "googleaccessid", "ossaccesskeyid", "key-pair-id", "hdnea", "hdnts", "hdntl", "hmac",
    "wssecret", "wstime", "__token__", "__gda__", "auth_key", "oh", "oe", "ccb",
})  # fmt: skip
ALWAYS_PREFIXES = ("x-amz-", "x-goog-", "x-oss-", "x-cos-", "x-bce-", "q-sign-", "q-ak", "q-key-", "_nc_")
# Azure's parameters of a signed URL; alone they may be anything.
BESIDE_SIGNATURE = frozenset({
    "sig", "se", "sp", "sv", "sr", "st", "spr", "si", "sip", "ske", "sks", "skt", "skv", "skoid", "sktid",
})  # fmt: skip
# Left out where the value is random or a time.
IF_RANDOM = frozenset({
    "sid", "sess", "session", "sessionid", "session_id", "sessid", "s", "token", "access_token", "auth",
    "auth_token", "authtoken", "hash", "h", "key", "k", "ticket", "tk", "tok", "sig", "sign", "signature", "signed",
    "policy", "expires", "expire", "expiry", "expiration", "exp", "e", "md5", "t", "v", "ver", "version", "rev",
    "r", "ts", "time", "timestamp", "cb", "cache", "bust", "m", "mtime", "modified", "lastmod", "updated", "visit",
    "visitor", "rid", "request_id", "requestid",
})  # fmt: skip
# Of pictures also where the value is any number: a new count of the same picture, or its size.
PICTURE_NUMBERS = frozenset({
    "t", "v", "ver", "version", "rev", "r", "ts", "time", "timestamp", "cb", "cache", "bust", "m", "mtime",
    "modified", "s", "h", "d",
})  # fmt: skip
# The size, quality and format in which the same picture is wanted, whatever the value is.
PICTURE_SIZES = frozenset({
    "w", "h", "width", "height", "resize", "fit", "crop", "quality", "q", "fm", "format", "auto", "dpr", "strip",
    "ssl", "zoom", "scale", "size", "imwidth", "imheight", "impolicy", "downsize", "maxwidth", "maxheight",
    "output-quality", "lossy", "webp", "sharp", "usm", "blur", "fl",
})  # fmt: skip

_UUID = r"[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}"
# Hexadecimal with letters and digits; times in seconds or milliseconds; a date with a time of day.
_RANDOM = re.compile(
    rf"{_UUID}|(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{{8,}}|\d{{9,}}(?:\.\d+)?|\d{{8}}T\d{{4,6}}Z?"
    r"|\d{4}-\d\d-\d\dT\d\d:?\d\d.*",
    re.IGNORECASE,
)
# Base64 and its like: long, no words, with capitals, small letters and digits.
_MIXED = re.compile(r"(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9_+/=~.-]{16,}")
# As PHP and ASP.NET write session ids; a slug has hyphens.
_TICKET = re.compile(r"(?=.*\d)(?=.*[a-z])[A-Za-z0-9]{16,}")
# Behind Base64, as it is written in URLs.
_PADDING = "=~"
_NUMBER = re.compile(r"[\d.,x-]+|[0-9a-f]{6,}", re.IGNORECASE)


def is_random(value: str) -> bool:
    """Tell whether only a program writes such a text: long hexadecimal, a UUID, Base64, or a time in seconds."""
    return bool(_RANDOM.fullmatch(value.rstrip(_PADDING)) or _MIXED.fullmatch(value))


def is_volatile(name: str, value: str, *, is_picture: bool, is_signed: bool) -> bool:
    """Tell whether a parameter may differ in each response while the URL leads to the same.

    `name` is in lower case, `value` decoded. `is_signed` tells that the URL has Azure's signature, `is_picture` that
    it is of a picture, where a bare `?1764412000` is a cache buster too.
    """
    if name in ALWAYS or name.startswith(ALWAYS_PREFIXES) or (is_signed and name in BESIDE_SIGNATURE):
        return True
    if is_picture and (name in PICTURE_SIZES or (name in PICTURE_NUMBERS and _NUMBER.fullmatch(value))):
        return True
    if is_picture and not value:
        return bool(_NUMBER.fullmatch(name))
    return name in IF_RANDOM and (is_random(value) or _TICKET.fullmatch(value) is not None)
