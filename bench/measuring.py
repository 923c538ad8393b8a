"""Ask every reader for every page, and score what they say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from folds import site_of
from scores import Answer, by_convention, convention_of, load, score
from workers import Asked, Said, Sheet


@dataclass(frozen=True, kw_only=True)
class Scored:
    """One page as one reader has it: `answer` is by the set's convention, empty for a page that was refused."""

    set: str
    truth: Mapping[str, Any] = field(repr=False)
    site: str
    said: Said = field(repr=False)
    answer: Answer = field(repr=False)
    scores: Mapping[str, float]


def sheets(folders: Sequence[Path]) -> Iterator[Sheet]:
    """Yield every page of the sets."""
    for folder in folders:
        for truth, body in load(folder):
            yield Sheet(set=folder.name, truth=truth, body=body)


def measured(folders: Sequence[Path], panel: Mapping[str, Asked]) -> dict[str, list[Scored]]:
    """Return, for each reader, its pages in the order of the sets."""
    scored: dict[str, list[Scored]] = {name: [] for name in panel}
    for sheet in sheets(folders):
        for name, reader in panel.items():
            scored[name].append(scored_answer(sheet, reader.ask(sheet)))
    return scored


def scored_answer(sheet: Sheet, said: Said) -> Scored:
    """Return what an answer is worth by the convention of its set."""
    answer = None if said.answer is None else by_convention(said.answer, convention_of(sheet.set))
    return Scored(
        set=sheet.set,
        truth=sheet.truth,
        site=site_of(sheet.truth["url"]),
        said=said,
        answer=answer or Answer(),
        scores=score(sheet.truth, answer),
    )
