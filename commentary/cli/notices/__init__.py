"""Notices: tells people what needs them, once, and what is new; quiet without `[notify]` in the settings.

    run → notify → apprise → mail, chat, webhook
        → ping   → a service that warns when the pings stop

Nothing here fails a crawl: what could not be sent is kept in `notices.json`, and the next run tries again.
"""

from commentary.cli.notices.around import announced, ping_run, tell_meanwhile
from commentary.cli.notices.digest import (
    Digest,
    Every,
    last_day,
    read_digest,
    read_zones,
    sites_of,
    span_of,
    span_with,
)
from commentary.cli.notices.digest_text import digest_html, digest_message, digest_text
from commentary.cli.notices.ping import shown_ping
from commentary.cli.notices.tell import (
    NOBODY,
    notice_troubles,
    notify,
    open_events,
    send_digest,
    send_test,
    wrong_places,
)

__all__ = [
    "NOBODY",
    "Digest",
    "Every",
    "announced",
    "digest_html",
    "digest_message",
    "digest_text",
    "last_day",
    "notice_troubles",
    "notify",
    "open_events",
    "ping_run",
    "read_digest",
    "read_zones",
    "send_digest",
    "send_test",
    "shown_ping",
    "sites_of",
    "span_of",
    "span_with",
    "tell_meanwhile",
    "wrong_places",
]
