"""Plain files shipped with the app. Everything may import this package; it imports nothing of ours."""

from pathlib import Path


def path(*names: str) -> Path:
    """The path of a shipped file or folder, the same in a checkout, a wheel and a frozen app."""
    return Path(__file__).parent.joinpath(*names)
