"""Shows what proves a version, how its values were found, and records as files (asks the worker processes).

Nothing of a record is rendered: it is shown as text, or sent as a file that no browser opens by itself.
"""

import re
from typing import Any
from urllib.parse import unquote

from datasette.utils import tilde_decode
from datasette.utils.asgi import NotFound, Response
from datasette.views.base import DatasetteError

HTTP = "application/http"
BYTES = "application/octet-stream"
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9-]+")
MAX_NAME = 80


async def show_proof(datasette: Any, request: Any) -> Any:
    """Return the page that proves a version by one of its captures."""
    return await _show(datasette, request, "proof", "proof.html")


async def show_evidence(datasette: Any, request: Any) -> Any:
    """Return the page that tells how each value of a version was found."""
    return await _show(datasette, request, "evidence", "evidence.html")


async def _show(datasette: Any, request: Any, name: str, template: str) -> Any:
    asked = {"version": request.args.get("version") or None, "capture": request.args.get("capture") or None}
    answer = await _ask(datasette, name, asked)
    if answer.value is None and answer.problem is None:
        raise NotFound("The archive has no such version, or this capture did not show it.")
    context = {name: answer.value, "problem": answer.problem, "asked": asked}
    status = 200 if answer.problem is None else 503
    return Response.html(await datasette.render_template(template, context, request=request), status=status)


async def response_file(datasette: Any, request: Any) -> Any:
    """Return the response of a capture as it is stored, as a file."""
    return await _file(datasette, request, "response")


async def request_file(datasette: Any, request: Any) -> Any:
    """Return the request of a capture as it is stored, as a file."""
    return await _file(datasette, request, "request")


async def ask_of_capture(datasette: Any, request: Any, name: str) -> tuple[str, Any]:
    """Return the id of the capture that an address names, and the answer to a question of it, None for none."""
    written = request.url_vars["capture"]
    # As other programs and as Datasette's own links write an id.
    for capture in dict.fromkeys((unquote(written), tilde_decode(written))):
        answer = await _ask(datasette, name, {"capture": capture})
        if answer.problem is not None:
            raise DatasetteError(answer.problem, title="The capture cannot be read", status=503)
        if answer.value is not None:
            return capture, answer.value
    return written, None


async def _file(datasette: Any, request: Any, name: str) -> Any:
    capture, found = await ask_of_capture(datasette, request, name)
    if found is None:
        raise NotFound(f"The archive has no such capture, or no {name} of it.")
    body, is_http = found
    ending = "http" if is_http else "html"
    plain = _NOT_IN_NAMES.sub("-", capture.rpartition(":")[2])[:MAX_NAME].strip("-") or "capture"
    headers = {
        "content-disposition": f'attachment; filename="{name}-{plain}.{ending}"',
        "content-length": str(len(body)),
    }
    return Response(body, content_type=HTTP if is_http else BYTES, headers=headers)


async def _ask(datasette: Any, name: str, asked: dict[str, str | None]) -> Any:
    return await datasette.get_database("commentary").records.ask(name, **asked)
