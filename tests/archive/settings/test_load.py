from datetime import timedelta
from pathlib import Path

import pytest

from archive.settings import NotifySettings, Settings, load_settings
from extract.errors import CommentaryError

WHOLE = """
contact = "me@example.org"  # in each request

[schedule]
geopolist = "6h"
"the review" = "1 week"

[notify]
to = ["mailtos://user:pass@example.org", "slack://a/b/c"]
digest = "weekly"
ping = "https://example.org/ping/123"
base_url = "https://example.org/archive/"
metrics = "/var/lib/metrics/commentary.prom"
log = "run.jsonl"
"""


def write(folder: Path, text: str) -> Path:
    (folder / "settings.toml").write_text(text, "utf-8")
    return folder


def test_a_folder_without_settings_has_the_defaults(tmp_path):
    assert load_settings(tmp_path) == Settings() == load_settings(tmp_path / "nowhere")
    assert load_settings(write(tmp_path, "")) == Settings()


def test_every_setting_is_read(tmp_path):
    assert load_settings(write(tmp_path, WHOLE)) == Settings(
        contact="me@example.org",
        schedule={"geopolist": timedelta(hours=6), "the review": timedelta(weeks=1)},
        notify=NotifySettings(
            to=("mailtos://user:pass@example.org", "slack://a/b/c"),
            digest="weekly",
            ping="https://example.org/ping/123",
            base_url="https://example.org/archive/",
            metrics=Path("/var/lib/metrics/commentary.prom"),
            log=tmp_path / "run.jsonl",
        ),
    )


def test_a_path_may_begin_at_home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", "/home/me")
    assert load_settings(write(tmp_path, '[notify]\nlog = "~/run.jsonl"')).notify.log == Path("/home/me/run.jsonl")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("contact = 3", 'contact: must be one line of text; write contact = "…"'),
        ('contact = "a\\nb"', 'contact: must be one line of text; write contact = "…"'),
        ("schedul = {}", "schedul: unknown key; did you mean 'schedule'?"),
        ("when = {}", "when: unknown key; known: contact, schedule, notify"),
        ('schedule = "6h"', "schedule: must be a table; write [schedule] in a line of its own"),
        ("[schedule]\na = 6", '[schedule] a: must be one line of text; write a = "…"'),
        ('[schedule]\na = "6"', "[schedule] a: '6': not a duration; write a number and m, h, d or w, such as"),
        ('[schedule]\na = "9m"', "[schedule] a: '9m': out of range; write an interval between 10 minutes and"),
        ('[schedule]\na = "53w"', "[schedule] a: '53w': out of range"),
        ('[schedule]\na = { every = "6h" }', '[schedule] a: must be one line of text; write a = "…"'),
        ('[notify]\nsend = ["x"]', "[notify] send: unknown key; known: to, digest, ping, base_url, metrics, log"),
        ('[notify]\nto = "mailto://a"', '[notify] to: must be a list of texts; write to = ["…"]'),
        ('[notify]\nto = [" "]', '[notify] to: must be a list of texts; write to = ["…"]'),
        ('[notify]\ndigest = "hourly"', "[notify] digest: 'hourly' is unknown; write one of daily, weekly"),
        ('[notify]\nping = "example.org"', "[notify] ping: is no address; write one such as https://"),
        ('[notify]\nping = "https://["', "[notify] ping: is no address"),
        ('[notify]\nbase_url = "archive"', "[notify] base_url: is no address; write one such as https://"),
        ('[notify]\nlog = " "', "[notify] log: must name a file, or be left out"),
        ("contact", "cannot be read: "),
        ("a = " + "[" * 5000, "cannot be read: "),
    ],
)
def test_a_mistake_is_told_with_file_table_and_key(tmp_path, text, problem):
    with pytest.raises(CommentaryError) as told:
        load_settings(write(tmp_path, text))
    assert str(told.value).startswith(f"{tmp_path / 'settings.toml'}: {problem}")


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    (tmp_path / "settings.toml").mkdir()
    with pytest.raises(CommentaryError, match=r"settings\.toml: cannot be read: "):
        load_settings(tmp_path)
    (tmp_path / "settings.toml").rmdir()
    (tmp_path / "settings.toml").write_bytes(b"\xff")
    with pytest.raises(CommentaryError, match=r"settings\.toml: cannot be read: "):
        load_settings(tmp_path)
