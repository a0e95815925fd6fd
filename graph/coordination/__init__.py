"""Who needs whom: networks, measures and what-if over what the plans say."""

__all__: list[str] = []
