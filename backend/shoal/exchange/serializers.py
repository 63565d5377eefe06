"""An import as it goes out, and what may be said about it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from shoal.common.errors import as_refusals
from shoal.common.fields import IdField, RefSerializer
from shoal.common.lists import ListSpec, Ordering
from shoal.common.schema import RefusalSerializer
from shoal.customers.masking import scrub
from shoal.organization.models import Employee
from shoal.organization.roles import Role

from .filters import IMPORT_FILTERS, ROW_FILTERS
from .models import Import, Run, State, Verdict
from .rules import change_refusal, commit_refusal
from .services.fields import FIELDS

# What a row says of a person without a way to reach them.
WITHOUT_CONTACTS = ("name", "course", "campus", "source", "intent", "consultant")
REASONS = {
    "nothing_identifies": "Nothing identifies the person: no valid value in {fields}.",
    "duplicate_in_file": "The same {field} as in row {row}.",
    "duplicate_customer": "There is a customer with this {field} already.",
}


class UploadSerializer(serializers.Serializer):
    file = serializers.FileField(allow_empty_file=True)
    pool = IdField(required=False)


@extend_schema_field({"oneOf": [{"type": "integer"}, {"type": "string"}]})
class ChoiceField(serializers.Field):
    """An id, an intent level, "create" or "skip"."""

    def to_internal_value(self, data: Any) -> int | str:
        if isinstance(data, bool) or not isinstance(data, int | str):
            raise serializers.ValidationError('An id, "create" or "skip".', code="choice")
        return data

    def to_representation(self, value: int | str) -> int | str:
        return value


class ChangeSerializer(serializers.Serializer):
    mapping = serializers.DictField(
        child=serializers.CharField(allow_null=True, allow_blank=True), required=False
    )
    choices = serializers.DictField(
        child=serializers.DictField(child=ChoiceField()), required=False
    )
    pool = IdField(required=False)


class ColumnSerializer(serializers.Serializer):
    index = serializers.IntegerField()
    header = serializers.CharField()
    samples = serializers.ListField(child=serializers.CharField())
    field = serializers.CharField(help_text="The field proposed from the column's name.")


class ImportFieldSerializer(serializers.Serializer):
    code = serializers.CharField()
    label_en = serializers.CharField()
    label_zh = serializers.CharField()
    several = serializers.BooleanField(help_text="Several columns may be mapped to it.")


class UnknownValueSerializer(serializers.Serializer):
    value = serializers.CharField()
    count = serializers.IntegerField()
    choice = ChoiceField(help_text='An id, an intent level, "create" or "skip".')


class UnknownSerializer(serializers.Serializer):
    campus = UnknownValueSerializer(many=True)
    course = UnknownValueSerializer(many=True)
    source = UnknownValueSerializer(many=True)
    intent = UnknownValueSerializer(many=True)
    consultant = UnknownValueSerializer(many=True)


class CountsSerializer(serializers.Serializer):
    new = serializers.IntegerField()
    duplicate = serializers.IntegerField()
    invalid = serializers.IntegerField()
    blank = serializers.IntegerField()


class ProgressSerializer(serializers.Serializer):
    done = serializers.IntegerField()
    total = serializers.IntegerField()


class ImportErrorSerializer(serializers.Serializer):
    code = serializers.CharField()
    detail = serializers.CharField()


class ImportSummarySerializer(serializers.Serializer):
    id = serializers.IntegerField()
    state = serializers.ChoiceField(State.choices)
    pending = serializers.ChoiceField(Run.choices, allow_null=True)
    filename = serializers.CharField()
    counts = CountsSerializer(allow_null=True)
    progress = ProgressSerializer()
    pool = RefSerializer()
    error = ImportErrorSerializer(allow_null=True)
    created_at = serializers.DateTimeField()
    created_by = RefSerializer()
    finished_at = serializers.DateTimeField(allow_null=True)


class ImportRefusalsSerializer(serializers.Serializer):
    change = RefusalSerializer(allow_null=True, help_text="Of mapping, choices, pool; a dry run.")
    commit = RefusalSerializer(allow_null=True)


class ImportSerializer(ImportSummarySerializer):
    header_row = serializers.IntegerField()
    columns = ColumnSerializer(many=True)
    mapping = serializers.DictField(child=serializers.CharField())
    fields = ImportFieldSerializer(many=True)
    unknown = UnknownSerializer()
    refusals = ImportRefusalsSerializer()


class RowReasonSerializer(serializers.Serializer):
    code = serializers.ChoiceField(list(REASONS))
    detail = serializers.CharField()
    field = serializers.CharField(required=False)
    row = serializers.IntegerField(required=False)
    fields = serializers.ListField(child=serializers.CharField(), required=False)


class ImportRowSerializer(serializers.Serializer):
    row = serializers.IntegerField(help_text="Its number in the file.")
    verdict = serializers.ChoiceField(Verdict.choices)
    reason = RowReasonSerializer(allow_null=True)
    values = serializers.DictField(child=serializers.CharField())
    customer = serializers.IntegerField(allow_null=True)
    duplicate_of_row = serializers.IntegerField(allow_null=True)


def sees_contacts(viewer: Employee, created_by: int) -> bool:
    """The file is the importer's own; who leads them may not see every contact in it (R53)."""
    return viewer.role == Role.ADMIN or viewer.pk == created_by


