"""People hear of an event once, and once that it is over, by a real mail server and a real web hook."""

import json
import re
import shutil
import threading
from contextlib import closing
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.database import Lock, open_for_writing
from archive.schema import insert_rows
from archive.settings import NotifySettings, Settings
from archive.watch import Alarm
from commentary.cli.notices import announced, notice_troubles, notify, ping_run, tell_meanwhile, wrong_places
from commentary.cli.notices.keep import BAD_NAME, NOTICES_NAME, load_state
from commentary.cli.notices.places import UNUSABLE
from commentary.cli.quiet import silent_unless_failed
from extract.errors import ArchiveError, ArchiveInUse, ProfileError
from sites import load_site

NOW = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


def add_run(data, at, status, site="demo", **summary):
    stored = {"pages": 3, "listings": 1} | summary
    with closing(open_for_writing(data / "commentary.db")) as db:
        row = (f"{site}-{at:%Y%m%dT%H%M%S}", site, at.isoformat(), status, json.dumps(stored))
        db.execute("INSERT INTO runs (id, site, started_at, status, summary) VALUES (?, ?, ?, ?, ?)", row)


def settings(*places, **other):
    return Settings(notify=NotifySettings(to=tuple(each.address for each in places), **other))


@pytest.fixture
def data(tmp_path):
    """An archive whose site was well at midnight, and blocked since three o'clock."""
    data = tmp_path / "archive"
    data.mkdir()
    midnight = NOW.replace(hour=0, minute=0)
    add_run(data, midnight, "finished")
    for hours in (3, 6):
        add_run(data, midnight + hours * HOUR, "blocked", why=f"{hours} responses in a row were blocked")
    return data


BLOCKED = """\
demo: The last run was blocked: 6 responses in a row were blocked.
Since 2026-03-02 03:00 UTC.
What to do: Increase `delay` in the profile, or write to the site and tell it your contact.
https://archive.example/-/site/demo"""


def test_who_is_to_be_told_is_told_once_and_of_the_end_once(data, mailbox, hook):
    told = settings(mailbox, hook, base_url="https://archive.example")
    assert notify(data, told, NOW) == ()
    (mail,) = mailbox.mails
    assert (mail["Subject"], mail["To"], mail["From"]) == (
        "demo: blocked", "reader@b.example", "archive@a.example",
    )  # fmt: skip
    assert mailbox.text() == BLOCKED
    (post,) = hook.posts
    assert (post["title"], post["message"], post["type"]) == ("demo: blocked", BLOCKED, "failure")
    add_run(data, NOW, "blocked", why="7 responses in a row were blocked")
    assert notify(data, told, NOW + HOUR) == ()
    add_run(data, NOW + 6 * HOUR, "finished")
    assert notify(data, told, NOW + 7 * HOUR) == ()
    assert notify(data, told, NOW + 8 * HOUR) == ()
    over = (
        "Over: demo: The last run was blocked: 6 responses in a row were blocked.\n"
        "From 2026-03-02 03:00 to 2026-03-02 13:30 UTC."
    )
    assert [mail["Subject"] for mail in mailbox.mails] == ["demo: blocked", "demo: over: blocked"]
    assert mailbox.text() == over
    assert [(post["title"], post["type"]) for post in hook.posts[1:]] == [("demo: over: blocked", "success")]


def test_without_places_nothing_is_told_and_nothing_written(data):
    before = sorted(path.name for path in data.iterdir())
    assert notify(data, Settings(), NOW) == ()
    assert sorted(path.name for path in data.iterdir()) == before


def test_what_was_refused_is_sent_by_the_next_run_to_this_place_alone(data, mailbox, hook):
    hook.status = 500
    told = settings(mailbox, hook)
    place = f"json://127.0.0.1:{hook.port}"
    problem = f"1 notice could not be sent to {place} (status 500, 2026-03-02 06:30 UTC); the next run tries again"
    assert notify(data, told, NOW) == (problem,)
    assert notice_troubles(data, told.notify) == [problem]
    hook.status = 200
    assert notify(data, told, NOW + HOUR) == ()
    assert (len(mailbox.mails), len(hook.posts), notice_troubles(data, told.notify)) == (1, 1, [])


