"""docker-compose.yml as Compose reads it: anchors merged, variables filled in, in an order."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from ..serving import BACKEND

TOP = BACKEND.parent
FILE = TOP / "docker-compose.yml"
# ${NAME}, ${NAME:-default} (which may hold another one) and ${NAME:?why}.
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])((?:[^{}]|\$\{[^{}]*\})*))?\}")


def read_compose(given: Mapping[str, str]) -> dict[str, Any]:
    """Return the file's content with variables from `given`. Raises KeyError for a needed one."""
    return _filled(yaml.safe_load(FILE.read_text()), given)


def fill(text: str, given: Mapping[str, str]) -> str:
    def value(match: re.Match[str]) -> str:
        name, kind, rest = match.groups()
        if given.get(name):
            return given[name]
        if kind == "?":
            raise KeyError(f"{name}: {rest}")
        return fill(rest or "", given)

    return VARIABLE.sub(value, text)


def _filled(node: Any, given: Mapping[str, str]) -> Any:
    if isinstance(node, dict):
        return {key: _filled(value, given) for key, value in node.items()}
    if isinstance(node, list):
        return [_filled(value, given) for value in node]
    return fill(node, given) if isinstance(node, str) else node


def environment(service: dict[str, Any], given: Mapping[str, str]) -> dict[str, str]:
    """Return what the container gets; a name without a value is handed on where it is set."""
    named = service.get("environment", {})
    passed = {name: given[name] for name in named if named[name] is None and name in given}
    return {**{name: value for name, value in named.items() if value is not None}, **passed}


def start_order(services: dict[str, Any]) -> list[str]:
    """Return the services, each after those it waits for. Raises ValueError for a ring."""
    order: list[str] = []
    while len(order) < len(services):
        ready = [
            name
            for name, service in services.items()
            if name not in order and set(service.get("depends_on", {})) <= set(order)
        ]
        if not ready:
            raise ValueError(f"these wait for each other: {sorted(set(services) - set(order))}")
        order += ready
    return order
