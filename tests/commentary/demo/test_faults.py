"""Every fault of the demo site, met over HTTP."""

import gzip
import inspect
import socket
from http.client import IncompleteRead
from threading import Thread

import pytest
from lxml import etree

from commentary.demo import faults
from commentary.demo.faults import Fault

PATH = "/2024/09/letter-to-a-young-analyst/"
TURKISH = "/2025/04/bogazda-sabir-kucuk-devletlerin-uzun-hafizasi/"


def test_the_docstring_lists_every_fault():
    named = {name for name, _ in inspect.getmembers(Fault, inspect.ismethod)}
    assert {line.partition("(")[0].strip() for line in faults.__doc__.splitlines() if "(" in line[:24]} >= named


@pytest.mark.parametrize("code", [403, 404, 410, 429, 500, 502, 503])
def test_a_status(demo, fetch, code):
    demo.faults[PATH] = Fault.status(code, headers={"Retry-After": "120"})
    reply = fetch(demo.url + PATH)
    assert (reply.status, reply.headers["retry-after"]) == (code, "120")
    assert reply.body


def test_a_fault_ends_after_its_times(demo, fetch):
    demo.faults[PATH] = Fault.status(503, times=2)
    assert [fetch(demo.url + PATH).status for _ in range(4)] == [503, 503, 200, 200]
    assert len(demo.faults) == 0


def test_a_fault_ends_when_it_is_taken_away(demo, fetch):
    demo.faults["*"] = Fault.status(404)
    assert fetch(demo.url + PATH).status == 404
    del demo.faults["*"]
    assert fetch(demo.url + PATH).status == 200


def test_an_exact_path_goes_before_a_glob(demo, fetch):
    demo.faults["/2024/*"] = Fault.status(500)
    demo.faults[PATH] = Fault.status(503)
    assert fetch(demo.url + PATH).status == 503
    assert fetch(demo.url + "/2024/09/other/").status == 500
    assert fetch(demo.url + "/2025/").status == 200


def test_a_key_with_a_query_meets_that_query(demo, fetch):
    demo.faults["/feed/?paged=*"] = Fault.status(503)
    assert fetch(demo.url + "/feed/?paged=2").status == 503
    assert fetch(demo.url + "/feed/").status == 200


def test_a_key_may_be_decoded(demo, fetch):
    demo.faults["/2025/01/灯台の外交/"] = Fault.status(503)
    assert fetch(demo.url + "/2025/01/%e7%81%af%e5%8f%b0%e3%81%ae%e5%a4%96%e4%ba%a4/").status == 503


