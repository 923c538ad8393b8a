"""Changes pages on their way to the reader, when the whole of one is there (ASGI)."""

import re
from collections.abc import Callable

from archive.web.plugins.safety import Message, Send

# A whole tag with its attributes, so that text which only looks like one stays: HTML has no bare `<` in text.
TAG = re.compile(r'<[a-zA-Z](?:[^<>"]|"[^"]*")*>')


class ChangedPages:
    """Passes on a response, a page as `change` returns its HTML, with its length; other kinds as they are."""

    def __init__(self, send: Send, change: Callable[[str], str]) -> None:
        self._send = send
        self._change = change
        self._start: Message | None = None
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        """Take a message of the application, and pass it on, or keep it until the page is whole."""
        if message["type"] == "http.response.start":
            kinds = [value for name, value in message.get("headers", []) if name.lower() == b"content-type"]
            if kinds and kinds[0].startswith(b"text/html"):
                self._start = message
                return
        elif self._start is not None:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._whole_page(self._start)
            return
        await self._send(message)

    async def _whole_page(self, start: Message) -> None:
        # What is no UTF-8 passes through as it is.
        html = self._change(self._body.decode("utf-8", "surrogateescape"))
        body = html.encode("utf-8", "surrogateescape")
        others = [(name, value) for name, value in start["headers"] if name.lower() != b"content-length"]
        await self._send({**start, "headers": [*others, (b"content-length", b"%d" % len(body))]})
        await self._send({"type": "http.response.body", "body": body})
