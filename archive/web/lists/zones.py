"""Keeps `_zones=1` on the way from page to page, in the addresses alone: a reader needs no cookie for it (pure)."""

import re

from archive.web.plugins.rewriting import TAG
from archive.web.plugins.safety import Message, Send

_HREF = re.compile(r'(?<=\shref=")(?P<path>/(?!/)[^"?#]*|)(?P<query>\?[^"#]*)?(?P<rest>#[^"]*)?(?=")')
_ADDRESS = re.compile(r"(?P<path>/(?!/)[^?#]*)(?P<query>\?[^#]*)?(?P<rest>#.*)?")
_FORM = re.compile(r'(?P<head><form\b(?:[^<>"]|"[^"]*")*>)(?P<fields>.*?)(?=</form>)', re.DOTALL)
_ELSEWHERE = re.compile(r'\saction="(?!/(?!/))|\smethod="(?!get")', re.IGNORECASE)
# Answers that are files; so are all with a dot in the last part of their path, since names in paths have none.
_FILES = re.compile(r"/-/(?:export|cite|response|request|asset|a)(?:/|$)|/-/view/[^/]+/page$|.*\.[^/]*$")
_FIELD = '<input type="hidden" name="_zones" value="1">'


def keep_zones(html: str) -> str:
    """Return a page whose links to pages of this archive, and forms that ask for them, have `_zones=1`.

    The link that hides the zones, of class `zones`, stays as it is.
    """
    return _FORM.sub(_with_field, TAG.sub(lambda tag: _with_link(tag[0]), html))


def keep_zones_of_redirect(send: Send) -> Send:
    """Wrap the sending of a response so that a redirect to a page of this archive has `_zones=1`."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [
                (name, _kept_location(value.decode("latin-1")).encode("latin-1"))
                if name.lower() == b"location"
                else (name, value)
                for name, value in message.get("headers", [])
            ]
            message = {**message, "headers": headers}
        await send(message)

    return send_on


def _kept_location(address: str) -> str:
    found = _ADDRESS.fullmatch(address)
    return _kept(found).replace("&amp;", "&") if found else address


def _with_link(tag: str) -> str:
    return tag if not tag.startswith("<a ") or 'class="zones"' in tag else _HREF.sub(_kept, tag)


def _kept(found: re.Match[str]) -> str:
    path, query, rest = found["path"], found["query"] or "", found["rest"] or ""
    # A place on this page keeps the page; so does an empty address.
    if not (path or query) or "_zones=" in query or _FILES.match(path):
        return found[0]
    return f"{path}{query}{'&amp;' if len(query) > 1 else '' if query else '?'}_zones=1{rest}"


def _with_field(found: re.Match[str]) -> str:
    if _ELSEWHERE.search(found["head"]) or 'name="_zones"' in found["fields"]:
        return found[0]
    return f"{found['head']}{_FIELD}{found['fields']}"
