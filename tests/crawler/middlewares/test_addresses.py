import asyncio
import socket

import pytest
from scrapy import Request
from twisted.internet.error import DNSLookupError

from crawler.download_errors import NotFetched
from crawler.middlewares.addresses import AddressesMiddleware

NAMES = {"public.example": "93.184.215.14", "inside.example": "10.0.0.7", "metadata.example": "169.254.169.254"}


async def resolve(host):
    if host not in NAMES:
        raise DNSLookupError(host)
    return NAMES[host]


def ask(url, **meta):
    asyncio.run(AddressesMiddleware(resolve).process_request(Request(url, meta=meta)))


@pytest.mark.parametrize("url", ["http://public.example/", "http://127.0.0.1:8000/", "http://demo.localhost/"])
def test_public_machines_and_those_that_the_profile_names_are_asked(url):
    assert ask(url) is None


@pytest.mark.parametrize("url", ["http://inside.example/", "http://metadata.example/latest/"])
def test_a_public_name_for_a_private_machine_is_not(url):
    with pytest.raises(NotFetched, match="its host has a private IP address"):
        ask(url)


def test_a_name_that_nobody_knows_is_told_apart():
    with pytest.raises(NotFetched, match="the host's name cannot be resolved"):
        ask("http://nowhere.example/")


def test_a_proxy_resolves_names_itself():
    assert ask("http://inside.example/", proxy="http://proxy.example:3128") is None


async def resolve_as_this_machine_does(host):
    try:
        return socket.gethostbyname(host)
    except OSError as error:
        raise DNSLookupError(host) from error


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "127.1", "127.0.0.1.", "0", "localhost."]
)
def test_another_spelling_of_a_private_address_is_not_asked(host):
    middleware = AddressesMiddleware(resolve_as_this_machine_does)
    # Some machines know no name with a dot at its end.
    with pytest.raises(NotFetched, match=r"its host has a private IP address|the host's name cannot be resolved"):
        asyncio.run(middleware.process_request(Request(f"http://{host}/")))
