"""Decides by which values of which articles a field is learned (pure).

What the site's interface or feed says counts, or other pages of it. Where these say nothing of most articles, what
the default rules read from a page counts: what they are sure of, or what they are not so sure of where that is hardly
any; and what the page's head says where they read nothing. A title that most pages share is none.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.article import Article
from extract.dates import DAY_PRECISIONS
from extract.learn.same import TIMES, is_same, values_of
from extract.learn.samples import Sample
from extract.learn.values import Told

# Apart from the page itself: what a theme shows cannot have changed it.
APART = frozenset({"wordpress", "feed", "link"})
READING = "reading"
# Of a value that the default rules read, for a rule to be compared with it; of one that they are not so sure of.
MIN_CONFIDENCE, MIN_UNSURE = 0.85, 0.6
# Of all articles, those of which the default rules must be sure, so that others need not be asked.
MIN_SHARE_SURE = 0.5
# Of the values of a title, those that must differ.
MIN_DISTINCT = 0.8
# Of all articles, those of which the interface or a feed must say the field, so that pages need not be asked.
MIN_SHARE_APART = 0.4
# A feed has the newest articles alone. So many suffice where the default rules are right on less than this share of
# them, and so are no teacher.
MIN_APART, MIN_SHARE_RIGHT = 8, 0.9


@dataclass(frozen=True, kw_only=True)
class Labels:
    """The known values of one field by the number of their sample, and what they are known by."""

    values: Mapping[int, tuple[str, ...]]
    by: str


def labels_of(field: str, samples: Sequence[Sample]) -> Labels:
    """Return the known values of a field other than the body."""
    apart: dict[int, tuple[str, ...]] = {}
    kinds: Counter[str] = Counter()
    for number, sample in enumerate(samples):
        told = None if sample.told is None else sample.told.values.get(field)
        if sample.told is not None and told and sample.told.by[field] in APART:
            if not _is_no_update(field, sample.told):
                apart[number] = told
            kinds[sample.told.by[field]] += 1
    if kinds.total() and (
        kinds.total() >= MIN_SHARE_APART * len(samples)
        or (len(apart) >= MIN_APART and len(default_score(field, apart, samples)[0]) < MIN_SHARE_RIGHT * len(apart))
    ):
        return Labels(values=apart, by=kinds.most_common(1)[0][0])
    sure = _read_values(field, samples, MIN_CONFIDENCE)
    if len(sure) < MIN_SHARE_SURE * len(samples):
        sure = _read_values(field, samples, MIN_UNSURE)
    values = {**apart, **sure}
    if field == "title" and len(set(values.values())) < MIN_DISTINCT * len(values):
        values = {}
    return Labels(values=values, by=READING)


def default_score(
    field: str, known: Mapping[int, tuple[str, ...]], samples: Sequence[Sample]
) -> tuple[frozenset[int], frozenset[int]]:
    """Return the numbers of the samples on which the default rules read the known value, and another one."""
    right: set[int] = set()
    wrong: set[int] = set()
    for number, value in known.items():
        article = samples[number].article
        read = {} if article is None else values_of(field, article)
        if read:
            (right if is_same(field, value, read, samples[number].zone) else wrong).add(number)
    return frozenset(right), frozenset(wrong)


def _is_no_update(field: str, told: Told) -> bool:
    """Tell whether a time of an update is that of the publication, which pages do not show as an update."""
    return field == "updated_at" and told.values["updated_at"] == told.values.get("published_at")


def _read_values(field: str, samples: Sequence[Sample], least: float) -> dict[int, tuple[str, ...]]:
    found = {number: _read(field, sample, least) for number, sample in enumerate(samples)}
    return {number: value for number, value in found.items() if value}


def _read(field: str, sample: Sample, least: float) -> tuple[str, ...]:
    """Return a value of which the default rules are as sure; where they read none, what the head says."""
    article = sample.article
    told = None if sample.told is None else sample.told.values.get(field)
    values = {} if article is None else values_of(field, article)
    if article is None or not values:
        return told or ()
    is_told = told is not None and is_same(field, told, values, sample.zone)
    is_sure = article.confidence.get(field, 0.0) >= least
    return _as_told(field, article) if is_told or is_sure else ()


def _as_told(field: str, article: Article) -> tuple[str, ...]:
    """Return a value of an article in the form of Told."""
    value = getattr(article, field)
    if field in TIMES:
        stem = field.removesuffix("_at")
        is_day = getattr(article, f"{stem}_precision") in DAY_PRECISIONS
        return (str(getattr(article, f"{stem}_day")) if is_day else value.isoformat(),)
    return value if isinstance(value, tuple) else (str(value),)
