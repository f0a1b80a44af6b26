"""Making the sizes of a picture that readers get: upright, without metadata, never larger than the original."""

from __future__ import annotations

import io
import warnings
from hashlib import sha256
from pathlib import Path

import msgspec
from PIL import Image, ImageCms, ImageOps

from dateline.edition.picture import Rendition

WIDTHS = (320, 640, 960, 1280, 1920)
MOST_PIXELS = 40_000_000
READ = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
ORIENTATION = 0x0112
SIDEWAYS = {5, 6, 7, 8}
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
FORMATS = {"webp": ("WEBP", "image/webp", {"quality": 80, "method": 4}), "jpg": ("JPEG", "image/jpeg", {"quality": 82})}


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


def make(original: bytes, folder: Path) -> Made:
    """Write the renditions of ``original`` into ``folder`` under the digest of their own bytes.

    Raises TooManyPixels before anything is decoded; OSError or ValueError where Pillow cannot read the bytes.
    """
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
    wanted = _widths(width)
    made = [_write(upright, each, height / width, extension, folder) for extension in FORMATS for each in wanted]
    digest = sha256(original).hexdigest()
    return Made(digest=digest, width=width, height=height, renditions=tuple(made), animated=animated)


def _widths(width: int) -> list[int]:
    return sorted({each for each in WIDTHS if each <= width} | {min(width, WIDTHS[-1])})


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


def _write(picture: Image.Image, width: int, ratio: float, extension: str, folder: Path) -> Rendition:
    name, media_type, options = FORMATS[extension]
    height = max(1, round(width * ratio))
    sized = picture.resize((width, height), Image.Resampling.LANCZOS) if (width, height) != picture.size else picture
    if name == "JPEG" and sized.mode == "RGBA":
        ground = Image.new("RGB", sized.size, "white")
        ground.paste(sized, mask=sized.getchannel("A"))
        sized = ground
    out = io.BytesIO()
    sized.save(out, name, **options)
    content = out.getvalue()
    file = f"{sha256(content).hexdigest()[:32]}-{width}.{extension}"
    keep(content, folder / file)
    return Rendition(file=file, width=width, height=height, media_type=media_type, size=len(content))


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
