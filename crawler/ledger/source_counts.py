"""SourceCounts: what the sources of a run listed, on which hosts, and what they claim to have (no side effects)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from crawler.policy import ListPass, Verdict, judge_list
from extract.site import Source

# Stands for the redirects of pages, among the sources.
REDIRECTS = "redirects"
# Hosts that are counted for each source, and those of them that the summary names: an aggregator links to thousands.
MAX_COUNTED_HOSTS, MAX_NAMED_HOSTS = 1000, 10
OTHER_HOSTS = "other hosts"
# These list a site's own pages, so that links to other hosts are a mistake of the profile. Entries of a feed may well
# be about pages of others.
OF_OWN_PAGES = frozenset({"sitemap", "wordpress"})


class SourceCounts:
    """Counts, for each source of a run, the different URLs that it listed.

    `emptied` maps the URL of a source that listed nothing to the number of pages that it listed in earlier runs and
    that are not gone, `unlisted` that of a REST list to the number of posts that it claims and does not list.
    `page_lists` are the URLs of sitemaps and REST lists that were not requested, since they list static pages alone.
    """

    def __init__(self) -> None:
        self.emptied: dict[str, int] = {}
        self.unlisted: dict[str, int] = {}
        self.page_lists: dict[str, None] = {}
        self.claimed: dict[Source, int] = {}
        self._on_site: Counter[Source] = Counter()
        self._listed: Counter[Source] = Counter()
        self._hosts: defaultdict[Source, Counter[str]] = defaultdict(Counter)
        self._gone: Counter[Source] = Counter()
        self._redirects: Counter[str] = Counter()
        self._passes: defaultdict[Source, list[ListPass]] = defaultdict(list)

    def add_links(self, source: Source, *, on_site: int, hosts: Iterable[str]) -> None:
        """Count URLs that a listing listed: so many on the profile's hosts, and one on each of `hosts`."""
        others = list(hosts)
        self._on_site[source] += on_site
        self._listed[source] += on_site + len(others)
        for host in others:
            counts = self._hosts[source]
            counts[host if host in counts or len(counts) < MAX_COUNTED_HOSTS else OTHER_HOSTS] += 1

    def add_redirect(self, host: str) -> None:
        """Count a page or listing that redirects to a host which the profile does not name."""
        self._redirects[host if len(self._redirects) < MAX_COUNTED_HOSTS else OTHER_HOSTS] += 1

    def add_posts(self, source: Source, total: int | None, *, new: int, repeated: int, starts: bool) -> None:
        """Count the posts of a page of a REST list; `starts` tells that it is the first one of a new pass."""
        passes = self._passes[source]
        if starts or not passes:
            passes.append(ListPass())
        passes[-1].add_page(total, new=new, repeated=repeated)
        if total is not None:
            self.claimed[source] = total

    def add_gone(self, source: Source, number: int) -> None:
        """Count posts that were listed and have been deleted since."""
        self._gone[source] += number

    def count_passes(self, source: Source) -> int:
        """Return how often a REST list was read, or begun to be read."""
        return len(self._passes[source])

    def judge(self, source: Source) -> Verdict:
        """Judge the passes of a REST list up to now."""
        there = self._listed[source] - self._gone[source]
        return judge_list(self._passes[source] or [ListPass()], listed=there)

    def missing(self, source: Source) -> int:
        """Return how many posts the last pass of a REST list claimed and did not list."""
        return self._passes[source][-1].missing if self._passes[source] else 0

    def lists_nothing(self, source: Source) -> bool:
        """Tell whether a source was read in this run, and listed no URL."""
        return source in self._listed and not self._listed[source]

    def off_site(self) -> dict[str, dict[str, int]]:
        """Return {URL of a source, or REDIRECTS: {host: number of URLs}}, the commonest hosts first.

        The page of a listing has links to anywhere; its other hosts count only if it has no link on the site.
        """
        named = {
            source.url: _named(counts)
            for source, counts in self._hosts.items()
            if source.kind != "listing" or not self._on_site[source]
        }
        return named | ({REDIRECTS: _named(self._redirects)} if self._redirects else {})

    @property
    def has_odd_source(self) -> bool:
        """Tell whether a source lists nothing, or nothing on the site: then what it lacks need not be withdrawn."""
        return bool(self.emptied) or any(self._all_elsewhere())

    def alarms(self, *, pages: int) -> Iterable[str]:
        """Yield a sentence for each source that gave nothing; `pages` counts the pages that answered in this run."""
        for source in self._all_elsewhere():
            hosts, total = ", ".join(list(_named(self._hosts[source]))[:3]), self._hosts[source].total()
            yield f"all {total} links of {source.url} are on {hosts}, which the profile does not name in `hosts`"
        if self._redirects and not pages:
            hosts, total = ", ".join(list(_named(self._redirects))[:3]), self._redirects.total()
            yield f"no page answered, and {total} redirect to {hosts}, which the profile does not name in `hosts`"
        for url, before in self.emptied.items():
            yield f"{url} lists nothing; it has listed {before} pages that are not gone"
        for url, number in self.unlisted.items():
            yield f"{url} claims {number} posts more than it lists"

    def _all_elsewhere(self) -> Iterator[Source]:
        """Yield the sources that should have links on the site, and have links on other hosts only."""
        found_anything = any(self._on_site.values())
        for source in self._hosts:
            if not self._on_site[source] and (source.kind in OF_OWN_PAGES or not found_anything):
                yield source


def _named(counts: Mapping[str, int]) -> dict[str, int]:
    common = Counter(counts).most_common()
    named, rest = dict(common[:MAX_NAMED_HOSTS]), sum(number for _, number in common[MAX_NAMED_HOSTS:])
    return named | ({OTHER_HOSTS: named.get(OTHER_HOSTS, 0) + rest} if rest else {})
