"""The site: pages of the plans for people, in Georgian and English, rendered on the server."""

__all__: list[str] = []
