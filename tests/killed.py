"""Ends a command at a step of its own, as a kill does as far as files are concerned."""

from collections.abc import Callable
from contextlib import contextmanager

import pytest


class Killed(BaseException):
    """Ends the process here."""


@contextmanager
def killed_at(monkeypatch, place: object, name: str, number: int, instead: Callable[..., object] | None = None):
    """End what a `with` block does when it calls a function for the time after `number`; `instead` is done there."""
    original, calls = getattr(place, name), 0

    def stop(*arguments: object, **options: object) -> object:
        nonlocal calls
        calls += 1
        if calls <= number:
            return original(*arguments, **options)
        if instead is not None:
            instead(*arguments)
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(place, name, stop)
        with pytest.raises(Killed):
            yield
