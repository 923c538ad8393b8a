"""Puts comments into the order of their threads: each answer behind what it answers (pure)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def in_thread(
    items: Sequence[Item], key_of: Callable[[Item], Hashable], parent_of: Callable[[Item], Hashable]
) -> Iterator[tuple[int, Item]]:
    """Yield each item once with its depth, which is 0 where it answers nothing.

    Answers stand behind what they answer in the order of `items`. An item that answers nothing that is there, itself,
    or in a circle what answers it, begins a thread.
    """
    places: dict[Hashable, int] = {}
    for place, item in enumerate(items):
        places.setdefault(key_of(item), place)
    answers: defaultdict[int | None, list[int]] = defaultdict(list)
    for place, item in enumerate(items):
        parent = parent_of(item)
        to = None if parent is None else places.get(parent)
        answers[None if to == place else to].append(place)
    seen: set[int] = set()
    # Those in a circle are behind no beginning; the first of them begins a thread after all others.
    for start in (*answers[None], *range(len(items))):
        waiting = [(0, start)]
        while waiting:
            depth, place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            yield depth, items[place]
            waiting += [(depth + 1, answer) for answer in reversed(answers.get(place, ()))]
