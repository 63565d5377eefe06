"""What the database itself refuses in the books (rule R200)."""

from shoal.common.guards import Guard, changed, declare, rewritten

PAYMENT, RECEIPT = "enrollments_payment", "enrollments_receipt"
REPORT, LINE = "enrollments_cashreport", "enrollments_cashreportline"

# Words may name a person, who may ask to be forgotten: they may be erased, never rewritten.
_BOOKED = " OR ".join(
    [
        changed(
            "id", "enrollment_id", "type", "amount", "currency", "method_id", "reference",
            "received_at", "state", "created_at", "created_by_id", "submitted_at",
            "submitted_by_id", "approved_at", "approved_by_id", "confirmed_at",
            "confirmed_by_id", "reverses_id", "pair_id", "source_id", "receipt_id", "version",
        ),
        rewritten("note"),
    ]
)  # fmt: skip

CREDIT = "enrollments_creditchange"
_CREDITED = " OR ".join(
    [
        changed("id", "enrollment_id", "changed_at", "changed_by_id", "dispute_id"),
        changed("before", "after"),
        rewritten("note"),
    ]
)

declare(
    Guard(
        PAYMENT, "UPDATE", f"OLD.state = 'confirmed' AND ({_BOOKED})",
        "confirmed payments are never changed",
    ),
    Guard(PAYMENT, "DELETE", "OLD.state <> 'draft'", "payments are never deleted"),
    Guard(RECEIPT, "UPDATE", "TRUE", "receipts are never changed"),
    Guard(RECEIPT, "DELETE", "TRUE", "receipts are never deleted"),
    Guard(
        REPORT, "UPDATE", f"{changed('id', 'campus_id', 'day', 'currency', 'signed_at')} OR "
        f"{changed('signed_by_id')} OR {rewritten('note')}", "signed reports are never changed",
    ),
    Guard(REPORT, "DELETE", "TRUE", "signed reports are never deleted"),
    Guard(LINE, "UPDATE", "TRUE", "signed reports are never changed"),
    Guard(LINE, "DELETE", "TRUE", "signed reports are never deleted"),
    Guard(CREDIT, "UPDATE", _CREDITED, "changes of credit are never rewritten"),
    Guard(CREDIT, "DELETE", "TRUE", "changes of credit are never deleted"),
)  # fmt: skip