def test_a_server_that_is_away_gets_it_when_it_is_back(data, hook):
    hook.close()
    (problem,) = notify(data, settings(hook), NOW)
    assert "connection refused" in problem
    # What holds meanwhile is told with it, and what is over by then as such.
    add_run(data, NOW, "failed", site="other")
    assert len(notify(data, settings(hook), NOW + HOUR)) == 1
    add_run(data, NOW + HOUR, "finished")
    hook.open()
    assert notify(data, settings(hook), NOW + 2 * HOUR) == ()
    (post,) = hook.posts
    assert post["title"] == "other, demo: 1 new, 1 over"
    assert post["message"].startswith("other: The last run failed.\n")
    assert "\n\nOver: demo: The last run was blocked: 6 responses in a row were blocked.\n" in post["message"]


def test_one_message_tells_all_that_came_at_once(data, hook):
    for site in "abc":
        add_run(data, NOW, "failed", site=site)
    assert notify(data, settings(hook), NOW) == ()
    (post,) = hook.posts
    assert post["title"] == "a, b, c and 1 more: 4 new"
    assert post["message"].count("What to do: ") == 4


def test_of_a_site_that_the_network_kept_away_nothing_is_told_and_nothing_is_over(data, hook):
    assert notify(data, settings(hook), NOW) == ()
    add_run(data, NOW, "unreachable")
    add_run(data, NOW + HOUR, "finished", pages=0, listings=0)
    add_run(data, NOW, "unreachable", site="other")
    assert notify(data, settings(hook), NOW + 2 * HOUR) == ()
    assert [post["title"] for post in hook.posts] == ["demo: blocked"]


def set_alarms(data, *alarms):
    with closing(open_for_writing(data / "commentary.db")) as db:
        db.execute("DELETE FROM alarms")
        insert_rows(db, "alarms", list(map(asdict, alarms)))


def an_alarm(number, kind, began_at, **other):
    given = {"site": "demo", "subject": "", "what": f"{kind}!", "do": "Look.", "began_run": f"run {number}"} | other
    return Alarm(id=number, kind=kind, began_at=began_at.isoformat(), **given)


def test_an_alarm_is_told_once_also_after_a_replay_and_its_end_once(data, hook):
    fill, rule = an_alarm(1, "fill", NOW, subject="authors"), an_alarm(2, "fill", NOW, subject="views")
    blocked = an_alarm(3, "blocked", NOW, what="Every page was refused.")
    set_alarms(data, fill, rule, blocked)
    assert notify(data, settings(hook), NOW) == ()
    assert hook.posts[0]["title"] == "demo: 3 new"
    assert "demo: Every page was refused." in hook.posts[0]["message"]
    assert "The last run was blocked" not in hook.posts[0]["message"]
    # A replay gives other ids, and by other rules another first run.
    replayed = replace(fill, id=7, began_run="run 0", began_at=(NOW - HOUR).isoformat())
    set_alarms(data, replayed, rule, blocked)
    assert notify(data, settings(hook), NOW + HOUR) == ()
    ended = replace(replayed, ended_run="run 9", ended_at=(NOW + HOUR).isoformat())
    set_alarms(data, ended, rule, blocked)
    assert notify(data, settings(hook), NOW + 2 * HOUR) == notify(data, settings(hook), NOW + 3 * HOUR) == ()
    assert [post["title"] for post in hook.posts[1:]] == ["demo: over: fill"]


