"""What a company puts on its copies: its name, its logo, its colour."""

import re
import warnings
from pathlib import Path

from reviewdesk.domain.errors import KnownError
from reviewdesk.export.options import PLAIN, Look
from reviewdesk.services.files import write_atomically
from reviewdesk.services.paths import settings_file

_MOST_PIXELS = 40_000_000
_MOST_BYTES = 30_000_000
_SIZE_PX = (900, 300)
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}\Z")


def is_colour(text: str) -> bool:
    return bool(_COLOUR.match(text))


def logo_file() -> Path:
    """Where the logo is kept, beside the settings."""
    return settings_file().with_name("logo.png")


def read_logo(path: Path) -> bytes:
    """An image as it goes on copies: painted anew on white, so that nothing else goes with it.

    Raises KnownError for what is no image, or larger than any logo.
    """
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    no_image = f"“{path.name}” is no image that can be read. The logo is as it was."
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise KnownError(
                f"“{path.name}” is larger than any logo has to be. The logo is as it was. Choose "
                "a smaller image, up to 30 MB."
            )
        with warnings.catch_warnings():
            # The library warns of a large image and unpacks it all the same.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(path)
        with image:
            if image.width * image.height > _MOST_PIXELS:
                raise KnownError(
                    f"“{path.name}” is larger than 40 megapixels. The logo is as it was. Choose a "
                    "smaller image."
                )
            image.thumbnail(_SIZE_PX)
            painted = image.convert("RGBA")
            ground = Image.new("RGB", painted.size, "#FFFFFF")
            ground.paste(painted, mask=painted.getchannel("A"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise KnownError(
            f"“{path.name}” is larger than 40 megapixels. The logo is as it was. Choose a smaller "
            "image."
        ) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError) as error:
        raise KnownError(f"{no_image} Choose a PNG or a JPEG.") from error
    held = BytesIO()
    ground.save(held, "PNG")
    return held.getvalue()


def keep_logo(data: bytes) -> None:
    """Keeps the logo for all copies from now on; none takes it away. Raises KnownError."""
    try:
        if data:
            write_atomically(logo_file(), data)
        else:
            logo_file().unlink(missing_ok=True)
    except OSError as error:
        raise KnownError(
            f"The logo could not be kept: {error.strerror}. Copies are made as before."
        ) from error


def kept_logo() -> bytes:
    """The logo; nothing where none is kept, or where it cannot be read any more."""
    try:
        return logo_file().read_bytes()
    except OSError:
        return b""


def look_of(company: str, accent: str) -> Look:
    """How copies look with these settings and the logo that is kept."""
    logo = kept_logo()
    if not (company or accent or logo):
        return PLAIN
    return Look(company, logo, accent if is_colour(accent) else "")
