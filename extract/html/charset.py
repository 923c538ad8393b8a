"""Decoding: bytes to text, whatever a page says of itself (pure)."""

import codecs
import re
from collections.abc import Iterator

import charset_normalizer

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What a label means in practice is a superset of what it says, as browsers take it.
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

# These write other scripts in bytes that are valid UTF-8, so a page that declares one is believed first.
SEVEN_BIT = frozenset({"iso2022_jp", "hz", "iso2022_kr", "utf-16-le", "utf-16-be", "utf-16", "utf-32"})

# What pages of a language were written in before UTF-8, for those that do not say; elsewhere in Latin script, cp1252.
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
LAST_LATIN = "\u024f"

DETECTION_SAMPLE = 50_000
BROKEN_SHARE = 0.01

_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html\b[^>]*?\blang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
_META = re.compile(rb"<(?:meta|\?xml)\b[^>]*?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)


def decode_html(body: bytes, content_type: str) -> str:
    """Return the text of a page: it never fails, and never believes a declaration that the bytes contradict."""
    for mark, name in BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    declared = tuple(_declared(body, content_type))
    order = (*(name for name in declared if name in SEVEN_BIT), "utf-8", *declared)
    for name in order:
        text = _strictly(body, name)
        if text is not None:
            return text
    return _mostly_utf8(body) or _by_language(body) or _detected(body) or body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """Yield the charsets that the header and the page name, as Python codecs."""
    header = _HEADER.search(content_type)
    meta = _META.search(body[:4096])
    labels = [header.group(1) if header else "", meta.group(1).decode("ascii", "replace") if meta else ""]
    for label in filter(None, labels):
        try:
            codec = codecs.lookup(label)
        except (LookupError, ValueError):
            continue
        # Python also has codecs from bytes to bytes; only text encodings decode a page.
        if codec._is_text_encoding:  # noqa: SLF001 - the only place where the standard library says so
            yield SUPERSETS.get(codec.name, codec.name)


def _strictly(body: bytes, name: str) -> str | None:
    try:
        return body.decode(name)
    except ValueError:
        return None


def _mostly_utf8(body: bytes) -> str | None:
    """Return UTF-8 with marks where a few bytes are broken, as in a page that was cut off within a letter."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    letters = sum(1 for letter in text[:DETECTION_SAMPLE] if letter > "\x7f") - broken
    return text if broken <= len(text) * BROKEN_SHARE and letters > broken else None


def _by_language(body: bytes) -> str | None:
    """Return the text in the charset that pages of its language used before UTF-8."""
    match = _LANGUAGE.search(body[:4096])
    name = LEGACY.get(match.group(1).decode("ascii").lower()) if match else None
    return _strictly(body, name) if name else None


def _detected(body: bytes) -> str | None:
    """Return the text where its letters tell its charset: those of Latin scripts do not tell one from another."""
    best = charset_normalizer.from_bytes(body[:DETECTION_SAMPLE]).best()
    text = None if best is None else _strictly(body, best.encoding)
    if text is None:
        return None
    foreign = [letter for letter in text[:DETECTION_SAMPLE] if letter > "\x7f" and letter.isalpha()]
    return text if sum(letter > LAST_LATIN for letter in foreign) * 2 > len(foreign) else None