def test_a_changed_robots_txt_is_told_once_also_if_its_run_was_interrupted_and_has_no_end(data, hook):
    notify(data, settings(hook), NOW)
    ended = {"ended_run": "run 2", "ended_at": NOW.isoformat()}
    first = an_alarm(1, "robots changed", NOW - HOUR, **ended)
    second = an_alarm(2, "robots changed", NOW + HOUR)
    long_ago = an_alarm(3, "robots changed", NOW - 2000 * HOUR, **ended)
    set_alarms(data, first, long_ago)
    for hours in range(2):
        assert notify(data, settings(hook), NOW + hours * HOUR) == ()
    set_alarms(data, first, second, long_ago)
    for days in range(20):
        assert notify(data, settings(hook), NOW + days * 24 * HOUR) == ()
    assert [post["title"] for post in hook.posts[1:]] == ["demo: robots changed"] * 2


def test_no_secret_is_stored_or_told(data, hook):
    hook.status = 500
    (problem,) = notify(data, settings(hook), NOW)
    assert "secret" not in problem + (data / NOTICES_NAME).read_text("utf-8")


def test_an_address_that_cannot_be_one_keeps_nothing_from_the_others_and_is_told_by_its_number(data, hook):
    wrong = [type("Wrong", (), {"address": address}) for address in ("me and my secret", "nosuchservice://secret")]
    told = settings(hook, *wrong)
    no_url, unknown = wrong_places(data, told.notify)
    assert no_url.startswith(f"{data}/settings.toml: [notify] to, address 2: it is no address as apprise takes it")
    assert unknown == f"{data}/settings.toml: [notify] to, address 3 (nosuchservice://…): {UNUSABLE}"
    assert "secret" not in no_url
    assert notify(data, told, NOW) == ()
    assert len(hook.posts) == 1
    assert [box.place for box in load_state(data).outboxes.values()] == [f"json://127.0.0.1:{hook.port}"]
    assert wrong_places(data, settings(hook).notify) == wrong_places(data, Settings().notify) == []


def test_a_file_that_was_damaged_is_kept_and_nothing_is_told_again(data, hook):
    assert notify(data, settings(hook), NOW) == ()
    (data / NOTICES_NAME).write_text("{", "utf-8")
    assert "begins anew" in notice_troubles(data, settings(hook).notify)[0]
    assert notify(data, settings(hook), NOW + HOUR) == ()
    assert [post["title"] for post in hook.posts] == ["demo: blocked", "the archive: notices"]
    assert "what is open (1) is not told again" in hook.posts[1]["message"]
    assert (data / BAD_NAME).read_text("utf-8") == "{"
    add_run(data, NOW + HOUR, "finished")
    assert notify(data, settings(hook), NOW + 2 * HOUR) == ()
    assert hook.posts[2]["title"] == "demo: over: blocked"
    assert len(hook.posts) == 3


def test_what_a_run_says_is_no_header_and_no_markup(data, mailbox):
    why = "<b>x</b>\r\nBcc: all@evil.example\r\n\r\n\x1b[2J\u202e"
    add_run(data, NOW, "blocked", site="other", why=why)
    assert notify(data, settings(mailbox), NOW) == ()
    (mail,) = mailbox.mails
    assert mail["Bcc"] is None
    assert mail.recipients == ["reader@b.example"]
    assert r"other: The last run was blocked: <b>x</b> Bcc: all@evil.example \x1b[2J\u202e." in mailbox.text()
    assert mail.get_body(("html",)) is None


def test_a_run_that_ended_with_an_error_is_told_until_a_good_one(data, hook):
    told = settings(hook)
    error = "disk.warc.gz: No space left on device"
    notify(data, told, NOW, errors={"demo": error})
    (post,) = hook.posts
    assert post["title"] == "demo: 2 new"
    assert f"demo: {error}\nSince 2026-03-02 06:30 UTC.\nWhat to do: Mend what it says" in post["message"]
    # The row of the same run.
    add_run(data, NOW - HOUR / 6, "failed")
    notify(data, told, NOW + HOUR)
    assert [post["title"] for post in hook.posts[1:]] == ["demo: over: blocked"]
    add_run(data, NOW + HOUR, "finished")
    notify(data, told, NOW + 2 * HOUR)
    assert [post["title"] for post in hook.posts[2:]] == ["demo: over: error"]


