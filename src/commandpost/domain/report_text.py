"""The Chinese sentences a report is drafted from; the one place where the words of its text stand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from commandpost.domain.codes import Level
from commandpost.domain.figures import Contradiction
from commandpost.domain.incident import FIGURES, Incident
from commandpost.domain.local_time import BEIJING, local_day
from commandpost.domain.report import UNKNOWN
from commandpost.domain.rules import Step
from commandpost.domain.shelving import Shelf

STEP_WORDS = {
    Step.PHONE: "电话首报",
    Step.INITIAL: "初报",
    Step.FOLLOW_UP: "续报",
    Step.DAILY: "日报",
    Step.ZERO: "零报告",
    Step.FINAL: "终报",
    Step.SUPPLEMENT: "补报",
}
LEVEL_WORDS = {
    Level.UNGRADED: "未定级",
    Level.GENERAL: "一般",
    Level.LARGER: "较大",
    Level.MAJOR: "重大",
    Level.GRAVE: "特别重大",
}
FIGURE_WORDS = {
    "dead": "死亡",
    "missing": "失踪",
    "injured": "受伤",
    "badly_injured": "重伤",
    "trapped": "被困",
    "moved": "转移",
    "homes": "倒损房屋",
    "loss": "直接经济损失约",
}
FIGURE_UNITS = {"homes": "间", "loss": "万元"}  # all others count people
NOBODY_WORDS = {
    "dead": "无死亡",
    "missing": "无失踪",
    "injured": "无受伤",
    "badly_injured": "无重伤",
    "trapped": "无被困",
    "moved": "未转移人员",
    "homes": "无倒损房屋",
    "loss": "无直接经济损失",
}
ASKED_ALWAYS = frozenset({"dead", "missing", "injured", "trapped"})  # unknown ones are told as 正在核实
MODE_WORDS = {"call_in": "来电", "call_out": "去电", "on_scene": "现场", "directive": "指示", "note": "记事"}
COURSE_WORDS = {"call_in": "接报：", "call_out": "去电：", "on_scene": "现场报：", "directive": "指示："}
OPENING_WORDS = {"source": "信息来源", "occurred": "事发时间", "place": "地点", "kind": "事件类别"}
TO_BE_CONTINUED = "有关情况将及时续报。"
DAYS_NOT_REPORTED = "日报、零报告{count}日"
DEFAULT_RECIPIENT = "区委区政府总值班室"
_DIGITS = "〇一二三四五六七八九"


def chinese_number(number: int) -> str:
    """一 to 九十九; larger ones in figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones else "")


def step_words(step: Step, sequence: int) -> str:
    """初报, 续报一, 续报二, 终报."""
    return STEP_WORDS[step] + (chinese_number(sequence) if step is Step.FOLLOW_UP else "")


def title(incident_title: str, step: Step, sequence: int) -> str:
    """关于…的初报."""
    return f"关于{incident_title.strip()}的{step_words(step, sequence)}"


def report_number(year: int, station: str, count: int, *, drill: bool) -> str:
    """〔2026〕S1第17期: the counter is the workstation's own, so no two desks give one number twice."""
    return f"{'演练' if drill else ''}〔{year}〕{station}第{count}期"


def clock(moment: datetime) -> str:
    """2时20分, of the 24-hour day in Beijing."""
    local = moment.astimezone(BEIJING)
    return f"{local.hour}时{local.minute:02d}分"


def day_and_clock(moment: datetime) -> str:
    """7月19日2时20分."""
    local = moment.astimezone(BEIJING)
    return f"{local.month}月{local.day}日{clock(moment)}"


def casualties(figures: Mapping[str, int | None], as_of: datetime, note: str = "") -> str:
    """截至2时36分，被困1人，受伤2人，无死亡. Nothing known reads 正在核实."""
    if all(figures.get(name) is None for name in FIGURES):
        return note.strip() or f"{UNKNOWN}。"
    told = "，".join(figure(name, figures.get(name)) for name in FIGURES if _is_told(name, figures.get(name)))
    extra = f"{note.strip().rstrip('。')}。" if note.strip() else ""
    return f"截至{clock(as_of)}，{told}{_toll(figures)}。{extra}"


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureSource:
    """Where one figure of a report comes from; ``mode`` is the kind of the line of the log that told it."""

    figure: str
    value: int
    at: datetime | None = None
    source: str = ""
    mode: str = ""
    person: str = ""


