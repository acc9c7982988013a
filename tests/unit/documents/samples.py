"""Papers of an invented street for the tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from commandpost.domain.papers import (
    CallLine,
    CheckLine,
    ClockEvidence,
    Conversation,
    CustodyLine,
    DirectiveLine,
    HandoverPaper,
    IncidentLine,
    Outage,
    Paragraph,
    Post,
    ReportPaper,
    RosterLine,
    RosterPaper,
    ShiftBlock,
    ShiftFigures,
    Signature,
    StepMark,
    UndoneLine,
    VoidMark,
    WarningLine,
)

TEMPLATES = Path(__file__).parents[3] / "resources" / "templates"


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of July 2026 in Beijing, as UTC."""
    return datetime(2026, 7, day, hour, minute, tzinfo=UTC) - timedelta(hours=8)


REPORT = ReportPaper(
    unit="永宁街道办事处",
    step="initial",
    number="第1期",
    issued_at=at(19, 2, 41),
    title="关于槐树里12号院自建房局部坍塌的初报",
    addressees=("区委区政府总值班室", "区应急管理局"),
    copies=("区住房城乡建设委", "区城管委"),
    paragraphs=(
        Paragraph(
            text="7月19日2时20分许，我街道槐树里社区槐树里12号院一处自建房发生局部坍塌。"
            "2时24分我街道值班室接居民来电报告，2时29分电话首报区总值班室。"
        ),
        Paragraph(
            heading="casualties",
            text="截至2时36分，被困1人，受伤2人（均已送医），无死亡，转移相邻两院群众17人。"
            "2时24分来电曾称无人被困，以2时36分现场核实为准。",
        ),
        Paragraph(heading="cause", text="正在核实。"),
        Paragraph(heading="measures", text="街道带班领导已赶赴现场，消防2车12人正在搜救，社区应急队9人设警戒。"),
        Paragraph(heading="support", text="大型破拆设备、照明车。"),
        Paragraph(text="有关情况将及时续报。"),
    ),
    signer="陈建国",
    signed_at=at(19, 2, 40),
    duty_officer="李静",
    phone="13900000218",
    contact="陈建国",
    contact_phone="13900000219",
    received_at=at(19, 2, 24),
    phone_report=Conversation(at=at(19, 2, 29), to="区总值班室", taken_by="周航"),
    evidence=ClockEvidence(at=at(19, 2, 41), grade="B", spread=timedelta(milliseconds=400), anchored_at=at(19, 2, 4)),
    head_code="9f3c 71ab 04de 55c2",
)

GAPS = replace(
    REPORT,
    paragraphs=(
        replace(REPORT.paragraphs[0], missing=True, lacking="事发时间、地点"),
        Paragraph(heading="casualties", missing=True),
        Paragraph(heading="cause", text="初步了解为雨后墙体失稳，", missing=True),
        Paragraph(heading="measures", missing=True),
    ),
    step="follow_up",
    sequence=12,
    number="第17期",
    late_by=timedelta(minutes=1, seconds=5),
    late_reason="通信中断，2时50分恢复后立即补报",
    signer="",
    signed_at=None,
    draft=True,
    drill=True,
)

OUTGOING = ShiftBlock(
    start=at(18, 8, 30),
    end=at(19, 8, 30),
    leader=Post(name="陈建国"),
    primary=Post(name="李静"),
    secondary=Post(name="王磊", instead_of="张敏", approved_by="陈建国"),
)
INCOMING = ShiftBlock(
    start=at(19, 8, 30),
    end=at(20, 8, 30),
    leader=Post(name="赵明"),
    primary=Post(name="刘洋"),
    secondary=Post(name="马超"),
)

INCIDENTS = (
    IncidentLine(
        title="槐树里12号院自建房局部坍塌",
        level="larger",
        received=at(19, 2, 24),
        last_report=StepMark(step="follow_up", sequence=2, at=at(19, 6, 40)),
        next_due=StepMark(step="follow_up", sequence=3, at=at(19, 8, 40)),
        handed_over="1 人已救出送医；余房待房管所鉴定，17 人安置于社区活动中心，联系人周敏",
    ),
    IncidentLine(
        title="南护城河东段积水倒灌",
        level="general",
        received=at(19, 1, 52),
        last_report=StepMark(step="follow_up", sequence=2, at=at(19, 5, 52)),
        next_due=StepMark(step="follow_up", sequence=3, at=at(19, 9, 52)),
        handed_over="水泵 2 台仍在抽排，11 时前归还东河沿社区",
    ),
    IncidentLine(
        title="光明路配电室跳闸停电",
        level="general",
        received=at(19, 1, 18),
        last_report=StepMark(step="final", at=at(19, 4, 10)),
        handed_over="已恢复供电，无移交",
    ),
    IncidentLine(
        title="幸福巷树木倒伏压车",
        level="general",
        received=at(19, 0, 40),
        last_report=StepMark(step="final", at=at(19, 3, 5), late=True),
        handed_over="车主保险事宜转社区",
    ),
)