def test_what_cannot_be_read_ends_nothing(data, hook):
    notify(data, settings(hook), NOW)
    (data / "commentary.db").rename(data / "kept.db")
    (data / "commentary.db").write_bytes(b"no database" * 1000)
    (problem,) = notify(data, settings(hook), NOW + HOUR)
    assert "alarms and runs are not known" in problem
    assert len(hook.posts) == 1
    (data / "kept.db").replace(data / "commentary.db")
    assert notify(data, settings(hook), NOW + 2 * HOUR) == ()
    assert len(hook.posts) == 1


@pytest.fixture
def crawled(changed_at):
    """A copy of an archive of two crawls, of which the first was on one Sunday, and the second on the next Monday."""
    return changed_at("2026-03-01T12:00:00+00:00", "2026-03-02T12:00:00+00:00")


def test_a_digest_is_sent_once_for_each_day_and_an_empty_one_never(crawled, mailbox, hook):
    told = settings(mailbox, hook, digest="daily")
    for hours in range(0, 24 * 5, 6):
        assert notify(crawled, told, datetime(2026, 3, 2, 6, tzinfo=UTC) + hours * HOUR) == ()
    (mail,) = mailbox.mails
    assert mail["Subject"] == "Digest of 2026-03-02"
    assert re.match(r"<!DOCTYPE html>\n<html lang=\"en\">", mailbox.html())
    assert "<h3>Edited</h3>" in mailbox.html()
    # Programs that show no HTML have the same as text.
    assert "Edited" in mailbox.text()
    (post,) = hook.posts
    assert post["message"].startswith("Digest of 2026-03-02: ")


def test_a_digest_that_was_refused_is_sent_later_and_days_without_a_run_are_not_lost(crawled, hook):
    told = settings(hook, digest="daily")
    notify(crawled, told, datetime(2026, 3, 1, 6, tzinfo=UTC))
    hook.status = 503
    assert len(notify(crawled, told, datetime(2026, 3, 5, 6, tzinfo=UTC))) == 1
    hook.status = 200
    assert notify(crawled, told, datetime(2026, 3, 5, 12, tzinfo=UTC)) == ()
    assert [post["title"] for post in hook.posts] == ["Digest of 2026-03-01 to 2026-03-04"]


def test_a_weekly_digest_comes_on_monday(crawled, hook):
    told = settings(hook, digest="weekly")
    for days in range(20):
        notify(crawled, told, datetime(2026, 2, 20, 12, tzinfo=UTC) + days * timedelta(days=1))
    assert [post["title"] for post in hook.posts] == [
        "Digest of 2026-02-23 to 2026-03-01", "Digest of 2026-03-02 to 2026-03-08",
    ]  # fmt: skip
    assert load_state(crawled).digested.isoformat() == "2026-03-08"


def test_while_the_database_is_deleted_nothing_is_over_and_after_a_replay_nothing_is_new(data, hook):
    assert notify(data, settings(hook), NOW) == ()
    database, aside = data / "commentary.db", data / "aside.db"
    database.replace(aside)
    assert notify(data, settings(hook), NOW + HOUR) == ()
    aside.replace(database)
    assert notify(data, settings(hook), NOW + 2 * HOUR) == ()
    assert [post["title"] for post in hook.posts] == ["demo: blocked"]


def test_a_file_of_a_newer_release_is_put_aside_and_that_is_told_once(data, hook):
    assert notify(data, settings(hook), NOW) == ()
    path = data / NOTICES_NAME
    newer = path.read_text("utf-8").replace('"format": 1', '"format": 2')
    path.write_text(newer, "utf-8")
    assert notify(data, settings(hook), NOW + HOUR) == notify(data, settings(hook), NOW + 2 * HOUR) == ()
    assert [post["title"] for post in hook.posts] == ["demo: blocked", "the archive: notices"]
    assert "its format is 2, and this release knows 1" in hook.posts[1]["message"]
    assert (data / BAD_NAME).read_text("utf-8") == newer


