"""`commentary replay`: rebuilds the database from the WARC files with the present profiles."""

import json
import sys
from collections import Counter
from pathlib import Path

import click

from archive.effect import EXAMPLES, Effect
from archive.loss import Loss
from archive.replay import Rebuild
from archive.store import Archive
from commentary.cli.options import data_option
from commentary.cli.show.progress import count_progress
from commentary.cli.show.replay import effect_json, effect_text
from commentary.cli.show.run import TAKES_PAGES
from extract.errors import ArchiveError
from extract.kind import STATIC_PAGE
from sites import load_sites

# Outcomes that are faults of the archive and not of a page.
ARCHIVE_FAULTS = {"damaged", "no profile", "unread"}
INCOMPLETE, CHANGES = 3, 5


@click.command()
@click.option("--site", metavar="NAME", help="Replay the captures of this site only.")
@click.option("--dry-run", is_flag=True, help="Build the new database, show what it changes, and keep the old one.")
@click.option(
    "--accept-loss", is_flag=True, help="Replace the database also by one that lacks something that the old one has."
)
@click.option(
    "--examples", type=click.IntRange(0, 1000), default=EXAMPLES, show_default=True, help="Of each difference."
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@data_option
def replay(  # noqa: PLR0913 - one parameter for each option
    *, site: str | None, dry_run: bool, accept_loss: bool, examples: int, as_json: bool, data: Path
) -> None:
    """Rebuild the database from the WARC files; with --dry-run, show what that changes.

    Every capture is read again with the present profiles. The old database stays until the new one is complete, and
    also then if the new one lacks captures, pages that were read, runs, or all articles of a site; what it would lack
    is listed, and the exit code is 1. Articles that the present profiles refuse are listed too, and are no loss.

    With --dry-run the old database stays in any case, and the exit code tells whether the new one differs from it: 0
    if in nothing, else 5, or 3 if it would lack something or captures could not be read. The next replay goes on with
    what was read, as it does after a kill.
    """
    if not (data / "warc").is_dir():
        raise ArchiveError(
            f"{data} is not an archive: it has no folder warc/. Name the archive's folder with --data."
        )
    if dry_run and accept_loss:
        raise click.UsageError("--dry-run loses nothing: leave --accept-loss out.")
    with Archive.open(data) as archive:
        for problem in archive.problems:
            _tell(problem)
        with archive.new_database(load_sites(data / "sites"), only=site) as new:
            outcomes = _read(new)
            loss, effect = new.loss(), new.effect(examples)
            # Before it is replaced: whoever reads an error wants to know why.
            show_loss(loss)
            _show(outcomes, effect, loss, as_json=as_json, is_dry=dry_run)
            if not dry_run:
                if loss and not accept_loss:
                    raise ArchiveError(REFUSED)
                new.put_in_place()
    if outcomes.keys() & ARCHIVE_FAULTS or loss:
        sys.exit(INCOMPLETE)
    sys.exit(CHANGES if dry_run and effect else 0)


REFUSED = (
    "The new database lacks what is listed above, so the old one stays as it was. Put back the profile or the WARC"
    " file, or go on with --accept-loss."
)


def _read(new: Rebuild) -> Counter[str]:
    """Read what the new database lacks; return the outcomes of all its captures."""
    if new.anew:
        _tell(f"the replay that did not end is of no use now ({new.anew}), and is begun anew")
    if new.kept:
        _tell(f"{new.kept.total():,} captures were read by a replay that did not end, and are not read again")
    outcomes = Counter(new.kept)
    with count_progress("replay") as progress:
        for replayed in new.read(progress.show):
            outcomes[replayed.outcome] += 1
            if replayed.outcome in ARCHIVE_FAULTS:
                _tell(f"{replayed.warc}, byte {replayed.offset}: {replayed.problem}")
    return outcomes


def _show(outcomes: Counter[str], effect: Effect, loss: Loss, *, as_json: bool, is_dry: bool) -> None:
    """Print what was read, and what the new database changes."""
    if as_json:
        found = {
            "captures": dict(outcomes.most_common()),
            "lost": list(loss.sentences()),
            "refused": list(loss.refusals()),
            "effect": effect_json(effect),
            "dry_run": is_dry,
        }
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    counted = ", ".join(f"{count} x {outcome}" for outcome, count in outcomes.most_common())
    click.echo(f"{'read' if is_dry else 'replayed'} {outcomes.total()} captures{': ' if counted else ''}{counted}")
    click.echo(effect_text(effect))
    if is_dry and effect:
        click.echo(
            "The database is as it was. `commentary replay` puts the new one in its place, and reads nothing again."
        )


def _tell(sentence: str) -> None:
    click.echo(f"commentary: {sentence}", err=True)


def show_loss(loss: Loss) -> None:
    """Print what the new database lacks, and which articles the present rules refuse."""
    for words in loss.sentences():
        _tell(f"lost: {words}")
    for words in loss.refusals():
        _tell(f"refused by the present rules: {words}")
    if any(verdict.endswith(STATIC_PAGE) for _, verdict, _ in loss.refused):
        _tell(TAKES_PAGES)
