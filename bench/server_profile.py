"""Where the time of a request goes, by part."""


def print_profile(kind: str) -> None:
    """x"""
