"""What ``kavshiri serve`` serves: the site, the editor and the endpoint, in one application."""

from __future__ import annotations

from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response

    from kavshiri.queries.endpoint import Limits

__all__ = ["application"]


def application(place: Path, limits: Limits, *, in_memory: bool = False) -> Starlette:
    """Return everything that is served over the store in a folder.

    This is the one place where the endpoint and the pages of ``viz`` meet. The pages of the menu
    are made in the background, so that the first visitor need not wait for them.
    """
    from kavshiri.queries.endpoint import create_app
    from kavshiri.viz.editor.page import Surroundings
    from kavshiri.viz.editor.routes import editor_answer
    from kavshiri.viz.site.app import Pages
    from kavshiri.viz.site.shelf import Shelf

    def editor(request: Request) -> Response:
        base = request.app.state.service.passport().base
        return editor_answer(request, Surroundings(base=base, things="/id/"))

    pages = Pages(Shelf(place).site)
    app = create_app(place, limits, in_memory=in_memory, page=editor, routes=pages.routes())
    Thread(target=pages.warm, name="pages", daemon=True).start()
    return app
