"""What a leaver gets back (R182). Pure."""

from dataclasses import dataclass

from shoal.common.errors import Invalid


@dataclass(frozen=True)
class Refund:
    """In minor units: `used` of the net price, `fee` kept of what is left of what was paid."""

    used: int
    fee: int
    due: int


def refund_of(
    *, net: int, paid: int, done: int, total: int, fee_percent: int, begun: bool
) -> Refund:
    """Return what goes back to whoever used `done` of `total` (sessions or days).

    Rounded for the payer: what they used to below, and the fee too.
    """
    used = net * done // total if total else 0
    left = max(paid - used, 0)
    fee = left * fee_percent // 100 if begun else 0
    return Refund(used, fee, left - fee)


def sessions_refusal(attended: int, total: int) -> Invalid | None:
    if attended <= total:
        return None
    return Invalid.field("sessions_attended", "max_value", f"The class has {total} sessions.")
