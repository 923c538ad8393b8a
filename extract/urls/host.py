"""Writes hosts in ASCII, as DNS and HTTP have them, by IDNA 2008 (pure).

The standard library's codec `idna` follows IDNA 2003, by which `straße.example` is `strasse.example`: another host.
"""

import re
from functools import lru_cache
from urllib.parse import urlsplit

import idna

# RFC 1035, section 2.3.4; a dot at the end is not counted here.
MAX_LABEL_CHARACTERS = 63
MAX_HOST_CHARACTERS = 253
# Where a host ends or what no host holds, in the URL Standard (forbidden host code points) but the brackets of IPv6.
_NO_HOST = re.compile(r"[\x00-\x20#%/:<>?@\\^|]")


def ascii_host(host: str) -> str:
    """Return a host, without port or brackets, in ASCII and lower case; it never fails.

    `straße.example` becomes `xn--strae-oqa.example`: UTS 46 without its transitional mapping, as browsers do it. A
    label that IDNA 2008 does not allow, such as an emoji, is written in Punycode all the same. ASCII stays as it is
    but for its case: names with underscores, IP addresses and `localhost` are no names of IDNA.
    """
    return host.lower() if host.isascii() else _encode(host)


def check_ascii_host(host: str) -> str:
    """Return a host in ASCII and lower case; ValueError when no DNS name or IP address can be written like this.

    A dot at the end, which says that the name is complete, is left out.
    """
    try:
        mapped = idna.uts46_remap(host, std3_rules=False)
        for label in mapped.split("."):
            if not label.isascii():
                idna.alabel(label)
    except idna.IDNAError as error:
        raise ValueError(f"not a host name by IDNA 2008 ({error}); write it in Punycode (xn--…)") from error
    if bad := _NO_HOST.search(mapped):
        raise ValueError(f"a host name has no {bad.group()!r}")
    written = ascii_host(host).rstrip(".")
    if len(written) > MAX_HOST_CHARACTERS:
        raise ValueError(f"a host name has at most {MAX_HOST_CHARACTERS} characters")
    if any(len(label) > MAX_LABEL_CHARACTERS for label in written.split(".")):
        raise ValueError(f"a host name has at most {MAX_LABEL_CHARACTERS} characters between two dots")
    return written


def with_ascii_host(url: str) -> str:
    """Return a URL with its host in ASCII and all else as it is; what has no such host, or is no URL, stays."""
    if url.isascii():
        return url
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return url
    # What no host holds stands where a sentence was taken for a URL; IPv6 has no other letters than ASCII.
    if host.isascii() or _NO_HOST.search(host) or not (written := ascii_host(host)):
        return url
    user, at, _ = parts.netloc.rpartition("@")
    # `parts.port` would refuse a port that is no number, which is for whoever uses the URL to refuse.
    _, colon, port = parts.netloc.rpartition("@")[2].partition(":")
    return parts._replace(netloc=f"{user}{at}{written}{colon}{port}").geturl()


@lru_cache(maxsize=4096)
def _encode(host: str) -> str:
    try:
        mapped = idna.uts46_remap(host, std3_rules=False)
    except idna.IDNAError:
        mapped = host.lower()
    # Some letters are mapped to what would end the host, such as the fraction "℀" to "a/c".
    labels = (host.lower() if _NO_HOST.search(mapped) else mapped).split(".")
    return ".".join(_encode_label(label) for label in labels)


def _encode_label(label: str) -> str:
    if label.isascii():
        return label
    try:
        return idna.alabel(label).decode("ascii")
    except idna.IDNAError:
        return f"xn--{label.encode('punycode', 'replace').decode('ascii')}".lower()
