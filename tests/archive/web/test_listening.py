"""The server's socket."""

import asyncio
import socket
from contextlib import closing

from archive.web.listening import listen


def test_the_parts_of_an_answer_are_sent_without_waiting_for_the_reader():
    found = []

    async def note(_, writer):
        found.append(writer.get_extra_info("socket").getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def connect():
        with closing(listen("127.0.0.1", 0)) as listener:
            server = await asyncio.start_server(note, sock=listener)
            reader, writer = await asyncio.open_connection(*listener.getsockname())
            await reader.read()
            writer.close()
            server.close()

    asyncio.run(connect())
    assert len(found) == 1
    assert found[0]
