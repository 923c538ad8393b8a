from datetime import UTC, datetime, timedelta

import pytest

from crawler.policy.assets import is_asset_due, is_fixed_url

NOW = datetime(2026, 6, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "fixed"),
    [
        ("https://x.example/style.css?ver=6.4", True),
        ("https://x.example/app.3f2a91bc.js", True),
        ("https://x.example/3f2a91bc77aa88bb99cc00dd11ee22ff/a.png", True),
        ("https://x.example/a.png?ver=", False),
        ("https://x.example/uploads/2024/05/harbour.jpg", False),
        ("https://x.example/20240501.jpg", False),
        ("https://x.example/deadbeef.jpg", False),
    ],
)
def test_a_version_or_a_hash_in_a_url_says_that_its_content_is_fixed(url, fixed):
    assert is_fixed_url(url) is fixed


@pytest.mark.parametrize(
    ("status", "days", "due"),
    [
        (200, 29, False), (200, 31, True), (304, 29, False), (304, 31, True), (404, 6, False), (404, 8, True),
        (503, 1, True), (503, 0, False), (429, 1, True), (301, 8, True),
    ],
)  # fmt: skip
def test_an_asset_is_requested_again_by_its_last_status_and_age(status, days, due):
    at = NOW - timedelta(days=days)
    assert is_asset_due("https://x.example/a.png", captured_at=at, status=status, now=NOW) is due


def test_a_new_asset_is_due_one_with_a_fixed_url_never_again_and_one_that_was_cut_off_in_the_next_run():
    fixed, long_ago = "https://x.example/a.css?ver=1", NOW - timedelta(days=900)
    assert is_asset_due(fixed, captured_at=None, now=NOW)
    assert not is_asset_due(fixed, captured_at=long_ago, now=NOW)
    assert is_asset_due(fixed, captured_at=NOW - timedelta(hours=2), is_whole=False, now=NOW)


def test_a_capture_in_the_future_does_not_put_an_asset_off():
    assert is_asset_due("https://x.example/a.png", captured_at=NOW + timedelta(days=400), now=NOW)
