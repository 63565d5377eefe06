"""People who ask: through a form of the website, and by a poster's QR code."""

from contextlib import suppress
from datetime import datetime, timedelta

from shoal.common.errors import Invalid
from shoal.customers.models import Customer, IntakeForm
from shoal.customers.rules.forms import Post
from shoal.customers.services.form_posts import receive_post
from shoal.customers.services.intake_forms import create_form

from .school import School

SITE = "https://www.riverside.example"
CONSENT = {
    "zh": "我同意学校保存以上信息并与我联系。",
    "en": "I agree that the school keeps this and contacts me.",
}
# (minutes ago, what was typed)
AT_THE_POSTER = (
    (310, {"name": "孙女士", "phone": "139 0013 9001", "question": "孩子 8 岁，想试听编程。"}),
    (95, {"name": "Grace", "wechat": "grace_lin_0207", "question": "Is there an evening class?"}),
    (12, {"name": "周先生", "phone": "13900139003", "question": "学费怎么收？可以分期吗？"}),
)
ON_THE_WEBSITE = (
    (1500, {"name": "吴敏", "phone": "13900139011", "question": "暑假班什么时候开始报名？"}),
    (200, {"name": "郑老师", "phone": "13900139012", "question": ""}),
)
TURNED_AWAY = (
    (700, Post(texts={"name": "Best SEO", "question": "Buy now"}, trapped=True)),
    (260, Post(texts={"name": "冯", "phone": "1390013", "question": "请回电"})),
)


def let_people_ask(school: School, at: datetime) -> None:
    """Make two forms and send through them what strangers, and a few whom we know, sent lately."""
    website = _form(school, at, "官网咨询 Website", unknown=IntakeForm.Unknown.CREATE)
    poster = _form(school, at, "开放日海报 Open day", unknown=IntakeForm.Unknown.ASK)
    known = [
        (40, {"phone": phone, "question": "老师好，上次说的周末班还有名额吗？"})
        for phone in _phones(school)
    ]
    sent = [(ago, website, Post(texts=said, consented=True)) for ago, said in ON_THE_WEBSITE]
    sent += [(ago, website, Post(texts=said, consented=True)) for ago, said in known]
    sent += [(ago, poster, Post(texts=said, consented=True)) for ago, said in AT_THE_POSTER]
    sent += [(ago, website, post) for ago, post in TURNED_AWAY]
    for ago, form, post in sorted(sent, key=lambda each: -each[0]):
        _send(form, post, at - timedelta(minutes=ago))


def _form(school: School, at: datetime, name: str, *, unknown: str) -> IntakeForm:
    fields = {
        "name": name, "pool": school.pool, "unknown": unknown, "consent": CONSENT,
        "title": {"zh": "预约免费试听", "en": "Book a free trial lesson"},
        "fields": ["name", "phone", "wechat", "question"], "allowed_origins": [SITE],
        "source": school.sources.get("website"),
    }  # fmt: skip
    return create_form(fields=fields, by=school.people["ada"], at=at - timedelta(days=30))


def _phones(school: School) -> list[str]:
    """One of lin's, and one who lies in the pool."""
    ours = Customer.objects.living().exclude(phone="").filter(guardian=None, status="contacted")
    held = ours.filter(owner=school.people["lin"]).order_by("pk")
    pooled = ours.filter(owner=None, pool=school.pool).order_by("pk")
    return [found.phone for found in (held.first(), pooled.first()) if found]


def _send(form: IntakeForm, post: Post, at: datetime) -> None:
    # What is wrong with it is told to the sender, and kept.
    with suppress(Invalid):
        receive_post(form, post, origin=None, own=(), visitor="192.0.2.1", at=at)
