"""The notebook and the R script: outputs are stripped, and both begin with exports that the command writes."""

import json
import re
from pathlib import Path

import pytest

from archive.export import EXPORTED, EXPORTERS

DOCS = Path(__file__).parents[2] / "docs"
NOTEBOOK = json.loads((DOCS / "analysis.ipynb").read_text("utf-8"))
R = (DOCS / "analysis.R").read_text("utf-8")
CODE = ["".join(cell["source"]) for cell in NOTEBOOK["cells"] if cell["cell_type"] == "code"]


def test_the_notebook_holds_no_output():
    for cell in NOTEBOOK["cells"]:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


def test_its_commands_write_what_both_read():
    text = "".join(NOTEBOOK["cells"][0]["source"])
    commands = re.findall(r"commentary export --data demo --format (\S+) (?:--table (\S+) )?-o exports/(\S+)", text)
    assert all(name in EXPORTERS and (not table or table in EXPORTED) for name, table, _ in commands)
    written = {file for _, _, file in commands}
    assert written == set(re.findall(r'folder / "([^"]+)"', CODE[0]))
    assert written == set(re.findall(r'read_export\("([^"]+)"\)', R))
    steps = (DOCS.parent / ".ci" / "notebook").read_text("utf-8")
    assert written == set(re.findall(r'-o "\$work/exports/([^"]+)"', steps))


@pytest.mark.parametrize("heading", ["Articles a month by category", "Views over time", "Who is cited"])
def test_both_draw_the_same_charts(heading):
    assert sum(heading in code for code in CODE) == 1
    assert f'main = "{heading}"' in R
