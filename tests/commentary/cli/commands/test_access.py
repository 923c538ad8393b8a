"""`commentary access`, and `serve` with the file that it writes."""

import subprocess
import sys

import httpx
import pytest
from click.testing import CliRunner

from archive.web import load_readers
from commentary.cli.main import cli

PASSWORD = "correct horse"  # noqa: S105 - of a reader who exists in this test only


def run(*words, **how):
    return CliRunner().invoke(cli, [*map(str, words)], **how)


def test_a_password_is_asked_for_twice_and_only_its_hash_is_kept(tmp_path):
    file = tmp_path / "readers"
    done = run("access", file, "anna", input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output
    assert PASSWORD not in done.output + file.read_text("utf-8")
    assert load_readers(file).has_password("anna", PASSWORD)
    assert run("access", file, "anna", "--remove").exit_code == 0
    assert file.read_text("utf-8") == ""


def test_a_token_is_printed_alone_so_that_a_script_can_take_it(tmp_path):
    done = run("access", tmp_path / "readers", "script", "--token")
    assert load_readers(tmp_path / "readers").has_token(done.stdout.strip())


def test_two_ways_at_once_are_refused(tmp_path):
    done = run("access", tmp_path / "readers", "anna", "--token", "--remove")
    assert (done.exit_code, "exclude each other" in done.output) == (2, True)


@pytest.mark.slow
def test_a_server_asks_for_the_password_under_the_url_of_its_proxy(small_archive, tmp_path):
    file = tmp_path / "readers"
    token = run("access", file, "script", "--token").stdout.strip()
    options = {"--data": small_archive, "--port": 0, "--auth": file, "--base-url": "https://archive.example/a/"}
    words = [str(word) for option in options.items() for word in option]
    command = [sys.executable, "-m", "commentary", "serve", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            address = process.stdout.readline().split()[2]
            assert address.endswith("/a/")
            host = {"Host": "archive.example"}
            assert httpx.get(address, headers=host).status_code == 401
            page = httpx.get(address, headers={**host, "Authorization": f"Bearer {token}"})
            assert (page.status_code, 'href="/a/commentary"' in page.text) == (200, True)
            assert httpx.get(address, headers={"Host": "other.example"}).status_code == 421
            scheme = {**host, "X-Forwarded-Proto": "https", "Authorization": f"Bearer {token}"}
            listed = httpx.get(f"{address}commentary/captures.json?_size=1", headers=scheme).json()
            assert listed["next_url"].startswith("https://archive.example/a/")
            process.terminate()
            assert process.communicate(timeout=60) == ("", "")
        finally:
            process.kill()
    assert process.returncode == 0


@pytest.mark.slow
def test_a_base_url_or_file_of_readers_that_cannot_be_used_is_told_in_one_line(commentary, tmp_path):
    for words, told in [
        (("--base-url", "example.org"), "'example.org' is no base URL"),
        (("--auth", tmp_path / "none"), "none cannot be read"),
    ]:
        done = commentary("serve", "--data", tmp_path, *words)
        assert (done.returncode, told in done.stderr, done.stderr.count("\n")) == (1, True, 1), done.stderr
