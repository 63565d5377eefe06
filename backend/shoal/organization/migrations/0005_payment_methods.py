from django.db import migrations

ENTRIES = [
    ("cash", "Cash", "现金"), ("card", "Card", "刷卡"), ("transfer", "Bank transfer", "银行转账"),
    ("wechat_pay", "WeChat Pay", "微信支付"), ("alipay", "Alipay", "支付宝"),
]  # fmt: skip


def lay_down(apps, schema_editor):
    entry = apps.get_model("organization", "ListEntry")
    for position, (code, english, chinese) in enumerate(ENTRIES, start=1):
        entry.objects.get_or_create(
            kind="payment_method",
            code=code,
            defaults={"label_en": english, "label_zh": chinese, "position": position},
        )


class Migration(migrations.Migration):
    dependencies = [("organization", "0004_invitations_and_resets")]
    operations = [migrations.RunPython(lay_down, migrations.RunPython.noop)]
