"""Pages that are too much: each is read or refused within five seconds and 500 megabytes, the same way twice."""

import json
from pathlib import Path

import pytest

from overlarge import PAGES

pytestmark = pytest.mark.slow

MOST_SECONDS = 5
MOST_MEGABYTES = 500


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_too_much_is_read_or_refused_within_bounds(name, commentary):
    done = commentary.program(Path(__file__).parents[1] / "overlarge.py", name)
    assert done.returncode == 0, done.stderr
    seconds, megabytes, same, said = json.loads(done.stdout)
    assert same
    assert (seconds <= MOST_SECONDS, megabytes <= MOST_MEGABYTES) == (True, True), (seconds, megabytes, said)
