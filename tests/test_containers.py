"""The files for containers: what the service does with a stop, and that the image gets all that it installs."""

import os
import re
import signal
import subprocess
import time
import tomllib
from contextlib import suppress
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
# Ends as `commentary run` does: a while after the signal, with 3.
RUN = """#!/bin/sh
echo "$* began" >> "$STATE"
[ -n "$QUICK" ] && exit 0
trap 'echo ended >> "$STATE"; exit 3' TERM
sleep 30 &
wait
"""


@pytest.mark.parametrize(("quick", "code", "said"), [("", 3, "run began\nended\n"), ("1", 143, "run began\n")])
def test_a_stop_of_the_service_ends_a_run_politely_and_the_pause_at_once(tmp_path, quick, code, said):
    service = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]["crawl"]
    assert service["entrypoint"] == []
    (tmp_path / "commentary").write_text(RUN, "utf-8")
    (tmp_path / "commentary").chmod(0o755)
    state = tmp_path / "state"
    environment = {"PATH": f"{tmp_path}:{os.environ['PATH']}", "STATE": str(state), "QUICK": quick}
    words = [word.replace("$$", "$") for word in service["command"]]
    with subprocess.Popen(words, env=environment, start_new_session=True) as process:
        try:
            until = time.monotonic() + 10
            while not state.exists() or not state.read_text("utf-8"):
                assert time.monotonic() < until
                time.sleep(0.01)
            # The pause has begun, or the trap is set.
            time.sleep(0.2)
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) == code
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    assert state.read_text("utf-8") == said


def test_the_image_gets_all_packages_and_nothing_of_an_archive():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    needed = {*project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"], "pyproject.toml", "README.md"}
    assert ignored[0] == "*"
    assert needed | {"LICENSE", "constraints.txt"} == {line[1:] for line in ignored if line.startswith("!")}


def test_the_image_has_what_any_setting_or_profile_may_ask_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (extras,) = re.findall(r'"\.\[(.+)\]"', (ROOT / "Containerfile").read_text("utf-8"))
    assert extras.split(",") == sorted(project["optional-dependencies"])