def figure_sources(sources: Iterable[FigureSource]) -> str:
    """被困1人据7月19日2时24分来电记录（李静）；受伤2人据120，7月19日2时50分（李静）."""
    return f"{'；'.join(map(_one_source, sources))}。"


def _one_source(one: FigureSource) -> str:
    when = "" if one.at is None else day_and_clock(one.at)
    if one.mode:
        told = f"据{when}{MODE_WORDS.get(one.mode, '')}记录"
    elif one.at is not None:
        told = f"据{one.source}，{when}" if one.source else f"{when}填报"
    else:
        told = "本次填报"
    return f"{figure(one.figure, one.value)}{told}" + (f"（{one.person}）" if one.person else "")


def _toll(figures: Mapping[str, int | None]) -> str:
    """The missing count in the toll (国务院令493号 §12)."""
    missing = figures.get("missing") or 0
    return f"，死亡和失踪共{(figures.get('dead') or 0) + missing}人" if missing else ""


def _is_told(name: str, value: int | None) -> bool:
    return name in ASKED_ALWAYS or bool(value)


def figure(name: str, value: int | None) -> str:
    """被困1人, 无被困, 被困人数正在核实."""
    if value is None:
        return f"{FIGURE_WORDS[name]}人数{UNKNOWN}"
    return f"{FIGURE_WORDS[name]}{value}{FIGURE_UNITS.get(name, '人')}" if value else NOBODY_WORDS[name]


def contradiction(found: Contradiction) -> str:
    """2时24分来电称无被困，以2时36分现场所报被困1人为准."""
    first, second = figure(found.figure, found.first_value), figure(found.figure, found.second_value)
    return (
        f"{clock(found.first_at)}{MODE_WORDS.get(found.first_source, '')}称{first}，"
        f"以{clock(found.second_at)}{MODE_WORDS.get(found.second_source, '')}所报{second}为准"
    )


def course_line(at: datetime, mode: str, text: str, *, occurred: datetime | None = None) -> str:
    """One sentence that begins with its hour, such as 2时24分，接报：…, or 3时12分发生，11时43分接报：…."""
    told, said = text.strip().rstrip("。；;"), COURSE_WORDS.get(mode, "")
    earlier = _occurred_earlier(at, occurred)
    return f"{earlier}{clock(at)}{said}{told}。" if earlier and said else f"{clock(at)}，{said}{told}。"


def _occurred_earlier(at: datetime, occurred: datetime | None) -> str:
    """3时12分发生，; with its day when that is another; "" when both are told by the same minute."""
    if occurred is None or day_and_clock(occurred) == day_and_clock(at):
        return ""
    same_day = local_day(occurred) == local_day(at)
    return f"{(clock if same_day else day_and_clock)(occurred)}发生，"


def lacking(keys: Sequence[str]) -> str:
    """事发时间、地点: the elements of the first paragraph that nobody told."""
    return "、".join(OPENING_WORDS[key] for key in keys)


def opening(
    incident: Incident,
    elements: Mapping[str, str],
    unit: str,
    *,
    step: Step,
    phone: tuple[datetime, str] | None,
    previous: tuple[Step, int, datetime] | None,
) -> str:
    """The first paragraph; a follow-up does not tell the first story again."""
    if step is not Step.INITIAL and previous is not None:
        last = f"{day_and_clock(previous[2])}{step_words(previous[0], previous[1])}"
        ending = "处置终结" if step is Step.FINAL else "进展"
        return f"{last}后，现将{incident.title.strip()}的{ending}情况报告如下。"
    return _first_story(incident, elements, unit, phone)


