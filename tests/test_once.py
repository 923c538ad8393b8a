"""A folder that all workers of the test runner need is made by one of them."""

import pytest

from once import made_once


class Worker:
    """Where a worker of the test runner puts its folders; all of them are in one folder."""

    def __init__(self, base):
        self.base = base
        base.mkdir(parents=True)

    def getbasetemp(self):
        return self.base

    def mktemp(self, name):
        path = self.base / f"{name}{len(list(self.base.iterdir()))}"
        path.mkdir()
        return path


@pytest.fixture
def workers(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    return Worker(tmp_path / "run" / "popen-gw0"), Worker(tmp_path / "run" / "popen-gw1")


def test_the_first_worker_makes_it_and_each_has_a_copy_of_its_own(workers):
    made = []

    def make(folder):
        made.append(folder)
        (folder / "sites").mkdir()
        (folder / "sites" / "x.toml").write_text("x")

    one, other = (made_once(worker, "archive", make) for worker in workers)
    assert len(made) == 1
    (one / "sites" / "x.toml").write_text("changed")
    assert (other / "sites" / "x.toml").read_text() == "x"


def test_what_failed_half_way_is_not_taken_for_the_whole(workers):
    def fail(folder):
        (folder / "half").touch()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        made_once(workers[0], "archive", fail)
    whole = made_once(workers[1], "archive", lambda folder: (folder / "whole").touch())
    assert [path.name for path in whole.iterdir()] == ["whole"]


def test_without_workers_it_is_made_where_it_stays(workers, monkeypatch):
    monkeypatch.delenv("PYTEST_XDIST_WORKER")
    made = []
    assert [made_once(workers[0], "archive", made.append)] == made
