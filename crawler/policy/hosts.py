"""Which addresses a crawl may ask: the profile's hosts, and no machine of a private network (pure)."""

import ipaddress
from urllib.parse import urlsplit

from extract.urls import is_on_site

__all__ = ["is_on_site", "is_private", "names_private_machine"]


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
