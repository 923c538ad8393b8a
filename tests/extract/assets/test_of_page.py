import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.assets import MAX_ASSETS, asset_url, may_be_image, page_assets
from extract.errors import ExtractionError
from extract.page import Page

URL = "https://x.example/2026/essay/"


def assets(html, **options):
    page = Page(url=URL, fetched_at=datetime(2026, 3, 1, tzinfo=UTC), content_type="text/html", body=html.encode())
    return page_assets(page, **options)


def test_stylesheets_come_first_then_the_lead_image_then_the_others_and_the_icon_last():
    html = """<html><head><link rel=icon href=/i.ico><meta property=og:image content=/lead.jpg>
    <link rel="stylesheet" href="style.css?ver=6"><style>body { background: url(back.png) }</style></head><body>
    <img src="a.jpg"><p style="background-image: url('b.jpg')">Text</p></body></html>"""
    names = ["2026/essay/style.css?ver=6", "lead.jpg", "2026/essay/a.jpg", "2026/essay/b.jpg"]
    names += ["2026/essay/back.png", "i.ico"]
    assert assets(html) == tuple(f"https://x.example/{name}" for name in names)


def test_of_an_image_that_loads_late_the_true_one_and_what_stands_in_its_place_are_named():
    html = '<p>Text</p><img src="/blank.gif" data-src="/true.jpg">'
    assert assets(html) == ("https://x.example/true.jpg", "https://x.example/blank.gif")


def test_of_an_image_in_many_sizes_two_are_named():
    html = '<p>T</p><img src="/s.jpg" srcset="/300.jpg 300w, /1024.jpg 1024w, /768.jpg 768w, /2048.jpg 2048w">'
    assert assets(html) == ("https://x.example/s.jpg", "https://x.example/1024.jpg")


def test_each_source_of_a_picture_is_named_once_in_one_size():
    html = """<p>T</p><picture><source type=image/avif srcset="/a.avif 400w, /b.avif 1200w">
    <img src=/c.jpg></picture><video><source src=/film.mp4></video>"""
    assert assets(html) == ("https://x.example/b.avif", "https://x.example/c.jpg")


def test_what_counts_visits_is_written_in_the_page_or_for_print_is_left_out():
    html = """<head><link rel=stylesheet href=p.css media=print><link rel="alternate stylesheet" href=a.css></head>
    <p>T</p><img src=/pixel.gif width=1 height=1><img src="data:image/png;base64,AA=="><img src=""><img src="#a">
    <img src="javascript:alert(1)"><img src="ftp://x.example/a.png"><img src="https://u:p@x.example/a.png">"""
    assert assets(html) == ()


def test_a_sheet_that_a_script_turns_on_is_named():
    html = "<head><link rel=stylesheet href=/p.css media=print onload=\"this.media='all'\"></head><p>Text</p>"
    assert assets(html) == ("https://x.example/p.css",)


def test_urls_start_from_the_base_element_and_each_is_named_once():
    html = '<head><base href="https://cdn.example/x/"></head><p>T</p><img src="a b.jpg#f"><img src="a%20b.jpg">'
    assert assets(html) == ("https://cdn.example/x/a%20b.jpg",)


def test_a_page_is_no_asset_of_itself_and_a_gallery_is_cut():
    html = f"<p>T</p><img src='{URL}#top'>" + "".join(f"<img src=/{number}.jpg>" for number in range(1000))
    assert len(assets(html)) == MAX_ASSETS
    assert URL not in assets(html)


def test_the_image_that_was_read_as_the_articles_is_named_first():
    assert assets("<p>T</p><img src=/a.jpg>", lead_image="/l.jpg")[0] == "https://x.example/l.jpg"


def test_a_page_that_exceeds_a_limit_has_no_assets():
    with pytest.raises(ExtractionError):
        assets("<div>" * 1000)


@given(st.text(max_size=60), st.sampled_from([URL, "https://x.example", "http://[::1]/a"]))
def test_an_asset_url_is_ascii_and_stays_as_it_is(written, base):
    url = asset_url(written, base)
    assert url.isascii()
    assert asset_url(url, "https://other.example/") == url


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://x.example:99999/a", ""),
        ("http://[/", ""),
        ("a" * 5000, ""),
        ("//", "https://x.example/"),
        ("https:///a", "https://x.example/a"),
    ],
)
def test_what_is_no_url_is_none_and_half_of_one_is_completed_by_the_page(written, url):
    assert asset_url(written, "https://x.example/") == url
    assert asset_url(written, "nonsense") == ""


@pytest.mark.parametrize(
    ("content_type", "may_be"),
    [
        ("image/png", True), (" Image/WebP; a=b", True), ("application/octet-stream", True), ("", True), (" ", True),
        ("text/html; charset=utf-8", False), ("text/css", False), ("application/pdf", False),
    ],
)  # fmt: skip
def test_the_media_type_tells_what_may_be_an_image(content_type, may_be):
    assert may_be_image(content_type) is may_be


def test_a_page_of_many_images_takes_no_time():
    html = "<p>T</p>" + "<img srcset='" + ", ".join(f"/{n}.jpg {n}w" for n in range(1500)) + "'>" * 1
    started = time.process_time()
    assets(html * 20)
    assert time.process_time() - started < 2
