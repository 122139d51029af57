"""Takes the pictures for README and handbook: `make screenshots`.

Each shows the built site as readers get it: wide, on a phone, in dark colours, and as it is printed.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from playwright.sync_api import Browser

from tests.browser import launch
from tests.serving import serving

ROOT: Final = Path(__file__).parent.parent
"""The project."""
SITE: Final = ROOT / "site"
"""Where `make site` has built it."""
PICTURES: Final = ROOT / "docs" / "assets" / "screenshots"
"""Where the pictures go: among the hand-written pages, so that the handbook can show them."""

WIDE: Final = (1280, 860)
"""A window, in pixels of CSS."""
TALL: Final = (1280, 1160)
"""A window in which the timeline has room."""
NARROW: Final = (390, 780)
"""A phone."""
PAPER: Final = (794, 1123)
"""A4 at 96 dots an inch."""


@dataclass(frozen=True)
class Picture:
    """What to show and how."""

    name: str
    """Name of the file, without its language and ending."""
    key: str
    """Address in each language, relative to that language's home."""
    size: tuple[int, int] = WIDE
    """Width and height of the window."""
    colours: Literal["light", "dark"] = "light"
    """What the reader's system asks for."""
    media: Literal["screen", "print"] = "screen"
    """Whether it is shown or printed."""


BRIEFING: Final = "briefings/video-summit/"
"""The briefing that stands for all."""

ALL: Final = (
    Picture("home", ""),
    Picture("briefing", BRIEFING),
    Picture("disputed", f"{BRIEFING}#all-sanctions-offer"),
    Picture("facts", "facts/"),
    Picture("timeline", "timeline/", TALL),
    Picture("dark", "assessments/", colours="dark"),
    Picture("phone", BRIEFING, NARROW),
    Picture("print", f"{BRIEFING}one-page/", PAPER, media="print"),
)
"""Every picture that README and handbook show."""

LANGUAGES: Final = {"de": "", "en": "en/"}
"""Where each language's home is."""


def take(browser: Browser, home: str, picture: Picture, file: Path) -> None:
    """Take one picture.

    Args:
        browser: The browser.
        home: Address of the home page in the picture's language.
        picture: What to show.
        file: Where to write it, as PNG.
    """
    width, height = picture.size
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=picture.colours)
    page.emulate_media(media=picture.media)
    page.goto(home + picture.key, wait_until="networkidle")
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file, animations="disabled")
    page.close()


def main() -> None:
    """Take all of them."""
    if not (SITE / "index.html").exists():
        message = "There is no site to show yet. Build it first: make site"
        raise SystemExit(message)
    with launch() as browser, serving(SITE) as site:
        for picture in ALL:
            for lang, prefix in LANGUAGES.items():
                take(browser, site + prefix, picture, PICTURES / f"{picture.name}-{lang}.png")


if __name__ == "__main__":
    main()
