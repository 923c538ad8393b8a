"""What of a URL differs in each response, and what names a document or a picture."""

import pytest

from extract.urls.comparable import comparable_url
from extract.urls.email_protection import decode_address, protected_address


def hidden(address: str, key: int) -> str:
    return f"{key:02x}" + "".join(f"{ord(letter) ^ key:02x}" for letter in address)


SAME_LINKS = [
    ("https://x.example/r?sid=8f3a91c2e0aabb12", "https://x.example/r?sid=11aa91c2e0aabb12"),
    ("https://x.example/r?PHPSESSID=lit3py55t21z5v55", "https://x.example/r"),
    (
        "https://x.example/r?session_id=lit3py55t21z5v55vlm25s",
        "https://x.example/r?session_id=q1t3py55t21z5v55vlm25s",
    ),
    ("https://x.example/r;jsessionid=0A1B?id=7", "https://x.example/r?id=7"),
    ("https://x.example/(S(lit3py55t21z5v55))/a.aspx", "https://x.example/(S(aaa3py55t21z5v55))/a.aspx"),
    ("https://x.example/vote?_wpnonce=0123456789", "https://x.example/vote?_wpnonce=abcdef0123"),
    ("https://x.example/a?utm_source=feed&fbclid=1", "https://x.example/a"),
    ("https://x.example/a?t=1764412000", "https://x.example/a?t=1764498400"),
    ("https://x.example/a.js?_=17", "https://x.example/a.js?_=18"),
    ("http://x.example/a", "https://x.example/a"),
    ("https://x.example/b#h-8f3a91c2", "https://x.example/b#h-77aa01ff"),
    (
        "https://b.s3.amazonaws.com/r.pdf?X-Amz-Date=20261110T000000Z&X-Amz-Expires=900&X-Amz-Signature=ab",
        "https://b.s3.amazonaws.com/r.pdf?X-Amz-Date=20261111T000000Z&X-Amz-Expires=900&X-Amz-Signature=cd",
    ),
    (
        "https://d1.cloudfront.net/r.pdf?Expires=1764412000&Signature=Ab1~cdEfGhIjKlMnOp__&Key-Pair-Id=K1",
        "https://d1.cloudfront.net/r.pdf?Expires=1764498400&Signature=Zz9~cdEfGhIjKlMnOp__&Key-Pair-Id=K1",
    ),
    (
        "https://a.blob.core.windows.net/c/r.pdf?sv=2022-11-02&se=2026-11-30T10:00:00Z&sr=b&sp=r&sig=aB1%2BcDeFgHiJkLmNoP%3D",
        "https://a.blob.core.windows.net/c/r.pdf?sv=2022-11-02&se=2026-12-01T10:00:00Z&sr=b&sp=r&sig=zZ9%2BcDeFgHiJkLmNoP%3D",
    ),
    ("https://storage.googleapis.com/b/r.pdf?X-Goog-Signature=ab", "https://storage.googleapis.com/b/r.pdf"),
    (
        f"https://x.example/cdn-cgi/l/email-protection#{hidden('desk@x.example', 7)}",
        f"https://x.example/cdn-cgi/l/email-protection#{hidden('desk@x.example', 200)}",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME_LINKS)
def test_a_link_is_the_same_whatever_the_server_made_for_the_response(one, other):
    assert comparable_url(one) == comparable_url(other)


OTHER_LINKS = [
    ("https://x.example/a", "https://x.example/b"),
    ("https://x.example/a", "https://y.example/a"),
    ("https://one.blog.example/a", "https://two.blog.example/a"),
    ("https://blog1.x.example/a", "https://blog2.x.example/a"),
    ("https://x.example/?id=7", "https://x.example/?id=8"),
    ("https://x.example/?p=12", "https://x.example/?p=13"),
    ("https://x.example/?sid=12", "https://x.example/?sid=13"),
    ("https://x.example/?s=grain", "https://x.example/?s=wheat"),
    ("https://x.example/?policy=privacy", "https://x.example/?policy=cookies"),
    ("https://x.example/?date=20260301", "https://x.example/?date=20260302"),
    ("https://x.example/?t=90", "https://x.example/?t=120"),
    ("https://x.example/?sp=1&se=2", "https://x.example/?sp=1&se=3"),
    ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://www.youtube.com/watch?v=aaaaaaaaaa1"),
    ("https://x.example/wiki/Rye#History", "https://x.example/wiki/Rye#Geography"),
    ("https://x.example/2026/01/amp/x", "https://x.example/2026/02/amp/x"),
    ("mailto:desk@x.example", "mailto:news@x.example"),
    (
        f"https://x.example/cdn-cgi/l/email-protection#{hidden('desk@x.example', 7)}",
        f"https://x.example/cdn-cgi/l/email-protection#{hidden('news@x.example', 7)}",
    ),
]


@pytest.mark.parametrize(("one", "other"), OTHER_LINKS)
def test_a_link_that_leads_elsewhere_is_another(one, other):
    assert comparable_url(one) != comparable_url(other)


SAME_PICTURES = [
    ("https://x.example/1.jpg?t=882731122", "https://x.example/1.jpg?t=11"),
    ("https://x.example/1.jpg?ver=5.8", "https://x.example/1.jpg"),
    ("https://x.example/1.jpg?1764412000", "https://x.example/1.jpg?1764498400"),
    ("https://i0.wp.com/x.example/1.jpg?resize=800%2C500&ssl=1", "https://i3.wp.com/x.example/1.jpg?w=300"),
    ("https://i0.wp.com/x.example/1.jpg?w=10", "https://x.example/1.jpg"),
    ("https://img1.x.example/1.jpg", "https://img7.x.example/1.jpg"),
    ("https://cdn-3.x.example/1.jpg", "https://cdn-12.x.example/1.jpg"),
    ("https://x.example/1-800x500.jpg", "https://x.example/1-300x200.jpg"),
    ("https://x.example/1-scaled.jpg", "https://x.example/1.jpg"),
    (
        "https://x.example/_next/image?url=%2F1.jpg&w=640&q=75",
        "https://x.example/_next/image?url=%2F1.jpg&w=1080&q=80",
    ),
    (
        "https://x.example/cdn-cgi/image/width=80,quality=75/p/1.jpg",
        "https://x.example/cdn-cgi/image/width=90/p/1.jpg",
    ),
    (
        "https://res.cloudinary.com/d/image/upload/w_80,q_auto/v1/1.jpg",
        "https://res.cloudinary.com/d/image/upload/v1/1.jpg",
    ),
    (
        "https://i.guim.co.uk/img/1.jpg?width=600&s=8f3a91c2e0aabb12",
        "https://i.guim.co.uk/img/1.jpg?width=300&s=00ff91c2e0aabb12",
    ),
    (
        "https://p.x.example/f/https%3A%2F%2Fy.example%2F1.jpg",
        "https://q.x.example/g/https%3A%2F%2Fy.example%2F1.jpg",
    ),
]


@pytest.mark.parametrize(("one", "other"), SAME_PICTURES)
def test_a_picture_is_the_same_on_any_host_of_its_network_and_in_any_size(one, other):
    assert comparable_url(one, is_picture=True) == comparable_url(other, is_picture=True)


OTHER_PICTURES = [
    ("https://x.example/1.jpg", "https://x.example/2.jpg"),
    ("https://x.example/img?id=7", "https://x.example/img?id=8"),
    ("https://x.example/media/7", "https://x.example/media/8"),
    ("https://x.example/_next/image?url=%2F1.jpg&w=640", "https://x.example/_next/image?url=%2F2.jpg&w=640"),
    ("https://i0.wp.com/x.example/1.jpg", "https://i0.wp.com/y.example/1.jpg"),
    ("https://one.x.example/1.jpg", "https://two.x.example/1.jpg"),
    ("https://x1.example/1.jpg", "https://x2.example/1.jpg"),
    ("http://127.0.0.1:8001/1.jpg", "http://127.0.0.2:8001/1.jpg"),
]


@pytest.mark.parametrize(("one", "other"), OTHER_PICTURES)
def test_a_replaced_picture_is_another(one, other):
    assert comparable_url(one, is_picture=True) != comparable_url(other, is_picture=True)


@pytest.mark.parametrize(
    "url", ["", "http://[x", "https://[x/1.jpg?t=1", "data:image/gif;base64,R0l", "//", "?", "\x00"]
)
def test_what_no_parser_takes_stays_as_it_is(url):
    assert comparable_url(url, is_picture=True) == comparable_url(url) == url.strip()


@pytest.mark.parametrize("encoded", ["", "4b", "xyz", "4b2f2e382060", "ff" * 9, "0" * 7])
def test_what_holds_no_address_is_none(encoded):
    assert decode_address(encoded) is None
    assert protected_address(f"https://x.example/#{encoded}") is None


def test_an_address_is_decoded_with_its_subject():
    url = f"https://x.example/cdn-cgi/l/email-protection#{hidden('desk@x.example?subject=Rye', 9)}"
    assert comparable_url(url) == "mailto:desk@x.example?subject=Rye"
