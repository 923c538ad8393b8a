"""Which hosts and URLs are a site's, and no private IP address behind a public name (pure)."""

import ipaddress
import re
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from crawler.policy.reasons import REDIRECTS_OFF_SITE, TOO_MANY_REDIRECTS
from extract.urls import is_on_site

__all__ = ["count_article_urls", "is_on_site", "is_private_address", "is_private_host", "why_not_to_follow"]


def why_not_to_follow(target: str, hosts: Collection[str], *, steps: int, most: int) -> str | None:
    """Return why a redirect to `target` is not followed, None if it is; `steps` redirects led to where it stands."""
    if not is_on_site(target, hosts):
        return REDIRECTS_OFF_SITE
    return TOO_MANY_REDIRECTS if steps >= most else None


def count_article_urls(urls: Iterable[str], *, hosts: Collection[str], articles: str | None) -> int:
    """Return how many URLs, normalised, may be articles: on a site's hosts and as its profile's `articles` says."""
    pattern = re.compile(articles or "")
    return sum(pattern.search(url) is not None and is_on_site(url, hosts) for url in urls)


def is_private_address(address: str) -> bool:
    """Tell whether an IP address is not public: loopback, private, link-local, multicast or reserved."""
    ip = ipaddress.ip_address(address)
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return not (mapped or ip).is_global or ip.is_multicast


def is_private_host(host: str) -> bool:
    """Tell whether a host is private by its spelling: `localhost`, or a private IP address; with or without a port.

    A profile that names `127.0.0.1:8000` or `localhost` means it. A public name that resolves to a private address
    is a mistake or an attack, whoever wrote the name.
    """
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return is_private_address(name)
    except ValueError:
        return False
