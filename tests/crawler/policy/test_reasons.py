import pytest
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from twisted.internet.error import ConnectionLost, NoRouteError

from crawler.policy.reasons import DOWNLOAD_ERRORS, NotFetched, NotRendered, reason_of


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NotFetched("robots.txt disallows it"), "robots.txt disallows it"),
        (DownloadTimeoutError("Getting https://example.org/ took longer than 60 seconds."), "no answer in time"),
        (ConnectionLost(), "connection lost or broken"),
        (NoRouteError(), "the host cannot be reached"),
        (ConnectionResetError("peer"), "the host cannot be reached"),
        (NotRendered("the browser could not show it"), "the browser could not show it"),
        (IgnoreRequest("max redirections reached"), "too many redirects"),
    ],
)
def test_a_reason_is_the_same_few_words_whatever_the_address(error, reason):
    assert isinstance(error, DOWNLOAD_ERRORS)
    assert reason_of(error) == reason


def test_a_bug_is_no_download_error():
    assert not isinstance(KeyError("x"), DOWNLOAD_ERRORS)
