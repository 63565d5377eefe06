from django.db import migrations

ENTRIES = {
    "source": [
        ("website", "Website", "官网"), ("referral", "Referral", "转介绍"),
        ("walk_in", "Walk-in", "上门"), ("phone", "Phone", "电话咨询"),
        ("wechat", "WeChat", "微信"), ("douyin", "Douyin", "抖音"), ("baidu", "Baidu", "百度"),
        ("moments", "Moments", "朋友圈"), ("street", "Street promotion", "地推"),
        ("other", "Other", "其他"),
    ],
    "release_reason": [
        ("no_contact", "Cannot be reached", "联系不上"),
        ("not_interested", "Not interested now", "暂无意向"),
        ("too_far", "Too far away", "距离太远"), ("too_expensive", "Too expensive", "价格太高"),
        ("wrong_person", "Better served by a colleague", "转由同事跟进"),
        ("other", "Other", "其他"),
    ],
    "lost_reason": [
        ("competitor", "Chose another school", "选择其他机构"),
        ("price", "Price", "价格原因"), ("time", "No time", "没有时间"),
        ("distance", "Distance", "距离原因"), ("no_need", "No need any more", "不再需要"),
        ("other", "Other", "其他"),
    ],
}  # fmt: skip


def lay_down(apps, schema_editor):
    entry = apps.get_model("organization", "ListEntry")
    for kind, rows in ENTRIES.items():
        for position, (code, english, chinese) in enumerate(rows, start=1):
            entry.objects.get_or_create(
                kind=kind,
                code=code,
                defaults={"label_en": english, "label_zh": chinese, "position": position},
            )


class Migration(migrations.Migration):
    dependencies = [("organization", "0001_initial")]
    operations = [migrations.RunPython(lay_down, migrations.RunPython.noop)]
