"""Pictures of figures: which are shown, how large, and what is said of the others."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import build, check
from generator.pictures import MAX_BYTES, measure
from generator.settings import Settings
from tests.small_project import SESSION, TODAY, html_of, picture, site_of, small_project, write

FIGURE: Final = SESSION + (
    "figures:\n  saal:\n    file: {file}\n    alt: Ein Saal.\n    credit: Redaktion\n    licence: CC0\n"
)
"""A briefing with a figure."""


def segment(marker: int, content: bytes) -> bytes:
    """Return a segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def exif(orientation: int, order: str = "<") -> bytes:
    """Return the segment of a JPEG that says how the camera was held."""
    head = b"II*\0" if order == "<" else b"MM\0*"
    fields = struct.pack(f"{order}HHIHH", 0x0112, 3, 1, orientation, 0)
    return segment(0xE1, b"Exif\0\0" + head + struct.pack(f"{order}IH", 8, 1) + fields)


def jpeg(*before: bytes, frame: int = 0xC0) -> bytes:
    """Return the beginning of a JPEG of 640 by 480."""
    sizes = struct.pack(">BHHB", 8, 480, 640, 3)
    return b"\xff\xd8" + segment(0xE0, b"JFIF\0") + b"".join(before) + b"\xff" + segment(frame, sizes) + b"\xff\xda"


def webp(chunk: bytes, content: bytes) -> bytes:
    """Return a WebP of one chunk."""
    body = b"WEBP" + chunk + struct.pack("<I", len(content)) + content
    return b"RIFF" + struct.pack("<I", len(body)) + body


def box(name: bytes, *content: bytes) -> bytes:
    """Return a box of an ISO file."""
    body = b"".join(content)
    return struct.pack(">I", len(body) + 8) + name + body


def avif(*properties: bytes) -> bytes:
    """Return an AVIF with certain properties."""
    meta = box(b"meta", b"\0\0\0\0", box(b"hdlr", b"x"), box(b"iprp", box(b"ipco", *properties)))
    return box(b"ftyp", b"avif", b"\0\0\0\0") + meta


def size_box(width: int, height: int) -> bytes:
    """Return the property of an AVIF that says how large something in it is."""
    return box(b"ispe", struct.pack(">III", 0, width, height))


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("PNG", picture(640, 480)),
        ("JPEG", jpeg()),
        ("JPEG", jpeg(frame=0xC2)),
        ("JPEG", jpeg(exif(1), segment(0xC4, b"\0" * 30))),
        ("WebP", webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", 640 | 1 << 14, 480))),
        ("WebP", webp(b"VP8L", b"\x2f" + struct.pack("<I", 639 | 479 << 14 | 1 << 28))),
        ("WebP", webp(b"VP8X", b"\0\0\0\0" + (639).to_bytes(3, "little") + (479).to_bytes(3, "little"))),
        ("AVIF", avif(size_box(640, 480))),
        ("AVIF", avif(size_box(64, 48), size_box(640, 480), box(b"irot", b"\2"))),
    ],
)
def test_size(kind: str, content: bytes) -> None:
    """Width and height are read from the head of every type that is shown."""
    assert (kind, (640, 480)) == measure(content)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        *(("JPEG", jpeg(exif(orientation, order))) for orientation in (5, 6, 7, 8) for order in "<>"),
        ("AVIF", avif(size_box(640, 480), box(b"irot", b"\1"))),
    ],
)
def test_size_of_a_picture_on_its_side(kind: str, content: bytes) -> None:
    """A picture that is turned when it is shown has the width and height that readers see."""
    assert (kind, (480, 640)) == measure(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a",
        picture()[:20],
        picture(0, 3),
        jpeg()[:-12],
        b"\xff\xd8\xff",
        b"RIFF\0\0\0\0WAVEfmt ",
        webp(b"VP8 ", b"\0" * 20),
        avif(),
        box(b"ftyp", b"mp42"),
        box(b"ftyp", b"avif"),
    ],
)
def test_no_picture(content: bytes) -> None:
    """What isn't a picture, or is one that breaks off, has no size."""
    assert measure(content)[1] is None


