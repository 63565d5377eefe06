"""Could two names be one person's, but for one sign that was mistyped (R115)?"""

from .normalize import fold

# One sign of two is half a Chinese name: thousands share a surname and a phone's tail.
SHORTEST_WITH_A_SLIP = 3


def looks_like(one: str, other: str) -> bool:
    """Tell whether one sign was changed, added or left out between two names."""
    one, other = sorted((_bare(one), _bare(other)), key=len)
    if len(one) < SHORTEST_WITH_A_SLIP or len(other) - len(one) > 1:
        return False
    at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    # What follows the first difference is the same again, the sign itself left out.
    return one[at + (len(one) == len(other)) :] == other[at + 1 :]


def _bare(name: str) -> str:
    return "".join(fold(name).split())
