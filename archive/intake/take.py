"""Imports captures that other tools made, and WARC files of other archives of ours (disk).

    files, folders, WACZ → files ─┬─ of ours ──→ copied ──────────────────────────────┬→ warc/ → load_warc → tables
                                  └─ others' → records → judge → decide → visits → runs ┘

Whatever is done twice changes nothing: a record whose id is in the archive is known.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from archive.database import IMPORT_NAME, plain_errors
from archive.intake.decide import decide
from archive.intake.foreign import Foreign, foreign_records
from archive.intake.found import FoundRecords
from archive.intake.inputs import InputFile, Unreadable, files_in, input_file, is_zip, list_paths
from archive.intake.judge import Found, Passed, Refused, judge
from archive.intake.own_files import HoldsForgotten, OtherBytes, copy_file, is_named_by_run, start_of
from archive.intake.unpack import Broken
from archive.intake.wacz import wacz_files
from archive.intake.write import RunWriter
from archive.store import Archive
from archive.warc import (
    RunStart,
    are_same,
    compactions_in,
    file_digest,
    is_compacted_name,
    is_forgotten_name,
    is_joined_name,
    parts_of,
    warc_files,
)
from extract.errors import ArchiveError
from extract.site import Site

# More are only counted.
MAX_NAMED = 1000
# Called with what is being done, and how much of how much of it.
Progress = Callable[[str, int, int], None]


@dataclass
class Taken:
    """What an import took, and what it did not.

    `problems` are sentences about what it could not take, of records the first MAX_NAMED. `files` counts WARC files
    of ours by what was done with them, `captures` those of others by their fate: taken, known, method (an answer to
    another method than GET), refused, forgotten. `hosts` and `kinds` count records of other hosts and of other
    kinds, `methods` answers to other methods.
    """

    runs: list[str] = field(default_factory=list)
    files: Counter[str] = field(default_factory=Counter)
    captures: Counter[str] = field(default_factory=Counter)
    hosts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    methods: Counter[str] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)


def take_archives(
    archive: Archive, paths: list[Path], *, site: Site | None, now: datetime, progress: Progress
) -> Taken:
    """Import files, folders and WACZ files into an archive, which then has captures to read.

    `site` is that to which the captures of other tools belong; of our own files only those of its runs are copied, of
    all sites without it. Raises ArchiveError if there are files of other tools and no site.
    """
    folder = archive.data / IMPORT_NAME
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
        return _Import(archive, folder, site, now, progress).run(paths)
    except OSError as error:
        raise ArchiveError(f"{error.filename or folder} cannot be read or written: {error.strerror}.") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Import:
    def __init__(self, archive: Archive, folder: Path, site: Site | None, now: datetime, progress: Progress) -> None:
        self.archive = archive
        self.folder = folder
        self.site = site
        self.now = now
        self.progress = progress
        self.taken = Taken()
        # Files that are there under the same name with other bytes.
        self.unlike: list[tuple[InputFile, str]] = []
        # Files that stand in joined ones here: of each name the SHA-256.
        self.joined = {
            part.file: part.sha256 for path in warc_files(archive.tables.warc_folder) for part in parts_of(path)
        }

    def run(self, paths: list[Path]) -> Taken:
        others: list[InputFile] = []
        for file in self._files(paths):
            if is_forgotten_name(file.file_name):
                self.taken.files["of what another archive forgot, which were passed over"] += 1
            elif is_compacted_name(file.file_name):
                # Without it the chain of the runs that it tells of would be broken.
                self._copy_file(file)
            elif start := start_of(file):
                self._copy(file, start)
            else:
                others.append(file)
        self._judge_unlike()
        if others and self.site is None:
            raise ArchiveError(
                f"{others[0].name} was written by another tool: say with --site NAME to which profile its captures"
                " belong."
            )
        if others and self.site is not None:
            self._take(others, self.site)
        return self.taken

    def _files(self, paths: list[Path]) -> Iterator[InputFile]:
        for path in list_paths(paths, self.archive.tables.warc_folder):
            if isinstance(path, Unreadable):
                self.taken.problems.append(f"{path.name}: {path.problem}")
                continue
            for file in wacz_files(path, self.folder) if is_zip(path) else [input_file(path)]:
                if isinstance(file, Unreadable):
                    self.taken.problems.append(f"{file.name}: {file.problem}")
                elif is_joined_name(file.file_name):
                    yield from files_in(file)
                else:
                    yield file

    def _copy(self, file: InputFile, start: RunStart) -> None:
        if self.site is not None and start.site != self.site.name:
            self.taken.files["of other sites"] += 1
            return
        if not is_named_by_run(file, start):
            self.taken.problems.append(f"{file.name}: it is a file of the run {start.run}; give it its name back")
            return
        self._copy_file(file)

    def _copy_file(self, file: InputFile) -> None:
        if file.file_name in self.joined:
            self.unlike.append((file, self.joined[file.file_name]))
            return
        target = self.archive.tables.warc_folder / file.file_name
        try:
            done, damages = copy_file(file, self.archive.tables, self.folder)
        except HoldsForgotten as error:
            self.taken.files["refused"] += 1
            self.taken.problems.append(f"{file.name}: {error}")
            return
        except OtherBytes:
            self.unlike.append((file, file_digest(target)))
            return
        self.taken.files[done] += 1
        self.taken.problems += [f"{file.name}, byte {each.offset}: {each.problem}" for each in damages]

    def _judge_unlike(self) -> None:
        """Tell of files with other bytes, unless they are the same or one was made of the other by a compaction."""
        told = [each for path in warc_files(self.archive.tables.warc_folder) for each in compactions_in(path)]
        for file, there in self.unlike:
            target = self.archive.tables.warc_folder / file.file_name
            pairs = [each.sha256 for each in told if each.file == target.name]
            if are_same(file.sha256, there, pairs):
                self.taken.files["known"] += 1
                continue
            self.taken.files["refused"] += 1
            self.taken.problems.append(f"{file.name} and {target} have one name and different bytes; neither changed")

    def _take(self, files: list[InputFile], site: Site) -> None:
        path = self.folder / "found.db"
        with plain_errors(path), closing(FoundRecords(path)) as found:
            self._examine(files, site, found)
            decide(found, self.archive.tables.db, [file.name for file in files])
            self.taken.captures.update(found.counts())
            self.taken.methods.update(found.methods())
            for row in islice(found.problems(), MAX_NAMED):
                url = f"{row['url']}: " if row["url"] else ""
                self.taken.problems.append(f"{files[row['file']].name}, byte {row['place']}: {url}{row['problem']}")
            total, done = self.taken.captures["taken"], 0

            def on_record() -> None:
                nonlocal done
                done += 1
                self.progress("writing", done, total)

            writer = RunWriter(self.archive.tables, site.name, files, self.folder, imported_at=self.now)
            self.taken.runs += [writer.write(found, visit, on_record) for visit in found.visits()]

    def _examine(self, files: list[InputFile], site: Site, found: FoundRecords) -> None:
        total, before = sum(file.size for file in files), 0
        for number, file in enumerate(files):
            with closing(file.open()) as opened:
                for item in foreign_records(opened):
                    self._add(number, item, site, found)
                    offset = item.place.offset if isinstance(item, Foreign) else item.offset
                    self.progress("reading", before + offset, total)
            before += file.size

    def _add(self, number: int, item: Foreign | Broken, site: Site, found: FoundRecords) -> None:
        if isinstance(item, Broken):
            found.refuse(number, item.offset, "", item.problem)
            return
        judged = judge(item, site, self.now.astimezone(UTC))
        if isinstance(judged, Found) and self._is_forgotten(judged.url, site):
            self.taken.captures["forgotten"] += judged.kind != "request"
        elif isinstance(judged, Found):
            found.add(number, item.place, judged)
        elif isinstance(judged, Refused):
            found.refuse(number, item.place.offset, judged.url, judged.problem)
        else:
            self._pass(judged)

    def _is_forgotten(self, url: str, site: Site) -> bool:
        tombstones = self.archive.tables.tombstones
        return tombstones.hides_site(site.name) or tombstones.hides_url(url)

    def _pass(self, passed: Passed) -> None:
        if passed.why == "host":
            self.taken.hosts[passed.what] += 1
        elif passed.why == "kind" and passed.what != "warcinfo":
            self.taken.kinds[passed.what] += 1
