import os
import subprocess
import sys

import pytest

from archive.forkserver import SAFE_PATH

PROGRAM = """
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from archive.forkserver import start_forkserver
if __name__ == "__main__":
    before = dict(os.environ)
    start_forkserver()
    assert os.environ == before, "the environment has changed"
    with ProcessPoolExecutor(1, mp_context=get_context("forkserver")) as workers:
        print(workers.submit(eval, "__import__('sys').flags.safe_path").result())
"""


@pytest.mark.parametrize("given", [None, "", "1"])
def test_the_server_of_the_workers_looks_for_no_module_in_the_current_folder(tmp_path, given):
    script = tmp_path / "script" / "run.py"
    script.parent.mkdir()
    script.write_text(PROGRAM)
    for name in ("signal.py", "archive.py", "json.py"):
        (tmp_path / name).write_text("raise SystemExit('imported from the current folder')")
    environment = {name: value for name, value in os.environ.items() if name != SAFE_PATH}
    environment |= {} if given is None else {SAFE_PATH: given}
    done = subprocess.run(
        [sys.executable, script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "True\n", "")