def _first_story(incident: Incident, elements: Mapping[str, str], unit: str, phone: tuple[datetime, str] | None) -> str:
    when, place = elements.get("occurred", "").strip(), elements.get("place", "").strip()
    source, kind = elements.get("source", "").strip(), elements.get("kind", "").strip()
    head = "，".join(part for part in (_or_unknown("事发时间", when), _or_unknown("地点", place)) if part)
    level = LEVEL_WORDS[incident.level]
    graded = level if incident.level is Level.UNGRADED else f"初判{level}"
    told = f"{unit}值班室{clock(incident.received)}接{source or '来电'}报告"
    called = f"，{clock(phone[0])}已电话首报{phone[1]}" if phone else ""
    return f"{head}，{incident.title.strip()}（{'，'.join(part for part in (kind, graded) if part)}）。{told}{called}。"


def _or_unknown(name: str, text: str) -> str:
    return f"{name}{UNKNOWN}" if text == UNKNOWN else text


def phone_log(to: str, taken_by: str, summary: str, *, read_back: bool) -> str:
    """The line of the log for a report by telephone."""
    told = f"已电话首报{to}，对方接报人{taken_by}"
    repeated = "，对方复述无误" if read_back else ""
    return f"{told}{repeated}。" + (f"{summary.strip()}" if summary.strip() else "")


def sent_log(step: Step, sequence: int, number: str, recipients: Sequence[str]) -> str:
    """The line of the log for a written report that was sent."""
    return f"书面{step_words(step, sequence)}{number}已报送{'、'.join(recipients)}。"


def signature_outrun_log(number: str, leader: str) -> str:
    """The line of the log for a report whose incident changed its level or sensitivity after the leader had signed."""
    return f"{number}由{leader}签发后，事件级别或敏感情形有变，原签字不再有效，已报送，待带班领导补签。"


def renamed_log(old: str, new: str) -> str:
    """The line of the log for a name of the staff that was put right."""
    return f"人员姓名更正：{old}改为{new}。"


def server_log(name: str, url: str) -> str:
    """The line of the log for a desk that was linked to a server."""
    return f"{name}把本机的服务器地址设为{url}。"


def second_place_log(name: str, folder: str) -> str:
    """The line of the log for the folder that gets every copy too; "" for none any more."""
    return f"{name}把第二备份位置设为{folder}。" if folder else f"{name}停用第二备份位置。"


def room_served_log(name: str, *, served: bool) -> str:
    """The line of the log for a desk that begins or ends serving its room."""
    return f"{name}{'开启' if served else '停止'}本机的同室互联。"


def room_joined_log(name: str, host: str) -> str:
    """The line of the log for a desk that was connected to another of its room."""
    return f"{name}把本机连接到同室席位{host}。"


def room_left_log(name: str) -> str:
    """The line of the log for a desk that was taken off its room."""
    return f"{name}断开本机与同室席位的连接。"


def alarm_log(about: str, step: Step | None, sequence: int, name: str) -> str:
    """The line of the log for an alarm somebody took note of by name."""
    what = f"{about}：{step_words(step, sequence)}" if step is not None else about
    return f"{what}的警报由{name}确认。"


def shelf_log(about: str, shelf: Shelf) -> str:
    """The line of the log for an alarm somebody put aside."""
    return f"{about}的警报由{shelf.name}搁置至{_day_and_time(shelf.until)}，理由：{shelf.reason}。"


def alarm_pause_log(seconds: int, name: str) -> str:
    """The line of the log for a paused sound."""
    return f"警报声由{name}暂停{seconds}秒。"


def alarm_test_log(name: str, *, heard: bool) -> str:
    """The line of the log for the sounds tried at the start of a shift."""
    return f"{name}试听警报声：" + ("三种声音均能听到。" if heard else "没有听到声音，已提示检查音响设备。")


def link_lost_log(since: datetime) -> str:
    """The line of the log for a server that no longer answers."""
    return f"与服务器的联络自{_day_and_time(since)}起中断，本机照常记录，恢复后自动补传。"


def link_restored_log(since: datetime, until: datetime, waiting: int) -> str:
    """The line of the log for a server that answers again."""
    minutes = int((until - since).total_seconds()) // 60
    lasted = f"{minutes // 60}小时{minutes % 60}分" if minutes >= 60 else f"{minutes}分钟"
    return f"与服务器的联络恢复，自{_day_and_time(since)}起中断{lasted}，待补传{waiting}条。"


def _day_and_time(moment: datetime) -> str:
    return moment.astimezone(BEIJING).strftime("%-m月%-d日%H:%M")
