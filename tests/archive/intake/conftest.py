import pytest

from foreign import Place


@pytest.fixture
def place(tmp_path):
    """A data folder of the site x.example, and a folder for files of others."""
    return Place(tmp_path)
