"""The command sends a test to each place, and a crawl tells and pings by itself."""

import socket

import pytest

from commentary.demo.server import DemoSite

NO_SERVICE = "apprise cannot use this address; see its documentation for how this service is written"


def write_settings(data, *lines):
    data.mkdir(exist_ok=True)
    (data / "settings.toml").write_text("\n".join(["[notify]", *lines, ""]), "utf-8")


def test_a_test_says_of_each_place_how_it_went(commentary, tmp_path, mailbox, hook):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    away = f"mailto://me:word@127.0.0.1:{port}?from=c@a.example&to=a@b.example"
    write_settings(
        tmp_path,
        f'to = ["{mailbox.address}", "{hook.address}", "{away}", "nosuchservice://secret"]',
        f'ping = "http://127.0.0.1:{hook.port}/id-of-the-check"',
    )
    said = commentary("notify", "--test", "--data", tmp_path)
    assert said.returncode == 3
    mail = mailbox.address.partition("?")[0]
    assert said.stdout.splitlines() == [
        f"{mail}: sent",
        f"json://127.0.0.1:{hook.port}: sent",
        f"mailto://…@127.0.0.1:{port}: not sent: connection refused",
        f"nosuchservice://…: not sent: {NO_SERVICE}",
        "http://127.0.0.1/…: sent",
    ]
    assert mailbox.mails[0]["Subject"] == hook.posts[0]["title"] == "Test of the notices of Commentary Archive"
    assert ("GET", "/id-of-the-check") in hook.requests
    for secret in ("word", "secret", "id-of"):
        assert secret not in said.stdout + said.stderr


def test_who_has_set_nothing_is_told_what_to_write(commentary, tmp_path):
    for words in (("notify",), ("notify", "--test")):
        said = commentary(*words, "--data", tmp_path)
        assert (said.returncode, said.stdout) == (1, "")
        assert 'write, under [notify], to = ["mailtos://USER:PASSWORD@example.org"]' in said.stderr


def test_a_digest_is_sent_on_demand(commentary, small_archive, tmp_path, mailbox, hook):
    (small_archive / "settings.toml").unlink(missing_ok=True)
    try:
        said = commentary("digest", "--send", "--data", small_archive)
        assert (said.returncode, "names nobody to tell" in said.stderr) == (1, True)
        write_settings(small_archive, f'to = ["{mailbox.address}", "{hook.address}"]')
        said = commentary("digest", "--week", "--of", "2026-03-04", "--send", "--data", small_archive)
    finally:
        (small_archive / "settings.toml").unlink(missing_ok=True)
    assert said.returncode == 0, said.stderr
    assert said.stdout.count(": sent\n") == 2
    assert hook.posts[0]["message"] == "Digest of 2026-03-02 to 2026-03-08: nothing changed"


@pytest.mark.slow
def test_runs_ping_and_tell_what_is_wrong_and_that_it_is_mended(commentary, tmp_path, hook):
    data, sites = tmp_path / "data", tmp_path / "data" / "sites"
    to, ping = f'to = ["{hook.address}"]', f'ping = "http://127.0.0.1:{hook.port}/id"'
    write_settings(data, to, ping, "[schedule]", 'away = "1h"', 'wrong = "1h"')
    sites.mkdir()
    with DemoSite(essays=3) as demo:
        port = demo.port
        (sites / "demo.toml").write_text(demo.profile(), "utf-8")
        assert commentary("crawl", "demo", "--data", data).returncode == 0
    pings = [path for method, path in hook.requests if method == "GET"]
    assert (pings, hook.posts) == (["/id/start", "/id"], [])
    (sites / "demo.toml").rename(sites / "away.toml")
    (sites / "wrong.toml").write_text("title = 3\n", "utf-8")
    assert commentary("run", "--quiet", "--data", data).returncode == 1
    pings = [path for method, path in hook.requests if method == "GET"]
    assert pings[2:] == ["/id/start", "/id/fail"]
    (post,) = hook.posts
    assert post["title"] == "wrong: error"
    assert "wrong.toml: hosts: is missing" in post["message"]
    # Nothing is due but for the profile that is wrong, which was told.
    assert commentary("run", "--data", data).returncode == 1
    assert len(hook.posts) == 1
    hook.status = 500
    (sites / "wrong.toml").write_text((sites / "away.toml").read_text("utf-8"), "utf-8")
    with DemoSite(essays=3, port=port):
        said = commentary("crawl", "wrong", "--quiet", "--data", data)
    assert said.returncode == 0
    assert "commentary: 1 notice could not be sent to json://127.0.0.1:" in said.stderr
    assert "1 notice could not be sent" in commentary("status", "--data", data).stdout
    hook.status = 200
    assert commentary("notify", "--data", data).stdout == "0 open events, each told\n"
    assert [post["title"] for post in hook.posts[1:]] == ["wrong: over: error"]