HANDOVER = HandoverPaper(
    unit="永宁街道应急值班室",
    number="JJ-20260719-01",
    made_at=at(19, 8, 20),
    outgoing=OUTGOING,
    incoming=INCOMING,
    warnings=(WarningLine(name="暴雨黄色预警", since=at(18, 18, 20)),),
    response="防汛四级响应",
    outages=(Outage(since=at(19, 2, 4), until=at(19, 5, 31), resent=31, receipted=31),),
    figures=ShiftFigures(
        calls_in=17,
        calls_out=22,
        incidents=4,
        owed=6,
        in_time=5,
        late=1,
        spot_checks=1,
        spot_check_answer=timedelta(seconds=41),
        call_outs=12,
        call_outs_answered=12,
    ),
    incidents=INCIDENTS,
    directives=(
        DirectiveLine(
            at=at(19, 2, 25),
            sender="陈建国",
            text="逐户核实相邻两院人数。",
            status="answered",
            status_at=at(19, 3, 10),
        ),
        DirectiveLine(at=at(19, 6, 2), sender="区应急局", text="8时30分前报房屋排查数。", limit_at=at(19, 8, 30)),
    ),
    undone=(
        UndoneLine(
            text="区应急局要求的低洼院落排查表，已收 5/9 个社区，余 4 个社区催报",
            limit_at=at(19, 9),
            responsible="马超",
        ),
    ),
    undecided=(CallLine(number="#4888", at=at(19, 7, 51), text="居民称井盖缺失，已请社区查看"),),
    undelivered=2,
    equipment=(
        *(CheckLine(name=name, ok=True) for name in ("值班电话", "传真", "视频会商")),
        CheckLine(name="卫星电话", ok=True, note="电量 80%"),
        *(CheckLine(name=name, ok=True) for name in ("应急广播", "应急电源", "对讲机")),
        CheckLine(name="打印机", ok=False, note="缺墨，已报修"),
        CheckLine(name="时钟", ok=True, note="差 0.2 秒"),
    ),
    custody=(
        CustodyLine(name="收文", quantity="3 件", note="已登记"),
        CustodyLine(name="值班手机", quantity="1"),
        CustodyLine(name="钥匙", quantity="1 串"),
        CustodyLine(name="印章", quantity="1"),
    ),
    signed_outgoing=Signature(name="李静", at=at(19, 8, 28)),
    signed_incoming=Signature(name="刘洋", at=at(19, 8, 31)),
    first_entry="4790",
    last_entry="4902",
    head_code="9f3c 71ab 04de 55c2",
)

ZERO = HandoverPaper(
    unit="永宁街道应急值班室",
    number="JJ-20260720-01",
    made_at=at(20, 8, 20),
    outgoing=INCOMING,
    incoming=replace(OUTGOING, start=at(20, 8, 30), end=at(21, 8, 30), secondary=Post()),
    figures=ShiftFigures(),
    zero_report=True,
    first_entry="4903",
    last_entry="4911",
    head_code="0c3d 71ab 04de 0001",
)

VOID = replace(HANDOVER, void=VoidMark(at=at(19, 8, 29), by="李静", reason="交接开始后又接报一起，重新编号"))

FORTY = replace(
    HANDOVER,
    incidents=tuple(
        replace(INCIDENTS[place % 4], title=f"{INCIDENTS[place % 4].title}（{place + 1}）") for place in range(40)
    ),
)

NAMES = ("李静", "王磊", "张敏", "刘洋", "马超", "郑洁", "冯涛", "何雪")
LEADERS = ("陈建国", "赵明", "周丽华", "孙伟", "吴海燕")


def _line(day: int) -> RosterLine:
    when = date(2026, 7, day)
    return RosterLine(
        date=when,
        day_type="restday" if when.weekday() > 4 else "workday",
        leader=Post(name=LEADERS[day % 5]),
        primary=Post() if day == 25 else Post(name=NAMES[2 * day % 8]),
        secondary=Post(name="王磊", instead_of="张敏") if day == 18 else Post(name=NAMES[(2 * day + 1) % 8]),
        note="全市防汛演练" if day == 8 else "",
    )


ROSTER = RosterPaper(
    unit="永宁街道",
    year=2026,
    month=7,
    days=tuple(_line(day) for day in range(1, 32)),
    phone="13900000100",
    made_by="党政办",
    made_at=at(1, 9),
    remarks=("交接班时间 8:30", "换班、代班须经带班领导批准"),
)
