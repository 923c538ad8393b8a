"""What a person can get wrong: one clear line that names it, the right exit code, and nothing stored is lost."""

import gzip
import resource
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial

import pytest

from commentary.demo.server import DemoSite

pytestmark = pytest.mark.slow


def one_line(said, *words, code=1):
    assert said.returncode == code, said.stderr
    assert said.stderr.startswith("commentary: "), said.stderr
    assert said.stderr.count("\n") == 1, said.stderr
    for word in words:
        assert word in said.stderr
    return True


@pytest.fixture
def demo():
    with DemoSite(essays=20) as site:
        yield site


@pytest.fixture
def data(tmp_path, demo):
    folder = tmp_path / "data"
    (folder / "sites").mkdir(parents=True)
    (folder / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
    return folder


def articles(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return db.execute("SELECT count(*) FROM articles").fetchone()[0]


def test_an_unknown_site_is_told_with_what_was_meant(commentary, data):
    assert one_line(commentary("crawl", "dmeo", "--data", data), "dmeo", "did you mean demo?")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("colour = 'red'", ("colour", "unknown key")),
        ("articles = '('", ("articles",)),
        ("timezone = 'Atlantis/Main'", ("timezone", "Atlantis/Main")),
        ("delay = -1", ("delay",)),
        ("= 3", ("TOML",)),
    ],
)
def test_a_wrong_profile_is_told_with_file_and_key(commentary, tmp_path, line, words):
    profile = tmp_path / "sites" / "mine.toml"
    profile.parent.mkdir()
    known = {"title": "'M'", "hosts": "['127.0.0.1:1']", "timezone": "'UTC'"}
    kept = [f"{key} = {value}" for key, value in known.items() if key != line.split()[0]]
    profile.write_text("\n".join([*kept, line]), "utf-8")
    assert one_line(commentary("crawl", "mine", "--data", tmp_path), str(profile), *words)


@pytest.mark.parametrize("check", [(), ("--check",)])
def test_a_wrong_profile_hides_no_other(commentary, data, check):
    profile = data / "sites" / "mine.toml"
    profile.write_text('title = "M"\nhosts = ["127.0.0.1:1"]', "utf-8")
    said = commentary("sites", *check, "--data", data)
    assert said.returncode == 1
    assert said.stderr == (
        f'commentary: {profile}: timezone: is missing; add a line such as: timezone = "Europe/Istanbul"\n'
    )
    assert "2 profiles" in said.stdout if check else {"demo", "geopolist"} <= set(said.stdout.split())


def test_a_folder_that_cannot_be_made_is_told(commentary, data, tmp_path):
    (tmp_path / "file").write_text("")
    said = commentary("replay", "--data", tmp_path / "file" / "data")
    assert one_line(said, str(tmp_path / "file"))


def test_a_full_disk_stops_the_run_and_loses_nothing(commentary, data, demo):
    for limit in (200_000, 1_000_000):
        said = subprocess.run(
            [sys.executable, "-m", "commentary", "crawl", "demo", "--data", data],
            capture_output=True,
            text=True,
            check=False,
            preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (limit, limit)),
        )
        assert said.returncode == 1
        told = [line for line in said.stderr.splitlines() if line.startswith("commentary: ")]
        assert str(data) in told[-1]
        assert "Traceback" not in said.stderr
    after = commentary("crawl", "demo", "--data", data)
    assert after.returncode == 0
    assert articles(data) == sum(post.outcome == "article" for post in demo.posts())
    assert commentary("replay", "--data", data).returncode == 0


def test_a_port_in_use_is_told(commentary, small_archive):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert one_line(commentary("serve", "--data", small_archive, "--port", port), f"Port {port}", "--port")


