"""Addresses are shown without their secrets, and what others say of them is not repeated."""

import logging
import re
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commentary.cli.notices.message import Message
from commentary.cli.notices.places import (
    UNUSABLE,
    load_apprise,
    reason,
    send_all,
    shown_place,
    to_place,
    why_unusable,
)
from extract.errors import CommentaryError

SHOWN = {
    "mailtos://user:pass%40word@mail.example?to=a@b.example": "mailtos://…@mail.example",
    "mailto://127.0.0.1:2525?from=a@b.example": "mailto://127.0.0.1:2525",
    "json://localhost:8000/secret": "json://localhost:8000",
    "jsons://me:word@hooks.example/secret?-key=secret": "jsons://…@hooks.example",
    "matrixs://me:word@matrix.example/#room": "matrixs://…@matrix.example",
    # The token stands in the place of the host.
    "matrix://0123456789abcdef0123456789abcdef": "matrix://…",
    "ntfy://secret-topic": "ntfy://…",
    "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general": "slack://…",
    "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js": "discord://…",
    "tgram://123456789:abcdefg_hijklmnop/12315544": "tgram://…",
    "mailtos://user:word@[broken": "mailtos://…",
    "mailtos://user:word@mail.example:port": "mailtos://…",
}

NO_NAME = "Caused by NewConnectionError('[Errno -2] Name or service not known')"


@pytest.mark.parametrize("url", SHOWN)
def test_an_address_is_shown_without_secrets(url):
    place = to_place(url)
    assert place.shown == shown_place(url) == SHOWN[url]
    for told in (repr(place), str(place), place.id):
        assert not re.search(r"word|secret|topic|user|0123456789abcdef0|TIiaj|JHMHI|abcdefg", told)


@pytest.mark.parametrize("url", ["me@example.org", "://x", "mail to://x", "mailto:me@example.org"])
def test_what_is_no_address_is_refused_without_telling_it(url):
    with pytest.raises(CommentaryError, match="no address as apprise takes it") as error:
        to_place(url)
    assert url not in str(error.value)


@pytest.mark.parametrize(
    "url", ["mailto://a.example?from=x%0d%0aBcc:all@b.example", "json://a.example/\n", "x://a\x00b"]
)
def test_a_line_break_in_an_address_is_refused(url):
    with pytest.raises(CommentaryError, match="line break or another control character"):
        to_place(url)


def test_two_addresses_have_two_ids_and_one_has_one():
    ids = {to_place(url).id for url in SHOWN}
    assert len(ids) == len(SHOWN)
    assert to_place("slack://a/b").id == to_place("slack://a/b").id


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["Socket Exception: [Errno 111] Connection refused"], "connection refused"),
        ([f"x: Max retries exceeded with url: /services/SECRET ({NO_NAME})"], "its name is not known"),
        (["Socket Exception: (535, b'5.7.8 SECRET was wrong')"], "status 535"),
        (["Failed to send JSON POST notification: Internal Server Error, error=500."], "status 500"),
        (["read operation timed out"], "no answer in time"),
        (
            ["[SSL] certificate verify failed: self-signed certificate (_ssl.c:1)"],
            "its certificate could not be verified",
        ),
        (["Could not load URL slack://SECRET"], "it could not be reached, or refused the message"),
        ([], "it could not be reached, or refused the message"),
    ],
)
def test_of_what_others_say_only_known_reasons_are_told(said, told):
    assert reason(said) == told


@given(st.lists(st.text()))
def test_a_reason_is_short_whatever_is_said(said):
    assert len(reason([*said, "/services/SECRET"])) <= 100


def test_a_service_that_apprise_does_not_know_is_told_as_such():
    message = Message(title="Title", text="Text")
    ((answer,),) = send_all([(to_place("nosuchservice://secret"), [message])])
    assert answer.startswith("apprise cannot use this address")


