from ..states import HOLDING, LIVE, OWING, SEATED, UNDER_WAY, EndReason, State
from .cash import CashReport, CashReportLine
from .credit import WHOLE, CreditChange, CreditDispute, CreditShare, DisputeState
from .enrollment import Enrollment
from .installment import Installment, PlanTemplate
from .payment import Payment, PaymentState, PaymentType
from .policy import EnrollmentPolicy, RefundRule
from .receipt import Receipt, ReceiptCounter

__all__ = [
    "HOLDING",
    "LIVE",
    "OWING",
    "SEATED",
    "UNDER_WAY",
    "WHOLE",
    "CashReport",
    "CashReportLine",
    "CreditChange",
    "CreditDispute",
    "CreditShare",
    "DisputeState",
    "EndReason",
    "Enrollment",
    "EnrollmentPolicy",
    "Installment",
    "Payment",
    "PaymentState",
    "PaymentType",
    "PlanTemplate",
    "Receipt",
    "ReceiptCounter",
    "RefundRule",
    "State",
]  # fmt: skip
