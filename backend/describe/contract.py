"""What the contract calls a route."""

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.permissions.matrix import Block

FILE = Path(__file__).resolve().parent.parent / "openapi.yaml"


@cache
def _paths() -> dict[str, Any]:
    found = yaml.load(FILE.read_text(), Loader=yaml.CSafeLoader)["paths"]
    # Which name a parameter has differs between the tables and the contract.
    return {re.sub(r"\{\w+\}", "{}", path): methods for path, methods in found.items()}


def summary_of(block: Block) -> str:
    path = re.sub(r"\{\w+\}", "{}", f"/api/v1{block.path}")
    return _paths()[path][block.method.lower()]["summary"]
