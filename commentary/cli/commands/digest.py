"""`commentary digest`: lists what is new, edited, withdrawn and back on a day or in a week."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import click

from archive.settings import load_settings
from commentary.cli.known_sites import check_site
from commentary.cli.notices import (
    Every,
    digest_message,
    last_day,
    read_digest,
    read_zones,
    send_digest,
    sites_of,
    span_of,
    span_with,
)
from commentary.cli.options import data_option

NOT_SENT = 3


@click.command()
@click.option("--day", "every", flag_value="daily", default="daily", help="Of one day (the default).")
@click.option("--week", "every", flag_value="weekly", help="Of one week, Monday to Sunday.")
@click.option(
    "--of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="This day, or the week it is in; by default the last that is over at every site.",
)
@click.option("--site", metavar="NAME", help="Only of this site.")
@click.option("--html", "as_html", is_flag=True, help="Print an HTML page, as it is sent by mail.")
@click.option("--send", is_flag=True, help="Send it to the places in the settings instead, now.")
@data_option
def digest(  # noqa: PLR0913 - one parameter for each option
    *, every: str, of: datetime | None, site: str | None, as_html: bool, send: bool, data: Path
) -> None:
    """List what is new, edited, withdrawn and back on a day or in a week, each site in its own days.

    A change counts on the day on which a capture showed it first.
    """
    known, zones = sites_of(data), read_zones(data)
    if site is not None:
        check_site(site, data)
    own = [zones[name].zone for name in known if name in zones and site in {None, name}]
    settings = load_settings(data).notify
    kind: Every = "weekly" if every == "weekly" else "daily"
    first, last = span_with(kind, of.date()) if of else span_of(kind, last_day(datetime.now(UTC), own))
    message = digest_message(read_digest(data, first, last, zones=zones, site=site), base_url=settings.base_url)
    if not send:
        click.echo(message.html if as_html else message.text)
        return
    answers = send_digest(settings, message)
    for place, why in answers:
        click.echo(f"{place}: {f'not sent: {why}' if why else 'sent'}")
    sys.exit(NOT_SENT if any(why for _, why in answers) else 0)
