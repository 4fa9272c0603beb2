"""Figures as a Markdown table."""

from collections.abc import Sequence
from statistics import median


def show(title: str, rows: Sequence[dict[str, str]]) -> str:
    """The rows under their names."""
    names = list(rows[0])
    lines = [f"| {' | '.join(names)} |", f"|{'|'.join('---' for _ in names)}|"]
    lines += [f"| {' | '.join(row[name] for name in names)} |" for row in rows]
    return f"\n## {title}\n\n" + "\n".join(lines) + "\n"


def middle(seconds: Sequence[float], digits: int = 1) -> str:
    """The median in milliseconds."""
    return f"{median(seconds) * 1000:.{digits}f}"


def slowest(seconds: Sequence[float], share: float = 0.95, digits: int = 1) -> str:
    """What this share of the requests stays within, in milliseconds."""
    ordered = sorted(seconds)
    return f"{ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000:.{digits}f}"
