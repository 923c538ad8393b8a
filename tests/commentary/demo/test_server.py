"""The demo site as a server: its address, its record of requests, packing, and its profile."""

import gzip
import signal
import socket
import subprocess
import sys
import tomllib
from http.client import HTTPConnection

import pytest

from commentary.demo.server import DemoSite
from extract.errors import CommentaryError


def test_a_port_in_use_is_named(first_day):
    with pytest.raises(CommentaryError, match=f"port {first_day.port} is in use"):
        DemoSite(port=first_day.port).start()


def test_a_port_that_cannot_be_opened_is_named():
    with pytest.raises(CommentaryError, match=r"port 70000 on 127\.0\.0\.1 cannot be opened"):
        DemoSite(port=70000).start()


def test_a_port_that_is_asked_for_is_taken_and_given_back(fetch):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    for _ in range(2):
        with DemoSite(port=port) as demo:
            assert demo.url == f"http://127.0.0.1:{port}"
            assert fetch(demo.url + "/robots.txt").status == 200


def test_every_request_is_recorded(demo, fetch):
    fetch(demo.url + "/nope/?a=1", User_Agent="tester")
    fetch(demo.url + "/robots.txt", method="HEAD")
    assert [asked[:3] for asked in demo.requests] == [("GET", "/nope/?a=1", 404), ("HEAD", "/robots.txt", 200)]
    assert demo.requests[0].headers["User-Agent"] == "tester"


def test_a_record_may_be_emptied(demo, fetch):
    fetch(demo.url + "/robots.txt")
    demo.requests.clear()
    fetch(demo.url + "/about/")
    assert [asked.path for asked in demo.requests] == ["/about/"]


@pytest.mark.parametrize("path", ["/", "/feed/", "/wp-sitemap.xml", "/wp-json/wp/v2/posts"])
def test_bodies_are_packed_for_those_who_ask(first_day, fetch, path):
    plain = fetch(first_day.url + path)
    packed = fetch(first_day.url + path, Accept_Encoding="gzip, br")
    assert "content-encoding" not in plain.headers
    assert (packed.headers["content-encoding"], packed.headers["vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(packed.body) == plain.body


@pytest.mark.parametrize("path", ["/", "/2024/09/letter-to-a-young-analyst/", "/feed/", "/nope/"])
def test_head_has_the_headers_and_no_body(first_day, fetch, path):
    got, head = fetch(first_day.url + path), fetch(first_day.url + path, method="HEAD")
    assert (head.status, head.body) == (got.status, b"")
    assert head.headers["content-length"] == str(len(got.body))


def test_a_connection_is_kept_for_several_requests(first_day):
    connection = HTTPConnection("127.0.0.1", first_day.port)
    for path in ("/robots.txt", "/about/", "/robots.txt"):
        connection.request("GET", path)
        assert connection.getresponse().read()
    connection.close()


def test_other_methods_are_refused(first_day, fetch):
    assert fetch(first_day.url + "/", method="DELETE").status == 405


def test_stopping_twice_or_before_the_start_is_harmless():
    demo = DemoSite()
    demo.stop()
    demo.start()
    demo.stop()
    demo.stop()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", demo.port))


def test_the_profile_is_the_real_sites_with_another_header(first_day):
    profile = tomllib.loads(first_day.profile())
    assert profile["hosts"] == [f"127.0.0.1:{first_day.port}"]
    assert (profile["timezone"], profile["delay"]) == ("Europe/Istanbul", 0)
    assert [source["kind"] for source in profile["sources"]] == ["sitemap", "feed", "wordpress", "listing"]
    assert {"authors", "body", "views"} <= set(profile["fields"])


def test_the_module_serves_until_it_is_interrupted(fetch):
    command = [sys.executable, "-m", "commentary.demo", "--day", "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        said = process.stdout.readline()
        assert "day 2" in said
        assert fetch(said.split()[0] + "/about/").status == 200
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


def test_the_module_says_that_a_port_is_in_use(first_day):
    command = [sys.executable, "-m", "commentary.demo", "--port", str(first_day.port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"port {first_day.port} is in use")
    assert "Traceback" not in done.stderr
