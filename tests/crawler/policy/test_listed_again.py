"""An article that was gone is requested at once when a source lists it again."""

from datetime import UTC, datetime, timedelta

import pytest

from archive.ask import Known
from crawler.policy import decide_revisit

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("gone", "listed_again", "due"), [(True, True, True), (True, False, False), (False, True, False)]
)
def test_what_was_gone_is_due_when_it_is_listed_again(gone, listed_again, due):
    known = Known(captured_at=NOW - timedelta(hours=1), published_at=NOW - timedelta(days=300), gone=gone)
    decision = decide_revisit(known, now=NOW, listed_again=listed_again)
    assert decision.due == due
    assert decision.reason.startswith("it was gone") == due
