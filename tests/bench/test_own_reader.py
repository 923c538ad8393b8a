"""What our reader's answers are compared by."""

from datetime import UTC, datetime

import pytest

from extract.page import Page
from own_reader import FETCHED_AT, day_as_written

BODY = b"<html lang=en-GB><title>Trees</title><p>Trees cool streets."
PAGE = Page(url="https://example.org/trees", fetched_at=FETCHED_AT, content_type="text/html", body=BODY)
AT = datetime(2025, 3, 5, 4, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-03-04T23:30:00-05:00", "2025-03-04"),
        ("Tue, 04 Mar 2025 23:30:00 -0500", "2025-03-04"),
        ("March 4, 2025 | 11:30pm", "2025-03-04"),
        ("04-03-2025", "2025-03-04"),
        ("soon", "2025-03-05"),
        (None, "2025-03-05"),
    ],
)
def test_the_day_is_the_one_that_the_page_writes(text, day):
    assert day_as_written(text, AT, PAGE) == day


def test_no_time_is_no_day():
    assert day_as_written("soon", None, PAGE) == ""
