"""A picture that is drawn: to be saved as SVG, PNG or PDF, or looked at in a notebook."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kavshiri.ontology.errors import QueryError
from kavshiri.queries.files import write_whole

from .canvas import Caption, Sheet, settings, sheet
from .letters import clean, legal
from .sizes import Size

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "Picture", "check_format"]

FORMATS = ("svg", "png", "pdf")

_DPI = 200
_STYLE = re.compile(r'(<[a-zA-Z]+\b[^<>]*?) style="([^"]*)"')
_RULES = re.compile(r"\s*<style [^>]*>[^<]*</style>")
_NO_TIME: Mapping[str, Mapping[str, Any]] = {
    "svg": {"Date": None, "Creator": "Kavshiri"},
    "png": {"Software": "Kavshiri"},
    "pdf": {"CreationDate": None, "Creator": "Kavshiri", "Producer": None},
}


@dataclass(frozen=True)
class Picture:
    """A picture of one kind in one language; the same picture gives the same bytes.

    It is drawn by ``paint`` when it is first looked at: what it says of itself is known before.
    """

    kind: str
    lang: str
    caption: Caption
    size: Size
    paint: Callable[[Sheet], None]

    @cached_property
    def figure(self) -> Figure:
        """Matplotlib's figure; all its places are in points from the upper left corner."""
        with sheet(self.caption, self.size) as page:
            self.paint(page)
        return page.figure

    def save(self, path: Path | str) -> Path:
        """Write it to a file, whole or not at all; the suffix (svg, png, pdf) says how."""
        return write_whole(path, self.as_bytes(check_format(path)))

    def as_bytes(self, format: str) -> bytes:
        """Return it as ``svg``, ``png`` or ``pdf``; QueryError for anything else."""
        if format not in FORMATS:
            raise _unknown(format)
        metadata = dict(_NO_TIME[format])
        if format != "svg":  # which gets a title that is said aloud, below
            metadata["Title"] = clean(self.caption.title)
            told = "Subject" if format == "pdf" else "Description"
            metadata[told] = clean(f"{self.caption.plans}. {self.caption.explanation}")
        buffer = io.BytesIO()
        with settings():
            self.figure.savefig(
                buffer, format=format, dpi=_DPI, metadata=metadata, facecolor="white"
            )
        return self._described(buffer.getvalue()) if format == "svg" else buffer.getvalue()

    def _described(self, svg: bytes) -> bytes:
        """Return an SVG that says what it shows to who cannot see it; without a DOCTYPE.

        What Matplotlib writes as styles becomes attributes: a page whose policy forbids styles
        inside of it shows the picture all the same.
        """
        text = _RULES.sub("", _STYLE.sub(_as_attributes, svg.decode("utf-8")), count=1)
        start = text.index("<svg")
        end = text.index(">", start)
        caption = self.caption
        told = "\n".join(map(legal, (caption.plans, caption.explanation, *caption.sources)))
        name = f"kavshiri-{self.kind}"
        return (
            '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n'
            f'{text[start:end]} role="img" xml:lang="{self.lang}" '
            f'stroke-linejoin="round" aria-labelledby="{name}-title {name}-desc">\n'
            f' <title id="{name}-title">{escape(legal(caption.title))}</title>\n'
            f' <desc id="{name}-desc">{escape(told)}</desc>'
            f"{text[end + 1 :]}"
        ).encode()

    def _repr_svg_(self) -> str:
        return self.as_bytes("svg").decode("utf-8")

    def _repr_png_(self) -> bytes:
        return self.as_bytes("png")


def _as_attributes(found: re.Match[str]) -> str:
    """Return an element whose declarations of style are attributes of the same name."""
    pairs = (each.split(":", 1) for each in found[2].split(";") if ":" in each)
    return found[1] + "".join(f' {name.strip()}="{value.strip()}"' for name, value in pairs)


def check_format(path: Path | str) -> str:
    """Return the format that the suffix of a file names; QueryError where it names none."""
    suffix = Path(path).suffix.lstrip(".").lower()
    if suffix not in FORMATS:
        raise _unknown(suffix or str(path))
    return suffix


def _unknown(found: str) -> QueryError:
    known = ", ".join(f".{format}" for format in FORMATS)
    error = QueryError(f"no picture can be written as {found!r}; name a file that ends in {known}")
    error.message_ka = f"სურათი {found!r}-ად ვერ ჩაიწერება; ფაილის ბოლო უნდა იყოს {known}"
    return error
