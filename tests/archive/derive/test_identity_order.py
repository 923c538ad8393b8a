"""Which addresses are one article does not depend on the order in which captures and readings come."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from archive.reading import Reading
from archive.tables import Tables
from captures import make_capture, url_of
from contents import content
from extract.article import Article

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
PATHS = "abcdefgh"
TEXTS = [
    "The harbour board has raised its tariffs on grain and nobody in the room objected to it.",
    "The harbour board has raised its tariffs on grain and nobody in the hall objected to it, they say.",
    "A ferry that never sails needs no captain, as the old ministry learned in a long winter of fog.",
    "",
]
EVENTS = st.lists(
    st.tuples(
        st.sampled_from(PATHS),
        st.sampled_from([200, 200, 200, 200, 301, 301, 308, 302, 304, 404]),
        st.sampled_from(PATHS),  # where it leads, or the canonical URL
        st.sampled_from(TEXTS),
        st.sampled_from(["article", "article", "article", "stub", "listing"]),
        st.integers(0, 5),
    ),
    max_size=18,
)


def event(number: int, drawn: tuple[str, int, str, str, str, int]):
    path, status, target, text, kind, second = drawn
    capture = make_capture(
        number,
        path,
        NOON + timedelta(seconds=second),
        status=status,
        to=target if status in {301, 302, 308} else None,
        revisit_of=f"urn:uuid:{max(number - 1, 0):04}" if status == 304 else None,
    )
    if status != 200:
        return capture, None
    if kind == "article":
        article = Article(url=url_of(path), canonical_url=url_of(target), title="Title", body_text=text)
        return capture, Reading(capture=capture, revision="r", outcome="article", article=article)
    if kind == "stub":
        leads_to = url_of(target) if target != path else url_of(f"{path}2")
        return capture, Reading(capture=capture, revision="r", outcome="redirect", reason="x", leads_to=leads_to)
    return capture, Reading(capture=capture, revision="r", outcome="not an article", reason="listing")


def fill(events, *, batch: bool):
    tables = Tables(Path(":memory:"), Path())
    with tables.batch() if batch else nullcontext():
        for capture, reading in events:
            tables.add_capture(capture)
            if reading is not None:
                tables.add_reading(reading)
    found = content(tables.db)
    tables.close()
    return found


# Gone, there, and gone again within one second.
GONE_TWICE = [
    (PATHS[0], 200, PATHS[0], TEXTS[0], "article", 0),
    (PATHS[0], 404, PATHS[0], TEXTS[0], "article", 1),
    (PATHS[0], 200, PATHS[0], TEXTS[0], "article", 1),
    (PATHS[0], 404, PATHS[0], TEXTS[0], "article", 1),
]


@settings(max_examples=150)
@given(EVENTS, st.randoms(use_true_random=False))
@example(GONE_TWICE, Random(0))
def test_identity_does_not_depend_on_the_order_of_events(drawn, chance):
    events = [event(number, values) for number, values in enumerate(drawn)]
    expected = fill(events, batch=True)
    order = events + (chance.sample(events, len(events) // 2) if events else [])
    chance.shuffle(order)
    assert fill(order, batch=False) == expected
