"""Finds the registered domain of a host by the Public Suffix List (reads the copy of the list in tldextract, once).

The copy is that of the installed release of tldextract: nothing is fetched, and the same release gives the same
domains. Its private part is used too: below `blogspot.com` or `github.io` each name is another publication.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

from extract.urls.host import ascii_host

if TYPE_CHECKING:
    from tldextract import TLDExtract

# Platforms that give each publication a name of its own and are not on the list.
PLATFORMS = (
    "beehiiv.com",
    "ghost.io",
    "livejournal.com",
    "medium.com",
    "substack.com",
    "tumblr.com",
    "typepad.com",
    "wordpress.com",
)


@lru_cache(maxsize=65536)
def registered_domain(host: str) -> str:
    """Return the part of a host that somebody registered, in ASCII: `bbc.co.uk` of `news.bbc.co.uk`.

    A host that has no such part is returned whole: an IP address, `localhost`, a public suffix such as `github.io`.
    Below a top-level domain that the list does not have, the last two labels are taken, as its rules say.
    """
    name = ascii_host(host).strip(".")
    if "." not in name or ":" in name or name.rpartition(".")[2].isdigit():
        return name
    parts = _public_suffixes().extract_str(name)
    if parts.suffix:
        return parts.top_domain_under_public_suffix or name
    return ".".join(name.split(".")[-2:])


@lru_cache(maxsize=1)
def _public_suffixes() -> "TLDExtract":
    # It imports requests, which takes longer than all else that reads an article's links.
    from tldextract import TLDExtract  # noqa: PLC0415 - see above

    return TLDExtract(cache_dir=None, suffix_list_urls=(), extra_suffixes=PLATFORMS, include_psl_private_domains=True)
