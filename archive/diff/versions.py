"""Compares two versions of an article and says what kind of edit it is (pure).

    before, after → fields that differ
                  → paragraphs that differ → words that differ
                  → the kind of the edit

The kinds; the first that fits is taken:

    rewrite      the words removed or added are at least REWRITE_SHARE of the longer body
    substantive  a change of a column marked so, such as the authors; words of the body replaced, beyond typos
    addition     words added to the body and none removed, beyond typos
    removal      words removed from the body and none added, beyond typos
    headline     a change of a column marked so, such as the title; the body untouched but for typos
    typo         at most TYPO_WORDS words, each replaced by one that is spelled alike, with the same figures
    metadata     a change of columns marked so, such as the categories, or of links or images, and nothing else
    same         nothing that counts as an edit (`archive/schema/comparison.py`); no edit in `history` is of this kind

A changed number is never a typo, nor is an added or removed word, unless it was doubled. `million` for `billion` is a
typo by its spelling: the kind helps to sort a long list of edits and is no judgement.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, groupby
from typing import Literal, get_args

from archive.diff.align import Budget, align, pair_similar
from archive.schema import PICTURES_AND_LINKS, columns_of_edit, differing_columns, items_of

Kind = Literal["same", "typo", "metadata", "headline", "addition", "removal", "substantive", "rewrite"]

KINDS: tuple[Kind, ...] = get_args(Kind)
Sign = Literal["=", "-", "+"]

TYPO_WORDS = 10
TYPO_LIKENESS = 0.75
REWRITE_SHARE = 0.5
# Paragraphs that share less than this of their words are not versions of one another.
PARAGRAPH_LIKENESS = 0.4

HEADLINE, SUBSTANCE = columns_of_edit("headline"), columns_of_edit("substantive")
METADATA = (*columns_of_edit("metadata"), *PICTURES_AND_LINKS)

# A token is a CJK character, a word or a punctuation mark, with the white space after it. All that is not punctuation
# belongs to words, so that combining marks stay with their letter.
_MARKS = (
    r"!-/:-@\[-`{-~\u00a1\u00ab\u00bb\u00bf\u060c\u061b\u061f\u2010-\u2027\u2030-\u205e\u3001-\u301f\uff01-\uff0f"
)
_CJK = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_TOKEN = re.compile(rf"(?:[{_CJK}]|[^\s{_MARKS}{_CJK}]+|[{_MARKS}])\s*")
_WORD = re.compile(rf"[^\s{_MARKS}]")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, kw_only=True)
class Change:
    """A field that differs, with both values."""

    field: str
    before: object
    after: object


@dataclass(frozen=True, kw_only=True)
class Words:
    """A run of words that are the same (=), removed (-) or added (+)."""

    sign: Sign
    tokens: tuple[str, ...]

    @property
    def text(self) -> str:
        """The run as it is in its version, with the white space after it."""
        return "".join(self.tokens)


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """A paragraph of both versions (=), of one (-, +), or of both with changed words (~)."""

    sign: Literal["=", "-", "+", "~"]
    words: tuple[Words, ...]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """The difference between two versions; `removed` and `added` count words of the body."""

    kind: Kind
    fields: tuple[Change, ...]
    paragraphs: tuple[Paragraph, ...]
    removed: int
    added: int


def compare(before: Mapping[str, object], after: Mapping[str, object], *, budget: Budget | None = None) -> Difference:
    """Compare two versions, given as mappings of column names; a missing column counts as None."""
    differing = differing_columns(before, after)
    fields = tuple(
        _change(name, before.get(name), after.get(name))
        for name in (*HEADLINE, *SUBSTANCE, *METADATA)
        if name in differing
    )
    old, new = str(before.get("body_text") or ""), str(after.get("body_text") or "")
    paragraphs = tuple(compare_texts(old, new, budget=budget))
    removed, added = (_count(paragraphs, sign) for sign in ("-", "+"))
    if "body_text" not in differing:
        removed = added = 0
    share = max(removed, added) / max(_length(old), _length(new), 1)
    of_text = _kind_of_text(paragraphs, removed, added, share) if "body_text" in differing else "same"
    kind = _kind({change.field for change in fields}, of_text)
    return Difference(kind=kind, fields=fields, paragraphs=paragraphs, removed=removed, added=added)


def _change(name: str, before: object, after: object) -> Change:
    """Return the change of a field; of links and images only those that one version lacks, as lines for people."""
    if name not in PICTURES_AND_LINKS:
        return Change(field=name, before=before, after=after)
    old, new = (_lines(value) for value in (before, after))
    left, right = tuple(line for line in old if line not in new), tuple(line for line in new if line not in old)
    # Where only their order differs, none is missing.
    return (
        Change(field=name, before=left, after=right) if left or right else Change(field=name, before=old, after=new)
    )


def _lines(value: object) -> tuple[str, ...]:
    names = ("text", "alt", "caption", "url")
    parts = (
        [str(item.get(name) or "") for name in names] if isinstance(item, Mapping) else [str(item)]
        for item in (items_of(value) if value else ())
    )
    return tuple(" ".join(part for part in each if part) for each in parts)


def compare_texts(before: str, after: str, *, budget: Budget | None = None) -> Iterator[Paragraph]:
    """Compare two texts whose paragraphs are separated by a blank line."""
    budget = budget or Budget()
    old, new = _paragraphs(before), _paragraphs(after)
    keys = [[" ".join(text.split()) for text in texts] for texts in (old, new)]
    for step in align(keys[0], keys[1], budget):
        if step.same:
            yield from (_whole("=", text) for text in new[step.j1 : step.j2])
            continue
        left, right = old[step.i1 : step.i2], new[step.j1 : step.j2]
        bags = [[_bag(text) for text in texts] for texts in (left, right)]
        for i, j in pair_similar(bags[0], bags[1], floor=PARAGRAPH_LIKENESS, budget=budget):
            if i is not None and j is not None:
                yield Paragraph(sign="~", words=compare_words(left[i], right[j], budget=budget))
            elif i is not None:
                yield _whole("-", left[i])
            elif j is not None:
                yield _whole("+", right[j])


def compare_words(before: str, after: str, *, budget: Budget | None = None) -> tuple[Words, ...]:
    """Compare two short texts word by word: headlines, or a paragraph with its successor."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    keys = [[token.rstrip() for token in tokens] for tokens in (old, new)]
    runs: list[Words] = []
    for step in align(keys[0], keys[1], budget or Budget()):
        if step.same:
            runs.append(Words(sign="=", tokens=tuple(new[step.j1 : step.j2])))
        else:
            runs += _runs(old[step.i1 : step.i2], new[step.j1 : step.j2])
    return tuple(_without_lone_words(runs))


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\n\s*\n", text) if part.strip()]


