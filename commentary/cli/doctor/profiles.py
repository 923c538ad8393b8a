"""Examines the profiles in use: do they load, read their examples, and name each host once (reads files)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from archive.upkeep import Finding
from commentary.cli.check import failed_examples
from extract.errors import ProfileError
from extract.site import Site

KIND = "profiles"


def sites_in_use(sites: Iterable[Site], folder: Path, crawled: Collection[str]) -> list[Site]:
    """Return the sites that were crawled, and those whose profile is the operator's own; not all that are shipped."""
    return [each for each in sites if each.name in crawled or (folder / f"{each.name}.toml").exists()]


def profile_findings(
    sites: Sequence[Site], broken: Iterable[ProfileError], folder: Path, crawled: Collection[str]
) -> Iterator[Finding]:
    """Yield what is wrong with profiles, or that nothing is."""
    found = [
        *_broken(broken),
        *(finding for site in sites for finding in _examples(site, folder)),
        *shared_hosts(sites),
        *_missing({site.name for site in sites}, crawled),
    ]
    yield from found
    if not found:
        pages = sum(len(site.examples) for site in sites)
        what = f"Profiles in use: {len(sites):,}. They load, and read their example pages ({pages:,}) as they should."
        yield Finding(kind=KIND, level="fine", what=what)


def shared_hosts(sites: Iterable[Site]) -> Iterator[Finding]:
    """Yield a finding for each host that several sites name: each would fetch the other's pages (pure)."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for site in sites:
        for host in dict.fromkeys(site.hosts):
            names[host].append(site.name)
    for host, together in sorted(names.items()):
        if len(together) > 1:
            what = (
                f"The profiles {', '.join(together)} name the same host {host}, so that its pages are fetched twice."
            )
            do = "Take it out of `hosts` in all but one of them."
            yield Finding(kind=KIND, level="warning", what=what, do=do, subject=host)


def _broken(errors: Iterable[ProfileError]) -> Iterator[Finding]:
    for error in errors:
        do = "Mend it; docs/add-a-site.md explains every key. Until then the site is not crawled."
        yield Finding(kind=KIND, level="error", what=f"{error}.", do=do, subject=error.site)


def _examples(site: Site, folder: Path) -> Iterator[Finding]:
    failures = list(failed_examples(site, folder))
    if failures:
        more = f" ({len(failures) - 1:,} more values differ)" if len(failures) > 1 else ""
        what = f"The profile {site.name} does not read its example as it should: {failures[0]}{more}."
        do = "See `commentary sites --check`, and mend the profile's rules or the example's values."
        yield Finding(kind=KIND, level="warning", what=what, do=do, subject=site.name)


def _missing(known: Collection[str], crawled: Collection[str]) -> Iterator[Finding]:
    for name in sorted(set(crawled) - set(known)):
        what = f"The archive has runs of {name}, and there is no profile of that name that loads."
        do = f"Put sites/{name}.toml back, or the site's pages cannot be read again."
        yield Finding(kind=KIND, level="warning", what=what, do=do, subject=name)
