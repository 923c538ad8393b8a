"""Announces a run to whoever watches it: pings its start and its end, and tells what needs people (network)."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from archive.database import DATABASE_NAME, Lock, open_read_only, plain_errors
from archive.settings import Settings
from commentary.cli.notices.digest import sites_of
from commentary.cli.notices.event import State
from commentary.cli.notices.keep import BadNotices, load_state, only_one, save_state
from commentary.cli.notices.message import MAX_SENTENCE
from commentary.cli.notices.ping import Signal, check_ping, ping
from commentary.cli.notices.runs import kind_of
from commentary.cli.notices.tell import notify, retry, wrong_places
from commentary.cli.quiet import print_anyway
from commentary.cli.show.text import printable
from extract.errors import ArchiveInUse, CommentaryError, ProfileError

# Where a ProfileError is whose site has no profile.
NO_SUCH_SITE = "site"
SINCE = "SELECT status, summary FROM runs WHERE started_at >= ? AND imported_at IS NULL"


@contextmanager
def announced(data: Path, settings: Settings, sites: Collection[str]) -> Iterator[dict[str, BaseException]]:
    """Announce the runs of sites that a block makes; the block puts the errors of single sites into the dict.

    An error that ends the block is told of its site, or of the archive where it has several, but not if another
    process writes the archive: that one tells. Of a run that somebody interrupted nothing is told: the next one does.
    What could not be told, and what is wrong with an address of the settings, is printed on standard error,
    also by a quiet command, and is no error of the block.
    """
    start = datetime.now(UTC)
    errors: dict[str, BaseException] = {}
    _say(lambda: wrong_places(data, settings.notify))
    if not Lock.is_held(data):
        _say(lambda: ping_run(data, settings, "start", start))
    try:
        yield errors
    except ArchiveInUse:
        raise
    except Exception as error:
        if not _is_typing_mistake(data, error):
            _end(data, settings, {_site_of(error, sites): error} | errors, is_good=False)
        raise
    is_good = _ended_well(data, start)
    if is_good is not None:
        _end(data, settings, errors, is_good=is_good and not errors)


def tell_meanwhile(data: Path, settings: Settings, errors: Mapping[str, BaseException]) -> None:
    """Tell errors of sites, and what could not be sent before, where no run is made; it prints as `announced` does.

    Without either nothing is read but `notices.json`: some timers come every ten minutes.
    """
    now = datetime.now(UTC)
    told = _texts(errors)
    _say(lambda: notify(data, settings, now, errors=told) if told else retry(data, settings, now))


def _texts(errors: Mapping[str, BaseException]) -> dict[str, str]:
    # An error of a profile names its site by itself.
    return {site: error_text(error).removeprefix(f"{site}: ") for site, error in errors.items()}


def error_text(error: BaseException) -> str:
    """Return an error in a sentence: of a bug its type, with where more stands."""
    if isinstance(error, CommentaryError):
        return str(error)
    return f"The run was ended by a mistake of this program: {type(error).__name__}. Its output has the details."


def _site_of(error: BaseException, sites: Collection[str]) -> str:
    """Return the site of an error that ended the runs of several, "" if it is not known or of all."""
    # That of a profile is the path of its file.
    named = Path(error.site).stem if isinstance(error, ProfileError) else ""
    return next((site for site in sites if site == named or len(sites) == 1), "")


def _is_typing_mistake(data: Path, error: BaseException) -> bool:
    """Tell whether an error is that there is no such site, and there never was: nobody needs to hear of that."""
    if not isinstance(error, ProfileError) or error.where != NO_SUCH_SITE:
        return False
    try:
        return error.site not in sites_of(data)
    except CommentaryError:
        return True


def ping_run(data: Path, settings: Settings, signal: Signal, now: datetime) -> tuple[str, ...]:
    """Ping if the settings have an address, and keep whether it failed; returns a sentence if it did."""
    if settings.notify.ping is None:
        return ()
    try:
        why = ping(check_ping(settings.notify.ping), signal)
    except CommentaryError as error:
        why = str(error)
    try:
        with only_one(data):
            state = load_state(data) or State()
            if why or state.ping_why:
                at = now.isoformat(timespec="seconds") if why else ""
                save_state(data, replace(state, ping_why=why, ping_failed_at=at))
    except BadNotices:
        # The next notice begins anew.
        pass
    except CommentaryError as error:
        return (str(error),)
    return (f"the ping did not arrive: {why}",) if why else ()


def _end(data: Path, settings: Settings, errors: Mapping[str, BaseException], *, is_good: bool) -> None:
    now = datetime.now(UTC)
    _say(lambda: notify(data, settings, now, errors=_texts(errors)))
    _say(lambda: ping_run(data, settings, "good" if is_good else "fail", now))


def _say(tell: Callable[[], Sequence[str]]) -> None:
    """Print what could not be told; nothing that happens here fails a run."""
    try:
        troubles = tell()
    except Exception as error:  # noqa: BLE001 - see above
        troubles = [f"notices: {error_text(error)}"]
    for trouble in troubles:
        print_anyway(f"commentary: {printable(trouble, MAX_SENTENCE)}")


def _ended_well(data: Path, start: datetime) -> bool | None:
    """Tell whether no run since `start` failed and one of them got an answer; None if one was interrupted."""
    database = data / DATABASE_NAME
    try:
        with closing(open_read_only(database)) as db, plain_errors(database):
            runs = [tuple(row) for row in db.execute(SINCE, (start.isoformat(timespec="seconds"),))]
    except CommentaryError:
        # `notify` says what is wrong with it.
        return False
    if any(status in {"interrupted", "running"} for status, _ in runs):
        return None
    kinds = {kind_of(status, summary) for status, summary in runs}
    return "failed" not in kinds and (not kinds or "" in kinds)
