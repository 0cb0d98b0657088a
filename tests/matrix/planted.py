"""Words that are planted once, each into one place, and looked for everywhere.

Each is so odd that no page says it by itself.
"""

from __future__ import annotations

from datetime import date

from huishang.kernel.resident_id import synthetic

BORN = date(2014, 5, 20)

CHILD = "戚寒露"
NUMBER = synthetic("140802", BORN).number
ADDRESS = "银杏巷尾靠井一户"
SCHOOL = "红柳滩小学"

GUARDIAN = "戚长庚"
GUARDIAN_PHONE = "13811117777"
SITUATION = "常年卧床下不了炕"
KNOWN = "靠低保和借粮度日"
LIVING = "跟着外婆住老磨坊"
WISH = "盼着磨坊的驴别卖掉"
NOT_MET = "敲门只听见狗叫"
SEEN = "水缸结冰没有柴火"
REMARKED = "邻居答应照看两天"
ALIKE = "右耳后同样有一颗痣"
TROUBLE = "夜里撬过小卖部的锁"

REPORTER = "颜如松"
REPORTER_PHONE = "13922226666"

TITLE = "甲镇柴房独居监护缺失个案"
NARRATIVE = "雪夜赤足走到卫生室"
SUMMARY = "独自住在柴房已三月"
VISITED = "走访见灶台冰冷"
PROBLEMS = "两家互相推着不管"
VIEWS = "想和姐姐一道读书"
PATROLLED = "桥洞下有两床旧被"
ROW = "没有写清的一格"
SHUT = "门牌三组一二号"
SHUT_WHY = "敲门三回没有人应"
PHONE = "蓝布壳的旧手机"

QUESTIONS = "柴房以后谁来照看"
OPINION = "所里已经立案在查"
ADVICE = "先把人接出柴房"

SETTLED = "接到中心住到开春"
MEASURE = "中心腾出朝南一间"
RECORDED = "会上众人议了两个时辰"

DONE = "已经接到中心住下"
DELAY = "院墙还没有修好"
DEMAND = "三日内修好院墙"
ATTACHED = "院墙照片"
ON_PAPER = "砖已砌到齐腰高"

SEALED = "因盗窃被判一年缓二年"
SEALED_NAME = "桑未晞"
ASKED_FOR = "审查起诉需要核实"
WANTED = "需要核对救助记录"
DANGER = "孩子昏倒在村口"
EXPORTED = "年终核对台账"
TEAM = "院墙联合工作组"
RIGHT = "请删去走访照片"
CONTACT = "13733335555"

CERTIFICATE = "结业证桂花七十四"
REMARK = "走访台账欠三户未补"
ANSWERED = "盐公查函九千零一"
SUPPORT_PHONE = "13744448888"

WORDS = {
    name: word for name, word in dict(vars()).items() if name.isupper() and isinstance(word, str)
}
"""Name → word."""
