"""A replay that is killed at any moment is gone on with, and ends in the archive that an undisturbed one makes."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.unfinished import new_path
from contents import content_of

pytestmark = pytest.mark.slow

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}


class Replay:
    """A real replay under way, the leader of a process group of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        command = [sys.executable, "-m", "commentary", "replay", "--data", data]
        with (data / "said.txt").open("ab") as said:
            self.process = subprocess.Popen(command, stdout=said, stderr=said, env=CLEAN, start_new_session=True)

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        while self.process.poll() is None and not is_so():
            time.sleep(0.001)

    def wait(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self.wait_until(lambda: time.monotonic() > until)

    def written(self, name: str) -> tuple[int, int]:
        try:
            stat = (self.data / name).stat()
        except FileNotFoundError:
            return 0, 0
        return stat.st_size, stat.st_mtime_ns

    def wait_for_write(self, name: str, times: int = 1) -> None:
        for _ in range(times):
            before = self.written(name)
            self.wait_until(lambda before=before: self.written(name) != before)

    def kill(self) -> bool:
        """Kill the replay and its readers; tell whether it still ran."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        return self.process.wait() == -signal.SIGKILL


def as_it_starts(replay, chance):
    replay.wait(chance.uniform(0, 0.7))


def as_it_tells_its_purpose(replay, chance):
    replay.wait_for_write("commentary.db.new.json", chance.randint(1, 3))


def as_it_loads(replay, chance):
    replay.wait_for_write("commentary.db.new-wal", chance.randint(1, 3))


def as_it_reads(replay, chance):
    replay.wait_for_write("commentary.db.new-wal", chance.randint(4, 9))


def as_it_derives(replay, chance):
    replay.wait_for_write("commentary.db.new-wal", chance.randint(9, 14))
    replay.wait(chance.uniform(0, 0.3))


def as_it_is_put_in_place(replay, chance):
    replay.wait_for_write("commentary.db-wal", 2)
    replay.wait(chance.uniform(0, 0.02))


MOMENTS = (as_it_starts, as_it_tells_its_purpose, as_it_loads, as_it_reads, as_it_derives, as_it_is_put_in_place)


def test_a_replay_that_is_killed_again_and_again_makes_the_same_archive(two_days, tmp_path, commentary):
    chance = random.Random(7)
    data = shutil.copytree(two_days.data, tmp_path / "data")
    before = content_of(data)
    for moment in MOMENTS:
        replay = Replay(data)
        moment(replay, chance)
        replay.kill()
        assert content_of(data) == before, moment.__name__
    last = commentary("replay", "--data", data)
    assert (last.returncode, "nothing changes" in last.stdout) == (0, True), last.stdout + last.stderr
    assert content_of(data) == before
    assert not new_path(data / "commentary.db").exists()
    said = (data / "said.txt").read_text("utf-8")
    assert "were read by a replay that did not end" in said + last.stderr
    assert "Traceback" not in said + last.stderr
