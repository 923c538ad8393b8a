"""A machine that starts nothing by itself: its programs do their part with files, and note how they were called."""

import os
from pathlib import Path

# Each does what the real one does with the files of this test, and notes how it was called.
PROGRAMS = {
    "crontab": """case "$1" in
-l) if [ -f "$STATE/crontab" ]; then cat "$STATE/crontab"; else echo "no crontab for me" >&2; exit 1; fi;;
-r) rm "$STATE/crontab";;
-) cat > "$STATE/crontab";;
esac""",
    "systemctl": 'if [ -f "$STATE/broken" ]; then echo "Failed to connect to bus" >&2; exit 1; fi',
    "launchctl": 'if [ "$1" = bootout ] && [ ! -f "$STATE/loaded" ]; then exit 3; fi; touch "$STATE/loaded"',
    "loginctl": "echo no",
}


class Machine:
    """A machine on which the programs that start others only note what they were told."""

    def __init__(self, folder: Path) -> None:
        self.state = folder / "state"
        self.state.mkdir()
        self.home = folder / "home"
        self.home.mkdir()
        programs = folder / "programs"
        programs.mkdir()
        for name, text in PROGRAMS.items():
            said = f'#!/bin/sh\nSTATE={self.state}\necho "{name} $*" >> "$STATE/calls"\n{text}\n'
            (programs / name).write_text(said, "utf-8")
            (programs / name).chmod(0o755)
        self.environment = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(self.home), "XDG_CONFIG_HOME": ""}

    @property
    def calls(self) -> list[str]:
        """What was called since the last look, without the questions about what is there."""
        file = self.state / "calls"
        lines = file.read_text("utf-8").splitlines() if file.exists() else []
        file.unlink(missing_ok=True)
        return [line for line in lines if line != "crontab -l" and not line.startswith("loginctl")]

    @property
    def crontab(self) -> str | None:
        file = self.state / "crontab"
        return file.read_bytes().decode("latin-1") if file.exists() else None

    @crontab.setter
    def crontab(self, text: str) -> None:
        (self.state / "crontab").write_bytes(text.encode("latin-1"))

    def files(self) -> dict[str, str]:
        """The files in the home folder, by their paths in it."""
        found = sorted(path for path in self.home.rglob("*") if path.is_file())
        return {str(path.relative_to(self.home)): path.read_text("utf-8") for path in found}
