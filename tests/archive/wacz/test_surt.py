"""Keys as Wayback machines write them; tests/web_archive compares them with those of cdxj-indexer."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.wacz import surt_key


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.Example.org:80/A/b/?z=1&a=2&a=1", "org,example)/a/b?a=1&a=2&z=1"),
        ("https://www2.example.org/a//b/../c/./d/", "org,example)/a/c/d"),
        ("http://example.org", "org,example)/"),
        ("http://example.org/a?", "org,example)/a"),
        ("http://example.org/ü?ş=1", "org,example)/%c3%bc?%c5%9f=1"),
        ("http://münchen.example/a", "example,xn--mnchen-3ya)/a"),
        ("http://127.0.0.1:8080/Foo?x=Y#frag", "1,0,0,127:8080)/foo?x=y"),
        ("http://user:pw@example.org/a", "org,example)/a"),
        ("http://example.org/%2525?q=%u1234", "org,example)/%25?q=%25u1234"),
        ("http://example.org/a?PHPSESSID=0123456789abcdef0123456789abcdef&b=1", "org,example)/a?b=1"),
        ("urn:pageinfo:https://x.example/a", "urn:pageinfo:https://x.example/a"),
    ],
)
def test_a_url_has_the_key_of_the_field(url, key):
    assert surt_key(url) == key


@given(st.text(max_size=60))
def test_a_key_is_ascii_without_spaces_where_a_line_has_its_parts(text):
    key = surt_key(f"https://x.example/{text.replace('[', '').replace(']', '')}")
    assert (key.isascii(), " " in key, "\n" in key) == (True, False, False)
