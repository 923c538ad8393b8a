"""Makes the pictures of README and docs: pages of the demo archive as Chromium shows them (`make screenshots`).

demo site, two days → crawl → serve → Chromium → PNG with a palette, each of at most MAX_BYTES

The demo has an author with a Japanese name, for which a machine needs a font such as Debian's fonts-ipafont-gothic.
"""

import io
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright
from reader import NARROW, WIDE, launch, reading
from served import make_demo_archive, places_of, serving

FOLDER = Path(__file__).parent / "images"
MAX_BYTES = 150_000
# The first palette with which a picture is small enough is taken.
PALETTES = (128, 64, 32, 16)


class Shot(NamedTuple):
    """A picture: its name, the page's path with names of PLACES in braces, and the window."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    scheme: str = "light"


SHOTS = (
    Shot("home", "/"),
    Shot("search", "/-/search?q=telephone"),
    Shot("article", "/commentary/articles/{rewritten}"),
    Shot("article-phone-dark", "/commentary/articles/{pictured}", NARROW, "dark"),
    Shot("compare", "/-/diff?article={headlined}&view=side"),
    Shot("history-dark", "/-/history?article={rewritten}", WIDE, "dark"),
    Shot("author", "/-/author/{author}"),
    Shot("pace", "/commentary/pace"),
)


def main() -> None:
    """Write all pictures, or those whose names are given."""
    wanted = set(sys.argv[1:])
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="commentary-screenshots-") as folder, sync_playwright() as playwright:
        data = make_demo_archive(Path(folder) / "demo-archive")
        places, browser = places_of(data), launch(playwright)
        with serving(data) as address:
            for shot in SHOTS:
                if not wanted or shot.name in wanted:
                    take(shot, browser, address, places)
        browser.close()


def take(shot: Shot, browser: object, address: str, places: dict[str, str]) -> None:
    """Write one picture; fail if its page complains, or if it cannot be made small."""
    with reading(browser, address, size=shot.size, scheme=shot.scheme) as reader:
        reader.open(shot.path.format(**places))
        picture = Image.open(io.BytesIO(reader.page.screenshot())).convert("RGB")
    for colours in PALETTES:
        written = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
        if written.tell() <= MAX_BYTES:
            path = FOLDER / f"{shot.name}.png"
            path.write_bytes(written.getvalue())
            print(f"{path.name}: {len(written.getvalue()):,} bytes, {colours} colours")
            return
    sys.exit(f"{shot.name} is larger than {MAX_BYTES:,} bytes with {PALETTES[-1]} colours: show less of the page.")


if __name__ == "__main__":
    main()
