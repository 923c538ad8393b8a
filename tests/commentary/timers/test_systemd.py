import shutil
import subprocess
from configparser import RawConfigParser
from dataclasses import replace
from pathlib import Path

import pytest

from commentary.timers.systemd import service_text, timer_text

ODD = "a b$HOME%h'c\"d\\e"


def values(text):
    parser = RawConfigParser(strict=False, delimiters=("=",), comment_prefixes=("#",))
    parser.optionxform = str
    parser.read_string(text)
    return {f"{section}.{key}": value for section in parser.sections() for key, value in parser.items(section)}


def test_the_service_runs_the_command_once_with_less_weight_than_anything_else(job):
    found = values(service_text(job, of_machine=False))
    assert found["Service.ExecStart"].endswith(f'"run" "--data" "{job.data}"')
    assert (found["Service.Type"], found["Service.KillMode"]) == ("oneshot", "mixed")
    assert (found["Service.Nice"], found["Service.SuccessExitStatus"]) == ("10", "3")
    assert "Service.User" not in found
    # What needs a mount namespace would fail in a service of a user.
    assert not {"Service.ProtectSystem", "Service.PrivateTmp", "Unit.After"} & found.keys()


def test_a_service_of_the_machine_is_its_owners_and_writes_the_folders_of_the_archive_only(job):
    found = values(service_text(replace(job, folders=(job.data, Path("/var/lib/metrics"))), of_machine=True))
    assert (found["Service.User"], found["Service.ProtectSystem"]) == ("me", "strict")
    assert found["Service.ReadWritePaths"] == f'"{job.data}" "-/var/lib/metrics"'
    assert found["Unit.After"] == "network-online.target"


def test_the_timer_looks_every_ten_minutes_and_makes_up_for_a_machine_that_was_off(job):
    found = values(timer_text(job))
    assert (found["Timer.OnCalendar"], found["Timer.Persistent"]) == ("*:0/10", "true")
    assert (found["Timer.RandomizedDelaySec"], found["Timer.FixedRandomDelay"]) == ("10min", "true")


def test_nothing_in_a_path_means_anything_to_systemd(job):
    found = values(service_text(replace(job, command=("/bin/true", ODD), environment={"A": ODD}), of_machine=False))
    assert found["Service.ExecStart"] == r'''"/bin/true" "a b$$HOME%%h'c\"d\\e"'''
    assert found["Service.Environment"] == r'''"A=a b$HOME%%h'c\"d\\e"'''


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="there is no systemd here")
@pytest.mark.parametrize("of_machine", [True, False], ids=["machine", "user"])
def test_systemd_finds_nothing_wrong(job, tmp_path, monkeypatch, of_machine):
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    data = tmp_path / ODD
    data.mkdir()
    odd = replace(job, data=data, command=("/bin/true", "--data", str(data)), folders=(data,), user="root")
    (tmp_path / f"{odd.name}.service").write_text(service_text(odd, of_machine=of_machine), "utf-8")
    (tmp_path / f"{odd.name}.timer").write_text(timer_text(odd), "utf-8")
    units = [str(tmp_path / f"{odd.name}.{each}") for each in ("service", "timer")]
    words = ["systemd-analyze", "verify", "--man=no", *([] if of_machine else ["--user"]), *units]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    # It also tells of units of the system itself.
    told = [line for line in (done.stdout + done.stderr).splitlines() if "commentary-" in line]
    assert (done.returncode, told) == (0, [])
