from ..models import MOVES, Import


def move(batch: Import, to: str) -> None:
    """Set the state; a move that the table does not have is a mistake of ours."""
    if to not in MOVES[batch.state]:
        raise RuntimeError(f"an import cannot go from {batch.state} to {to}")
    batch.state = to
