"""What a compaction would free, and what it has freed, as text (pure)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from archive.compact import FilePlan, Joined, JoinPlan, Leftover, Vacuumed
from archive.warc import Compacted
from commentary.cli.show.text import align, size

MOVED = "in removed/, which a repair moved away; look through it, and delete it yourself"


@dataclass(kw_only=True)
class Done:
    """What a compaction has done; `problems` are sentences about what it has not, `left` names of files in them."""

    files: list[Compacted] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    leftovers: list[Leftover] = field(default_factory=list)
    database: Vacuumed | None = None
    problems: tuple[str, ...] = ()
    moved_away: int = 0

    @property
    def is_incomplete(self) -> bool:
        """Whether anything could not be done."""
        return bool(self.problems or (self.database is not None and self.database.why_not))


def file_line(done: Compacted) -> str:
    """Return the line of a file that was written anew."""
    revisits = f", {_revisits(done.repeats)}" if done.repeats else ""
    return f"{done.file}: {size(done.bytes[0])} → {size(done.bytes[1])}{revisits}"


def joined_line(done: Joined) -> str:
    """Return the line of a file to which others were added."""
    return f"{done.file}: {_files(done.files)} of {size(done.bytes)} joined"


def plan_text(
    plans: Sequence[FilePlan], joins: Sequence[JoinPlan], leftovers: Sequence[Leftover], database: int, moved: int
) -> str:
    """Return what a compaction would do, and about how much that would free; `database` is the least of that one."""
    repeats = sum(len(each.repeats) for each in plans)
    total = sum(each.saves for each in plans) + sum(each.bytes for each in leftovers) + database
    lines = [
        *((each.path.name, f"{size(each.bytes)}, would lose about {size(each.saves)}") for each in plans),
        ("WARC files", f"{len(plans):,} would be written anew, {_revisits(repeats)} among them"),
        *_joins(sum(len(each.sources) for each in joins), len(joins), "would be joined into"),
        ("database", f"{size(database)} at least; it also loses what half-empty pages waste, which is not counted"),
        *((each.name, f"{size(each.bytes)}, would be removed") for each in leftovers),
        *([("not touched", f"{size(moved)} {MOVED}")] if moved else []),
        ("would free", f"about {size(total)}, and more of the database"),
    ]
    return align(lines)


def done_text(done: Done) -> str:
    """Return what was freed, and what could not be done."""
    before, after = (sum(each.bytes[side] for each in done.files) for side in (0, 1))
    files = f"{len(done.files):,} written anew"
    if done.files:
        repeats = sum(each.repeats for each in done.files)
        files += f", {size(before)} → {size(after)}, {_revisits(repeats)}"
    freed = before - after + sum(each.bytes for each in done.leftovers)
    lines = [("WARC files", files)]
    lines += _joins(sum(each.files for each in done.joined), len(done.joined), "joined into")
    if done.database is not None:
        lines.append(("database", f"{size(done.database.before)} → {size(done.database.after)}"))
        freed += done.database.before - done.database.after
        lines += [("not done", done.database.why_not)] if done.database.why_not else []
    lines += [(each.name, f"{size(each.bytes)}, removed") for each in done.leftovers]
    lines += [("not done", problem) for problem in done.problems]
    lines += [("not touched", f"{size(done.moved_away)} {MOVED}")] if done.moved_away else []
    lines.append(("freed", size(max(freed, 0))))
    return align(lines)


def _joins(small: int, joined: int, verb: str) -> list[tuple[str, str]]:
    return [("", f"{_files(small)} {verb} {joined:,}")] if joined else []


def _files(number: int) -> str:
    return f"{number:,} small {'file' if number == 1 else 'files'}"


def _revisits(number: int) -> str:
    return f"{number:,} {'revisit record' if number == 1 else 'revisit records'} in place of repeated payloads"
