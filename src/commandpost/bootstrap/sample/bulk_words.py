"""Invented sentences of a duty log, of so many parts that its words differ in how common they are."""

from __future__ import annotations

import random

from commandpost.bootstrap.sample.street import AVENUES, PLACES, STREETS

WHERE = tuple(dict.fromkeys([*(name for _, _, name in PLACES), *(name for _, name, _ in AVENUES + STREETS)]))
TROUBLES = [
    "积水约二十厘米",
    "电梯停运困人",
    "树木倒伏压线",
    "停电",
    "自来水管爆裂",
    "燃气味明显",
    "外墙瓷砖脱落",
    "垃圾堆冒烟",
    "井盖缺失",
    "路灯不亮",
    "施工夜间噪声扰民",
    "车辆剐蹭堵路",
    "老人走失",
    "暖气不热",
    "化粪池外溢",
    "围挡被风刮倒",
    "空调外机松动",
    "消防通道被占",
    "广告牌摇晃",
    "地下室渗水",
    "路面塌陷",
    "电动车充电冒烟",
    "蜂巢影响出行",
    "狗伤人",
]
DEEDS = [
    "已转市政养护队",
    "已通知物业到场",
    "社区应急队正在处置",
    "已拉警戒线",
    "消防救援站到场",
    "电力抢修车已出发",
    "燃气公司关阀检测",
    "救护车送医",
    "派出所民警在场",
    "已劝返围观群众",
    "网格员持续盯守",
    "安置居民到活动室",
    "园林所清运完毕",
    "水务所架泵抽排",
    "已恢复正常",
    "联系产权单位维修",
    "已发提示短信",
    "夜间再次复查",
]
SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦马苗凤花方"
)
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国志文海燕鹏飞雪晨浩宇轩博思雨欣怡佳琪子涵"
ROUTINE = (
    "巡查值班楼，值班电话、传真、视频会商正常。",
    "南护城河东段水位平稳，{number}号泵待命。",
    "接区总值班室电话查岗，带班领导在岗，应答{number}秒。",
    "核对应急物资库第{number}架，数量相符。",
)


def person(chance: random.Random) -> str:
    """An invented name of two or three characters."""
    return chance.choice(SURNAMES) + "".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2))))


def sentence(chance: random.Random) -> str:
    """One line of the log: every fourth is routine."""
    number = chance.randrange(1, 400)
    if chance.random() < 0.25:
        return chance.choice(ROUTINE).format(number=number)
    what, done = chance.choice(TROUBLES), chance.choice(DEEDS)
    return f"{person(chance)}反映{chance.choice(WHERE)}{number}号院{what}，{done}，联系人{person(chance)}。"


def title(chance: random.Random) -> str:
    """The title of an incident."""
    return f"{chance.choice(WHERE)}{chance.randrange(1, 400)}号院{chance.choice(TROUBLES)}"
