"""`commentary notify`: tells what needs people, and tests whether they are reached."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from archive.settings import load_settings
from commentary.cli.notices import NOBODY, open_events, ping_run, send_test, shown_ping, wrong_places
from commentary.cli.notices import notify as notify_people
from commentary.cli.options import data_option
from extract.errors import CommentaryError

NOT_SENT = 3


@click.command()
@click.option(
    "--test", "is_test", is_flag=True, help="Send a test message to each place, and ping, and say how it went."
)
@data_option
def notify(*, is_test: bool, data: Path) -> None:
    """Tell the places in the settings what needs people and was not told yet.

    `crawl` and `run` do so at their end. Exit code 3 if something could not be sent; the next time tries again.
    """
    settings = load_settings(data)
    if not settings.notify.to and not (is_test and settings.notify.ping):
        raise CommentaryError(NOBODY)
    now = datetime.now(UTC)
    if not is_test:
        troubles = (*wrong_places(data, settings.notify), *notify_people(data, settings, now))
        for trouble in troubles:
            click.echo(f"commentary: {trouble}", err=True)
        number = open_events(data)
        click.echo(f"{number} open {'event' if number == 1 else 'events'}{'' if troubles else ', each told'}")
        sys.exit(NOT_SENT if troubles else 0)
    answers = send_test(settings.notify) if settings.notify.to else []
    if settings.notify.ping is not None:
        answers.append((shown_ping(settings.notify.ping), " ".join(ping_run(data, settings, "good", now))))
    for place, why in answers:
        click.echo(f"{place}: {f'not sent: {why}' if why else 'sent'}")
    sys.exit(NOT_SENT if any(why for _, why in answers) else 0)
