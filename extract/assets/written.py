"""Writes the URL of an asset as it is requested, so that names in pages and stored URLs compare equal (pure)."""

from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from extract.urls import with_ascii_host

# In characters; a longer one is data, or a mistake.
MAX_URL = 4000
# What stays as it is in path and query: reserved and unreserved characters, and `%` of what is encoded already.
_PATH, _QUERY = "!$&'()*+,;=:@/~%", "!$&'()*+,;=:@/?~%[]|"


def asset_url(written: str, base_url: str) -> str:
    """Return an absolute http(s) URL without fragment, in ASCII; "" for what is none, such as a `data:` URL.

    White space within it is left out as browsers do (URL Standard), and spaces are percent-encoded.
    """
    text = written.strip().replace("\t", "").replace("\n", "").replace("\r", "")
    if not text or len(text) > MAX_URL or text.startswith(("#", "data:", "{", "[")):
        return ""
    try:
        parts = urlsplit(with_ascii_host(urljoin(base_url, text)))
        # An invalid port raises only when it is looked at.
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except (ValueError, UnicodeError):
        return ""
    # A name and password in a page's URL are none of the reader's.
    if not is_web or "@" in parts.netloc or not parts.netloc.isascii():
        return ""
    path, query = quote(parts.path or "/", safe=_PATH), quote(parts.query, safe=_QUERY)
    url = urlunsplit((parts.scheme, parts.netloc.lower(), path, query, ""))
    return url if len(url) <= MAX_URL else ""
