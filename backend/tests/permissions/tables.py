"""The permission tables, by area."""

from .customers_table import CUSTOMERS
from .matrix import Block

BLOCKS: list[Block] = [*CUSTOMERS]
