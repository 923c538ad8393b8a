"""Who crawls is asked for once, on a real terminal."""

import os
import stat
import subprocess
import sys
import tomllib
from pathlib import Path

import click
import pytest

from commentary.cli.contact import check_contact, write_contact
from crawler.operator import read_contact
from extract.errors import CommentaryError
from terminal import on_terminal

PROMPT = Path(__file__).with_name("prompt_for_contact.py")
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}
QUESTION = "Your e-mail address or web page"


def asked(data, *hosts, answer, **environment):
    """Run what asks for a contact on a terminal; return its exit code, output, and what was shown."""
    return on_terminal([sys.executable, PROMPT, data, *hosts], typed=answer, env=CLEAN | environment)


def test_who_crawls_a_public_site_is_asked_once_and_shown_to_it(tmp_path):
    data = tmp_path / "new"
    code, said, shown = asked(data, "example.org", answer=b"me@example.org\n")
    assert (code, QUESTION in shown) == (0, True)
    assert "names a contact in its User-Agent header" in shown
    assert said.endswith("(+me@example.org)")
    assert tomllib.loads((data / "settings.toml").read_text("utf-8")) == {"contact": "me@example.org"}
    code, said, shown = asked(data, "example.org", answer=b"")
    assert (code, shown) == (0, "")
    assert said.endswith("(+me@example.org)")


def test_a_slip_of_the_finger_is_asked_again(tmp_path):
    code, said, shown = asked(tmp_path, "example.org", answer=b"me at example\nhttps://example.org/me\n")
    assert (code, shown.count(QUESTION)) == (0, 2)
    assert said.endswith("(+https://example.org/me)")


def test_no_answer_is_an_error_and_nothing_is_written(tmp_path):
    code, said, shown = asked(tmp_path, "example.org", answer=b"\x04")
    assert (code, said) == (1, "")
    assert "no contact was given" in shown
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("hosts", "environment"),
    [(("127.0.0.1:8000", "localhost"), {}), (("example.org",), {"COMMENTARY_CONTACT": "me@example.org"})],
    ids=["own machine", "environment"],
)
def test_nobody_is_asked_for_what_is_not_needed_or_known(tmp_path, hosts, environment):
    code, _, shown = asked(tmp_path, *hosts, answer=b"", **environment)
    assert (code, shown) == (0, "")


def test_one_public_site_among_many_is_enough_to_ask(tmp_path):
    _, said, _ = asked(tmp_path, "127.0.0.1:8000", "example.org", answer=b"me@example.org\n")
    assert said.endswith("(+me@example.org)")


def test_without_a_terminal_the_crawl_says_what_it_misses(tmp_path):
    words = [sys.executable, PROMPT, tmp_path, "example.org"]
    said = subprocess.run(words, input="me@example.org\n", capture_output=True, text=True, env=CLEAN, check=False)
    assert (said.returncode, said.stdout) == (1, "")
    assert said.stderr.startswith("a crawl must say who is asking")


@pytest.mark.parametrize(
    "text",
    ["me@example.org", " me+news@mail.example.org ", "https://example.org", "http://example.org:8080/~me/?a=b"],
)
def test_addresses_and_pages_are_taken(text):
    assert check_contact(text) == text.strip()


@pytest.mark.parametrize(
    "text",
    ["", "me", "me@example", "example.org", "https://example", "me@example.org, you@example.org", "a b@example.org",
     "me@example.org)", "me@example.org\r\nX: y", "https://example.org/\x00", "ftp://example.org/", "ö@example.org",
     f"me@{'x' * 200}.org"],
)  # fmt: skip
def test_what_does_not_belong_into_a_header_is_not_taken(text):
    with pytest.raises(click.UsageError):
        check_contact(text)


def test_what_else_stands_in_the_settings_stays(tmp_path, monkeypatch):
    monkeypatch.delenv("COMMENTARY_CONTACT", raising=False)
    file = tmp_path / "settings.toml"
    file.write_text('# Ours.\ncontact = ""\n\n[schedule]\n"ün" = "6h" # ü', "utf-8")
    write_contact("me@example.org", tmp_path)
    assert file.read_text("utf-8") == '# Ours.\ncontact = "me@example.org"\n\n[schedule]\n"ün" = "6h" # ü\n'
    file.write_text("", "utf-8")
    write_contact("https://example.org/?a=1", tmp_path)
    assert read_contact(tmp_path) == "https://example.org/?a=1"
    assert [path.name for path in tmp_path.iterdir()] == ["settings.toml"]


def test_settings_that_cannot_be_written_are_named(tmp_path):
    (tmp_path / "data").write_text("a file", "utf-8")
    with pytest.raises(CommentaryError, match=r"settings\.toml cannot be written"):
        write_contact("me@example.org", tmp_path / "data")
    assert stat.S_ISREG((tmp_path / "data").stat().st_mode)
