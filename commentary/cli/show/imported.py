"""Returns what an import took, and what it did not, as text (pure)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from archive.intake import Taken
from commentary.cli.show.text import align, printable

MAX_HOSTS = 10
MAX_PROBLEMS = 100


def import_text(taken: Taken, outcomes: Mapping[str, int]) -> str:
    """Return the counts of an import in two columns."""
    read = Counter(outcomes)
    captures = taken.captures
    known = f", {captures['known']} known" if captures["known"] else ""
    lines = [
        ("captures", f"{captures['taken']} taken in {_count(len(taken.runs), 'run')}{known}"),
        *(("WARC files", f"{count} {done}") for done, count in sorted(taken.files.items())),
        *(("read", ", ".join(f"{count} x {outcome}" for outcome, count in read.most_common())) for _ in read or ()),
        *_left_out(taken),
        *(("refused", f"{len(taken.problems)}, which are named above") for _ in taken.problems[:1]),
        *(("run", run) for run in taken.runs),
    ]
    # One line is enough for how they were read.
    return align(dict.fromkeys(lines))


def problem_lines(taken: Taken) -> Iterator[str]:
    """Yield what could not be taken, a line each, and how many more there are."""
    for problem in taken.problems[:MAX_PROBLEMS]:
        yield printable(problem)
    named = min(len(taken.problems), MAX_PROBLEMS)
    more = max(len(taken.problems), taken.captures["refused"]) - named
    if named == MAX_PROBLEMS and more > 0:
        yield f"and {more:,} more; the column `summary` of the table `runs` has the first of each run"


def without_profile_lines(counts: Mapping[str, int], sites: Path) -> Iterator[str]:
    """Yield for each reason how many captures were not read for want of a profile, and what to do."""
    for problem, count in counts.items():
        yield (
            f"{_count(count, 'capture')} not read: {problem}. The archive that they are from has one in its folder"
            f" sites/: copy it to {sites}, or write one (docs/add-a-site.md), and import again."
        )


def _left_out(taken: Taken) -> Iterator[tuple[str, str]]:
    hosts = taken.hosts.most_common()
    for host, count in hosts[:MAX_HOSTS]:
        yield "elsewhere", f"{_count(count, 'response')} of {host}, which the profile does not name"
    if rest := sum(count for _, count in hosts[MAX_HOSTS:]):
        yield "elsewhere", f"{_count(rest, 'response')} of {len(hosts) - MAX_HOSTS} other hosts"
    if forgotten := taken.captures["forgotten"]:
        yield "left out", f"{_count(forgotten, 'response')} of what was forgotten"
    for method, count in taken.methods.items():
        yield "left out", f"{_count(count, 'answer')} to {method}"
    for kind, count in taken.kinds.most_common():
        yield "left out", f"{_count(count, f'{kind} record')}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
