import shutil
import signal

import pytest
from hypothesis import settings

from prepared import Prepared

# A deadline in wall-clock time fails on a busy machine; tests/extract/test_limits.py bounds processor time instead.
settings.register_profile("commentary", deadline=None)
settings.load_profile("commentary")


def pytest_addoption(parser):
    parser.addoption(
        "--kills", type=int, default=5, help="how often crawls are killed, in fives (make test-kills: 50)"
    )


def pytest_configure():
    # A runner in the background of a shell inherits that SIGINT is ignored, and so would each process that it starts:
    # those that tests interrupt would never end.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def commentary():
    """Run the real command as a person would, with nothing of ours in its environment but what is given."""
    with Prepared() as run:
        yield run


@pytest.fixture(scope="session")
def two_runs(tmp_path_factory):
    """An archive of two runs with all that can happen to a page; see `data` for a copy of it."""
    from test_replay import SITES, fill  # noqa: PLC0415 - other tests do without

    data = tmp_path_factory.mktemp("filled")
    fill(data, SITES)
    return data


@pytest.fixture
def data(two_runs, tmp_path):
    """A copy of the filled archive that a test may change."""
    return shutil.copytree(two_runs, tmp_path / "data")


@pytest.fixture(scope="session")
def repeated(tmp_path_factory):
    """An archive whose pages, lists and robots.txt were fetched again and again, as by crawls without conditions."""
    from compact_tools import fill  # noqa: PLC0415 - other tests do without

    data = tmp_path_factory.mktemp("repeated")
    fill(data)
    return data
