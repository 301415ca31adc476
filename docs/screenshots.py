"""Pictures of every page: for whoever looks the dashboard over, and the one that the README shows.

    python docs/screenshots.py [--out FOLDER] [--corpora FOLDER] [ARCHIVE ...]

Each page in each language of the interface, light and dark, 1440 and 390 pixels wide, of the archives `demo`,
`ruattitudes` (imported and analysed from the folder of corpora) and `empty`: `results/screenshots/ARCHIVE/LANG/
SCHEME-WIDTH/PAGE.png`. Needs what `requirements-dev.txt` holds and Chromium. Ends with 1 where a picture could not be
taken.
"""

from __future__ import annotations

import argparse
import io
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from PIL import Image  # noqa: E402 - the project's root must be known first
from playwright.sync_api import Error, sync_playwright  # noqa: E402

from data.settings import DEMO_WORKSPACE, INTERFACES, Workspace  # noqa: E402
from tests.browser.pages import PAGES, open_page, reader  # noqa: E402
from tests.serving import serving  # noqa: E402

ARCHIVES = ("demo", "ruattitudes", "empty")
SCHEMES, WIDTHS = ("light", "dark"), (1440, 390)
TALLEST = 6000  # pixels of a picture
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
PATIENCE = 60_000  # milliseconds
SHOWN = {("demo", "en", "light", 1440, "overview"): (ROOT / "docs" / "overview.png", 1000)}
"""What the README shows, by what it is a picture of, and how many pixels of its height."""
LARGEST = 250_000  # bytes of such a picture


def build(archive: str, folder: Path, corpora: Path) -> Workspace:
    """The archive, made anew; an empty one is a folder that is not there."""
    workspace = Workspace(folder / (DEMO_WORKSPACE if archive == "demo" else archive))
    if archive == "demo":
        from analytics.demo import build as build_demo

        build_demo(workspace, lambda *_: None)
    elif archive != "empty":
        for arguments in (["import", str(corpora / archive)], ["analyse"]):
            command = [sys.executable, "-m", "svodka", "--workspace", str(workspace.root), *arguments]
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return workspace


def paths(archive: str, workspace: Workspace) -> dict[str, str]:
    """Where each page is; an empty archive has its first page and the one that adds articles."""
    if archive == "empty":
        return {page: PAGES[page] for page in ("overview", "add")}
    return {**PAGES, "reader": reader(workspace)}


def whole(tab: Any, address: str, width: int) -> bytes:
    """A picture of the page from top to bottom."""
    tab.set_viewport_size({"width": width, "height": 1000})
    open_page(tab, address)
    height = tab.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight")
    tab.set_viewport_size({"width": width, "height": min(max(height, 1000), TALLEST)})
    tab.wait_for_timeout(400)  # charts that grow with the page are drawn again
    picture: bytes = tab.screenshot()
    return picture


def take(browser: Any, archive: str, workspace: Workspace, home: Path) -> Iterator[tuple[tuple[Any, ...], bytes | str]]:
    """Every picture of an archive, or why there is none, by what it is of."""
    with serving(workspace, home) as served:
        for lang, scheme, width in product(INTERFACES, SCHEMES, WIDTHS):
            context = browser.new_context(locale=lang, color_scheme=scheme)
            context.set_default_timeout(PATIENCE)
            tab = context.new_page()
            for page, path in paths(archive, workspace).items():
                address = f"{served.address}{path}{'&' if '?' in path else '?'}lang={lang}"
                try:
                    yield (archive, lang, scheme, width, page), whole(tab, address, width)
                except Error as error:
                    yield (archive, lang, scheme, width, page), str(error).splitlines()[0]
            context.close()


def show(picture: bytes, place: Path, height: int) -> None:
    """Put the top of a picture where the README shows it, in as few colours as it needs."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    image = image.crop((0, 0, image.width, min(height, image.height)))
    image.quantize(128, dither=Image.Dither.NONE).save(place, optimize=True)
    if place.stat().st_size > LARGEST:
        raise SystemExit(f"{place} has {place.stat().st_size:,} bytes, more than {LARGEST:,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archives", nargs="*", choices=[*ARCHIVES, []], metavar="ARCHIVE", help=", ".join(ARCHIVES))
    parser.add_argument("--out", type=Path, default=ROOT / "results" / "screenshots")
    usual = Path(os.environ.get("SVODKA_CORPORA", ROOT.parent / "shared" / "corpora"))
    parser.add_argument("--corpora", type=Path, default=usual)
    chosen = parser.parse_args()
    began, taken, missed = time.monotonic(), 0, []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        for archive in chosen.archives or ARCHIVES:
            if archive not in ("demo", "empty") and not (chosen.corpora / archive).is_dir():
                missed.append(f"{archive}: no folder {chosen.corpora / archive}; set SVODKA_CORPORA")
                continue
            workspace = build(archive, Path(folder), chosen.corpora)
            for of, picture in take(browser, archive, workspace, Path(folder, f"home-{archive}")):
                if isinstance(picture, str):
                    missed.append(f"{' '.join(map(str, of))}: {picture}")
                    continue
                place = chosen.out.joinpath(of[0], of[1], f"{of[2]}-{of[3]}", f"{of[4]}.png")
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(picture)
                taken += 1
                if of in SHOWN:
                    show(picture, *SHOWN[of])
        browser.close()
    print(f"{taken} pictures in {chosen.out}, {time.monotonic() - began:.0f} s; {len(missed)} not taken")
    print("\n".join(missed))
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