def test_where_nothing_can_be_written_people_hear_of_it_with_each_run(data, hook):
    # As on a full disk; root may write everywhere else.
    (data / f"{NOTICES_NAME}.new").mkdir()
    for hours in range(2):
        (problem,) = notify(data, settings(hook), NOW + hours * HOUR, errors={"demo": "The disk is full."})
        assert problem.endswith("The next run sends again what this one sent.")
        assert "The disk is full." in hook.posts[hours]["message"]


def test_the_words_of_an_error_may_be_no_unicode(data, hook, mailbox):
    assert notify(data, settings(hook, mailbox), NOW, errors={"demo": "sites/\udcff.toml is wrong"}) == ()
    assert r"sites/\udcff.toml is wrong" in hook.posts[0]["message"]
    assert r"sites/\udcff.toml is wrong" in mailbox.text()


def test_damage_of_a_file_is_told_until_it_is_mended(small_archive, tmp_path, hook):
    data = shutil.copytree(small_archive, tmp_path / "data")
    path = min((data / "warc").iterdir())
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    assert notify(data, settings(hook), NOW) == notify(data, settings(hook), NOW + HOUR) == ()
    path.write_bytes(whole)
    assert notify(data, settings(hook), NOW + 2 * HOUR) == ()
    assert [post["title"] for post in hook.posts] == ["the archive: WARC damage", "the archive: over: WARC damage"]
    assert f"warc/{path.name}" in hook.posts[0]["message"]
    assert "Run `commentary verify`" in hook.posts[0]["message"]


def test_a_crawl_that_does_not_come_is_told_of_its_site(data, hook):
    late = replace(settings(hook), schedule={"demo": 6 * HOUR})
    assert notify(data, late, NOW + 24 * HOUR) == ()
    assert hook.posts[0]["title"] == "demo: 2 new"
    assert "demo: The site demo is to be crawled every 6h, " in hook.posts[0]["message"]


