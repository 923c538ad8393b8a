"""Every link of every kind of page of the demo's archive, followed as a reader would: none leads into the void."""

import asyncio
import re
from collections import Counter, deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from archive.web.server import open_datasette

pytestmark = pytest.mark.slow

# Of each kind of address so many are followed: of lists those with any arguments, of other pages with the same ones.
OF_A_KIND = 2
_LINK = re.compile(r'<(?:a|link|img|frame|iframe)\b[^>]*?\s(?:href|src)="([^"]*)"')
# A row's key, the name of an entity, and the id of a capture.
_NAMES = re.compile(
    r"(?<=^/commentary/)([a-z_]+)/[^.]+|(?<=^/-/)(author|category|domain|site|view|response|request|asset)/[^/]+"
)
_LISTS = re.compile(r"/commentary(/\w+)?(\.\w+)?|/-/search(\.\w+)?|/-/export|/")


def kind_of(address):
    parts = urlsplit(address)
    names = frozenset(name.partition("=")[0] for name in parts.query.split("&") if name)
    return _NAMES.sub(r"\1\2", parts.path), bool(names) if _LISTS.fullmatch(parts.path) else names - {"_zones"}


def test_no_link_of_any_page_leads_into_the_void(two_days):
    kinds, seen, todo, broken = Counter(), {"/"}, deque([("/", "")]), []
    with open_datasette(two_days.data) as datasette:
        while todo:
            address, origin = todo.popleft()
            answer = asyncio.run(datasette.client.get(address, follow_redirects=False))
            if answer.status_code >= 400:
                broken.append(f"{answer.status_code} {address} on {origin}")
            links = [answer.headers["location"]] if answer.has_redirect_location else []
            if answer.headers.get("content-type", "").startswith("text/html"):
                links += map(unescape, _LINK.findall(answer.text))
            for link in links:
                found = urljoin(address, link).partition("#")[0]
                if not found.startswith("/") or found.startswith("//") or found in seen:
                    continue
                seen.add(found)
                kinds[kind_of(found)] += 1
                if kinds[kind_of(found)] <= OF_A_KIND:
                    todo.append((found, address))
    assert not broken, "\n".join(broken)
    paths = {path for path, _ in kinds}
    assert paths >= {"/commentary/articles", "/-/search", "/-/site", "/-/view", "/commentary/runs.csv", "/-/diff"}
