"""Everything that happened with one customer, in one list (R48).

Each source is asked for one page beyond the cursor and the pages are merged, so the number of
statements does not grow with the rows.
"""

from .ledger import SPELL_COLUMNS, shown_spell
from .sources import provide_source
from .whole import known_customer, timeline

__all__ = ["SPELL_COLUMNS", "known_customer", "provide_source", "shown_spell", "timeline"]