def test_html_and_markup_of_chats_are_escaped(mailbox, hook):
    hostile = "<!channel> <b>*bold*</b> [x](https://evil.example) @everyone a@b.example https://c.example/@me"
    message = Message(title="Title", text=hostile)
    places = [
        to_place(url) for url in (f"{hook.address}?format=html", f"{hook.address}?format=markdown", mailbox.address)
    ]
    assert send_all([(place, [message]) for place in places]) == [[""]] * 3
    posts = {post["message"] for post in hook.posts}
    for post in posts:
        assert "@everyone" not in post
        assert "<b>" not in post or "\\*bold\\*" in post
    (html,) = [post for post in posts if "&lt;b&gt;" in post]
    assert "&lt;!channel&gt;" in html
    (markdown,) = posts - {html}
    assert r"\[x\]\(https" in markdown
    assert "a@b.example https://c.example/@me" in mailbox.text()


def test_slack_gets_no_mention_of_everybody():
    # Slack's host is written in apprise; what it would get is asked of its own conversion.
    import apprise  # noqa: PLC0415 - takes a while

    service = apprise.Apprise.instantiate("slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/#general")
    text = apprise.NotifyFormat.TEXT
    assert service.resolve_format(text) == text
    assert service.dialect_convert("<!channel> & <https://evil.example|x>", text) == (
        "&lt;!channel&gt; &amp; &lt;https://evil.example|x&gt;"
    )


def test_a_title_with_line_breaks_makes_no_header(mailbox):
    message = Message(title="A title\r\nBcc: all@evil.example\r\n\r\nBody", text="Text")
    assert send_all([(to_place(mailbox.address), [message])]) == [[""]]
    (mail,) = mailbox.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "A title Bcc: all@evil.example Body"
    assert mail.recipients == ["reader@b.example"]
    assert mailbox.text() == "Text"


def test_a_server_that_never_comes_to_its_end_holds_nothing_up(hook):
    hook.may_answer.clear()
    message = Message(title="Title", text="Text")
    place = to_place(hook.address)
    assert send_all([(place, [message, message])], seconds=0.3) == [["no answer within 0.3 seconds"] * 2]


def test_a_long_text_is_cut_behind_a_line(hook):
    message = Message(title="Title", text="\n".join(f"Line {number}" for number in range(9000)))
    assert send_all([(to_place(hook.address), [message])]) == [[""]]
    (post,) = hook.posts
    assert len(post["message"]) < 8200
    assert re.search(r"\nLine \d+\n\n… it goes on; ", post["message"])


@pytest.mark.parametrize("refusal", ["550 no", "451 later"])
def test_a_mail_server_that_refuses_is_told_by_its_status_alone(mailbox, refusal):
    mailbox.reply = f"{refusal}, and the password is SECRET"
    message, place = Message(title="Title", text="Text"), to_place(mailbox.address)
    assert send_all([(place, [message])]) == [[f"status {refusal[:3]}"]]
    mailbox.reply = None
    assert send_all([(place, [message])]) == [[""]]


def test_a_mail_server_that_says_nothing_holds_nothing_up():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        place = to_place(f"mailto://127.0.0.1:{port}?from=a@b.example&to=c@d.example")
        message = Message(title="Title", text="Text")
        assert send_all([(place, [message])], seconds=0.3) == [["no answer within 0.3 seconds"]]


def test_a_library_that_warns_of_an_address_is_not_heard(capfd):
    load_apprise()
    root, handler = logging.getLogger(), logging.StreamHandler()
    root.addHandler(handler)
    try:
        for name in ("apprise", "urllib3.connectionpool", "requests_oauthlib.oauth1_session"):
            logging.getLogger(name).warning("Failed to parse headers (url=https://hooks.example/SECRET)")
    finally:
        root.removeHandler(handler)
    assert "SECRET" not in "".join(capfd.readouterr())


def test_a_typing_mistake_is_found_without_sending(hook):
    good, unknown, hollow = map(to_place, (hook.address, "nosuchservice://secret", "slack://secret"))
    assert [why_unusable(place) for place in (good, unknown, hollow)] == ["", UNUSABLE, UNUSABLE]
    assert hook.requests == []
