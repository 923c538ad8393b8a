"""Words for posts that nobody wrote: each sentence once, the same ones every time (pure)."""

from collections.abc import Iterator
from random import Random

WHO = (
    "the harbour master",
    "a patient ferry",
    "the old customs house",
    "every second ministry",
    "the lighthouse keeper",
    "a committee of pilots",
    "the night train",
    "our neighbour across the strait",
    "the city’s archive",
    "a small republic",
    "the last printer in town",
    "the winter fair",
)
DOES = (
    "counts",
    "mistrusts",
    "repairs",
    "remembers",
    "postpones",
    "borrows",
    "weighs",
    "redraws",
    "defends",
    "forgets",
    "inherits",
    "renames",
)
WHAT = (
    "what the river brings",
    "the price of salt",
    "a map without a north",
    "three kinds of silence",
    "the promises of spring",
    "a ledger full of rain",
    "the border’s longest fence",
    "seven unread reports",
    "the weather of other towns",
    "a treaty about herrings",
    "the rent of empty piers",
    "bread, coal and good manners",
)
WHEN = (
    "before the first boat leaves",
    "whenever the budget is short",
    "as if nothing had been agreed",
    "long after the guests have gone",
    "in the week of the elections",
    "while the clerks look elsewhere",
    "until somebody asks for a receipt",
    "since the bridge was closed",
    "without telling the capital",
    "although the law says otherwise",
    "because the tide allows it",
    "for the third year in a row",
)
HOW = ("Slow", "Patient", "Empty", "Northern", "Borrowed", "Quiet", "Second", "Unpaid", "Distant", "Wooden", "Late")
THINGS = (
    "Ferries",
    "Harbours",
    "Ledgers",
    "Bridges",
    "Winters",
    "Borders",
    "Lanterns",
    "Treaties",
    "Markets",
    "Rivers",
)


def sentences(rng: Random) -> Iterator[str]:
    """Yield sentences, none of them twice."""
    seen = set()
    while True:
        words = " ".join(map(rng.choice, (WHO, DOES, WHAT, WHEN)))
        if words not in seen:
            seen.add(words)
            yield words[0].upper() + words[1:] + "."


def titles(rng: Random) -> list[str]:
    """Return titles, of which none begins another one, in an order of chance."""
    found = [f"{how} {thing} and {other}" for how in HOW for thing in THINGS for other in THINGS if thing != other]
    rng.shuffle(found)
    return found
