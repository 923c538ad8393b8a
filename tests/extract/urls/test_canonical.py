import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.urls.canonical import canonical_url, is_on_site, netloc_of


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTPS://Site.Example:443/A/b", "https://site.example/A/b"),
        ("http://site.example:80", "http://site.example/"),
        ("http://site.example:8080/x", "http://site.example:8080/x"),
        ("https://site.example/x/#comments", "https://site.example/x/"),
        ("https://site.example/x", "https://site.example/x"),
        ("https://site.example/x/?utm_source=a&p=7&fbclid=b", "https://site.example/x/?p=7"),
        ("https://site.example/x/?replytocom=4#respond", "https://site.example/x/"),
        ("https://site.example/x?", "https://site.example/x"),
        ("https://site.example/it's?q=it's", "https://site.example/it's?q=it%27s"),
        ("https://site.example/x/amp/", "https://site.example/x/"),
        ("https://site.example/x/amp", "https://site.example/x"),
        ("https://site.example/x/?amp", "https://site.example/x/"),
        ("https://site.example/x/?amp=1", "https://site.example/x/"),
        ("https://site.example/x/?amp=true&usqp=mq331AQ", "https://site.example/x/"),
        ("https://site.example/x/amp/amp/", "https://site.example/x/"),
        ("https://site.example/amp/x/", "https://site.example/amp/x/"),
        ("https://site.example/amp/", "https://site.example/amp/"),
        ("https://site.example/x/?amp=no", "https://site.example/x/?amp=no"),
        ("https://amp.site.example/x/", "https://amp.site.example/x/"),
        ("https://site.example/x;jsessionid=0A1B.node?y=2", "https://site.example/x?y=2"),
        ("https://site.example/a;JSESSIONID=1/x;v=2", "https://site.example/a/x;v=2"),
        ("https://site.example/x?PHPSESSID=1&ASPSESSIONIDAB=2&y=2&CFID=3&cftoken=4", "https://site.example/x?y=2"),
        ("https://site.example/2026/01/amp/", "https://site.example/2026/01/amp/"),
        ("https://site.example/2026/01/02/amp", "https://site.example/2026/01/02/amp"),
        ("https://site.example/2026/01/amp/amp/", "https://site.example/2026/01/amp/"),
        ("https://site.example/2026/01/slug/amp/", "https://site.example/2026/01/slug/"),
        ("https://site.example/123456/amp/", "https://site.example/123456/"),
        ("https://site.example/tag/amp/", "https://site.example/tag/amp/"),
        ("https://site.example/Blog/amp/", "https://site.example/Blog/amp/"),
        ("https://site.example/2026/01/print/", "https://site.example/2026/01/print/"),
        ("https://site.example/slug/feed/", "https://site.example/slug/feed/"),
        ("https://site.example/slug/embed/", "https://site.example/slug/embed/"),
        ("https://site.example/a\\b\\?q=\\", "https://site.example/a/b/?q=%5C"),
        ("https:\\\\site.example\\x", "https://site.example/x"),
        ("https://site.example/a%5Cb", "https://site.example/a%5Cb"),
        ("http://0[::1]/x", "http://0[::1]/x"),
        ("http://[::1]x/y", "http://[::1]x/y"),
        ("http://ann@[::1]:8000/y", "http://[::1]:8000/y"),
        ("https://site.example/x?&y=&&z=1&", "https://site.example/x?y=&z=1"),
        ("https://site.example/x?b=2&a=1&b=1", "https://site.example/x?a=1&b=2&b=1"),
        ("https://site.example/x?b=2&a", "https://site.example/x?b=2&a"),
        ("https://site.example/?p=7&utm_source=a", "https://site.example/?p=7"),
        ("http://www.site.example./x", "http://www.site.example/x"),
        ("https://site.example/%c3%a7ay/", "https://site.example/%C3%A7ay/"),
        ("https://site.example/çay/", "https://site.example/%C3%A7ay/"),
        ("https://site.example/%7Eann/%2Fx", "https://site.example/~ann/%2Fx"),
        ("https://site.example/a b", "https://site.example/a%20b"),
        ("https://site.example/100%", "https://site.example/100%25"),
        ("https://site.example/a/../b/./c/", "https://site.example/b/c/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://STRASSE.example/", "https://strasse.example/"),
        ("https://例え。テスト。/", "https://xn--r8jz45g.xn--zckzah/"),
        ("https://ä_b.example/", "https://xn--_b-uia.example/"),
        ("https://ann:pw@bücher.example:8080/", "https://xn--bcher-kva.example:8080/"),
        ("https://\u00ad/", "https://\u00ad/"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        (" https://site.example/x \n", "https://site.example/x"),
        ("mailto:a@site.example", "mailto:a@site.example"),
        ("http://[broken", "http://[broken"),
        ("http://site.example:x/", "http://site.example:x/"),
        ("", ""),
    ],
)
def test_an_address_has_one_spelling(url, expected):
    assert canonical_url(url) == expected


