"""A mail server and a web server on 127.0.0.1 that keep what they receive, and refuse it on demand."""

import email
import email.policy
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from aiosmtpd.controller import Controller


class Mailbox:
    """A mail server; `reply` refuses each mail if it is set, `mails` are those that came."""

    def __init__(self):
        self.mails = []
        self.reply = None

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - the name that aiosmtpd calls
        if self.reply:
            return self.reply
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        mail.recipients = envelope.rcpt_tos
        self.mails.append(mail)
        return "250 OK"

    def text(self, number=-1):
        return self.mails[number].get_body(("plain",)).get_content().replace("\r\n", "\n").strip()

    def html(self, number=-1):
        return self.mails[number].get_body(("html",)).get_content().replace("\r\n", "\n")


@pytest.fixture
def mailbox():
    box = Mailbox()
    # The controller wants to know its port before it opens it.
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port, server_hostname="127.0.0.1")
    controller.start()
    try:
        box.address = f"mailto://127.0.0.1:{port}?from=archive@a.example&to=reader@b.example"
        yield box
    finally:
        controller.stop()


class Hook:
    """A web server; `status` is its answer, `requests` are those that came as (method, path), `posts` their JSON."""

    def __init__(self):
        self.requests, self.posts, self.headers = [], [], []
        self.status, self.statuses, self.location = 200, {}, None
        self.port = 0
        # Without it, no request is answered.
        self.may_answer = threading.Event()
        self.may_answer.set()

    @property
    def address(self):
        return f"json://127.0.0.1:{self.port}/secret-path-of-the-hook"

    def open(self):
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                hook.answer(self)

            def do_POST(self):
                hook.answer(self)

            def log_message(self, *words):
                """Say nothing on standard error."""

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    def close(self):
        self.may_answer.set()
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def answer(self, handler):
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
        self.requests.append((handler.command, handler.path))
        self.headers.append(dict(handler.headers))
        self.may_answer.wait(30)
        status = self.statuses.get(handler.path, self.status)
        if handler.command == "POST" and status == 200:
            self.posts.append(json.loads(body))
        handler.send_response(status)
        if self.location:
            handler.send_header("Location", self.location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()


@pytest.fixture
def hook():
    found = Hook()
    found.open()
    try:
        yield found
    finally:
        found.close()