@given(
    start=st.sampled_from([b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x14ftypavif"]),
    rest=st.binary(max_size=400),
)
def test_any_bytes_are_measured_or_refused(start: bytes, rest: bytes) -> None:
    """Whatever a file holds, nothing is raised."""
    kind, size = measure(start + rest)
    assert kind
    assert size is None or min(size) > 0


def test_figure_is_shown(tmp_path: Path) -> None:
    """A figure is shown with its picture, whose place is kept free; the picture goes with the site, once."""
    root = write(small_project(tmp_path, sitzung=FIGURE.format(file="saal.PNG")), {"briefings/saal.PNG": picture(8, 6)})
    site = site_of(root)
    pages = html_of(site)
    shown = 'saal.PNG" alt="Ein Saal." width="8" height="6"'
    assert f'<img src="{shown} loading="lazy">' in pages["briefings/sitzung/"]
    assert f'<img src="../{shown}>' in pages["briefings/sitzung/one-page/"]
    assert '<img src="../../../briefings/sitzung/saal.PNG"' in pages["en/briefings/sitzung/"]
    assert tmp_path / "briefings" / "saal.PNG" == site.files["briefings/sitzung/saal.PNG"]


def test_figure_in_the_text(tmp_path: Path) -> None:
    """A paragraph that is only a reference to a figure shows it there; elsewhere it is a reference like any other."""
    body = "Der Beispielrat vertagte [@vertagt].\n\n      [@saal]\n\n      Der Saal [@saal] war leer."
    session = FIGURE.format(file="saal.png").replace("Der Beispielrat vertagte [@vertagt].", body)
    root = write(small_project(tmp_path, sitzung=session), {"briefings/saal.png": picture()})
    page = html_of(site_of(root))["briefings/sitzung/beschluss/"]
    assert 1 == page.count('<img src="../saal.png"')
    assert '<a href="../#saal">Ein Saal.</a>' in page


@pytest.mark.parametrize("hidden", ["status: draft", "publish_at: 2022-01-27"])
def test_picture_of_a_hidden_briefing_stays_here(hidden: str, tmp_path: Path) -> None:
    """The picture of a draft, or of a briefing whose time hasn't come, is in no site."""
    session = FIGURE.format(file="saal.png").replace("as_of:", f"{hidden}\n  as_of:")
    root = write(small_project(tmp_path, sitzung=session), {"briefings/saal.png": picture()})
    assert {} == site_of(root).files


def test_picture_of_a_redacted_figure_is_gone(tmp_path: Path) -> None:
    """The picture of a redacted figure is in no site."""
    redaction = "redactions:\n  weg:\n    at: 2022-01-25\n    targets: saal\n    ground: Urheberrecht\n"
    session = FIGURE.format(file="saal.png") + redaction
    root = write(small_project(tmp_path, sitzung=session), {"briefings/saal.png": picture()})
    assert "briefings/sitzung/saal.png" not in site_of(root).files


def outside(folder: Path) -> None:
    """Make the picture a link out of the folder."""
    (folder.parent / "saal.png").write_bytes(picture())
    (folder / "saal.png").symlink_to("../saal.png")


@pytest.mark.parametrize(
    ("prepare", "said"),
    [
        (lambda _: None, "There is no picture briefings/saal.png"),
        (lambda folder: (folder / "saal.png").mkdir(), "There is no picture briefings/saal.png"),
        (outside, "briefings/saal.png is a link out of the folder"),
        (
            lambda folder: (folder / "saal.png").write_bytes(picture() + b"\0" * MAX_BYTES),
            "briefings/saal.png is larger than 5,242,880 bytes",
        ),
        (lambda folder: (folder / "saal.png").write_bytes(b"PNG"), "briefings/saal.png is damaged"),
        (lambda folder: (folder / "saal.png").write_bytes(jpeg()), "The name of briefings/saal.png is wrong"),
    ],
    ids=["missing", "folder", "link", "large", "damaged", "other type"],
)
def test_picture_that_can_not_be_shown(prepare: Callable[[Path], object], said: str, tmp_path: Path) -> None:
    """A picture that can't be shown stops the build, at the line that names it, with what is wrong."""
    root = small_project(tmp_path, sitzung=FIGURE.format(file="saal.png"))
    prepare(root / "briefings")
    site = build(root, Settings(today=TODAY))
    assert () == site.pages
    (found,) = (each for each in site.checked.diagnostics if each.code == "LB116")
    assert ("briefings/sitzung.yml", 16, 11) == (found.location.path, found.location.line, found.location.column)
    assert found.message.startswith(said)
    assert found.hint


def test_link_within_the_folder_is_read(tmp_path: Path) -> None:
    """A link to a picture in the same folder is as good as the picture."""
    root = write(small_project(tmp_path, sitzung=FIGURE.format(file="saal.png")), {"briefings/raum.png": picture()})
    (root / "briefings" / "saal.png").symlink_to("raum.png")
    assert "briefings/sitzung/saal.png" in site_of(root).files


@pytest.mark.parametrize(
    "name",
    [
        "../saal.png",
        "bilder/saal.png",
        "/etc/saal.png",
        "saal.svg",
        "saal.yml",
        "saal",
        ".png",
        "..png",
        "der saal.png",
        "säle.png",
        "saal\\\\.png",
        "https://example.org/saal.png",
        "saal.png?x",
        "CON:.png",
    ],
)
def test_name_that_can_not_be_a_picture(name: str, tmp_path: Path) -> None:
    """A figure names a picture beside it, by a name that is the same on every system and part of an address."""
    root = small_project(tmp_path, sitzung=FIGURE.format(file=f'"{name}"'))
    codes = [each.code for each in check(root, Settings(today=TODAY)).diagnostics]
    assert ["LB116"] == [code for code in codes if code == "LB116"]
