"""Reasons why a request was not sent, or a redirect not followed (values only).

They are stored with each run (the table `unfetched`), shown by `commentary audit`, and compared by the next run: it
requests what was not fetched, except where the reason is one of PERMANENT_REASONS. Archives hold the texts: to change
one of them, keep the old text in FORMER_TEXTS.
"""

DISALLOWED = "robots.txt disallows it"
OFF_SITE = "not on the site's hosts"
PRIVATE_ADDRESS = "its host has a private IP address"
REDIRECTS_OFF_SITE = "redirects off the site"
REDIRECTS_TO_NO_URL = "redirects to what is no HTTP URL"
REDIRECTS_TO_KNOWN_PAGE = "redirects to a page that has its own request"
TOO_MANY_REDIRECTS = "too many redirects"
TOO_LARGE = "larger than the size limit for a response"
NOT_HTTP = "not an HTTP URL"
# Its URL is stored nowhere, and so it is no reason of an unfetched one.
FORGOTTEN = "forgotten"
CUT_OFF = "cut off by the connection"

# Texts of earlier releases for the reasons above.
FORMER_TEXTS = frozenset(
    {
        "its host is a private machine",
        "redirects to what is no web address",
        "redirects to a page of this run",
        "larger than the largest page that is fetched",
        "not an HTTP address",
    }
)
# Reasons that hold for the next run too.
PERMANENT_REASONS = FORMER_TEXTS | {
    DISALLOWED,
    OFF_SITE,
    PRIVATE_ADDRESS,
    REDIRECTS_OFF_SITE,
    REDIRECTS_TO_NO_URL,
    REDIRECTS_TO_KNOWN_PAGE,
    TOO_MANY_REDIRECTS,
    TOO_LARGE,
    NOT_HTTP,
}
