import os
import plistlib
import pwd
import shutil
from pathlib import Path

import pytest

from commentary.timers.job import job_of
from commentary.timers.machine import KINDS, default_kind, install, installed_kinds, remove, show
from extract.errors import CommentaryError

OTHERS = "MAILTO=m\xe9\r\n5 4 * * * /bin/backup\n"


def set_up(job, kind):
    return list(install(job, kind, of_machine=False))


def take_away(job, kind):
    return list(remove(job, kind, of_machine=False))


@pytest.mark.parametrize("kind", KINDS)
def test_what_was_installed_twice_is_removed_without_a_trace(machine, job, kind):
    machine.crontab = OTHERS
    assert take_away(job, kind) == []
    set_up(job, kind)
    first = machine.files(), machine.crontab
    set_up(job, kind)
    assert (machine.files(), machine.crontab) == first
    assert list(installed_kinds(job, of_machine=False)) == [kind]
    assert first != ({}, OTHERS)
    take_away(job, kind)
    assert (machine.files(), machine.crontab) == ({}, OTHERS)
    assert list(installed_kinds(job, of_machine=False)) == []


def test_what_is_shown_is_what_is_installed(machine, job):
    for kind in ("systemd", "launchd"):
        set_up(job, kind)
        texts = (f"# {machine.home / path}\n{text}" for path, text in machine.files().items())
        assert show(job, kind, of_machine=False) == "\n".join(texts)
        take_away(job, kind)
    set_up(job, "cron")
    assert show(job, "cron", of_machine=False) == machine.crontab


def test_systemd_is_told_of_a_new_timer_and_of_one_that_goes(machine, job):
    said = set_up(job, "systemd")
    assert machine.calls == ["systemctl --user daemon-reload", f"systemctl --user enable --now {job.name}.timer"]
    assert said[-1].endswith("`loginctl enable-linger` has it start at all times.")
    take_away(job, "systemd")
    assert machine.calls == [f"systemctl --user disable --now {job.name}.timer", "systemctl --user daemon-reload"]


def test_a_crontab_that_was_not_there_is_not_there_afterwards(machine, job):
    set_up(job, "cron")
    take_away(job, "cron")
    assert machine.crontab is None


def test_launchd_loads_the_agent_and_lets_it_go(machine, job):
    set_up(job, "launchd")
    (path,) = machine.home.rglob("*.plist")
    found = plistlib.loads(path.read_bytes())
    assert (found["Label"], found["ProgramArguments"]) == (job.name, list(job.command))
    assert (found["StartInterval"], path.name) == (600, f"{job.name}.plist")
    assert [call.split()[1] for call in machine.calls] == ["bootout", "bootstrap"]


def test_a_program_that_fails_is_told_and_leaves_no_file(machine, job):
    (machine.state / "broken").touch()
    with pytest.raises(CommentaryError, match=r"`systemctl --user daemon-reload`: Failed to connect to bus"):
        set_up(job, "systemd")
    assert machine.files() == {}


def test_a_program_that_is_not_there_is_told(machine, job, monkeypatch):
    monkeypatch.setenv("PATH", str(machine.home))
    with pytest.raises(CommentaryError, match="`crontab` cannot be run: No such file or directory"):
        set_up(job, "cron")
    assert list(installed_kinds(job, of_machine=False)) == []


def test_a_folder_into_which_it_cannot_look_has_no_timer_of_ours(machine, job, monkeypatch):
    # Root may look into every folder, but not into one of such a name.
    monkeypatch.setenv("XDG_CONFIG_HOME", f"/{'x' * 300}")
    assert "systemd" not in installed_kinds(job, of_machine=False)
    assert take_away(job, "systemd") == []
    with pytest.raises(CommentaryError, match="cannot be written: File name too long"):
        set_up(job, "systemd")
    assert machine.crontab is None


def test_what_a_machine_has_decides(machine, monkeypatch):
    assert default_kind() in {"systemd", "cron"}
    monkeypatch.setenv("PATH", str(machine.home))
    assert (default_kind(), shutil.which("crontab")) == (None, None)


def test_each_folder_has_a_job_of_its_own_that_is_started_from_anywhere(tmp_path, monkeypatch):
    (tmp_path / "a" / "Data Folder").mkdir(parents=True)
    (tmp_path / "b" / "Data Folder").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a")
    relative = job_of(Path("Data Folder"))
    one, other = (job_of(tmp_path / folder / "Data Folder") for folder in "ab")
    assert relative == one
    assert one.name.startswith("commentary-data-folder-")
    assert one.name != other.name
    assert one.command[-3:] == ("run", "--data", str(tmp_path / "a" / "Data Folder"))
    assert 0 <= one.minute < 10


def test_files_beside_the_archive_are_in_folders_that_are_written_too(tmp_path):
    job = job_of(tmp_path, files=(tmp_path / "run.jsonl", None, tmp_path.parent / "metrics" / "a.prom"))
    assert job.folders == (tmp_path, tmp_path.parent / "metrics")


def test_an_owner_without_a_name_is_named_by_the_number(tmp_path, monkeypatch):
    assert job_of(tmp_path).user == pwd.getpwuid(os.getuid()).pw_name
    monkeypatch.setattr(pwd, "getpwuid", {}.__getitem__)
    assert job_of(tmp_path).user == str(os.getuid())


def test_a_path_that_cannot_stand_in_a_line_is_refused(tmp_path):
    (tmp_path / "a\nb").mkdir()
    with pytest.raises(CommentaryError, match=r"has a character that cannot stand in a unit or a crontab"):
        job_of(tmp_path / "a\nb")
