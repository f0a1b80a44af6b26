"""Making the sizes of a picture that readers get: upright, without metadata, never larger than the original."""

from __future__ import annotations

import io
from hashlib import sha256
from pathlib import Path

import msgspec
from PIL import Image, ImageCms, ImageOps

from dateline.edition.picture import Rendition

WIDTHS = (320, 640, 960, 1280, 1920)
FORMATS = {"webp": ("WEBP", "image/webp", {"quality": 80, "method": 4}), "jpg": ("JPEG", "image/jpeg", {"quality": 82})}


class Made(msgspec.Struct, frozen=True, kw_only=True):
    """What became of an original: its SHA-256, its upright size in pixels, and its renditions."""

    digest: str
    width: int
    height: int
    renditions: tuple[Rendition, ...]


def make(original: bytes, folder: Path) -> Made:
    """Write the renditions of ``original`` into ``folder`` under the digest of their own bytes.

    Raises OSError or ValueError where Pillow cannot read the bytes.
    """
    with Image.open(io.BytesIO(original)) as opened:
        upright = _plain_colours(ImageOps.exif_transpose(opened))
    made = [_write(upright, width, extension, folder) for extension in FORMATS for width in _widths(upright.width)]
    return Made(digest=sha256(original).hexdigest(), width=upright.width, height=upright.height, renditions=tuple(made))


def _widths(width: int) -> list[int]:
    return sorted({each for each in WIDTHS if each <= width} | {min(width, WIDTHS[-1])})


def _plain_colours(picture: Image.Image) -> Image.Image:
    """The picture in sRGB, with its transparency if it has any; a new image, so no metadata comes along."""
    transparent = picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info
    plain = picture.convert("RGBA" if transparent else "RGB")
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "RGBA"}:
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB"))
        except (ImageCms.PyCMSError, OSError):
            converted = None  # a broken profile is no reason to refuse the picture
        plain = converted or plain
    plain.info.clear()
    return plain


def _write(picture: Image.Image, width: int, extension: str, folder: Path) -> Rendition:
    name, media_type, options = FORMATS[extension]
    height = max(1, round(picture.height * width / picture.width))
    sized = picture.resize((width, height), Image.Resampling.LANCZOS) if width != picture.width else picture
    if name == "JPEG" and sized.mode == "RGBA":
        ground = Image.new("RGB", sized.size, "white")
        ground.paste(sized, mask=sized.getchannel("A"))
        sized = ground
    out = io.BytesIO()
    sized.save(out, name, **options)
    file = f"{sha256(out.getvalue()).hexdigest()[:32]}-{width}.{extension}"
    keep(out.getvalue(), folder / file)
    return Rendition(file=file, width=width, height=height, media_type=media_type)


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
