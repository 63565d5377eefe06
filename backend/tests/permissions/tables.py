"""The permission tables of all areas."""

from .admin_table import ADMINISTRATION
from .contact_table import CONTACT, PROFILES
from .customers_table import CUSTOMERS
from .matrix import Block
from .people_table import IMPORTS, PEOPLE, SESSIONS
from .setup_table import SETUP

BLOCKS: list[Block] = [
    *SESSIONS,
    *PEOPLE,
    *CUSTOMERS,
    *PROFILES,
    *CONTACT,
    *IMPORTS,
    *ADMINISTRATION,
    *SETUP,
]
