"""A picture that is drawn: to be saved as SVG, PNG or PDF, or looked at in a notebook."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kavshiri.ontology.errors import QueryError
from kavshiri.queries.files import write_whole

from .canvas import Caption, settings
from .letters import clean, legal

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["FORMATS", "Picture", "check_format"]

FORMATS = ("svg", "png", "pdf")

_DPI = 200
_NO_TIME: Mapping[str, Mapping[str, Any]] = {
    "svg": {"Date": None, "Creator": "Kavshiri"},
    "png": {"Software": "Kavshiri"},
    "pdf": {"CreationDate": None, "Creator": "Kavshiri", "Producer": None},
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of one kind in one language; the same picture gives the same bytes.

    ``figure`` is Matplotlib's; all its places are in points from the upper left corner.
    """

    kind: str
    lang: str
    caption: Caption
    figure: Figure

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
        buffer = io.BytesIO()
        with settings():
            self.figure.savefig(
                buffer, format=format, dpi=_DPI, metadata=metadata, facecolor="white"
            )
        return self._described(buffer.getvalue()) if format == "svg" else buffer.getvalue()

    def _described(self, svg: bytes) -> bytes:
        """Return an SVG that says what it shows to who cannot see it; without a DOCTYPE."""
        text = svg.decode("utf-8")
        start = text.index("<svg")
        end = text.index(">", start)
        caption = self.caption
        told = "\n".join(map(legal, (caption.plans, caption.explanation, *caption.sources)))
        name = f"kavshiri-{self.kind}"
        return (
            '<?xml version="1.0" encoding="utf-8" standalone="no"?>\n'
            f'{text[start:end]} role="img" xml:lang="{self.lang}" '
            f'aria-labelledby="{name}-title {name}-desc">\n'
            f' <title id="{name}-title">{escape(legal(caption.title))}</title>\n'
            f' <desc id="{name}-desc">{escape(told)}</desc>'
            f"{text[end + 1 :]}"
        ).encode()

    def _repr_svg_(self) -> str:
        return self.as_bytes("svg").decode("utf-8")

    def _repr_png_(self) -> bytes:
        return self.as_bytes("png")


def check_format(path: Path | str) -> str:
    """Return the format that the suffix of a file names; QueryError where it names none."""
    suffix = Path(path).suffix.lstrip(".").lower()
    if suffix not in FORMATS:
        raise _unknown(suffix or str(path))
    return suffix


def _unknown(found: str) -> QueryError:
    known = ", ".join(f".{format}" for format in FORMATS)
    error = QueryError(f"no picture can be written as {found!r}; name a file that ends in {known}")
    error.message_ka = f"ნახატი {found!r}-ად ვერ ჩაიწერება; ფაილის ბოლო უნდა იყოს {known}"
    return error
