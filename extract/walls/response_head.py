"""Tells by a response's status and headers whether it holds the requested page (pure).

To add a bot protection that announces its challenges in a header: its line in CHALLENGE_HEADERS.
"""

import re
from collections.abc import Mapping

# A header of a challenge or block, and the values that say so; all values where None stands. Headers that a bot
# protection adds to every page of a site are not here.
CHALLENGE_HEADERS: Mapping[str, frozenset[str] | None] = {
    "x-amzn-waf-action": frozenset({"challenge", "captcha"}),  # AWS WAF, with status 202 or 405
    "cf-mitigated": frozenset({"challenge"}),  # Cloudflare
    "x-vercel-mitigated": frozenset({"challenge", "deny"}),
    "x-dd-b": None,  # DataDome
    "x-sucuri-block": None,
}
# 203 (RFC 9110, 15.3.4): a proxy has changed the page, as some compress it; it is the page all the same.
WHOLE_STATUSES = frozenset({200, 203})
PARTIAL = 206
_CONTENT_RANGE = re.compile(r"bytes 0-(?P<last>\d{1,15})/(?P<size>\d{1,15})", re.IGNORECASE)


def is_challenge_head(headers: Mapping[str, str]) -> bool:
    """Tell whether the headers of a response, names in lower case, say that it is a challenge."""
    return any(
        name in headers and (values is None or headers[name].strip().lower() in values)
        for name, values in CHALLENGE_HEADERS.items()
    )


def head_reason(status: int, headers: Mapping[str, str]) -> str | None:
    """Return "challenge" or "status 202" for a response that does not hold the requested page, None for one that may.

    Nobody requests a range, so that a 206 is a part of a page, unless its range is all of it.
    """
    if is_challenge_head(headers):
        return "challenge"
    if status in WHOLE_STATUSES or (status == PARTIAL and _is_whole_range(headers)):
        return None
    return f"status {status}"


def _is_whole_range(headers: Mapping[str, str]) -> bool:
    found = _CONTENT_RANGE.fullmatch(headers.get("content-range", "").strip())
    return found is not None and int(found["last"]) + 1 == int(found["size"])