def _whole(sign: Sign, text: str) -> Paragraph:
    return Paragraph(sign=sign, words=(Words(sign=sign, tokens=tuple(_TOKEN.findall(text))),))


def _bag(text: str) -> frozenset[str]:
    return frozenset(_words(_TOKEN.findall(text)))


def _runs(before: Sequence[str], after: Sequence[str]) -> list[Words]:
    signs: tuple[tuple[Sign, Sequence[str]], ...] = (("-", before), ("+", after))
    return [Words(sign=sign, tokens=tuple(tokens)) for sign, tokens in signs if tokens]


def _without_lone_words(runs: Sequence[Words]) -> Iterator[Words]:
    """Merge a single unchanged word between longer changes into them, so that readers see whole phrases."""
    removed: list[str] = []
    added: list[str] = []
    for number, run in enumerate(runs):
        if run.sign == "-":
            removed += run.tokens
        elif run.sign == "+":
            added += run.tokens
        elif len(run.tokens) == 1 and removed and added and len(removed + added) > 2 and number + 1 < len(runs):
            removed += run.tokens
            added += run.tokens
        else:
            yield from _runs(removed, added)
            removed, added = [], []
            yield run
    yield from _runs(removed, added)


def _words(tokens: Iterable[str]) -> list[str]:
    return [token.rstrip() for token in tokens if _WORD.match(token)]


def _length(text: str) -> int:
    return len(_words(_TOKEN.findall(text)))


def _count(paragraphs: Iterable[Paragraph], sign: Sign) -> int:
    runs = chain.from_iterable(paragraph.words for paragraph in paragraphs)
    return sum(len(_words(run.tokens)) for run in runs if run.sign == sign)


def _kind(fields: set[str], of_text: Kind) -> Kind:
    """Return the kind of an edit of some fields, and of the text, where that was edited."""
    if of_text != "rewrite" and fields.intersection(SUBSTANCE):
        return "substantive"
    if of_text in {"same", "typo"} and fields.intersection(HEADLINE):
        return "headline"
    return "metadata" if of_text == "same" and fields else of_text


def _kind_of_text(paragraphs: Sequence[Paragraph], removed: int, added: int, share: float) -> Kind:
    if share >= REWRITE_SHARE:
        return "rewrite"
    if not share or _only_typos(paragraphs):
        return "typo"
    return "substantive" if removed and added else "addition" if added else "removal"


def _only_typos(paragraphs: Sequence[Paragraph]) -> bool:
    changed = 0
    for paragraph in paragraphs:
        if paragraph.sign in "-+":
            return False
        for before, removed, added in _replacements(paragraph.words):
            doubled = set(removed + added) == {before} and not (removed and added)
            if not doubled and (len(removed) != len(added) or not all(map(_alike, removed, added))):
                return False
            changed += max(len(removed), len(added))
    return changed <= TYPO_WORDS


def _replacements(runs: Sequence[Words]) -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield the word before each change, the removed words, and the words added in their place."""
    before = ""
    for same, group in groupby(runs, key=lambda run: run.sign == "="):
        words = {run.sign: _words(run.tokens) for run in group}
        if same:
            before = (words["="] or [before])[-1]
        else:
            yield before, words.get("-", []), words.get("+", [])


def _alike(before: str, after: str) -> bool:
    if _DIGIT.search(before + after):
        return before == after
    left, right = before.casefold(), after.casefold()
    return left == right or SequenceMatcher(None, left, right, autojunk=False).ratio() >= TYPO_LIKENESS
