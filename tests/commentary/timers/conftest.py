import sys

import pytest

from commentary.timers.job import Job


@pytest.fixture
def job(tmp_path):
    data = tmp_path / "my archive"
    data.mkdir()
    return Job(data=data, command=(sys.executable, "run", "--data", str(data)), user="me", folders=(data,))
