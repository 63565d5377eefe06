"""What the hosted form says, in the languages that strangers read."""

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from shoal.common import school

WORDS = {
    "en": {
        "html_lang": "en",
        "name": "Your name", "phone": "Phone", "wechat": "WeChat", "qq": "QQ", "email": "E-mail",
        "question": "What would you like to know?", "courses": "Interested in",
        "title": "Ask us", "send": "Send", "required": "(required)",
        "one_contact": "One way to reach you is enough.",
        "trap": "Leave this empty",
        "thanks_title": "Thank you", "thanks": "We have your message and will be in touch soon.",
        "closed_title": "This form is closed", "closed": "Please contact the school directly.",
        "missing_title": "There is no such form",
        "missing": "Please check the address, or contact the school directly.",
        "busy_title": "One moment, please",
        "busy": "Too many messages came from here. Please try again in {seconds} seconds.",
        "other_site_title": "This did not arrive",
        "other_site": "Pages of that website may not send to this form. You can ask us here:",
        "to_form": "To the form",
        "again": "Please look at what is marked.",
        "contact_required": "Please tell us how to reach you.",
        "consent_missing": "Please agree, so that we may keep your message.",
        "invalid_phone": "This does not look like a phone number.",
        "invalid_wechat": "This does not look like a WeChat id.",
        "invalid_qq": "This does not look like a QQ number.",
        "invalid_email": "This does not look like an e-mail address.",
        "max_length": "This is too long.",
        "other_language": "中文", "other_code": "zh",
    },
    "zh": {
        "html_lang": "zh-CN",
        "name": "您的称呼", "phone": "手机号", "wechat": "微信号", "qq": "QQ", "email": "邮箱",
        "question": "想了解什么？", "courses": "感兴趣的课程",
        "title": "在线咨询", "send": "提交", "required": "（必填）",
        "one_contact": "留下任意一种联系方式即可。",
        "trap": "此处请留空",
        "thanks_title": "谢谢您", "thanks": "我们已收到您的咨询，会尽快与您联系。",
        "closed_title": "该表单已关闭", "closed": "请直接与学校联系。",
        "missing_title": "没有找到该表单", "missing": "请检查网址，或直接与学校联系。",
        "busy_title": "请稍候", "busy": "提交过于频繁，请在 {seconds} 秒后再试。",
        "other_site_title": "未能提交", "other_site": "该网站不能向此表单提交。您可以在这里咨询：",
        "to_form": "前往表单",
        "again": "请检查标出的内容。",
        "contact_required": "请留下您的联系方式。",
        "consent_missing": "请勾选同意，以便我们保存您的咨询。",
        "invalid_phone": "手机号格式不正确。", "invalid_wechat": "微信号格式不正确。",
        "invalid_qq": "QQ 号格式不正确。", "invalid_email": "邮箱格式不正确。",
        "max_length": "内容过长。",
        "other_language": "English", "other_code": "en",
    },
}  # fmt: skip
LANGUAGES = tuple(WORDS)


def language_of(request: HttpRequest, given: object = None) -> str:
    """Return the language that was chosen, else that of the browser, else the school's."""
    if given in LANGUAGES:
        return str(given)
    for tag, _ in parse_accept_lang_header(
        request.headers.get("Accept-Language", "")[:200].lower()
    ):
        if tag[:2] in LANGUAGES:
            return tag[:2]
    return school.current().language
