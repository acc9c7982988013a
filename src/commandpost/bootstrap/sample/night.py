"""A calm night before the window opens: two incidents that ended, a small one that goes on, and the log around them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from commandpost.app.desk import Desk, PersonRole
from commandpost.app.incidents import NewIncident
from commandpost.app.leader_signature import LeaderSignature
from commandpost.app.logbook import Decision, LogMode
from commandpost.bootstrap.sample.past import PastClock
from commandpost.bootstrap.sample.people import SAMPLE_PIN
from commandpost.bootstrap.sample.street import place
from commandpost.domain.codes import Level
from commandpost.domain.ids import PersonId, RecordId
from commandpost.domain.rules import Step
from commandpost.gui.services import Services

OFFICER, LEADER, DISTRICT = "李静", "陈建国", "区总值班室"


class SampleNight:
    """Writes the night's events through the services, each at its moment before now."""

    def __init__(self, desk: Desk, services: Services, people: Mapping[str, PersonId], clock: PastClock) -> None:
        self._desk = desk
        self._services = services
        self._people = people
        self._clock = clock
        self._end = clock.now()

    def at(self, hours: float) -> datetime:
        """Stand so many hours before now."""
        moment = self._end - timedelta(hours=hours)
        self._clock.stand_at(moment)
        return moment

    def sit_down(self) -> None:
        session = self._desk.session
        session.person, session.name = self._people[OFFICER], OFFICER
        session.roles = frozenset({PersonRole.DUTY_OFFICER})

    def call(self, text: str, caller: str, unit: str, phone: str) -> RecordId:
        return self._services.logbook.record(text, mode=LogMode.CALL_IN, caller=caller, caller_unit=unit, phone=phone)

    def open(self, new: NewIncident, call: RecordId) -> RecordId:
        """Open the incident and report it by telephone a few minutes later."""
        incident = self._services.incidents.open(new, call)
        self._clock.stand_at(new.received + timedelta(minutes=5))
        self._services.reports.phone_report(incident, to=DISTRICT, taken_by="周航", summary=new.title)
        return incident

    def send(self, incident: RecordId, step: Step) -> None:
        reports = self._services.reports
        draft = reports.mark_unknown(reports.draft(incident, step))
        reports.send(draft, signature=LeaderSignature(leader=self._people[LEADER], pin=SAMPLE_PIN))

    def note(self, text: str, incident: RecordId | None = None, mode: LogMode = LogMode.NOTE) -> None:
        self._services.logbook.record(text, mode=mode, incident=incident)


def play_night(desk: Desk, services: Services, people: Mapping[str, PersonId], clock: PastClock) -> None:
    """Write the night; the clock runs again afterwards."""
    night = SampleNight(desk, services, people, clock)
    night.sit_down()
    _water(night, services)
    _kitchen(night, services)
    _noted_calls(night, services)
    _power(night)
    clock.stand_at(None)


def _water(night: SampleNight, services: Services) -> None:
    received = night.at(5.2)
    call = night.call("幸福巷社区活动中心门前水管爆裂，路面积水，无人员受伤。", "周敏", "幸福巷社区", "13900000411")
    incident = night.open(
        NewIncident(
            title="幸福巷社区活动中心门前水管爆裂",
            code="12P12",
            level=Level.GENERAL,
            place="幸福巷社区活动中心门前",
            lonlat=place(700.0, 1000.0),
            occurred=received - timedelta(minutes=10),
            received=received,
            source="幸福巷社区",
            dead=0,
            injured=0,
        ),
        call,
    )
    night.at(4.9)
    night.send(incident, Step.INITIAL)
    night.at(3.9)
    night.note("市政养护队 6 人到场，已关闭阀门，积水排净，恢复通行。", incident, LogMode.ON_SCENE)
    night.at(3.7)
    services.incidents.close(incident, reason="抢修完成，恢复供水")
    night.send(incident, Step.FINAL)


def _kitchen(night: SampleNight, services: Services) -> None:
    received = night.at(3.4)
    call = night.call("光明路26号楼一户厨房起火冒烟，住户已自行撤出，已拨打119。", "刘先生", "居民", "13900000417")
    incident = night.open(
        NewIncident(
            title="光明路26号楼居民厨房起火",
            code="12G03",
            level=Level.GENERAL,
            place="光明路26号楼2单元301室",
            lonlat=place(-420.0, 690.0),
            occurred=received - timedelta(minutes=6),
            received=received,
            source="居民来电",
            dead=0,
            injured=0,
            trapped=0,
        ),
        call,
    )
    night.at(3.1)
    night.send(incident, Step.INITIAL)
    night.at(2.6)
    night.note("消防 1 车 6 人到场，明火已扑灭，过火面积约 2 平方米，无人员伤亡。", incident, LogMode.ON_SCENE)
    night.at(2.4)
    services.incidents.close(incident, reason="明火扑灭，无人员伤亡")
    night.send(incident, Step.FINAL)


def _noted_calls(night: SampleNight, services: Services) -> None:
    night.at(2.1)
    call = night.call("南苑路路灯不亮，请安排检修。", "王女士", "居民", "13900000423")
    services.logbook.decide(call, Decision.PASSED_ON, passed_to="市政养护队")
    night.at(1.5)
    night.note("巡查值班楼，消防通道畅通，值班电话、传真、视频会商正常。")
    night.at(1.2)
    call = night.call("咨询社区卫生服务中心开诊时间，已告知。", "孙先生", "居民", "13900000425")
    services.logbook.decide(call, Decision.NOTED)


def _power(night: SampleNight) -> None:
    received = night.at(0.6)
    call = night.call(
        "光明路配电室跳闸，地下一层及两栋居民楼停电，电梯无人被困。", "何师傅", "光明路社区", "13900000431"
    )
    incident = night.open(
        NewIncident(
            title="光明路配电室跳闸停电",
            code="12P08",
            level=Level.GENERAL,
            place="光明路配电室",
            lonlat=place(-100.0, 750.0),
            occurred=received - timedelta(minutes=8),
            received=received,
            source="光明路社区",
            dead=0,
            injured=0,
            trapped=0,
        ),
        call,
    )
    night.at(0.3)
    night.note("供电抢修驻点 5 人到场，正在排查故障开关；社区已上门查看用氧居民 2 户。", incident, LogMode.ON_SCENE)
