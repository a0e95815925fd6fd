"""Measures of a network: one module for each family, all listed in ``describe``."""

__all__: list[str] = []
