import pytest
from scrapy.exceptions import DownloadCancelledError, DownloadTimeoutError, IgnoreRequest, UnsupportedURLSchemeError
from twisted.internet.error import ConnectionLost, NoRouteError

from crawler.download_errors import DOWNLOAD_ERRORS, REASONS, TRANSIENT_ERRORS, NotFetched, NotRendered, reason_of
from crawler.policy.reasons import PERMANENT_REASONS


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (NotFetched("robots.txt disallows it"), "robots.txt disallows it"),
        (DownloadTimeoutError("Getting https://example.org/ took longer than 60 seconds."), "no answer in time"),
        (ConnectionLost(), "connection lost or broken"),
        (NoRouteError(), "the host cannot be reached"),
        (ConnectionResetError("peer"), "the host cannot be reached"),
        (NotRendered("the browser could not render it"), "the browser could not render it"),
        (IgnoreRequest("max redirections reached"), "too many redirects"),
    ],
)
def test_a_reason_is_the_same_few_words_whatever_the_address(error, reason):
    assert isinstance(error, DOWNLOAD_ERRORS)
    assert reason_of(error) == reason


def test_a_bug_is_no_download_error():
    assert not isinstance(KeyError("x"), DOWNLOAD_ERRORS)


@pytest.mark.parametrize("error", [NotFetched("robots.txt disallows it"), DownloadCancelledError(), NotRendered("x")])
def test_an_error_that_will_be_the_same_is_not_transient(error):
    assert not isinstance(error, TRANSIENT_ERRORS)


def test_a_timeout_is_transient():
    assert isinstance(DownloadTimeoutError(), TRANSIENT_ERRORS)


@pytest.mark.parametrize("kind", [DownloadCancelledError, UnsupportedURLSchemeError, IgnoreRequest])
def test_what_no_later_run_could_fetch_has_a_permanent_reason(kind):
    assert REASONS[kind] in PERMANENT_REASONS


@pytest.mark.parametrize("kind", TRANSIENT_ERRORS)
def test_what_a_later_run_may_fetch_has_none(kind):
    assert REASONS[kind] not in PERMANENT_REASONS
