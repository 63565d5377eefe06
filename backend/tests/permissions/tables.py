"""The permission tables of all areas."""

from .admin_table import ADMINISTRATION
from .clock_table import CLOCK
from .contact_table import CONTACT, PROFILES
from .customers_table import CUSTOMERS
from .enrollments_table import ENROLLMENTS
from .inquiries_table import INQUIRIES
from .live_table import LIVE
from .matrix import Block
from .merging_table import MERGING
from .money_table import MONEY
from .people_table import IMPORTS, PEOPLE, SESSIONS
from .plans_table import PLANS
from .policy_table import POLICY
from .privacy_table import PRIVACY
from .setup_table import SETUP
from .teaching_table import TEACHING
from .team_table import TEAM

BLOCKS: list[Block] = [
    *SESSIONS,
    *PEOPLE,
    *CUSTOMERS,
    *PROFILES,
    *CONTACT,
    *PLANS,
    *MERGING,
    *IMPORTS,
    *ADMINISTRATION,
    *SETUP,
    *TEAM,
    *LIVE,
    *INQUIRIES,
    *POLICY,
    *CLOCK,
    *PRIVACY,
    *TEACHING,
    *ENROLLMENTS,
    *MONEY,
]
