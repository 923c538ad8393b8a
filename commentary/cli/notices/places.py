"""Sends messages to places by apprise: mail, chats, webhooks and more than a hundred others (network).

The address of a place has secrets. They stand in `settings.toml` alone: everything that is shown or stored has the
address without them, and of what apprise and the service say only what `reason` finds in it.
"""

import hashlib
import logging
import os
import re
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any
from urllib.parse import unquote, urlsplit

from commentary.cli.notices.message import Message, one_line
from extract.errors import CommentaryError

NAME = "Commentary Archive"
SECONDS = 60.0
# In characters. A chat takes a long text in parts, with seconds between them; a telephone would get dozens.
MAX_TEXT = 8000
MIN_PART = 1000
# Their host is the host of a server; that of others, such as slack:// or tgram://, is a part of the secret.
WITH_HOST = re.compile(r"(mailto|json|xml|form|matrix|mmost|ntfy|gotify|rocket|xmpp|apprise|nctalk|ncloud)s?")
UNUSABLE = "apprise cannot use this address; see its documentation for how this service is written"
# What they log may have an address in it.
LOGGERS = ("apprise", "urllib3", "requests_oauthlib")
# What is told of an error: words of ours alone, since those of others might have the address in them.
_REASONS: tuple[tuple[re.Pattern[str], Callable[[int], str]], ...] = (
    (re.compile(r"certificate verify failed()"), lambda _: "its certificate could not be verified"),
    (re.compile(r"\[Errno (\d{1,5})\]"), lambda number: os.strerror(number).lower()),
    (re.compile(r"\[Errno -\d{1,5}\]()"), lambda _: "its name is not known"),
    (re.compile(r"(?i)\btimed out\b()"), lambda _: "no answer in time"),
    (re.compile(r"\((\d{3}), b['\"]"), lambda status: f"status {status}"),
    (re.compile(r"error=(\d{3})\b"), lambda status: f"status {status}"),
)
# A mention would call everybody in a chat; an address in a URL or of mail stays as it is.
_MENTION = re.compile(r"(?<![\w/])@(?=\w)")


@dataclass(frozen=True)
class Place:
    """Where messages go: `url` as apprise takes it, `shown` without secrets, `id` a digest of it for the file."""

    url: str = field(repr=False)
    shown: str
    id: str


def to_place(url: str) -> Place:
    """Return a place; CommentaryError, without the address, for what can be none."""
    scheme, separator, _ = url.partition("://")
    if not separator or not re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", scheme):
        raise CommentaryError("it is no address as apprise takes it, such as mailtos://USER:PASSWORD@example.org")
    # Encoded, too: a line break would begin another header of a mail.
    if not unquote(url).isprintable():
        raise CommentaryError(f"the address {scheme}://… has a line break or another control character in it")
    return Place(url, shown_place(url), hashlib.sha256(url.encode()).hexdigest()[:16])


def shown_place(url: str) -> str:
    """Return an address without its secrets: `mailtos://…@example.org`, and of many services only `slack://…`."""
    scheme = url.partition("://")[0].lower()
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return f"{scheme}://…"
    if not WITH_HOST.fullmatch(scheme) or not _is_host(host):
        return f"{scheme}://…"
    return f"{scheme}://{'…@' if '@' in parts.netloc else ''}{host}{port}"


def why_unusable(place: Place) -> str:
    """Return why apprise can send nothing to a place, empty if it can; CommentaryError if it is not installed."""
    return "" if _to_service(load_apprise(), place) is not None else UNUSABLE


