"""The line of a job in a user's crontab, between two marks (pure).

crontab(5): the command is run by sh, and a `%` that is not escaped would end it.
"""

import shlex

from commentary.timers.job import MINUTES, Job
from extract.errors import CommentaryError


def cron_text(job: Job, *, logger: str | None) -> str:
    """Return the lines with both marks; output goes to the system's log by the program `logger`, else into a file."""
    environment = [f"{name}={value}" for name, value in job.environment.items()]
    command = shlex.join(["nice", "-n", "10", *(["env", *environment] if environment else ()), *job.command])
    log = f"2>&1 | {shlex.join([logger, '-t', job.name])}" if logger else f">>{shlex.quote(str(job.log))} 2>&1"
    escaped = f"{command} {log}".replace("%", "\\%")
    begin, end = _marks(job)
    return f"{begin}\n{job.minute}-59/{MINUTES} * * * * {escaped}\n{end}\n"


def with_job(crontab: str, job: Job, lines: str) -> str:
    """Return a crontab with the lines of a job at its end, in place of earlier ones; all other lines stay."""
    others = without_job(crontab, job)
    end = "" if not others or others.endswith("\n") else "\n"
    return f"{others}{end}{lines}"


def without_job(crontab: str, job: Job) -> str:
    """Return a crontab without the lines of a job; CommentaryError if only one of the marks is left."""
    begin, end = _marks(job)
    kept, inside = [], False
    for line in crontab.splitlines(keepends=True):
        mark = line.rstrip("\r\n")
        if mark == (begin if inside else end):
            raise _lonely(mark)
        if mark in {begin, end}:
            inside = not inside
        elif not inside:
            kept.append(line)
    if inside:
        raise _lonely(begin)
    return "".join(kept)


def has_job(crontab: str, job: Job) -> bool:
    """Tell whether a crontab has the lines of a job."""
    return _marks(job)[0] in crontab.splitlines()


def _lonely(mark: str) -> CommentaryError:
    return CommentaryError(f"the crontab has the mark {mark!r} without its other one; mend it by `crontab -e`.")


def _marks(job: Job) -> tuple[str, str]:
    return f"# {job.name}: begin; written by `commentary schedule`", f"# {job.name}: end"
