"""Normalises URLs, so that two that lead to the same page are equal, and tells which lie on a site (pure)."""

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote, urlsplit, urlunsplit

from extract.urls.host import ascii_host
from extract.urls.session import is_session_parameter, without_session

DEFAULT_PORTS = {"http": 80, "https": 443}
# Of a URL whose normal form is kept for the next call.
MAX_KEPT_CHARACTERS = 1000

# Query parameters that tell where a visitor came from, and not which page is shown; their names in lower case.
TRACKING_PARAMETERS = frozenset(
    {
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "twclid",
        "yclid",
        "igshid",
        "mc_cid",
        "mc_eid",
        "_ga",
    }
    | {"_gl", "_hsenc", "_hsmi", "mkt_tok", "oly_anon_id", "oly_enc_id", "vero_id", "wickedid", "s_cid", "cmpid"}
    | {"replytocom", "share", "nb", "usqp", "amp_js_v", "amp_gsa"}
)
TRACKING_PREFIXES = ("utm_", "hsa_", "mtm_", "pk_", "at_medium", "at_campaign", "wt.mc_")
AMP_PARAMETERS = frozenset({"amp", "outputtype=amp", "amp=", "amp=1", "amp=true", "noamp=mobile"})
# Segments behind which `amp` is the name of an article or listing, beside those of dates.
BEFORE_NAMES = (
    "archives?|articles?|authors?|blog|categor(?:y|ies)|news|opinion|pages?|posts?|sections?|stor(?:y|ies)|tags?"
    "|topics?"
)

# Characters that are left as they are in a path or query; all others are percent-encoded as UTF-8.
_SAFE = "%/:@!$&'()*+,;=-._~"
# In a query "'" is encoded, as browsers and Scrapy send it (URL Standard, special-query percent-encode set).
_SAFE_IN_QUERY = _SAFE.replace("'", "?")
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")
_AMP_PATH = re.compile(rf"(?<=/)(?!(?:\d{{1,4}}|{BEFORE_NAMES})/)([^/]+)(?:/amp)+(?=/?$)", re.IGNORECASE)
# Brackets hold an IPv6 address, which is the whole host.
_NETLOC_WITH_BRACKETS = re.compile(r"\[[0-9a-f:.]+\](?::\d*)?", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """Return a URL in normal form; what is no http(s) URL is returned as it is, without white space around it.

    Changed is only what cannot lead to another page: the case of scheme and host, a host in Unicode, default ports,
    percent-encoding, fragments, parameters of tracking, sessions and AMP, empty parameters and their order. A slash
    at the end, `www.` or `amp.` before the host, http or https, and `?p=7` are kept: whether these are one page is
    told by the site's redirects and rel=canonical, and then they are one article.
    """
    return _normal_short(url) if len(url) <= MAX_KEPT_CHARACTERS else _normal(url)


def _normal(url: str) -> str:
    stripped = url.strip()
    try:
        parts = urlsplit(_with_slashes(stripped))
        host, port = ascii_host(parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return stripped
    scheme = parts.scheme.lower()
    place = parts.netloc.rpartition("@")[2]
    if scheme not in DEFAULT_PORTS or not host or ("[" in place and not _NETLOC_WITH_BRACKETS.fullmatch(place)):
        return stripped
    netloc = (f"[{host}]" if ":" in host else host) + (
        f":{port}" if port not in {None, DEFAULT_PORTS[scheme]} else ""
    )
    path = _shortened(_encoded(parts.path, _SAFE))
    query = "&".join(_sorted_by_name(_kept_parameters(_encoded(parts.query, _SAFE_IN_QUERY))))
    return urlunsplit((scheme, netloc, path, query, ""))


# Many parts of the reader ask for that of the page's own URL.
_normal_short = lru_cache(maxsize=256)(_normal)


def _shortened(path: str) -> str:
    """Return a path without dot segments, session and AMP; what one of them hid from the others goes too."""
    while True:
        shorter = _AMP_PATH.sub(r"\1", without_session(_without_dot_segments(path)) or "/")
        if shorter == path:
            return path
        path = shorter


def _with_slashes(url: str) -> str:
    r"""Return a URL with each `\` before its query as `/`, as browsers take it (URL Standard, special URLs)."""
    if "\\" not in url or not url.lower().startswith(("http:", "https:")):
        return url
    end = min(place for mark in "?#" if (place := f"{url}{mark}".index(mark)) >= 0)
    return url[:end].replace("\\", "/") + url[end:]


def netloc_of(url: str) -> str:
    """Return the `host` or `host:port` of a URL in normal form, or "" when it has none."""
    try:
        return urlsplit(canonical_url(url)).netloc
    except ValueError:
        return ""


def is_on_site(url: str, hosts: Collection[str]) -> bool:
    """Tell whether a URL lies on one of the `hosts`, each a `host` or `host:port` in normal form."""
    try:
        parts = urlsplit(canonical_url(url))
        # No page needs a name and password in its URL, and programs disagree on which part is then the host.
        if "@" in urlsplit(url).netloc:
            return False
    except ValueError:
        return False
    if parts.scheme not in DEFAULT_PORTS:
        return False
    return parts.netloc in hosts or f"{parts.netloc}:{DEFAULT_PORTS[parts.scheme]}" in hosts


def _encoded(text: str, safe: str) -> str:
    """Percent-encode what is not `safe`, decode unreserved characters (RFC 3986, 2.3), write escapes in capitals."""
    escaped = quote(_STRAY_PERCENT.sub("%25", text), safe=safe, errors="replace")
    return _ESCAPE.sub(_normal_escape, escaped)


def _normal_escape(match: re.Match[str]) -> str:
    character = chr(int(match.group(1), 16))
    return character if _UNRESERVED.fullmatch(character) else match.group().upper()


def _without_dot_segments(path: str) -> str:
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            kept = kept[:-1] if len(kept) > 1 else kept
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept) + ("/" if segments[-1] in {".", ".."} else "")


def _kept_parameters(query: str) -> Iterator[str]:
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        tracks = name.lower() in TRACKING_PARAMETERS or name.lower().startswith(TRACKING_PREFIXES)
        if pair and not tracks and not is_session_parameter(name, value) and pair.lower() not in AMP_PARAMETERS:
            yield pair


def _sorted_by_name(pairs: Iterable[str]) -> list[str]:
    """Sort parameters by name, unless one has no name: that may mean something by its position."""
    given = list(pairs)
    if not all("=" in pair for pair in given):
        return given
    return sorted(given, key=lambda pair: pair.partition("=")[0])
