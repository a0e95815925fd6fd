"""Pictures for reports: drawn once, the same every time, in Georgian or English."""

__all__: list[str] = []