def send_all(letters: Sequence[tuple[Place, Sequence[Message]]], *, seconds: float = SECONDS) -> list[list[str]]:
    """Send messages to places, all at once; return why each was not sent, empty if it was.

    It takes at most so many seconds; what is not sent by then counts as not sent. After a message that could not be
    sent, a place gets no other one. CommentaryError if apprise is not installed.
    """
    library = load_apprise()
    answers: list[list[str]] = [[] for _ in letters]
    # Daemons: a server that never comes to its end must not hold up the end of the process.
    threads = [
        threading.Thread(target=_send_in_order, args=(library, place, messages, answer), daemon=True)
        for (place, messages), answer in zip(letters, answers, strict=True)
    ]
    for thread in threads:
        thread.start()
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    late = f"no answer within {seconds:g} seconds"
    return [
        [*answer[: len(messages)], *[late] * (len(messages) - len(answer))]
        for (_, messages), answer in zip(letters, map(list, answers), strict=True)
    ]


def load_apprise() -> Any:
    """Import apprise, which takes a while, and keep what it logs from the log; CommentaryError if it is missing."""
    try:
        import apprise  # noqa: PLC0415 - of an extra, and slow
    except ImportError as error:
        raise CommentaryError("notices need apprise: pip install 'commentary-archive[notify]'") from error
    for name in LOGGERS:
        logger = logging.getLogger(name)
        logger.propagate = False
        # It keeps the standard library from printing warnings of a logger without another handler.
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())
    # `reason` needs what it says of a connection.
    logging.getLogger("apprise").setLevel(logging.DEBUG)
    return apprise


def _send_in_order(library: Any, place: Place, messages: Sequence[Message], answer: list[str]) -> None:
    for message in messages:
        try:
            why = _send(library, place, message)
        except Exception as error:  # noqa: BLE001 - of a hundred plugins any may have a bug, and none ends a crawl
            why = f"apprise failed: {type(error).__name__}"
        answer.append(why)
        if why:
            return


def _send(library: Any, place: Place, message: Message) -> str:
    service = _to_service(library, place)
    if service is None:
        return UNUSABLE
    formats = library.NotifyFormat
    if "overflow=" not in place.url:
        modes, takes_parts = library.OverflowMode, service.body_maxlen >= MIN_PART
        service.overflow_mode = modes.SPLIT if takes_parts else modes.TRUNCATE
    # Whoever takes HTML by itself, such as mail, gets it, and makes a text of it for programs that show none.
    is_html = bool(message.html) and service.resolve_format() == formats.HTML
    server = library.Apprise(asset=service.asset)
    server.add(service)
    result = server.notify(
        title=one_line(message.title),
        body=message.html if is_html else _MENTION.sub("@\u2060", _cut(message.text)),
        body_format=formats.HTML if is_html else formats.TEXT,
        notify_type=library.NotifyType(message.kind),
        log_level=logging.DEBUG,
    )
    return "" if result else reason([entry.message for entry in result.logs()])


def _to_service(library: Any, place: Place) -> Any:
    """Return what sends to a place, None if apprise does not know its kind or misses something in it."""
    asset = library.AppriseAsset(app_id=NAME, app_desc=NAME, async_mode=False, pgp_autogen=False)
    return library.Apprise.instantiate(place.url, asset=asset)


def reason(said: Sequence[str]) -> str:
    """Return why a message was not sent, of what apprise logged; nothing of it that may be a part of an address."""
    for pattern, words in _REASONS:
        for line in reversed(said):
            if found := pattern.search(line):
                return words(int(found[1] or 0))
    return "it could not be reached, or refused the message"


def _cut(text: str) -> str:
    """Return a text of at most MAX_TEXT characters, cut behind a line."""
    if len(text) <= MAX_TEXT:
        return text
    lines = text[:MAX_TEXT].rpartition("\n")[0]
    return f"{lines}\n\n… it goes on; `commentary status` and `commentary digest` have all"


def _is_host(name: str) -> bool:
    """Tell whether a name is one of the network, and not a token or topic in its place."""
    try:
        ip_address(name)
    except ValueError:
        return name == "localhost" or re.fullmatch(r"([a-z0-9-]+\.)+[a-z]{2,}", name) is not None
    return True
