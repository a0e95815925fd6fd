"""What people look at: for now the page of the delivery network (``viz.network``)."""

from __future__ import annotations

__all__: list[str] = []
