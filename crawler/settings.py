"""Scrapy's settings: only what differs from its defaults, each with its reason (values only).

What depends on the site (delay, hosts, User-Agent) is set by the spider when it has read the profile.
"""

import os

BOT_NAME = "commentary"
SPIDER_MODULES = ["crawler.spiders"]

# The archive: a folder that holds commentary.db, warc/, sites/ and settings.toml.
COMMENTARY_DATA = os.environ.get("COMMENTARY_DATA") or "data"
# Worker processes that read pages, and how long one may take for a page before it is ended: a page takes
# milliseconds, a hundred times the slowest one seen is a hang.
COMMENTARY_READERS = len(os.sched_getaffinity(0))
COMMENTARY_READ_SECONDS = 60.0
# A source that goes on for ever (a calendar, a pager without an end) is cut here.
COMMENTARY_LISTING_PAGES = 10_000
# Pages that no source names are found through links between articles, so many links from one that a source names.
COMMENTARY_LINK_DEPTH = 3
# Look at every article, also at those that are not due.
COMMENTARY_FULL = False
# Only look at what would be fetched: the folder whose archive tells what is known. The run itself is not kept.
COMMENTARY_KNOWN = ""
# What a run may cost at most: pages asked for, minutes, millions of bytes. 0 means no limit.
COMMENTARY_MAX_PAGES = 0
COMMENTARY_MAX_MINUTES = 0
COMMENTARY_MAX_MB = 0
# Seconds before the second try of what failed; each further one waits twice as long.
COMMENTARY_BACKOFF = 2.0
# A host that asks to be left alone for longer, in seconds, is left alone until the next run.
COMMENTARY_LONGEST_REST = 600.0
# How long a browser may take for a page of a site with `render`; what scripts load waits for the site's delay too.
COMMENTARY_RENDER_SECONDS = 120.0

EXTENSIONS = {
    "crawler.recorder.Recorder": 10,
    # The stock throttle knows no floor that a host asked for.
    "scrapy.extensions.throttle.AutoThrottle": None,
    "crawler.throttle.Throttle": 20,
    # Lines of pages per minute; `commentary crawl` shows the run's own figures.
    "scrapy.extensions.logstats.LogStats": None,
}
DOWNLOADER_MIDDLEWARES = {
    # It compares host names and forgets the port; ours follows the profile to the letter.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "crawler.middlewares.hosts.HostsMiddleware": 50,
    # It lets requests pass while robots.txt is under way, reads a 5xx as "all allowed", and knows no Crawl-delay.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    # It sees the answer that redirects and retries have led to, and switches itself off for a site without `render`.
    "crawler.middlewares.render.RenderMiddleware": 540,
    # A redirect that leaves the site or leads to a page that was seen is not followed.
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.middlewares.redirect.RedirectMiddleware": 600,
    # Behind the proxy's (750), because a proxy resolves names itself.
    "crawler.middlewares.addresses.AddressesMiddleware": 760,
    # Behind redirects and retries: each request has its own address's conditions, and the next one keeps the answer.
    "crawler.middlewares.conditional.ConditionalMiddleware": 850,
    # The last before the network: it sees bytes as received, also of redirects (600) and retries (550).
    "crawler.middlewares.capture.CaptureMiddleware": 860,
}
# Spiders find pages; reading them is the pipeline's.
ITEM_PIPELINES = {"crawler.pipelines.ReadPipeline": 300}

# One connection a host is what a reader's browser tab costs it. A second request waits in the slot, so that the
# connection is never idle; more would only have to be finished when a run is interrupted.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 4
DOWNLOADER = "crawler.slots.OneByOne"
# A Crawl-delay is a minimum, and jitter would halve it.
DOWNLOAD_DELAY_JITTER = 0
# Who answers slowly is asked slowly.
AUTOTHROTTLE_ENABLED = True

# Nobody writes 32 MiB of commentary; 1 GiB would fill a small machine's memory.
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
# Three minutes of silence for one page hold up all others of the host.
DOWNLOAD_TIMEOUT = 60
# The default trusts every certificate.
DOWNLOAD_VERIFY_CERTIFICATES = True
# A crawl asks for pages; files, buckets and FTP servers named by a page are none of its business.
DOWNLOAD_HANDLERS = {"file": None, "ftp": None, "s3": None}

# A response yields one item, and Scrapy starts so many tasks for each response.
CONCURRENT_ITEMS = 1

# Bodies stay as received, and `archive.response` unpacks them for crawl and replay alike: two decoders would differ
# on a truncated or mislabelled body, and the database would no longer be a function of the WARC files.
COMPRESSION_ENABLED = False
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    # The page in its own language, not in the crawler's.
    "Accept-Language": "*",
    "Accept-Encoding": "gzip, deflate, br, zstd",
}
# The reactor would parse every page to look for one.
METAREFRESH_ENABLED = False
# RFC 9309 asks for five; what needs more is a loop.
REDIRECT_MAX_TIMES = 5
# Every status is an outcome to be counted and kept, not only 200.
HTTPERROR_ALLOW_ALL = True
# It knows no Retry-After, waits for nothing, and forgets all when the process ends: see crawler/patience.py.
RETRY_ENABLED = False
# A page that is no article is counted with its reason, and no error of ours.
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"
# A site learns where its reader came from, other sites nothing.
REFERRER_POLICY = "same-origin"

# What is to be asked for lies in a file, costs no memory, and outlives the process; it knows canonical URLs.
SCHEDULER = "crawler.scheduler.FrontierScheduler"

# Each is a server inside the crawl that runs the Python it is sent.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# To see that no callback of ours returns a value beside its yields, Scrapy would parse its source at each response.
WARN_ON_GENERATOR_RETURN_VALUE = False

# The default escapes every letter beyond ASCII.
FEED_EXPORT_ENCODING = "utf-8"
# Scrapy's debugging prints each item.
LOG_LEVEL = "INFO"
# The run's summary says the same in fewer words, and is kept.
STATS_DUMP = False
