"""Decodes the bytes of a page (pure).

A byte order mark decides; then the charset is looked for in the HTTP header, the `meta` element or XML declaration,
the language of the page, and its letters. A declared UTF-16 or UTF-32 is believed if the bytes can be in it.
"""

import codecs
import re
from collections.abc import Iterator
from functools import lru_cache

import charset_normalizer
import webencodings

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# How a document without such a mark begins in UTF-16 (XML 1.0, appendix F).
FIRST_BYTES = ((b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"))
ZEROS_WITHIN = 200
# Charsets in which every ASCII character, and so all mark-up, has zero bytes.
WITH_ZEROS = ("utf-16", "utf-32")

# Python's codec for a label → the codec that browsers decode it with, which knows more characters.
SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# The Encoding Standard decodes it to private characters; of a page HTML takes it for this.
NO_CODEC = {"x-user-defined": "cp1252"}

# Other scripts are written in these with bytes that are valid UTF-8, so that a declared one is tried before UTF-8.
VALID_AS_UTF_8 = frozenset({"iso2022_jp", "hz", "iso2022_kr", "utf-16-le", "utf-16-be", "utf-16", "utf-32"})

# The charset of most pages of a language before UTF-8, for pages that declare none; of other languages, cp1252.
LEGACY = {
    **dict.fromkeys(("cs", "hr", "hu", "pl", "ro", "sk", "sl"), "cp1250"),
    **dict.fromkeys(("bg", "mk", "ru", "uk"), "cp1251"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    "ar": "cp1256",
    "el": "cp1253",
    "he": "cp1255",
    "ja": "cp932",
    "ko": "cp949",
    "tr": "cp1254",
    "zh": "gb18030",
}
LAST_LATIN_LETTER = "\u024f"

MAX_DETECTION_BYTES = 50_000
MAX_BROKEN_SHARE = 0.01

# Text encodings of Python alone: no page is in one, and they fail, give halves of characters, or take long.
NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"})

_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html\b[^>]*?\blang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
_HALF = re.compile("[\ud800-\udfff]")
_META = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def decode_html(body: bytes, content_type: str) -> str:
    """Return the text of a page; it never fails. A declared charset in which the bytes are invalid is passed over."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    for start, name in FIRST_BYTES:
        # The mark-up of what is in UTF-8 holds no zero bytes.
        if body.startswith(start) and body.count(0, 0, ZEROS_WITHIN) * 4 >= min(len(body), ZEROS_WITHIN):
            return body.decode(name, "replace")
    declared = tuple(_declared(body, content_type))
    order = (*(name for name in declared if name in VALID_AS_UTF_8), "utf-8", *declared)
    for name in order:
        text = _strictly(body, name)
        if text is not None:
            return text
    return _mostly_utf8(body) or _by_language(body) or _detected(body) or body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """Yield Python's codecs for the charsets that the HTTP header and the page declare, in this order."""
    header = _HEADER.search(content_type)
    if header and (codec := codec_of(header.group(1))):
        is_false = codec.startswith(WITH_ZEROS) and 0 not in body[:4096]
        yield "utf-8" if is_false else codec
    meta = _META.search(body[:4096])
    if meta and (codec := codec_of(meta.group(1).decode("ascii", "replace"))):
        # A page whose `meta` element can be found is not in UTF-16: HTML, "prescan a byte stream", step 13.
        yield "utf-8" if codec.startswith(WITH_ZEROS) else codec


@lru_cache(maxsize=1024)
def codec_of(label: str) -> str | None:
    """Return the name of Python's codec for a charset label, None when nothing is known by it.

    The labels are those of the Encoding Standard (https://encoding.spec.whatwg.org/#names-and-labels), then Python's:
    so `hz-gb-2312` and `iso-2022-kr` are decoded, which the standard drops because of attacks on browsers.
    """
    try:
        encoding = webencodings.lookup(label)
        if encoding is None or encoding.name == "replacement":
            codec = codecs.lookup(label)
        else:
            codec = codecs.lookup(NO_CODEC.get(encoding.name, encoding.codec_info.name))
    except (LookupError, ValueError):
        return None
    # Python also has codecs from bytes to bytes; only text encodings decode a page.
    is_text = codec._is_text_encoding  # noqa: SLF001 - the only place where the standard library says so
    return SUPERSETS.get(codec.name, codec.name) if is_text and codec.name not in NO_CHARSETS else None


def decode_declared(body: bytes, name: str) -> str:
    """Return bytes as text by one of the codecs of `codec_of`, with U+FFFD for what is invalid."""
    return _without_halves(body.decode(name, "replace"), name)


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return _without_halves(body.decode(name), name)
    except ValueError:
        return None


def _without_halves(text: str, name: str) -> str:
    """Return text without halves of surrogate pairs, which no file can hold; only Python's UTF-7 makes them."""
    return _HALF.sub("\ufffd", text) if name == "utf-7" else text


def _mostly_utf8(body: bytes) -> str | None:
    """Return UTF-8 with U+FFFD for a few invalid bytes, as in a page that was cut off within a character."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = sum(1 for letter in text[:MAX_DETECTION_BYTES] if letter > "\x7f") - broken
    return text if broken <= len(text) * MAX_BROKEN_SHARE and letters > broken else None


def _by_language(body: bytes) -> str | None:
    """Return the text in the charset that pages of its `lang` used before UTF-8."""
    match = _LANGUAGE.search(body[:4096])
    name = LEGACY.get(match.group(1).decode("ascii").lower()) if match else None
    return _strictly(body, name) if name else None


def _detected(body: bytes) -> str | None:
    """Return the text in the charset that is guessed from its letters, unless most of them are Latin.

    The charsets of Latin scripts cannot be told apart by their letters.
    """
    best = charset_normalizer.from_bytes(body[:MAX_DETECTION_BYTES]).best()
    text = None if best is None else _strictly(body, best.encoding)
    if text is None:
        return None
    foreign = [letter for letter in text[:MAX_DETECTION_BYTES] if letter > "\x7f" and letter.isalpha()]
    return text if sum(letter > LAST_LATIN_LETTER for letter in foreign) * 2 > len(foreign) else None
