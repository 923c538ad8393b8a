import shlex
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.timers.cron import cron_text, has_job, with_job, without_job
from commentary.timers.job import Job
from extract.errors import CommentaryError

OTHERS = "MAILTO=me\n\n# mine\n5 4 * * * /bin/backup\r\n"


def command_of(text):
    """Return the command of the line as cron gives it to the shell: up to the first % that is not escaped."""
    (line,) = [line for line in text.splitlines() if not line.startswith("#")]
    minute, *_, command = line.split(" ", 5)
    assert minute.endswith("-59/10")
    unescaped = command.replace("\\%", "\0")
    assert "%" not in unescaped
    return unescaped.replace("\0", "%")


def test_the_line_stands_between_two_marks_and_is_replaced_and_removed_without_a_trace(job):
    lines = cron_text(job, logger="/usr/bin/logger")
    once = with_job(OTHERS, job, lines)
    assert once == OTHERS + lines
    assert with_job(once, job, lines) == once
    assert (has_job(once, job), has_job(OTHERS, job)) == (True, False)
    assert without_job(once, job) == OTHERS
    assert without_job(OTHERS, job) == OTHERS


def test_what_it_prints_goes_into_the_log_of_the_system_or_into_a_file(job):
    assert f"2>&1 | /usr/bin/logger -t {job.name}" in cron_text(job, logger="/usr/bin/logger")
    assert f">>{shlex.quote(str(job.data / 'run.log'))} 2>&1" in cron_text(job, logger=None)


def test_the_shell_gets_the_words_as_they_are(job, tmp_path):
    odd = "a b$HOME%h'c\"d\\e"
    text = cron_text(replace(job, command=("printf", "%s", odd), environment={"A": "$x 1"}), logger=None)
    (job.data / "run.log").write_text("before ", "utf-8")
    subprocess.run(["sh", "-c", command_of(text)], check=True, cwd=tmp_path)
    assert (job.data / "run.log").read_text("utf-8") == f"before {odd}"


def test_jobs_of_two_archives_do_not_know_each_other(job, tmp_path):
    other = replace(job, data=tmp_path / "other")
    both = with_job(with_job("", job, cron_text(job, logger=None)), other, cron_text(other, logger=None))
    assert without_job(both, other) == cron_text(job, logger=None)


@pytest.mark.parametrize("lost", [0, -1])
def test_a_crontab_with_one_mark_only_is_left_to_its_owner(job, lost):
    lines = cron_text(job, logger=None).splitlines(keepends=True)
    del lines[lost]
    with pytest.raises(CommentaryError, match="without its other one; mend it by `crontab -e`"):
        without_job(OTHERS + "".join(lines), job)


@given(st.lists(st.text(st.characters(exclude_characters="\n")).map(lambda line: line + "\n")).map("".join))
def test_other_lines_are_never_touched(tmp_path_factory, others):
    data = tmp_path_factory.getbasetemp()
    job = Job(data=data, command=("run",), user="me", folders=(data,))
    lines = cron_text(job, logger=None)
    assert without_job(with_job(others, job, lines), job) == others
