"""Tells which parts of a URL hold a visitor's session, or a number that keeps a page out of caches (pure).

They change with each visit and never lead to another page. Names that mean something else on other sites count only
with a value that looks like a session's.
"""

import re

# Query parameters that hold nothing but a session, whatever their value; their names in lower case.
SESSION_PARAMETERS = frozenset({
    "aspxsessionid", "cfid", "cftoken", "jsessionid", "oscsid", "phpsessid", "xtcsid", "zenid",
})  # fmt: skip
SESSION_PREFIXES = ("aspsessionid",)
# Parameters that hold a session on one site and a section, a story or a search on another: `?sid=7`.
AMBIGUOUS_PARAMETERS = frozenset({
    "s", "sess", "sessid", "session", "session_id", "sessionid", "sid", "token", "visitorid",
})  # fmt: skip
# Parameters that scripts add to keep a response out of caches: a time, or a random number.
CACHE_PARAMETERS = frozenset({"_", "_dc", "cachebuster", "cb", "no_cache", "nocache", "rand", "random", "rnd"})

# Hexadecimal digits, a UUID, or letters and digits mixed as no word has them.
_SESSION = re.compile(
    r"[0-9a-f]{16,}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{20,}|\d{10,}",
    re.IGNORECASE,
)
_CACHE_NUMBER = re.compile(r"\d{6,}|[01]?\.\d{4,}")
# `;jsessionid=…` of Java, and `/(S(…))` of ASP.NET without cookies; A and F stand for its other tickets.
_IN_PATH = re.compile(
    r";(?:jsessionid|phpsessid|sid)=[^/;]*|/\((?:[ASF]\([A-Za-z0-9_-]{8,}\))+\)(?=/|$)", re.IGNORECASE
)


def is_session_parameter(name: str, value: str) -> bool:
    """Tell whether a query parameter holds a session or a number against caches."""
    name = name.lower()
    if name in SESSION_PARAMETERS or name.startswith(SESSION_PREFIXES):
        return True
    if name in CACHE_PARAMETERS:
        return bool(_CACHE_NUMBER.fullmatch(value))
    return name in AMBIGUOUS_PARAMETERS and bool(_SESSION.fullmatch(value))


def without_session(path: str) -> str:
    """Return the path of a URL without the session that it holds."""
    return _IN_PATH.sub("", path)
