"""Mail addresses that Cloudflare hides are read as a browser shows them."""

from datetime import UTC, datetime

import pytest

from extract.body.values import read_body
from extract.page import Page

WORDS = "<p>The paper is read in the harbour, in the mill and by all who work at night in the town.</p>"


def hidden(address: str, key: int) -> str:
    return f"{key:02x}" + "".join(f"{ord(letter) ^ key:02x}" for letter in address)


def read(inside: str):
    html = f"<html><body><article><h1>On letters</h1>{WORDS}{inside}{WORDS}</article></body></html>"
    page = Page(
        url="https://x.example/a/",
        fetched_at=datetime(2026, 3, 1, tzinfo=UTC),
        content_type="text/html",
        body=html.encode(),
    )
    return read_body(page.tree.find(".//article"), page)


def written(address: str, key: int) -> str:
    code = hidden(address, key)
    return (
        f'<p>Write to <a href="/cdn-cgi/l/email-protection" class="__cf_email__" data-cfemail="{code}">'
        "[email&#160;protected]</a> or to "
        f'<a href="/cdn-cgi/l/email-protection#{hidden(address + "?subject=Hi", key)}">our <b>desk</b></a>.</p>'
    )


def test_the_address_is_read_in_the_text_and_in_links_with_any_key():
    values = [read(written("desk@x.example", key)) for key in (1, 99, 254)]
    assert values[0] == values[1] == values[2]
    assert "Write to desk@x.example or to our desk." in values[0]["body_text"]
    assert [(link.url, link.text) for link in values[0]["links"]] == [
        ("mailto:desk@x.example", "desk@x.example"),
        ("mailto:desk@x.example?subject=Hi", "our desk"),
    ]


def test_another_address_is_another_text_and_another_link():
    one, other = (read(written(address, 7)) for address in ("desk@x.example", "news@x.example"))
    assert one["body_text"] != other["body_text"]
    assert [link.url for link in one["links"]] != [link.url for link in other["links"]]


def test_an_address_in_an_element_that_is_no_link_is_read():
    code = hidden("desk@x.example", 3)
    values = read(f'<p>Write to <span class="__cf_email__" data-cfemail="{code}">[email protected]</span>.</p>')
    assert "Write to desk@x.example." in values["body_text"]


@pytest.mark.parametrize("code", ["", "zz", "4b2f", "00" * 4000])
def test_what_cannot_be_decoded_stays_as_it_is(code):
    values = read(f'<p>Write to <span class="__cf_email__" data-cfemail="{code}">[email protected]</span>.</p>')
    assert "Write to [email protected]." in values["body_text"]