def test_a_stall_lasts_until_it_is_released(demo):
    demo.faults[PATH] = Fault.stall()
    with socket.create_connection(("127.0.0.1", demo.port), timeout=20) as client:
        client.sendall(f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.recv(1)
        demo.release()
        client.settimeout(20)
        assert hung_up(client)
    assert [asked.status for asked in demo.requests] == [0]


def test_a_stall_ends_with_the_site(demo):
    demo.faults[PATH] = Fault.stall()
    client = socket.create_connection(("127.0.0.1", demo.port), timeout=20)
    client.sendall(f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    while not demo.requests:
        pass
    demo.stop()
    assert hung_up(client)
    client.close()


def read_all(client):
    while client.recv(4096):
        pass


def hung_up(client):
    try:
        return client.recv(1) == b""
    except ConnectionResetError:
        return True


def test_others_are_served_while_one_stalls(demo, fetch):
    demo.faults[PATH] = Fault.stall(times=1)
    waiting = Thread(target=lambda: socket_get(demo, PATH))
    waiting.start()
    while not demo.requests:
        pass
    assert fetch(demo.url + PATH).status == 200
    demo.release()
    waiting.join()


def socket_get(demo, path):
    with socket.create_connection(("127.0.0.1", demo.port), timeout=20) as client:
        client.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        return hung_up(client)


def test_a_slow_body_comes_whole(demo, fetch):
    whole = fetch(demo.url + PATH).body
    demo.faults[PATH] = Fault.slow(0.01, chunks=7)
    assert fetch(demo.url + PATH).body == whole


def test_a_slow_body_is_cut_when_released(demo, fetch):
    demo.faults[PATH] = Fault.slow(60)
    with socket.create_connection(("127.0.0.1", demo.port), timeout=20) as client:
        client.sendall(f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert client.recv(12) == b"HTTP/1.1 200"
        demo.release()
        read_all(client)


def test_a_body_that_stops_midway_is_cut_when_released(demo):
    demo.faults[PATH] = Fault.stall_midway(0.1)
    with socket.create_connection(("127.0.0.1", demo.port), timeout=20) as client:
        client.sendall(f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert client.recv(12) == b"HTTP/1.1 200"
        client.settimeout(0.3)
        with pytest.raises(TimeoutError):
            read_all(client)
        demo.release()
        client.settimeout(20)
        assert hung_up(client)


def test_a_body_comes_byte_by_byte(demo, fetch):
    whole = fetch(demo.url + "/robots.txt").body
    demo.faults["/robots.txt"] = Fault.drip(0.001)
    assert fetch(demo.url + "/robots.txt").body == whole


def test_an_error_that_calls_itself_a_success(demo, fetch):
    demo.faults[PATH] = Fault.status(200)
    reply = fetch(demo.url + PATH)
    assert (reply.status, reply.texts("h1")) == (200, ["There has been a critical error on this website."])


def test_a_reset(demo, fetch):
    demo.faults[PATH] = Fault.reset()
    with pytest.raises(ConnectionResetError):
        fetch(demo.url + PATH)


def test_a_body_shorter_than_its_length(demo, fetch):
    whole = fetch(demo.url + PATH).body
    demo.faults[PATH] = Fault.cut(0.25)
    with pytest.raises(IncompleteRead) as caught:
        fetch(demo.url + PATH)
    assert whole.startswith(caught.value.partial)
    assert len(caught.value.partial) == len(whole) // 4


def test_a_chunked_body_without_its_end(demo, fetch):
    demo.faults[PATH] = Fault.cut_chunked()
    with pytest.raises(IncompleteRead):
        fetch(demo.url + PATH)


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate", "zstd"])
def test_a_body_that_is_not_encoded_as_it_says(demo, fetch, encoding):
    whole = fetch(demo.url + PATH).body
    demo.faults[PATH] = Fault.mislabelled(encoding)
    reply = fetch(demo.url + PATH, Accept_Encoding="gzip")
    assert (reply.headers["content-encoding"], reply.body) == (encoding, whole)


def test_a_charset_that_is_not_the_declared_one(demo, fetch):
    demo.faults[TURKISH] = Fault.charset(written="windows-1254", declared="utf-8")
    reply = fetch(demo.url + TURKISH)
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert "Boğazda" in reply.body.decode("windows-1254")
    with pytest.raises(UnicodeDecodeError):
        reply.body.decode()


def test_a_redirect_off_the_site(demo, fetch):
    demo.faults[PATH] = Fault.redirect("http://elsewhere.example/", status=301)
    reply = fetch(demo.url + PATH)
    assert (reply.status, reply.headers["location"]) == (301, "http://elsewhere.example/")


def test_a_redirect_loop(demo, fetch):
    demo.faults[PATH] = Fault.redirect_loop()
    seen = [PATH]
    for _ in range(3):
        seen.append(fetch(demo.url + seen[-1]).headers["location"])
    assert seen == [PATH, f"{PATH}?turn=1", PATH, f"{PATH}?turn=1"]


def test_a_redirect_chain_ends_in_the_page(demo, fetch):
    demo.faults[PATH] = Fault.redirect_chain(3, status=301)
    path, hops = PATH, 0
    while (reply := fetch(demo.url + path)).status == 301:
        path, hops = reply.headers["location"], hops + 1
    assert (hops, reply.status) == (3, 200)


@pytest.mark.parametrize("number", [1, 2, 500, 123_456])
def test_a_listing_without_end(demo, fetch, number):
    demo.faults["/category/security/*"] = Fault.endless()
    path = "/category/security/" + (f"page/{number}/" if number > 1 else "")
    reply = fetch(demo.url + path)
    assert reply.values("nav.pagination-number a.next", "href") == [
        f"{demo.url}/category/security/page/{number + 1}/"
    ]
    assert len(reply.tree.cssselect(".block-big a.p-url")) > 0


def test_a_calendar_without_end(demo, fetch):
    demo.faults["/calendar/*"] = Fault.calendar()
    path, months = "/calendar/2026/11/", []
    for _ in range(3):
        path = fetch(demo.url + path).values("a[rel=next]", "href")[0]
        months.append(path)
    assert months == ["/calendar/2026/12/", "/calendar/2027/01/", "/calendar/2027/02/"]


@pytest.mark.parametrize("size", [100, 65_536, 3_000_001])
@pytest.mark.parametrize("fault", [Fault.big, Fault.big_chunked])
def test_a_body_of_any_size(demo, fetch, fault, size):
    demo.faults[PATH] = fault(size)
    reply = fetch(demo.url + PATH)
    assert ("content-length" in reply.headers) == (fault == Fault.big)
    assert len(reply.body) == size
    assert reply.body.startswith(b"<!DOCTYPE html>")


def test_a_big_body_stops_when_the_client_goes(demo):
    demo.faults[PATH] = Fault.big(1 << 40)
    with socket.create_connection(("127.0.0.1", demo.port), timeout=20) as client:
        client.sendall(f"GET {PATH} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert client.recv(12) == b"HTTP/1.1 200"
    demo.stop()
    assert [asked.status for asked in demo.requests] == [0]


def test_a_small_body_that_unpacks_to_a_big_one(demo, fetch):
    demo.faults["/wp-sitemap.xml"] = Fault.bomb(32 << 20)
    reply = fetch(demo.url + "/wp-sitemap.xml")
    assert reply.headers["content-encoding"] == "gzip"
    assert len(reply.body) < 64 << 10
    assert len(gzip.decompress(reply.body)) >= 32 << 20


def test_a_zipped_file_that_unpacks_to_a_big_one(demo, fetch):
    demo.faults["/sitemap.xml.gz"] = Fault.bomb(32 << 20)
    reply = fetch(demo.url + "/sitemap.xml.gz")
    assert "content-encoding" not in reply.headers
    assert len(gzip.decompress(reply.body)) >= 32 << 20


def test_a_small_sitemap_whose_entities_unfold(demo, fetch):
    demo.faults["/wp-sitemap.xml"] = Fault.entity_bomb(4)
    reply = fetch(demo.url + "/wp-sitemap.xml")
    assert len(reply.body) < 1000
    parser = etree.XMLParser(resolve_entities=True)
    assert etree.fromstring(reply.body, parser).findtext("url/loc") == "http://x/" + "water" * 1000


def test_sitemaps_of_sitemaps_never_end(demo, fetch):
    demo.faults["/wp-sitemap.xml"] = Fault.maze()
    seen, ahead = set(), [f"{demo.url}/wp-sitemap.xml"]
    for _ in range(20):
        url = ahead.pop(0)
        seen.add(url)
        ahead += etree.fromstring(fetch(url).body).xpath("sitemap/loc/text()")
    assert len(seen | set(ahead)) == 41


def test_a_sitemap_of_many_addresses(demo, fetch):
    demo.faults["/wp-sitemap-posts-post-1.xml"] = Fault.long_sitemap()
    reply = fetch(demo.url + "/wp-sitemap-posts-post-1.xml")
    assert reply.text.count("<loc>") == 50_000


def test_other_words_with_success(demo, fetch):
    demo.faults["/robots.txt"] = Fault.text("User-agent: *\nCrawl-delay: 5\n")
    demo.faults[PATH] = Fault.text("Error establishing a database connection", content_type="text/html")
    assert fetch(demo.url + "/robots.txt").text == "User-agent: *\nCrawl-delay: 5\n"
    reply = fetch(demo.url + PATH)
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html")


def test_a_consent_wall(demo, fetch):
    demo.faults["/20*"] = Fault.consent()
    reply = fetch(demo.url + PATH)
    assert (reply.status, reply.texts("#consent-wall h1")) == (200, ["We value your privacy"])


@pytest.mark.parametrize("status", [200, 403, 503])
def test_a_challenge(demo, fetch, status):
    demo.faults["/20*"] = Fault.challenge(status=status)
    reply = fetch(demo.url + PATH)
    assert (reply.status, reply.texts("head title")) == (status, ["Just a moment..."])
