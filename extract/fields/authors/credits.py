"""Cuts out of a line with several credits what may name its authors: no photographers, no translators (pure).

Translated by Ann Arbour. By Ben Brook        →  Ben Brook
Ben Brook (Text) und Cy Creek (Fotos)         →  Ben Brook und Cy Creek*   (* marks who did something else)
Ben Brook (avec AFP) et Dee Dell              →  Ben Brook et Dee Dell
"""

import re

from extract.fields.authors.names import is_agency, is_name
from extract.text import any_pattern
from extract.words import byline_words as words
from extract.words import credit_words

# Behind the name of somebody who did not write.
OTHERS_MARK = "\x01"
MAX_BRACKET_CHARACTERS = 80

# Between a role and a name, as `Words • Ann Arbour`.
MARK = r"[|•●·–—-]"  # noqa: RUF001 - dashes and dots as sites write them
_GAP = r"[\s,;.|(\[/·•–—-]"  # noqa: RUF001 - dashes as sites write them
_OTHER = rf"(?:{words.OTHERS})(?:\s+(?:by|von|par|por|di|door|av|af))?"
_OTHER_CREDIT = re.compile(
    rf"(?:^|{_GAP})(?:{_OTHER})(?:\s*[{words.COLONS}]|\s|$)"
    rf"|{_GAP}(?:{any_pattern(credit_words.HELPED)})(?:\s*[{words.COLONS}]|\s|$)",
    re.IGNORECASE,
)
_WRITERS_CREDIT = re.compile(
    rf"(?:^|{_GAP})(?:(?:{any_pattern(words.LABELS)})\s*[{words.COLONS}]|(?:{credit_words.TEXT})\s+{MARK}\s+|(?:{any_pattern(credit_words.WRITTEN_BY)})(?:\s*:)?\s)"
    r"|(?<=[.;|/·•])\s+(?:by|von|par|por|di|door|av|af)\s",
    re.IGNORECASE,
)
_BRACKETS = re.compile(
    rf"\s*[(\uff08\[\u3010\u3014]([^()\uff08\uff09\[\]\u3010\u3011\u3014\u3015]{{0,{MAX_BRACKET_CHARACTERS}}})[)\uff09\]\u3011\u3015]"
)
_WHOLE = re.compile(r"[(\uff08\[\u3010\u3014]([^()\uff08\uff09\[\]\u3010\u3011\u3014\u3015]*)[)\uff09\]\u3011\u3015]")
_ONLY_OTHERS = re.compile(
    rf"(?:(?:{words.OTHERS}|{words.OTHERS_IN_BRACKETS})(?:\s*(?:,|/|{any_pattern(words.AND)})\s*|\s*$))+",
    re.IGNORECASE,
)
_KIND = re.compile(
    rf"\s*[\[\u3010\uff3b<\u3008\u300a(]\s?(?:{words.KINDS_IN_BRACKETS})\s?[\]\u3011\uff3d>\u3009\u300b)]\s*(?=\S)"
)
_NICKNAME = re.compile(r"[A-Z][\w.-]{1,20}")
_NEXT_NAME = re.compile(r"\s+[^\W\d_a-z]")
# A name in one word with a capital within, as `CNXSoft`, by which somebody is known too; and who edited a book.
_OF_NAME = re.compile(r"[A-Z]\w*[a-z][A-Z]\w*|[A-Z]{2,}\w*[a-z]\w*|(?:eds?|hg|hrsg|dir|coords?)\.?")
_ADDRESS = re.compile(r"www\.|://")
_DEGREE = re.compile(rf"(?:{words.DEGREES})\.?$")


def without_brackets(line: str) -> str:
    """Return a line without what stands in brackets: jobs, places, agencies; nicknames within a name are kept."""
    line = _KIND.sub("", line, count=1) if line[:1] in "[\u3010\uff3b<\u3008\u300a(" else line
    if whole := _WHOLE.fullmatch(line.strip()):
        return whole[1].strip()
    return _BRACKETS.sub(_kept, line)


def _kept(match: re.Match[str]) -> str:
    text = match[1].strip()
    if _ONLY_OTHERS.fullmatch(text):
        return OTHERS_MARK
    if _DEGREE.search(match.string[: match.start()]) or _OF_NAME.fullmatch(text) or _ADDRESS.search(text):
        return match.group()
    is_within = _NEXT_NAME.match(match.string, match.end()) and not is_agency(text)
    return match.group() if is_within and (_NICKNAME.fullmatch(text) or is_name(text)) else " "


def has_other_credit(line: str) -> bool:
    """Tell whether a line names somebody who did something else than write."""
    return _OTHER_CREDIT.search(line) is not None


def writers_texts(line: str) -> list[str]:
    """Return the parts of a line behind `Words by`, `Text:` …; without them, what stands before other credits."""
    others = [(match.start(), match.end(), False) for match in _OTHER_CREDIT.finditer(line)]
    if not others:
        return [line]
    writers = [(match.start(), match.end(), True) for match in _WRITERS_CREDIT.finditer(line)]
    credits_ = sorted([*others, *writers])
    ends = [start for start, _, _ in credits_[1:]] + [len(line)]
    wrote = [line[begin:end] for (_, begin, is_writers), end in zip(credits_, ends, strict=True) if is_writers]
    return wrote or [line[: credits_[0][0]]]


def writers_credit(line: str) -> str | None:
    """Return what stands behind `Text:` or the like in a line, up to the next credit; None without it."""
    parts = writers_texts(line)
    return parts[0] if line.find(parts[0]) > 0 else None
