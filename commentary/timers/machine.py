"""Shows, installs and removes what starts a job on a machine (writes files, runs systemctl, crontab, launchctl)."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal, get_args

from commentary.timers.cron import cron_text, has_job, with_job, without_job
from commentary.timers.job import Job
from commentary.timers.launchd import plist_text
from commentary.timers.systemd import service_text, timer_text
from extract.errors import CommentaryError

Kind = Literal["systemd", "cron", "launchd"]
KINDS: tuple[Kind, ...] = get_args(Kind)
# It exists where systemd was started as the first process: sd_booted(3).
SYSTEMD_RUNS = Path("/run/systemd/system")
OF_MACHINE = Path("/etc/systemd/system")


def default_kind() -> Kind | None:
    """Return what this machine has: launchd on a Mac, systemd where it runs, else cron; None if none."""
    if sys.platform == "darwin":
        return "launchd"
    if SYSTEMD_RUNS.is_dir() and shutil.which("systemctl"):
        return "systemd"
    return "cron" if shutil.which("crontab") else None


def show(job: Job, kind: Kind, *, of_machine: bool) -> str:
    """Return what `install` would write, each file below its path."""
    if kind == "cron":
        return cron_text(job, logger=shutil.which("logger"))
    return "\n".join(f"# {path}\n{text}" for path, text in _files(job, kind, of_machine=of_machine).items())


def install(job: Job, kind: Kind, *, of_machine: bool) -> Iterator[str]:
    """Install a job, in place of an earlier installation of it; yield what was done, in sentences.

    CommentaryError if a file cannot be written or a program fails; then new files are removed again.
    """
    if kind == "cron":
        _write_crontab(with_job(_read_crontab(), job, cron_text(job, logger=shutil.which("logger"))))
        yield f"The line {job.name} is in the crontab of this user; `crontab -l` shows it."
        return
    files = _files(job, kind, of_machine=of_machine)
    new = [path for path in files if not _is_there(path)]
    try:
        for path, text in files.items():
            _write(path, text)
        _load(job, kind, files, of_machine=of_machine)
    except CommentaryError:
        for path in new:
            with suppress(OSError):
                path.unlink()
        raise
    yield from (f"{path} is written." for path in files)
    if kind == "systemd":
        user = "" if of_machine else " --user"
        yield f"`systemctl{user} list-timers {job.name}.timer` shows when it starts next."
        yield f"`journalctl{user} -u {job.name}` shows what it printed."
        if not of_machine and not _lingers():
            yield "It starts while you are logged in; `loginctl enable-linger` has it start at all times."
    else:
        yield f"`launchctl print {_domain()}/{job.name}` shows its state."


def remove(job: Job, kind: Kind, *, of_machine: bool) -> Iterator[str]:
    """Undo an installation; yield what was done, nothing if there is none. A run that goes on is not ended."""
    if kind == "cron":
        if has_job(before := _read_crontab(), job):
            _write_crontab(without_job(before, job))
            yield f"The line {job.name} is no longer in the crontab of this user."
        return
    there = [path for path in _files(job, kind, of_machine=of_machine) if _is_there(path)]
    if not there:
        return
    if kind == "systemd":
        _call([*_systemctl(of_machine=of_machine), "disable", "--now", f"{job.name}.timer"])
    else:
        # It ends with an error if the agent is not loaded.
        with suppress(CommentaryError):
            _call(["launchctl", "bootout", f"{_domain()}/{job.name}"])
    for path in there:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise CommentaryError(f"{path} cannot be removed: {error.strerror}.") from error
        yield f"{path} is removed."
    if kind == "systemd":
        _call([*_systemctl(of_machine=of_machine), "daemon-reload"])


def installed_kinds(job: Job, *, of_machine: bool) -> Iterator[Kind]:
    """Yield by what a job is started."""
    for kind in KINDS:
        if kind != "cron":
            if any(_is_there(path) for path in _files(job, kind, of_machine=of_machine)):
                yield kind
        elif shutil.which("crontab"):
            with suppress(CommentaryError):
                if has_job(_read_crontab(), job):
                    yield kind


def _files(job: Job, kind: Kind, *, of_machine: bool) -> Mapping[Path, str]:
    if kind == "launchd":
        return {Path.home() / "Library" / "LaunchAgents" / f"{job.name}.plist": plist_text(job)}
    own = Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "systemd" / "user"
    folder = OF_MACHINE if of_machine else own
    return {
        folder / f"{job.name}.service": service_text(job, of_machine=of_machine),
        folder / f"{job.name}.timer": timer_text(job),
    }


def _load(job: Job, kind: Kind, files: Mapping[Path, str], *, of_machine: bool) -> None:
    if kind == "systemd":
        _call([*_systemctl(of_machine=of_machine), "daemon-reload"])
        _call([*_systemctl(of_machine=of_machine), "enable", "--now", f"{job.name}.timer"])
        return
    with suppress(CommentaryError):
        _call(["launchctl", "bootout", f"{_domain()}/{job.name}"])
    for path in files:
        _call(["launchctl", "bootstrap", _domain(), str(path)])


def _is_there(path: Path) -> bool:
    """Tell whether a file is there; one in the home folder of somebody else, as after `sudo -u`, is not ours."""
    try:
        return path.exists()
    except OSError:
        return False


def _write(path: Path, text: str) -> None:
    unfinished = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(text, "utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise CommentaryError(f"{path} cannot be written: {error.strerror}.") from error


def _read_crontab() -> str:
    done = _run(["crontab", "-l"])
    if done.returncode and "no crontab" not in done.stderr:
        raise CommentaryError(f"`crontab -l`: {done.stderr.strip() or f'it ended with {done.returncode}'}.")
    return "" if done.returncode else done.stdout


def _write_crontab(text: str) -> None:
    if text:
        _call(["crontab", "-"], text)
    else:
        _call(["crontab", "-r"])


def _systemctl(*, of_machine: bool) -> list[str]:
    return ["systemctl"] if of_machine else ["systemctl", "--user"]


def _domain() -> str:
    return f"gui/{os.getuid()}"


def _lingers() -> bool:
    """Tell whether timers of this user start without a login; where that cannot be told, it is not said."""
    try:
        done = _run(["loginctl", "show-user", str(os.getuid()), "--property=Linger", "--value"])
    except CommentaryError:
        return True
    return done.stdout.strip() != "no"


def _call(command: list[str], text: str | None = None) -> None:
    done = _run(command, text)
    if done.returncode:
        # An error is one line.
        said = " ".join(done.stderr.split()) or f"it ended with {done.returncode}"
        raise CommentaryError(f"`{' '.join(command)}`: {said}")


def _run(command: list[str], text: str | None = None) -> subprocess.CompletedProcess[str]:
    try:
        # Without text mode: lines of others go back as they came, whatever their encoding and ends are.
        done = subprocess.run(  # noqa: S603 - our own command
            command,
            input=None if text is None else text.encode("utf-8", "surrogateescape"),
            capture_output=True,
            check=False,
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError as error:
        raise CommentaryError(
            f"`{command[0]}` cannot be run: {error.strerror}. Install what it belongs to, or choose another of"
            " --systemd, --cron and --launchd."
        ) from error
    out, err = (each.decode("utf-8", "surrogateescape") for each in (done.stdout, done.stderr))
    return subprocess.CompletedProcess(command, done.returncode, out, err)