def shown(batch: Import, viewer: Employee) -> dict[str, Any]:
    open_to_me = sees_contacts(viewer, batch.created_by_id)
    columns = batch.columns
    if not open_to_me:
        columns = [{**c, "samples": []} for c in columns]
    return {
        **_summary(
            {name: _value(batch, name) for name in ("pk", *SUMMARY_COLUMNS)},
        ),
        "header_row": batch.header_row,
        "columns": columns,
        "mapping": batch.mapping,
        "fields": [
            {"code": f.code, "label_en": f.label_en, "label_zh": f.label_zh, "several": f.several}
            for f in FIELDS
        ],
        "unknown": batch.unknown,
        "refusals": as_refusals(
            change=change_refusal(batch, viewer), commit=commit_refusal(batch, viewer)
        ),
    }


SUMMARY_COLUMNS = (
    "state", "pending", "filename", "counts", "done_rows", "total_rows", "pool_id", "pool__name",
    "error_code", "error_detail", "created_at", "created_by_id", "created_by__display_name",
    "finished_at",
)  # fmt: skip


def _value(batch: Import, path: str) -> Any:
    value: Any = batch
    for name in path.split("__"):
        value = getattr(value, name)
    return value


def _summary(row: dict[str, Any]) -> dict[str, Any]:
    failed = {"code": row["error_code"], "detail": row["error_detail"]}
    return {
        "id": row["pk"],
        "state": row["state"],
        "pending": row["pending"] or None,
        "filename": row["filename"],
        "counts": row["counts"],
        "progress": {"done": row["done_rows"], "total": row["total_rows"]},
        "pool": {"id": row["pool_id"], "name": row["pool__name"]},
        "error": failed if row["error_code"] else None,
        "created_at": row["created_at"],
        "created_by": {"id": row["created_by_id"], "name": row["created_by__display_name"]},
        "finished_at": row["finished_at"],
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "row": row["number"],
        "verdict": row["verdict"],
        "reason": _reason(row["reason_code"], row["reason_params"]),
        "values": row["values"],
        "customer": row["visible_customer"],
        "duplicate_of_row": row["duplicate_of_row"],
    }


def row_without_contacts(row: dict[str, Any]) -> dict[str, Any]:
    values = row["values"].items()
    kept = {name: scrub(text) for name, text in values if name in WITHOUT_CONTACTS}
    return _row({**row, "values": kept})


def _reason(code: str, params: dict[str, Any]) -> dict[str, Any] | None:
    if not code:
        return None
    words = {**params, "fields": ", ".join(params.get("fields", [])) or "any column"}
    return {"code": code, "detail": REASONS[code].format(**words), **params}


IMPORT_LIST = ListSpec(
    columns=SUMMARY_COLUMNS,
    row=_summary,
    filters=IMPORT_FILTERS,
    orderings={
        "-created_at": Ordering("created_at", descending=True),
        "created_at": Ordering("created_at"),
    },
    default_ordering="-created_at",
)
ROW_LIST = ListSpec(
    columns=("number", "verdict", "reason_code", "reason_params", "values", "duplicate_of_row",
             "visible_customer"),
    row=_row,
    filters=ROW_FILTERS,
    orderings={"row": Ordering("number"), "-row": Ordering("number", descending=True)},
    default_ordering="row",
)  # fmt: skip
