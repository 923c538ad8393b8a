"""Scrapy's settings: only those that differ from its defaults, each with its reason (values only).

The spider sets what depends on the site (delay, User-Agent, browser) when it has read the profile.
"""

import os

BOT_NAME = "commentary"
SPIDER_MODULES = ["crawler.spiders"]

# The archive: a folder that holds commentary.db, warc/, sites/ and settings.toml.
COMMENTARY_DATA = os.environ.get("COMMENTARY_DATA") or "data"
# Worker processes that read pages, and the seconds one may take for a page before it is killed: a page takes
# milliseconds, and a minute is a hundred times the slowest page that was measured.
COMMENTARY_READERS = len(os.sched_getaffinity(0))
COMMENTARY_READ_SECONDS = 60.0
# Sites that are crawled side by side in one process; one that rests, since its host asks for it, does not count.
COMMENTARY_SITES_AT_ONCE = 8
# Seconds after which `commentary run` looks again which sites have become due.
COMMENTARY_LOOK_SECONDS = 30.0
# Listings that are read of one source: some (a calendar, a pager) have no end.
COMMENTARY_MAX_LISTINGS = 10_000
# Pages that no source lists are found through links between articles, at most so many links away from a listed one.
COMMENTARY_MAX_LINK_DEPTH = 3
# Request every article, also those that are not due or gone, and without conditions.
COMMENTARY_FULL = False
# Changes alike in many articles are edits, because the operator has seen that they are real.
COMMENTARY_ACCEPT_CHANGES = False
# Dry run: the folder whose archive tells what earlier runs captured. The run itself is thrown away.
COMMENTARY_HISTORY = ""
# The budget of a run: pages requested, minutes, millions of bytes received. 0 means no limit.
COMMENTARY_MAX_PAGES = 0
COMMENTARY_MAX_MINUTES = 0
COMMENTARY_MAX_MB = 0
# Images and stylesheets (`assets = true`): a run stops after so many millions of bytes of them, and the next goes on.
COMMENTARY_MAX_ASSET_MB = 500
# Seconds before a failed request is retried; each further retry waits twice as long.
COMMENTARY_BACKOFF = 2.0
# Seconds: a longer Retry-After or back-off is not waited for, and left to the next run.
COMMENTARY_MAX_PAUSE = 600.0
# Seconds that a browser may take for a page of a site with `render`; what scripts load waits for the delay too.
COMMENTARY_RENDER_SECONDS = 120.0

EXTENSIONS = {
    "crawler.recorder.Recorder": 10,
    # Scrapy's AutoThrottle has one minimum delay for all hosts, and would fall below a Crawl-delay.
    "scrapy.extensions.throttle.AutoThrottle": None,
    "crawler.throttle.MinDelayThrottle": 20,
    # It logs pages per minute; `commentary crawl` shows the run's own counts.
    "scrapy.extensions.logstats.LogStats": None,
    # Both are off, see below, and importing them took a tenth of a short crawl.
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.telnet.TelnetConsole": None,
}
DOWNLOADER_MIDDLEWARES = {
    # It compares host names without the port; ours compares ports too, as the profile names them.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "crawler.middlewares.offsite.OffsiteMiddleware": 50,
    # It sends requests while robots.txt is being fetched, takes a 5xx for "all allowed", and ignores Crawl-delay.
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "crawler.middlewares.robots.RobotsMiddleware": 100,
    # It sees the response after all redirects, and switches itself off for a site without `render`.
    "crawler.middlewares.render.RenderMiddleware": 540,
    # A redirect that leaves the site, or leads to a page that this run requests by itself, is not followed.
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": None,
    "crawler.middlewares.redirect.RedirectMiddleware": 600,
    # Behind the proxy's (750), because a proxy resolves names itself.
    "crawler.middlewares.addresses.AddressesMiddleware": 760,
    # After redirects: the conditions belong to the request's own URL, and the next middleware stores the response.
    "crawler.middlewares.conditional.ConditionalMiddleware": 850,
    # The last before the network: it sees bytes as received, also of redirects (600).
    "crawler.middlewares.capture.CaptureMiddleware": 860,
}
# The spider finds pages, and the pipeline has them read.
ITEM_PIPELINES = {"crawler.pipelines.ReadPipeline": 300}

