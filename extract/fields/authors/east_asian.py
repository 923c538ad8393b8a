# ruff: noqa: RUF002 - bylines as papers print them
"""Reads the names in Chinese, Japanese and Korean bylines, which name a role before or behind each name (pure).

    本报记者　林晓舟、陈若溪        文／記者徐煜青　圖／記者余佳慧        〔記者徐煜青／台北報導〕
    取材・文／佐野美咲　撮影／大木健        글 홍지우 사진 김하늘        [해랑일보 홍지우 기자]

The words of the roles stand in `words/credit_words.py`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from extract.text import all_words, any_word, lazy_pattern
from extract.words import credit_words as words

MAX_LINE_CHARACTERS = 200
MAX_CREDIT_LINE_CHARACTERS = 80
# A name of Chinese characters, one with kana, and one that is written in kana.
MAX_HAN_NAME_CHARACTERS, MAX_MIXED_NAME_CHARACTERS, MAX_KANA_NAME_CHARACTERS = 5, 7, 20
# How far into a paragraph a byline in brackets ends.
MAX_LEAD_CHARACTERS = 60
# Behind a name: `记者林晓舟摄`.
TOOK_THE_PICTURE = "摄攝"

_HAN = "\u3400-\u9fff々"
_KANA = "\u3040-\u30ffー"
_HANGUL = "\uac00-\ud7af"
_LETTER = f"{_HAN}{_KANA}{_HANGUL}"
_OPENING, _CLOSING = (
    "(\uff08[\u3010\u3014\u300c\u300e\u300a\u3008\uff3b",
    ")\uff09]\u3011\u3015\u300d\u300f\u300b\u3009\uff3d",
)
_JOINT = "[\u30fb\u00b7\u318d/\uff0f\u3001&\uff06+\uff0b]"
_MARK = r"\s*[:\uff1a/\uff0f|\uff5c=\uff1d\u30fb\u4e28\u2502]\s*"
_BETWEEN = "\u3001\uff0c,;\uff1b/\uff0f|\uff5c&\uff06\u4e28\u2502"
_WROTE, _WROTE_DOWN, _TOLD, _DID_OTHERWISE = map(
    all_words, (words.WROTE, words.WROTE_DOWN, words.TOLD, words.DID_OTHERWISE)
)
_ALL_ROLES = _WROTE | _WROTE_DOWN | _TOLD | _DID_OTHERWISE
_ROLE = any_word(_ALL_ROLES)
_PLACE_OR_OUTLET = rf"[{_HAN}]{{1,12}}?"
# The paper stands before its reporter: `南方日报记者`.
_LABEL = lazy_pattern(
    rf"(?:^|(?<=[\s{re.escape(_OPENING)}{_BETWEEN}\u30fb\u00b7\u3002]))"
    rf"(?:(?P<roles>(?:{_ROLE})(?:\s?{_JOINT}\s?(?:{_ROLE}))*+)(?:(?P<mark>{_MARK})|(?P<space>\s+)|(?=$|[{re.escape(_CLOSING)}]))"
    rf"|(?P<before>(?:(?:{_ROLE}){_MARK})?)(?P<outlet>{_PLACE_OR_OUTLET})??(?P<reporter>{words.REPORTERS})(?:{_MARK}|\s*))"
)
_ROLES = lazy_pattern(_ROLE)
_REPORTER = lazy_pattern(words.REPORTERS)
_REPORT = lazy_pattern(rf"(?:{words.CHINESE_PLACES})?\s?(?:\d{{1,2}}日)?\s?{words.CHINESE_REPORTS}$")
_SENT_FROM = lazy_pattern(rf"\s*{words.CHINESE_SENT_FROM}\s?[{_HAN}]{{2,8}}$")
_PLACE = lazy_pattern(f"(?:{words.CHINESE_PLACES})(?:\\d{{1,2}}日)?")
_RANK = lazy_pattern(rf"(?:{words.REPORTERS}|編集委員|さん|氏)$")
_JOINED = lazy_pattern(rf"(?<=[{_HAN}])\u30fb(?=[{_HAN}])|(?<=[{_HANGUL}])[\u00b7\u318d](?=[{_HANGUL}])")
_SPLIT = lazy_pattern(rf"[{_BETWEEN}]|{_JOINED.pattern}")
_SPACED = lazy_pattern(rf"(?<=[{_LETTER}])\s+(?=[{_LETTER}])")
# A name of two characters is spaced to the width of three.
_PADDED = lazy_pattern(rf"(?<![{_LETTER}])([{_HAN}])\s+([{_HAN}])(?![{_LETTER}])")
_HANGUL_LETTER = lazy_pattern(f"[{_HANGUL}]")
_OUTLET = lazy_pattern(words.CHINESE_OUTLETS)
_HAN_NAME = lazy_pattern(f"[{_HAN}]{{2,4}}")
_NAME = lazy_pattern(
    rf"[{_HAN}]{{2,{MAX_HAN_NAME_CHARACTERS}}}|(?=[{_HAN}]*[{_KANA}])[{_HAN}{_KANA}]{{2,{MAX_MIXED_NAME_CHARACTERS}}}|[{_HANGUL}]{{2,4}}"
    rf"|(?=.{{3,{MAX_KANA_NAME_CHARACTERS}}}$)[{_KANA}{_HAN}]+(?:[\u30fb\u00b7\uff1d=][{_KANA}{_HAN}]+)+"
    rf"|[{_HAN}{_KANA}]{{1,4}}\s[{_HAN}{_KANA}]{{1,4}}"
)
_NOBODY = lazy_pattern(words.EAST_ASIAN_NO_NAMES)
_PRESS_AND_NAME = lazy_pattern(
    rf"[{_HAN}{_KANA}]{{0,8}}(?:{words.EAST_ASIAN_PRESS})[\s/\uff0f\u30fb]+(?!(?:{words.EAST_ASIAN_NO_NAMES})$)"
    rf"(?P<name>[{_HAN}]{{2,{MAX_HAN_NAME_CHARACTERS}}}|[{_HAN}]{{1,3}}[\s\u3000]?[{_HAN}{_KANA}]{{1,4}})"
)
_KOREAN = lazy_pattern(
    rf"(?<![{_HANGUL}])((?:[{_HANGUL}]{{2,4}}\s?[\u00b7\u318d,/]\s?|[{_HANGUL}]{{3}}\s){{0,5}}?[{_HANGUL}]{{2,4}}?)\s?(?:{words.KOREAN_RANKS})(?![{_HANGUL}])"
)
_KOREAN_OUTLET = lazy_pattern(f"(?:{words.KOREAN_OUTLETS})$")
_IN_BRACKETS = lazy_pattern(
    rf"[{re.escape(_OPENING)}]([^{re.escape(_OPENING + _CLOSING)}]{{2,40}})[{re.escape(_CLOSING)}]"
)
_EDGES = f" \u3000\t.\u3002-\u2013\u2014{_OPENING}{_CLOSING}{_BETWEEN}"


class EastAsianCredits(NamedTuple):
    """The names of those who wrote, and whether the line holds nothing but credits."""

    names: tuple[str, ...]
    is_whole: bool


class _Credit(NamedTuple):
    """The roles of a credit (None before the first one), whether it is of reporters, and the text behind it."""

    roles: frozenset[str] | None
    is_of_reporters: bool
    text: str

    @property
    def is_of_writer(self) -> bool:
        """Tell whether nothing but names should stand in it."""
        return self.roles is None or bool(self.roles & (_WROTE | _TOLD))


@lru_cache(maxsize=1024)
def east_asian_credits(line: str) -> EastAsianCredits | None:
    """Return who wrote according to a line that names East Asian roles; None where it names none."""
    text = line[:MAX_LINE_CHARACTERS].strip()
    if korean := _korean(text):
        return korean
    if of_press := _of_press(text):
        return of_press
    credits_ = list(_credits(text))
    if len(credits_) < 2:
        # Without a role two names may be joined: `佐野美咲・大木健`.
        listed = _JOINED.split(text)
        return (
            EastAsianCredits(tuple(listed), is_whole=False)
            if len(listed) > 1 and all(map(_NAME.fullmatch, listed))
            else None
        )
    found = [(credit, list(_names(credit))) for credit in credits_]
    front = tuple(name for name in found[0][1] if name)
    wrote, put_down, told = (_of_roles(found, roles) for roles in (_WROTE, _WROTE_DOWN, _TOLD))
    is_whole = all(name for credit, names in found for name in names if credit.is_of_writer)
    return EastAsianCredits(tuple(dict.fromkeys(wrote or (told and put_down) or told or front or put_down)), is_whole)


def _of_roles(found: Sequence[tuple[_Credit, Sequence[str]]], roles: frozenset[str]) -> tuple[str, ...]:
    """Return the names behind one of some roles; an editorial office puts texts down too, and is nobody."""
    names = (name for credit, listed in found if credit.roles and credit.roles & roles for name in listed if name)
    return tuple(name for name in names if roles is not _WROTE_DOWN or not _NOBODY.fullmatch(name))


def credits_in_lead(paragraph: str) -> EastAsianCredits | None:
    """Return the credits that a paragraph begins with: `〔記者徐煜青／台北報導〕`, `홍지우 기자 = `."""
    lead = paragraph[:MAX_LEAD_CHARACTERS]
    if match := _KOREAN.search(lead):
        return _korean(match.group()) if lead[match.end() :].lstrip()[:1] == "=" else None
    for match in _IN_BRACKETS.finditer(lead):
        if _REPORTER.search(match[1]) and (found := east_asian_credits(match[1])) and found.is_whole:
            return found
    return None


def is_credit_line(line: str) -> bool:
    """Tell whether a line is a role with a mark and names behind it, and nothing else: `(责编：林晓舟、陈若溪)`."""
    text = line.strip().strip(_OPENING + _CLOSING)
    match = _LABEL.match(text) if len(line) <= MAX_CREDIT_LINE_CHARACTERS else None
    if match is None or not match["mark"]:
        return False
    found = east_asian_credits(text)
    names = [name for credit in list(_credits(text))[1:] for name in _names(credit)]
    return found is not None and bool(names) and all(names)


def is_writers_label(text: str) -> bool:
    """Tell whether a text is the role of whoever wrote, and nothing else: `文／記者`."""
    match = _LABEL.match(text)
    return (
        match is not None
        and match.end() == len(text)
        and bool(_roles(match) & _WROTE)
        and not _is_name_before(match["outlet"])
    )


def _korean(text: str) -> EastAsianCredits | None:
    """Read `홍지우 기자` and its kin; a name of another thing may stand before."""
    names: list[str] = []
    for match in _KOREAN.finditer(text):
        listed = re.split(r"[\s\u00b7\u318d,/]+", match[1])
        # `사진기자` took the pictures.
        if listed[-1] not in _DID_OTHERWISE:
            names += [name for name in listed if not _KOREAN_OUTLET.search(name)]
    if not names:
        return None
    return EastAsianCredits(tuple(dict.fromkeys(names)), is_whole=len(text) <= MAX_LEAD_CHARACTERS)


def _of_press(text: str) -> EastAsianCredits | None:
    """Read an agency or a paper and the name of its reporter, without a role."""
    match = _PRESS_AND_NAME.fullmatch(text)
    if match is None or _PLACE.fullmatch(name := match["name"]) or name in _ALL_ROLES:
        return None
    return EastAsianCredits((name,), is_whole=True)


def _credits(text: str) -> Iterator[_Credit]:
    """Yield the text before the first role, and that behind each role."""
    roles: frozenset[str] | None = None
    begin, is_of_reporters = 0, False
    for match in _LABEL.finditer(text):
        front = text[begin : match.start()]
        yield _Credit(roles, is_of_reporters, front)
        begin, roles, is_of_reporters = match.end(), _roles(match), bool(_REPORTER.search(match.group()))
        # A reporter's name may stand before the word: `林晓舟记者`.
        if match["reporter"] and match.end() == len(text) and _is_name_before(match["outlet"]):
            begin = match.start("outlet")
    yield _Credit(roles, is_of_reporters, text[begin:])


def _is_name_before(outlet: str | None) -> bool:
    """Tell whether what stands before `记者` is a reporter's name and not the paper's."""
    return bool(outlet and _HAN_NAME.fullmatch(outlet) and not _OUTLET.search(outlet))


def _roles(match: re.Match[str]) -> frozenset[str]:
    """Return the roles in a label: `文` and `写真` in `文・写真`, only `圖` in `圖／記者`."""
    roles = _ROLES.findall(match["roles"] or match["before"] or match["reporter"])
    bare = [role for role in roles if not _REPORTER.fullmatch(role)] or roles
    return frozenset(bare)


def _names(credit: _Credit) -> Iterator[str]:
    """Yield the names in the text of a credit, "" for what is neither a name nor a place or the like."""
    for part in _SPLIT.split(credit.text):
        bare = _SENT_FROM.sub("", part).strip(_EDGES)
        is_one = not credit.is_of_reporters and _NAME.fullmatch(bare) and not _HANGUL_LETTER.search(bare)
        for piece in [bare] if is_one else _SPACED.split(_PADDED.sub(r"\1\2", bare)):
            name = _REPORT.sub("", _RANK.sub("", piece).strip())
            if name and name[-1] not in TOOK_THE_PICTURE and not _PLACE.fullmatch(name):
                yield name if _NAME.fullmatch(name) else _latin(name)


def _latin(text: str) -> str:
    """Return a name in Latin letters, "" for any other text."""
    return text if text.isascii() and 1 < len(text) <= 40 and text[0].isupper() else ""
