"""Making the sizes of a picture that readers get: upright, without metadata, never larger than the original."""

from __future__ import annotations

import io
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from PIL import Image, ImageCms, ImageOps

from dateline.edition.picture import CROPS, Rendition
from dateline.newsroom.pictures.framing import Box, Framing

WIDTHS = (320, 640, 960, 1280, 1920)
# A crop stands where a list or a front shows it: at most this wide, on a screen of two pixels to the point.
CROP_WIDTHS = {"16x9": (640, 960, 1440), "3x2": (320, 640, 960), "1x1": (160, 320, 640)}
MOST_PIXELS = 40_000_000
READ = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
ORIENTATION = 0x0112
SIDEWAYS = {5, 6, 7, 8}
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
# Measured on maps and photographs: AVIF at speed 8 takes four times as long as at 9, WebP's method 4 twice as long as
# its 2, for a few percent of bytes. Each of our threads does one file, so AVIF's encoder has no more of its own.
PLACE = b" "  # where AVIF keeps XMP: what a published file says of itself takes it (press/embedding.py)
FORMATS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "avif": ("AVIF", "image/avif", {"quality": 60, "speed": 9, "max_threads": 1, "xmp": PLACE}),
    "webp": ("WEBP", "image/webp", {"quality": 80, "method": 2}),
    "jpg": ("JPEG", "image/jpeg", {"quality": 82, "optimize": True, "progressive": True}),
}
THREADS = 2
NAME = 24  # hexadecimal digits of a digest: 96 bits


class TooManyPixels(ValueError):
    """A picture of ``width`` by ``height`` pixels; it was not decoded."""

    def __init__(self, width: int, height: int) -> None:
        super().__init__(f"{width} by {height} pixels")
        self.width, self.height = width, height


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an original: its SHA-256, its upright size in pixels, its renditions, whether it moved."""

    digest: str
    width: int
    height: int
    renditions: tuple[Rendition, ...]
    animated: bool = False


class Size(msgspec.Struct, frozen=True):
    """One size to be made: of the part of a picture that ``box`` says in pixels, in a crop or as a whole."""

    crop: str
    box: Box
    width: int
    height: int


def make(original: bytes, folder: Path, framing: Framing | None = None) -> Made:
    """Write the renditions of ``original`` into ``folder``, named by the digest of all their bytes together.

    Raises TooManyPixels before anything is decoded; OSError or ValueError where Pillow cannot read the bytes.
    """
    framing = framing or Framing()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the size is looked at below
        opened = Image.open(io.BytesIO(original), formats=READ)
    with opened:
        width, height = opened.size
        if width * height > MOST_PIXELS:
            raise TooManyPixels(width, height)
        if opened.getexif().get(ORIENTATION) in SIDEWAYS:
            width, height = height, width
        animated = opened.format not in {"JPEG", "MPO"} and getattr(opened, "n_frames", 1) > 1
        opened.draft(None, (2 * WIDTHS[-1], 2 * WIDTHS[-1]))  # a large JPEG is decoded at a half or less of its size
        upright = _plain_colours(ImageOps.exif_transpose(_eight_bits(opened)))
    renditions = _write(upright, _sizes(upright.size, framing), folder)
    digest = sha256(original).hexdigest()
    return Made(digest=digest, width=width, height=height, renditions=renditions, animated=animated)


def _sizes(whole: tuple[int, int], framing: Framing) -> list[Size]:
    """What is made of a picture: the whole of what is shown of it, and each crop that is not that already."""
    shown = framing.shown(whole)
    wanted: list[tuple[str, Box, Sequence[int]]] = [("", shown, WIDTHS)]
    for crop, shape in CROPS.items():
        box = framing.cropped(whole, shape)
        if box != shown:
            wanted.append((crop, box, CROP_WIDTHS[crop]))
    return [
        Size(crop, box, width, max(1, round(width * (box[3] - box[1]) / (box[2] - box[0]))))
        for crop, box, widths in wanted
        for width in _widths(box[2] - box[0], widths)
    ]


def _widths(width: int, wanted: Sequence[int]) -> list[int]:
    return sorted({each for each in wanted if each <= width} | {min(width, wanted[-1])})


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey brought down to eight: Pillow by itself would cut off all that is brighter."""
    if not picture.mode.startswith("I"):
        return picture
    wide = picture.convert("F")
    narrow = wide.point(lambda value: value * (255.0 / 65_535.0) + 0.0).convert("L")
    narrow.info = dict(picture.info)
    return narrow


def _plain_colours(picture: Image.Image) -> Image.Image:
    """The picture in sRGB, with its transparency if it has any; a new image, so no metadata comes along."""
    transparent = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    plain = _from_profile(picture) or picture.convert("RGBA" if transparent else "RGB")
    plain.info.clear()
    return plain


def _from_profile(picture: Image.Image) -> Image.Image | None:
    """Converted by its own colour profile; None without one, or where it is broken or of other colours."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in {"RGB", "RGBA", "CMYK"}:
        return None
    mode = "RGBA" if picture.mode == "RGBA" else "RGB"
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None  # a broken profile is no reason to refuse the picture


def _write(upright: Image.Image, sizes: Sequence[Size], folder: Path) -> tuple[Rendition, ...]:
    """All sizes in all formats, one name for all of them, so that a page that offers many stays short."""
    with ThreadPoolExecutor(THREADS) as pool:
        encoded = list(pool.map(lambda size: _encoded(_sized(upright, size)), sizes))
    wanted = [(size, ending, files[ending]) for ending in FORMATS for size, files in zip(sizes, encoded, strict=True)]
    name = sha256(b"".join(sha256(content).digest() for _, _, content in wanted)).hexdigest()[:NAME]
    made = []
    for size, ending, content in wanted:
        crop = f"-{size.crop}" if size.crop else ""
        file = f"{name}{crop}-{size.width}.{ending}"
        keep(content, folder / file)
        media_type = FORMATS[ending][1]
        made.append(Rendition(file, size.width, size.height, media_type, size=len(content), crop=size.crop))
    return tuple(made)


def _sized(upright: Image.Image, size: Size) -> Image.Image:
    return upright.resize((size.width, size.height), Image.Resampling.LANCZOS, box=size.box)


def _encoded(picture: Image.Image) -> dict[str, bytes]:
    """The picture in each format by ending, one after the other: Pillow keeps a format's options on the image."""
    found = {}
    for ending, (name, _, options) in FORMATS.items():
        shown = picture
        if name == "JPEG" and picture.mode == "RGBA":
            shown = Image.new("RGB", picture.size, "white")
            shown.paste(picture, mask=picture.getchannel("A"))
        out = io.BytesIO()
        shown.save(out, name, **options)
        found[ending] = out.getvalue()
    return found


def keep(content: bytes, path: Path) -> None:
    """Write content-addressed bytes once: beside, then renamed, so that nobody reads half a file."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_suffix(path.suffix + ".part")
    beside.write_bytes(content)
    beside.replace(path)


def awaited_file() -> bytes:
    """A grey PNG that stands in the newsroom's lists while a picture's file is awaited; no reader ever gets it."""
    out = io.BytesIO()
    Image.new("RGB", (640, 400), "#d5d5d0").save(out, "PNG")
    return out.getvalue()
