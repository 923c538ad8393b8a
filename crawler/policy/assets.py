"""Decides which images and stylesheets are requested (pure).

never captured                           now
its URL says that its content is fixed   never again
an image or stylesheet                   after REFRESH_AFTER, with a condition
refused, gone, or something else         after RETRY_AFTER
cut off, or a server error               in the next run
"""

import re
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

REFRESH_AFTER = timedelta(days=30)
RETRY_AFTER = timedelta(days=7)
# A server error may be gone in the next run, but not in this one.
RETRY_ERRORS_AFTER = timedelta(hours=1)
# So many failures in a row without a response, or one response that asks for a pause, end the requests to a host.
MAX_UNANSWERED = 3

# Parameters by which a site says that another content has another URL.
_VERSION_PARAMETERS = frozenset({"ver", "v", "version", "rev", "hash", "cb", "_v"})
# A hash that a build tool writes into a file's name: hexadecimal, with digits and letters, as in app.3f2a91bc.css.
_HASH = re.compile(r"(?:^|[._-])(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}(?:[._-]|$)")
_DIGEST_IN_PATH = re.compile(r"/(?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{32,128}/")


def is_fixed_url(url: str) -> bool:
    """Tell whether a URL says that its content never changes: by a hash in its path, or by a version parameter."""
    parts = urlsplit(url)
    name = parts.path.rpartition("/")[2].lower()
    if _HASH.search(name) or _DIGEST_IN_PATH.search(parts.path.lower()):
        return True
    return any(key.lower() in _VERSION_PARAMETERS and value for key, value in parse_qsl(parts.query))


def is_asset_due(
    url: str, *, captured_at: datetime | None, status: int = 200, is_whole: bool = True, now: datetime
) -> bool:
    """Tell whether to request an asset whose last capture was at `captured_at`, None if it was never captured."""
    if captured_at is None:
        return True
    age = now - captured_at
    # After the clock was set back a capture lies in the future.
    if age < -timedelta(days=1):
        return True
    if not is_whole or status == 429 or status >= 500:
        return age >= RETRY_ERRORS_AFTER
    if status in {200, 304}:
        return not is_fixed_url(url) and age >= REFRESH_AFTER
    return age >= RETRY_AFTER
