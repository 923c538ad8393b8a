"""Changes as text for a terminal."""

import os
import sys

from commentary.cli.show.changes import coloured
from terminal import on_terminal

RED, GREEN, END = "\x1b[31m", "\x1b[32m", "\x1b[0m"


def test_what_went_is_red_and_what_came_is_green():
    assert coloured("The [-old-] {+new+} text") == f"The {RED}[-old-]{END} {GREEN}{{+new+}}{END} text"
    assert coloured("[1] - {2} +") == "[1] - {2} +"


def test_a_terminal_gets_colours_and_a_pipe_or_who_wants_none_gets_none(archive, commentary):
    url = "the-quiet-coast-guard"
    assert "\x1b" not in commentary("history", url, "--data", archive).stdout

    def in_a_terminal(**environment):
        command = [sys.executable, "-m", "commentary", "history", url, "--data", str(archive)]
        clean = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        code, _, shown = on_terminal(command, env=clean | environment, is_shown=True)
        assert code == 0
        return shown

    assert f"which is {RED}[-is-]{END} either" in in_a_terminal()
    assert "\x1b" not in in_a_terminal(NO_COLOR="1")
