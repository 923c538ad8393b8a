"""Asks on a terminal for the operator's contact and stores it in the data folder (terminal and disk)."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

import click

from archive.settings import SETTINGS_NAME, change_settings
from commentary.cli.terminal import can_ask
from crawler.operator import read_contact, user_agent
from extract.errors import CommentaryError
from extract.site import Site

MAX_CONTACT_CHARACTERS = 200
# Enough to notice a typing mistake; whether somebody reads the mail cannot be checked here.
EMAIL = re.compile(r"[^\s@()<>\",;:]+@[^\s@()<>\",;:.]+(?:\.[^\s@()<>\",;:.]+)+")
WEB_PAGE = re.compile(r"https?://[^\s/@()<>\",;:.]+(?:\.[^\s/@()<>\",;:.]+)+(?::\d+)?(?:/[^\s()<>\",;]*)?")


def ensure_contact(sites: Iterable[Site], data: Path) -> None:
    """Ask for the operator's contact if a crawl of these sites needs one and none is set.

    Without a terminal it does not ask. CommentaryError when the question is not answered, or when the settings cannot
    be read or written.
    """
    hosts = [host for site in sites for host in site.hosts]
    if not can_ask() or read_contact(data) or not _is_needed(hosts):
        return
    click.echo("Every request names a contact in its User-Agent header, so that a site can write to you.", err=True)
    try:
        contact = click.prompt("Your e-mail address or web page", value_proc=check_contact, err=True)
    except click.Abort as error:
        raise CommentaryError("no contact was given, and no request was sent") from error
    write_contact(contact, data)
    click.echo(f"Saved in {data / SETTINGS_NAME}.", err=True)


def require_contact(sites: Collection[Site], data: Path) -> None:
    """Ask for the contact; CommentaryError if there is none after that and every site needs one.

    A crawl that requests nothing must make no archive. Where some sites do without, the runs of the others tell.
    """
    ensure_contact(sites, data)
    if sites and not read_contact(data) and all(_is_needed(site.hosts) for site in sites):
        user_agent(None, [host for site in sites for host in site.hosts])


def check_contact(text: str) -> str:
    """Return a contact that can stand in a User-Agent header: an e-mail address or the URL of a web page.

    click.UsageError for anything else.
    """
    contact = text.strip()
    fits = len(contact) <= MAX_CONTACT_CHARACTERS and contact.isascii() and contact.isprintable()
    if not (fits and (EMAIL.fullmatch(contact) or WEB_PAGE.fullmatch(contact))):
        raise click.UsageError("this is neither an e-mail address nor the URL of a web page (https://…)")
    return contact


def write_contact(contact: str, data: Path) -> None:
    """Write the contact into the folder's settings.toml and keep its other lines."""
    change_settings(data, {("", "contact"): contact})


def _is_needed(hosts: Iterable[str]) -> bool:
    try:
        user_agent(None, list(hosts))
    except CommentaryError:
        return True
    return False
