import string
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.urls import ascii_host, canonical_url, check_ascii_host, is_on_site, netloc_of, with_ascii_host

# Name → what browsers ask for, as the URL Standard's tests have it.
UNICODE = {
    "straße.example": "xn--strae-oqa.example",
    "faß.example": "xn--fa-hia.example",
    "βόλος.example": "xn--nxasmm1c.example",
    "Bücher.example": "xn--bcher-kva.example",
    "BÜCHER.example": "xn--bcher-kva.example",
    "bu\u0308cher.example": "xn--bcher-kva.example",
    "例え。テスト": "xn--r8jz45g.xn--zckzah",
    "İzmir.example": "xn--izmir-7fd.example",
    "президент.рф": "xn--d1abbgf6aiiy.xn--p1ai",
    "ｅｘａｍｐｌｅ.example": "example.example",  # noqa: RUF001 - full width
    "１２７.0.0.1": "127.0.0.1",  # noqa: RUF001 - full width
    "a\u00adb.example": "ab.example",
}
# No names by IDNA 2008, but asked for all the same.
REFUSED = {
    "💩.example": "xn--ls8h.example",
    "ä_b.example": "xn--_b-uia.example",
    "-ä.example": "xn----0fa.example",
}
ASCII = [
    "example.org",
    "a_b.example",
    "localhost",
    "127.0.0.1",
    "::1",
    "example.org.",
    "xn--strae-oqa.example",
    "",
    "a..b",
]


@pytest.mark.parametrize(("host", "written"), [*UNICODE.items(), *REFUSED.items()])
def test_a_unicode_host_is_written_as_browsers_ask_for_it(host, written):
    assert ascii_host(host) == written


@pytest.mark.parametrize("host", ASCII)
def test_ascii_stays_but_for_its_case(host):
    assert ascii_host(host.upper()) == ascii_host(host) == host


@given(st.text(max_size=30))
@example("℀.example")
@example("\ud800.example")
@example("a\u200db")
@example("ä" * 200)
def test_each_host_has_one_form_in_ascii(host):
    written = ascii_host(host)
    assert written.isascii()
    assert ascii_host(written) == written
    assert not host.isascii() or written == host.lower()


@given(st.text(string.ascii_letters + string.digits + "äßçžжλ中ü-", min_size=1, max_size=12))
def test_all_that_asks_for_a_host_agrees_on_it(label):
    url = f"https://{label}.example/x"
    hosts = [f"{ascii_host(label)}.example"]
    assert netloc_of(url) == hosts[0]
    assert is_on_site(url, hosts)
    assert is_on_site(canonical_url(url), hosts)
    assert (urlsplit(with_ascii_host(url)).hostname or "").lower() == hosts[0]


def test_ss_is_another_host_than_sharp_s():
    assert is_on_site("https://straße.example/", ["xn--strae-oqa.example"])
    assert not is_on_site("https://straße.example/", ["strasse.example"])
    assert not is_on_site("https://strasse.example/", ["xn--strae-oqa.example"])


@pytest.mark.parametrize("host", [*UNICODE, "a_b.example", "localhost", "127.0.0.1", "a_b.bücher.example"])
def test_a_host_that_can_be_asked_is_checked_into_the_same_form(host):
    assert check_ascii_host(host) == ascii_host(host)


def test_a_dot_at_the_end_is_left_out():
    assert check_ascii_host("example.org.") == check_ascii_host("example.org") == "example.org"


@pytest.mark.parametrize(
    ("host", "problem"),
    [
        ("💩.example", r"IDNA 2008 \(.*U\+1F4A9.*\); write it in Punycode"),
        ("ä_b.example", r"IDNA 2008 \(.*U\+005F.*\)"),
        ("a\u200db.example", r"IDNA 2008 \(.*U\+200D.*\)"),
        ("\ud800.example", r"IDNA 2008"),
        ("ü" * 60 + ".example", r"IDNA 2008 \(Label too long\)"),
        ("a" * 64 + ".example", "at most 63 characters between two dots"),
        ("a." * 130 + "example", "at most 253 characters"),
        ("a／b.example", "a host name has no '/'"),  # noqa: RUF001 - full width
        ("a b.example", "a host name has no ' '"),
    ],
)
def test_a_host_that_cannot_be_asked_is_refused_with_its_reason(host, problem):
    with pytest.raises(ValueError, match=problem):
        check_ascii_host(host)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://site.example/A?b#c", "https://site.example/A?b#c"),
        ("https://SITE.example/ä", "https://SITE.example/ä"),
        ("https://straße.example:8080/ä?ö#ü", "https://xn--strae-oqa.example:8080/ä?ö#ü"),
        ("https://ann:pw@straße.example/", "https://ann:pw@xn--strae-oqa.example/"),
        ("//straße.example/x", "//xn--strae-oqa.example/x"),
        ("https://straße.example:x/", "https://xn--strae-oqa.example:x/"),
        ("https://[fe80::1%ä]/", "https://[fe80::1%ä]/"),
        ("https://[ä/", "https://[ä/"),
        (
            "https://Die%20Übersetzung%20von%20https://x.example/",
            "https://Die%20Übersetzung%20von%20https://x.example/",
        ),
        ("https://\u00ad/", "https://\u00ad/"),
        ("mailto:ann@straße.example", "mailto:ann@straße.example"),
        ("ä", "ä"),
        ("", ""),
    ],
)
def test_only_the_host_of_a_url_is_changed(url, expected):
    assert with_ascii_host(url) == expected
