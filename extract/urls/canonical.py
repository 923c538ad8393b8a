"""canonical_url: what makes two addresses the same article; is_on_site: whose they are (pure)."""

import re
from collections.abc import Collection, Iterable, Iterator
from urllib.parse import quote, urlsplit, urlunsplit

from extract.urls.host import ascii_host

DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say where a reader came from, not what they read.
TRACKING = frozenset(
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
# Parameters that say who reads, for as long as they read.
SESSIONS = frozenset({"phpsessid", "jsessionid", "cfid", "cftoken"})
SESSION_PREFIXES = ("aspsessionid",)

# Marks that may stand in a path or query as they are; all else is percent-encoded as UTF-8.
_SAFE = "%/:@!$&'()*+,;=-._~"
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_UNRESERVED = re.compile(r"[A-Za-z0-9\-._~]")
_AMP_PATH = re.compile(r"(?<=[^/])(?:/amp)+(?=/?$)")
_SESSION_PATH = re.compile(r";jsessionid=[^/;]*", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """Return the one spelling of an address; what is no web address stays as it is, without surrounding space.

    Only what makes no other page of it is changed: case of scheme and host, default ports, percent-encoding,
    fragments, tracking, sessions, AMP, empty parts of a query and the order of its names. A slash at the end, `www`
    or `amp` before the host, http or https, and `?p=7` are left as they are: whether these are one page is the site's
    to say, by a redirect or by rel=canonical, and then they are one article.
    """
    stripped = url.strip()
    try:
        parts = urlsplit(stripped)
        host, port = ascii_host(parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return stripped
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS or not host:
        return stripped
    netloc = (f"[{host}]" if ":" in host else host) + (
        f":{port}" if port not in {None, DEFAULT_PORTS[scheme]} else ""
    )
    path = _SESSION_PATH.sub("", _encoded(parts.path, _SAFE))
    path = _AMP_PATH.sub("", _dots_removed(path) or "/")
    query = "&".join(_in_order(_kept(_encoded(parts.query, _SAFE + "?"))))
    return urlunsplit((scheme, netloc, path, query, ""))


def netloc_of(url: str) -> str:
    """Return `host` or `host:port` of an address in its one spelling, or "" when it has none."""
    try:
        return urlsplit(canonical_url(url)).netloc
    except ValueError:
        return ""


def is_on_site(url: str, hosts: Collection[str]) -> bool:
    """Tell whether a URL lies on one of the hosts, port included."""
    try:
        parts = urlsplit(canonical_url(url))
        # No page needs a name and password in its address, and programs disagree on which part is then the host.
        if "@" in urlsplit(url).netloc:
            return False
    except ValueError:
        return False
    if parts.scheme not in DEFAULT_PORTS:
        return False
    return parts.netloc in hosts or f"{parts.netloc}:{DEFAULT_PORTS[parts.scheme]}" in hosts


def _encoded(text: str, safe: str) -> str:
    """Percent-encode what must be, decode what need not be, and write escapes in capitals."""
    escaped = quote(_STRAY.sub("%25", text), safe=safe, errors="replace")
    return _ESCAPE.sub(_one_escape, escaped)


def _one_escape(match: re.Match[str]) -> str:
    character = chr(int(match.group(1), 16))
    return character if _UNRESERVED.fullmatch(character) else match.group().upper()


def _dots_removed(path: str) -> str:
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


def _kept(query: str) -> Iterator[str]:
    for pair in query.split("&"):
        name = pair.partition("=")[0].lower()
        tracks = name in TRACKING or name.startswith(TRACKING_PREFIXES)
        session = name in SESSIONS or name.startswith(SESSION_PREFIXES)
        if pair and not tracks and not session and pair.lower() not in AMP_PARAMETERS:
            yield pair


def _in_order(pairs: Iterable[str]) -> list[str]:
    """Sort by name, values of one name in their order; a part without a name may mean something by its place."""
    given = list(pairs)
    if not all("=" in pair for pair in given):
        return given
    return sorted(given, key=lambda pair: pair.partition("=")[0])