# One connection a host costs it as much as a visitor's browser tab. A second request waits in the slot, so that the
# connection is never idle; more would only have to be finished when a run is interrupted.
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 4
DOWNLOADER = "crawler.slots.SerialDownloader"
# A Crawl-delay is a minimum, and jitter would halve it.
DOWNLOAD_DELAY_JITTER = 0
# The delay follows the host's latency.
AUTOTHROTTLE_ENABLED = True

# No article is larger than 32 MiB; Scrapy's default of 1 GiB would fill a small machine's memory.
DOWNLOAD_MAXSIZE = 32 * 1024 * 1024
# Seconds; at Scrapy's default of three minutes one page would hold up all others of the host.
DOWNLOAD_TIMEOUT = 60
# Scrapy's default accepts every certificate.
DOWNLOAD_VERIFY_CERTIFICATES = True
# A crawl requests web pages; file, S3 and FTP URLs on a page are not followed. Scrapy's own handler for HTTP refuses
# heads that browsers accept.
DOWNLOAD_HANDLERS = {
    "http": "crawler.http_handler.HttpHandler",
    "https": "crawler.http_handler.HttpHandler",
    "file": None,
    "ftp": None,
    "s3": None,
}
# What the connection cut off is stored as received and marked; CaptureMiddleware tells what of it may be read.
DOWNLOAD_FAIL_ON_DATALOSS = False

# A response yields one item, and Scrapy starts this number of tasks for each response.
CONCURRENT_ITEMS = 1

# Bodies stay as received, and `archive.warc` decodes Content-Encoding for crawl and replay alike: two decoders would
# differ on a truncated or mislabelled body, and the database would no longer be a function of the WARC files.
COMPRESSION_ENABLED = False
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    # The page in its own language; Scrapy's default asks for English.
    "Accept-Language": "*",
    "Accept-Encoding": "gzip, deflate, br, zstd",
}
# To look for a <meta http-equiv=refresh> Scrapy would parse every page in the reactor's thread.
METAREFRESH_ENABLED = False
# RFC 9309, 2.3.1.2 asks to follow five; more are a loop.
REDIRECT_MAX_TIMES = 5
# Responses of every status are captured and counted, not only 200.
HTTPERROR_ALLOW_ALL = True
# It ignores Retry-After, waits for nothing, and forgets all when the process ends: see crawler/run_state/backoff.py.
RETRY_ENABLED = False
# A page that is no article is counted with its reason, and is no warning.
DEFAULT_DROPITEM_LOG_LEVEL = "DEBUG"
# Referer is sent to the site itself only.
REFERRER_POLICY = "same-origin"

# The queue lies in a file, so that it costs no memory and outlives the process; it compares canonical URLs.
SCHEDULER = "crawler.scheduler.FrontierScheduler"

# Each is a server inside the crawl that executes the Python code it is sent.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False

# Scrapy would parse the source of each callback to warn of a `return` with a value beside `yield`.
WARN_ON_GENERATOR_RETURN_VALUE = False

# `scrapy crawl site -a name=SITE -O articles.csv`: Scrapy's own writes lists of links as Python's notation.
FEED_EXPORTERS = {"csv": "crawler.feeds.CsvExporter"}
# The default escapes every letter beyond ASCII.
FEED_EXPORT_ENCODING = "utf-8"
# At DEBUG Scrapy logs each item.
LOG_LEVEL = "INFO"
# The run's summary says the same in fewer words, and is stored.
STATS_DUMP = False
