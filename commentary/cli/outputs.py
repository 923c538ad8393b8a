"""Writes the files that a run leaves for other programs: its events as lines of JSON, and metrics (disk)."""

import json
import logging
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from logging.handlers import WatchedFileHandler
from pathlib import Path

from archive.database import DATABASE_NAME, open_read_only, plain_errors
from archive.settings import load_settings
from crawler.events import EVENTS, VALUES
from extract.errors import ArchiveError, CommentaryError


class JsonLines(logging.Formatter):
    """Formats a log record as one JSON object: time, level, and an event's values, or else the message."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, without its end."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        values = getattr(record, VALUES, None) or {"event": "message", "message": super().format(record)}
        return json.dumps({"time": at, "level": record.levelname.lower(), **values}, ensure_ascii=False, default=str)


class _EventFile(WatchedFileHandler):
    """Appends to a file, and opens it anew after another program has renamed it, as logrotate does.

    Where it cannot be written any more, that is said once, and the run goes on.
    """

    _is_told = False

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line; where the file was renamed, into a new one of its name."""
        try:
            super().emit(record)
        except OSError:
            # It cannot be opened anew: its folder is gone, or not to be written to.
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the name in logging
        """Say that a line could not be written."""
        del record
        if not self._is_told:
            self._is_told = True
            sys.stderr.write(f"commentary: {self.baseFilename} cannot be written: {sys.exception()}\n")


@contextmanager
def event_log(path: Path | None) -> Iterator[None]:
    """Append the events of runs, and all warnings, to a file in a `with` block; None for no file.

    CommentaryError if the file cannot be opened.
    """
    if path is None:
        yield
        return
    try:
        handler = _EventFile(path, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise CommentaryError(
            f"{path} cannot be opened for the log: {error.strerror}. Give another --log, or another"
            " `log` in settings.toml, or make its folder."
        ) from error
    handler.setFormatter(JsonLines())
    events, others = logging.getLogger(EVENTS), logging.getLogger()
    handler.addFilter(lambda record: record.name == EVENTS or record.levelno >= logging.WARNING)
    before = events.level
    events.setLevel(logging.INFO)
    for logger in (events, others):
        logger.addHandler(handler)
    try:
        yield
    finally:
        for logger in (events, others):
            logger.removeHandler(handler)
        events.setLevel(before)
        # On a full disk what is still to be written stays so.
        with suppress(OSError):
            handler.close()


def output_files(data: Path, log: Path | None, metrics: Path | None) -> tuple[Path | None, Path | None]:
    """Return the files of log and metrics: those given, else those of settings.toml; None for what is not to be.

    CommentaryError if the metrics that were given cannot be written there. Those of the settings are checked by
    `check_metrics_file` where people are told of errors: nobody sees what a timer prints.
    """
    check_metrics_file(metrics)
    settings = load_settings(data).notify
    return log or settings.log, metrics or settings.metrics


def check_metrics_file(path: Path | None) -> None:
    """Raise CommentaryError if the folder of the file of metrics cannot be written to; before a run begins."""
    if path is not None and not os.access(path.parent, os.W_OK | os.X_OK):
        raise CommentaryError(
            f"{path.parent} cannot be written to, in which the metrics are to stand. Give another --metrics,"
            " or another `metrics` in settings.toml, or make that folder."
        )


def write_metrics(data: Path, path: Path | None) -> bool:
    """Write the metrics of all sites in one step, so that no reader sees half of them; tell whether that worked.

    Where it does not, a line on standard error says why: a run that has ended does not fail for it. None is no file.
    """
    if path is None or not (data / DATABASE_NAME).exists():
        return True
    from archive.metrics import metrics_text  # noqa: PLC0415 - a tenth of a second, for those who want metrics

    unfinished = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with closing(open_read_only(data / DATABASE_NAME)) as db, plain_errors(data / DATABASE_NAME):
            text = metrics_text(db)
        unfinished.write_text(text, "utf-8")
        unfinished.replace(path)
    except (OSError, ArchiveError) as error:
        unfinished.unlink(missing_ok=True)
        sys.stderr.write(f"commentary: The metrics in {path} are not written: {error}\n")
        return False
    return True
