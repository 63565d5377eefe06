"""The words of the demo school: names, notes, remarks. Nobody here exists."""

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤"  # noqa: E501
GIVEN_FEMALE = (
    "丽华", "晓燕", "雅婷", "静怡", "雪梅", "慧敏", "思琪", "佳怡", "美玲", "婷婷", "欣怡", "梦瑶",
    "诗涵", "雨桐", "若曦", "子萱", "梓涵", "一诺", "可馨", "语嫣", "紫晴", "安琪", "秀兰", "敏",
)  # fmt: skip
GIVEN_MALE = (
    "志强", "建国", "伟杰", "俊豪", "家明", "浩然", "宇轩", "子轩", "博文", "天佑", "嘉豪", "文博",
    "明轩", "泽宇", "思远", "立诚", "振华", "国栋", "晓峰", "海涛", "俊熙", "梓豪", "磊", "勇",
)  # fmt: skip
GIVEN_CHILD = (
    "小宇", "子涵", "梓萱", "浩宇", "欣妍", "沐宸", "奕辰", "语桐", "乐乐", "朵朵", "睿泽", "安安",
    "思睿", "佑霖", "芷若", "星辰", "一凡", "雨泽", "可可", "晨曦",
)  # fmt: skip
LATIN = (
    ("Anna Keller", "female"), ("Tom Baker", "male"), ("Olivia Chen", "female"),
    ("Jean-Luc Martin", "male"), ("Priya Nair", "female"), ("Marco Rossi", "male"),
    ("Sofia Almeida", "female"), ("Daniel O'Connor", "male"), ("Yuki Tanaka", "female"),
    ("Hannah Schmidt", "female"), ("Ivan Petrov", "male"), ("Grace Lim", "female"),
    ("Ahmed Farouk", "male"), ("Emily Watson", "female"),
)  # fmt: skip

COURSES = (
    ("kids-english", "少儿英语 Kids' English", 48, 6_800_00),
    ("ielts", "雅思冲刺 IELTS", 60, 15_800_00),
    ("python", "Python 编程 Python", 40, 7_200_00),
    ("math", "数学思维 Maths", 48, 6_400_00),
    ("calligraphy", "硬笔书法 Calligraphy", 32, 3_200_00),
    ("piano", "钢琴启蒙 Piano", 36, 9_000_00),
)
CAMPUSES = (
    ("tianhe", "天河校区 Tianhe", "广州市天河区体育东路 116 号 3 楼", "020-3888 1116"),
    ("yuexiu", "越秀校区 Yuexiu", "广州市越秀区中山五路 68 号 5 楼", "020-8333 2068"),
    ("panyu", "番禺校区 Panyu", "广州市番禺区市桥大北路 210 号", "020-3480 3210"),
)
CAMPAIGNS = (
    ("open-day", "Autumn open day", "秋季开放日"),
    ("live-stream", "Douyin live stream", "抖音直播"),
)

NOTES = {
    "reached": (
        "孩子三年级，想周六上午上课，价格要和爸爸商量。",
        "家长问师资，发了两位老师的介绍，说先看看。",
        "对试听有兴趣，下周学校考完试再约。",
        "问了课时和退费政策，已解释，态度不错。",
        "现在在另一家机构，课包年底到期，到时候再比较。",
        "想要小班，不超过 8 个人，已介绍周末班。",
        "孩子英语基础一般，建议先做水平测试。",
        "妈妈说晚上七点以后方便接电话。",
        "关心作业量，担心跟学校冲突，讲了课后安排。",
        "已发课程表和校区位置，答应周末带孩子来看看。",
        "Wants an evening group, twice a week; will decide after the school exams.",
        "Asked about the exam dates in spring, sent the timetable.",
    ),
    "no_answer": (
        "没人接。", "响了很久没接，晚上再打。", "挂断了，可能在上班。", "关机。",
        "发了微信，还没回。", "No answer, left a message.", "",
    ),
    "visited": (
        "带孩子来校区看了，试了一节课，孩子很喜欢老师。",
        "和爸爸一起来的，看了教室，谈了两个班的时间。",
        "到店咨询半小时，做了水平测试，成绩中等偏上。",
        "Came with her daughter, sat in on a lesson, asked for a quote.",
    ),
    "refused": (
        "说暂时不考虑，明年再说。",
        "觉得太贵，要再比较几家。",
        "已经报了别家，不想再接电话。",
    ),
    "wrong_number": ("打过去是别人，号码不对。", "空号。"),
}  # fmt: skip
REMARKS = (
    "周末白天方便", "孩子左撇子", "外婆接送，电话打给妈妈", "住在校区对面小区", "对价格比较敏感",
    "老学员介绍来的", "喜欢 Miss Zhao 的课", "Speaks English at home", "只能上晚班",
    "想先试听再决定",
)  # fmt: skip
SCHOOLS = ("体育东路小学", "华阳小学", "东风东路小学", "市桥中心小学", "沙面小学", "龙口西小学")
GRADES = ("一年级", "二年级", "三年级", "四年级", "五年级", "六年级", "初一", "初二")
PLAN_NOTES = (
    "确认周六能不能来", "再问试听时间", "发新课程表", "等爸爸决定", "考试后回访", "",
    "Ask about the level test",
)  # fmt: skip
RELEASE_NOTES = ("打了三次没人接", "暂时没有时间，半年后再联系", "搬去佛山了", "", "想找更近的校区")
LOST_NOTES = ("报了楼下那家", "爸爸觉得贵", "时间对不上", "")

# Who is away for a working week, so many weeks after the coming Monday, and why.
LEAVE = [("bo", 1, "年假 annual leave"), ("zoe", 2, "")]