def test_a_database_of_a_newer_release_is_left_alone(commentary, data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        db.execute("PRAGMA user_version = 99")
        db.execute("CREATE TABLE later (x)")
    for command in (["crawl", "demo"], ["status"], ["export"], ["replay"]):
        assert one_line(commentary(*command, "--data", data), str(data / "commentary.db"), "newer")


def test_what_is_no_database_is_told(commentary, data):
    (data / "commentary.db").write_text("This is a letter. " * 100)
    assert one_line(commentary("crawl", "demo", "--data", data), str(data / "commentary.db"))


def test_a_torn_warc_is_mended_and_its_whole_records_are_read(commentary, data, demo):
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    (warc,) = (data / "warc").iterdir()
    whole = warc.read_bytes()
    warc.write_bytes(whole[: len(whole) * 2 // 3])
    (data / "commentary.db").unlink()
    said = commentary("replay", "--data", data)
    assert said.returncode in {0, 3}
    assert f"commentary: {warc}, byte" in said.stderr
    assert len(demo.posts()) / 3 < articles(data) < len(demo.posts()) - 1


def test_a_warc_damaged_in_its_midst_loses_only_what_is_damaged(commentary, data):
    assert commentary("crawl", "demo", "--data", data).returncode == 0
    before = articles(data)
    (warc,) = (data / "warc").iterdir()
    damaged = bytearray(warc.read_bytes())
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        query = """SELECT "offset" FROM captures JOIN articles ON articles.capture = captures.id ORDER BY 1"""
        place = db.execute(query).fetchall()[before // 2][0]
    damaged[place + 500 : place + 2500] = b"\0" * 2000
    warc.write_bytes(damaged)
    (data / "commentary.db").unlink()
    said = commentary("replay", "--data", data)
    assert said.returncode == 3
    assert "Traceback" not in said.stderr
    assert warc.name in said.stderr
    assert before - 3 <= articles(data) < before


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("contakt = 'me'", ("contakt", "unknown key", "contact")),
        ("contact = 3", ("contact",)),
        ('contact = "a\\nb"', ("contact",)),
        ("contact", ("cannot be read",)),
    ],
)
def test_wrong_settings_are_told(commentary, data, text, words):
    (data / "settings.toml").write_text(text, "utf-8")
    assert one_line(commentary("crawl", "demo", "--data", data), str(data / "settings.toml"), *words)


def test_a_public_site_is_not_crawled_by_nobody(commentary, tmp_path):
    said = commentary("crawl", "geopolist", "--data", tmp_path / "data")
    assert one_line(said, "COMMENTARY_CONTACT", "settings.toml")
    assert not (tmp_path / "data" / "commentary.db").exists()


def test_an_export_that_cannot_be_written_is_told(commentary, small_archive, tmp_path):
    (tmp_path / "file").write_bytes(b"")
    said = commentary("export", "--data", small_archive, "-o", tmp_path / "file" / "a.csv")
    assert one_line(said, str(tmp_path / "file"))


WORDS = b"<p>The harbour is quiet, and nobody asks why the cranes have stopped.</p>\n"
FILES = {
    "missing": None,
    "empty": b"",
    "binary": gzip.compress(bytes(range(256)) * 400, mtime=0),
    "zeros": bytes(100_000),
    "long": b"<html><body><article>" + WORDS * 700_000,
    "deep": b"<html><body>" + b"<div>" * 100_000 + b"text",
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_page_is_told_in_one_line(commentary, tmp_path, name):
    file = tmp_path / f"{name}.html"
    if FILES[name] is not None:
        file.write_bytes(FILES[name])
    said = commentary("read", file)
    assert one_line(said, str(file))
    assert len(said.stderr) < 400


def test_a_folder_is_no_page(commentary, tmp_path):
    assert one_line(commentary("read", tmp_path), str(tmp_path))


def test_a_badly_encoded_file_is_read_as_far_as_it_goes(commentary, tmp_path):
    file = tmp_path / "encoded.html"
    file.write_bytes(b"<html><head><meta charset='utf-8'></head><body><article>" + WORDS * 20 + b"<p>Caf\xff\xfe</p>")
    said = commentary("read", file)
    assert said.returncode == 0
    assert "The harbour is quiet" in said.stdout


def test_a_page_that_is_read_is_shown_though_another_is_not(commentary, tmp_path):
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_bytes(b"<html><body><article>" + WORDS * 20)
    said = commentary("read", bad, good)
    assert one_line(said, str(bad))
    assert "The harbour is quiet" in said.stdout


def test_a_private_address_is_not_asked_unless_a_profile_names_it(commentary, demo, tmp_path):
    assert one_line(commentary("read", f"{demo.url}/", "--data", tmp_path), "a profile lists its host")
    assert demo.requests == []


def test_a_profile_that_there_is_not_is_told(commentary, tmp_path):
    file = tmp_path / "page.html"
    file.write_bytes(WORDS)
    assert one_line(commentary("read", file, "--site", "geopolis"), "geopolist")
    assert one_line(commentary("explain", file, "--site", "geopolis"), "geopolist")


def test_a_demo_into_a_folder_that_cannot_be_made_is_told(commentary, tmp_path):
    (tmp_path / "file").write_text("")
    assert one_line(commentary("demo", "--no-serve", "--data", tmp_path / "file" / "demo"), str(tmp_path / "file"))


@pytest.mark.parametrize("words", [("sites",), ("--version",)])
def test_a_standard_output_that_is_full_is_told(words):
    with open("/dev/full", "w") as full:  # noqa: PTH123 - it is no file
        said = subprocess.run(
            [sys.executable, "-m", "commentary", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert one_line(said, "Standard output", "No space left on device")


@pytest.mark.parametrize(
    ("url", "word"),
    [
        ("http://", "no host"),
        ("http://[broken/", "Invalid IPv6"),
        ("http://site.example:b/", "Port"),
        ("http://site.example:99999/", "Port"),
        ("http://site.example:0/", "port 0"),
        ("http://me:secret@site.example/", "without a name and password"),
    ],
)
def test_what_is_no_url_is_told_before_anything_is_fetched(commentary, tmp_path, url, word):
    said = commentary("read", url, "--data", tmp_path, COMMENTARY_CONTACT="me@site.example")
    assert one_line(said, url, word)


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "-3", "0", "soon", "1e400"])
@pytest.mark.parametrize("option", ["--max-minutes", "--max-mb"])
def test_a_budget_that_is_no_number_is_refused_in_plain_words(commentary, tmp_path, option, value):
    said = commentary("crawl", "geopolist", option, value, "--data", tmp_path)
    assert said.returncode == 2
    assert f"Invalid value for '{option}': '{value}' is not a number above 0" in said.stderr
    assert not (tmp_path / "commentary.db").exists()


@pytest.mark.parametrize("command", ["explain", "read"])
@pytest.mark.parametrize("name", ["", "  "])
def test_an_empty_name_is_told(commentary, command, name):
    said = commentary(command, name)
    assert said.returncode == 2
    assert "is empty" in said.stderr


def test_an_export_of_a_site_that_nobody_knows_names_those_that_are_known(commentary, small_archive):
    said = commentary("export", "--site", "dmeo", "--data", small_archive)
    assert one_line(said, "'dmeo'", "its sites are: demo")
    assert said.stdout == ""
    assert commentary("export", "--site", "demo", "--data", small_archive).stdout.count("\n") > 9
    # A profile that no run has used yet has no rows, and is no mistake.
    assert commentary("export", "--site", "geopolist", "--data", small_archive).returncode == 0
