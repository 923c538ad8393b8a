"""Which addresses a crawl may ask: the profile's hosts, and no machine of a private network (pure)."""

import ipaddress
from collections.abc import Collection
from urllib.parse import urlsplit

from extract.urls import DEFAULT_PORTS, canonical_url


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


def is_private(address: str) -> bool:
    """Tell whether an IP address belongs to no public machine: loopback, private, link-local, reserved."""
    ip = ipaddress.ip_address(address)
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return not (mapped or ip).is_global or ip.is_multicast


def names_private_machine(host: str) -> bool:
    """Tell whether a host as a profile writes it says by itself that it is a private machine.

    A profile that names `127.0.0.1:8000` or `localhost` means it. A public name that resolves to a private address
    is a mistake or an attack, whoever wrote the name.
    """
    name = urlsplit(f"//{host}").hostname or ""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return is_private(name)
    except ValueError:
        return False