def test_two_processes_tell_an_event_once(data, hook):
    threads = [threading.Thread(target=notify, args=(data, settings(hook), NOW)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(hook.posts) == 1


def test_a_ping_that_did_not_arrive_is_told_until_one_does(tmp_path, hook):
    told = Settings(notify=NotifySettings(ping=f"http://127.0.0.1:{hook.port}/id"))
    assert ping_run(tmp_path, told, "good", NOW) == ()
    assert list(tmp_path.iterdir()) == [tmp_path / "notices.lock"]
    hook.status = 500
    why = "status 500 Internal Server Error"
    assert ping_run(tmp_path, told, "good", NOW) == (f"the ping did not arrive: {why}",)
    assert notice_troubles(tmp_path, told.notify) == [f"the last ping did not arrive ({why}, 2026-03-02 06:30 UTC)"]
    hook.status = 200
    assert ping_run(tmp_path, told, "start", NOW) == ()
    assert notice_troubles(tmp_path, told.notify) == []
    wrong = Settings(notify=NotifySettings(ping="https://me:word@a.example/id"))
    assert "without a password" in ping_run(tmp_path, wrong, "good", NOW)[0]
    assert ping_run(tmp_path, Settings(), "good", NOW) == ()


def pings(hook):
    return [path for method, path in hook.requests if method == "GET"]


def test_a_block_of_runs_is_announced_by_how_it_ends(data, hook, capsys):
    told = settings(hook, ping=f"http://127.0.0.1:{hook.port}/id")
    now = datetime.now(UTC)
    with announced(data, told, ["demo"]):
        add_run(data, now + HOUR, "finished")
    assert pings(hook) == ["/id/start", "/id"]
    # One site that cannot be reached is the site's matter, none is the machine's.
    with announced(data, told, ["demo", "other"]):
        add_run(data, now + HOUR, "unreachable", site="other")
    assert pings(hook)[2:] == ["/id/start", "/id"]
    with announced(data, told, ["demo"]):
        add_run(data, now + 2 * HOUR, "failed")
    assert pings(hook)[4:] == ["/id/start", "/id/fail"]
    assert [post["title"] for post in hook.posts] == ["demo: failed"]
    with announced(data, told, ["demo"]):
        add_run(data, now + 3 * HOUR, "interrupted")
    assert pings(hook)[6:] == ["/id/start"]
    assert capsys.readouterr().err == ""


def test_an_error_that_ends_a_block_is_told_of_its_sites_and_raised(data, hook, capsys):
    hook.statuses = {"/id/fail": 500}
    told = settings(hook, ping=f"http://127.0.0.1:{hook.port}/id")

    def run():
        with announced(data, told, ["a", "b"]) as errors:
            errors["a"] = ProfileError("a", "fields", "it is wrong")
            raise ArchiveError("The disk is full.")

    with pytest.raises(ArchiveError, match="full"):
        run()
    assert pings(hook) == ["/id/start", "/id/fail"]
    assert hook.posts[0]["title"] == "the archive, a, demo: 3 new"
    assert "a: fields: it is wrong\n" in hook.posts[0]["message"]
    assert "the archive: The disk is full.\n" in hook.posts[0]["message"]
    # It is over with any run that ends without an error.
    add_run(data, datetime.now(UTC) + HOUR, "finished")
    assert notify(data, told, datetime.now(UTC) + 2 * HOUR) == ()
    assert hook.posts[1]["title"] == "the archive, demo: 2 over"
    assert "the ping did not arrive: status 500" in capsys.readouterr().err


def test_another_process_that_writes_the_archive_tells_itself(data, hook):
    told = settings(hook, ping=f"http://127.0.0.1:{hook.port}/id")
    with Lock(data), pytest.raises(ArchiveInUse), announced(data, told, ["a"]):
        raise ArchiveInUse(str(data), "7")
    assert hook.requests == []


def test_a_mistake_of_the_program_is_told_by_its_kind_and_raised(data, hook):
    with pytest.raises(ZeroDivisionError), announced(data, settings(hook), ["demo"]):
        raise ZeroDivisionError("secret")
    assert "a mistake of this program: ZeroDivisionError." in hook.posts[0]["message"]
    assert "secret" not in hook.posts[0]["message"]


@pytest.mark.parametrize(("name", "is_told"), [("dmeo", False), ("demo", True)])
def test_a_name_that_is_mistyped_is_told_to_nobody_and_a_lost_profile_is(crawled, hook, name, is_told):
    with pytest.raises(ProfileError), announced(crawled, settings(hook), [name]):
        load_site(name, tmp := crawled / "no-sites", tmp)
    assert len(hook.posts) == is_told


def test_what_cannot_be_told_is_printed_by_a_quiet_command_too_and_ends_nothing(data, hook, capsys):
    hook.status = 500
    with silent_unless_failed(), announced(data, settings(hook), ["demo"]):
        pass
    assert capsys.readouterr().err.startswith("commentary: 1 notice could not be sent to json://127.0.0.1:")


def test_between_runs_what_waits_is_tried_again_and_an_error_is_told_once(data, hook):
    told, broken = settings(hook), {"other": ProfileError("other", "site", "no such site")}
    tell_meanwhile(data, told, {})
    assert hook.requests == []
    hook.status = 500
    tell_meanwhile(data, told, broken)
    hook.status = 200
    for _ in range(2):
        tell_meanwhile(data, told, {})
        tell_meanwhile(data, told, broken)
    assert [post["title"] for post in hook.posts] == ["other, demo: 2 new"]