MARKS = ["/", "a", "%41", "%c3", "%", "?", "&", "=", "#", ".", "..", "amp", "utm_x=1", "ç", " ", ":", "@", "[", "]"]
ODD = [
    "\\",
    "/(S(lit3py55t21z5v55vlm25s55))",
    "sid=9f86d081884c7d65",
    "/2026",
    "/amp",
    "/amp/",
    ";jsessionid=",
    "b=2",
    "&a=1",
    "%3B",
    "%2e",
]
PIECES = st.sampled_from(MARKS + ODD)


@example(".;jsessionid=")
@example("(S(abcdefgh12));jsessionid=?")
@given(st.lists(PIECES, max_size=12).map("".join))
def test_the_spelling_of_a_spelling_is_itself(rest):
    once = canonical_url("https://site.example/" + rest)
    assert canonical_url(once) == once


@given(st.text(max_size=20))
def test_the_host_of_a_web_address_is_ascii_whatever_it_was(host):
    url = f"https://a{host}.example/"
    once = canonical_url(url)
    # What cannot be taken apart stays as it is.
    assert once.isascii() or once == url.strip()
    assert canonical_url(once) == once


@given(st.text(max_size=80))
def test_no_text_makes_it_fail(text):
    once = canonical_url(text)
    assert canonical_url(once) == once


def test_the_host_of_an_address_has_no_default_port():
    assert [netloc_of(url) for url in ("https://A.example:443/x", "http://a.example:81", "nothing")] == [
        "a.example",
        "a.example:81",
        "",
    ]


HASH = "9f86d081884c7d659a2feaa0c55ad015"
SESSIONS = [
    f"sid={HASH}", f"SID={HASH}", f"session_id={HASH}", f"sessionid={HASH}", f"s={HASH}", "osCsid=k3j5h2",
    f"osCsid={HASH}", f"zenid={HASH}", "zenid=ab", "_=1732879123456", "_=1732879123", "sid=1732879123",
    "sid=123e4567-e89b-12d3-a456-426614174000", "sessionid=7k2m9x4q1w8e5r3t6y0u", "nocache=0.8273645", "rnd=19384756",
]  # fmt: skip
NO_SESSIONS = [
    "sid=7", "sid=economy", "sid=the-harbour-board-of-2026", "s=harbours", "s=deadline-2026", "session=3", "_=2",
    "session=spring-2026-opening-plenary", "sessionid=12", "token=bread", "rnd=4", "p=1732879123", f"story={HASH}",
    "s=internationalization",
]  # fmt: skip


@pytest.mark.parametrize("parameter", SESSIONS)
def test_a_session_is_no_part_of_an_address(parameter):
    assert canonical_url(f"https://site.example/x?{parameter}&y=1") == "https://site.example/x?y=1"
    assert canonical_url(f"https://site.example/x?{parameter}") == "https://site.example/x"


@pytest.mark.parametrize("parameter", NO_SESSIONS)
def test_a_section_a_search_and_a_number_stay(parameter):
    assert canonical_url(f"https://site.example/x?{parameter}") == f"https://site.example/x?{parameter}"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/(S(lit3py55t21z5v55vlm25s55))/slug.aspx", "/slug.aspx"),
        ("/site/(S(lit3py55t21z5v55vlm25s55))/slug.aspx", "/site/slug.aspx"),
        ("/(A(J0kZ9pNn2QEk)S(lit3py55t21z5v55vlm25s55))/x/", "/x/"),
        ("/(S(lit3py55t21z5v55vlm25s55))", "/"),
        ("/x;sid=0A1B/y", "/x/y"),
        ("/(s)/x", "/(s)/x"),
        ("/notes-(S(x))/", "/notes-(S(x))/"),
    ],
)
def test_a_session_in_the_path_is_left_out(path, expected):
    assert canonical_url(f"https://site.example{path}") == f"https://site.example{expected}"


def test_a_host_is_on_the_site_with_its_default_port_and_never_by_half():
    assert is_on_site("https://site.example:443/x", ["site.example"])
    assert is_on_site("https://site.example/x", ["site.example:443"])
    assert not is_on_site("http://site.example/x", ["site.example:443"])
    assert is_on_site("http://[::1]/x", ["[::1]"])
    assert not is_on_site("http://0[::1]", ["[::1]"])
    assert not is_on_site("http://[::1]x/", ["[::1]"])
    assert is_on_site("https:\\\\site.example\\x", ["site.example"])
    assert not is_on_site("https://evil.example\\@site.example/", ["site.example"])
