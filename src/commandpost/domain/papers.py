"""What stands on the papers of the duty room: report, handover sheet, month's roster.

Values only. Moments are aware datetimes, durations timedeltas, and words that belong to a fixed list are codes
(``step``, ``level``, ``status``…): the documents ring sets them in Chinese from ``resources/templates/words.toml``.
Free text is printed as it is, letter for letter. The papers are frozen into the journal through
``paper_encoding.to_plain``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from commandpost.domain.map_paper import MapPaper
from commandpost.domain.official import FormPaper, OfficialPaper


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph of a report; ``heading`` is an element's key or literal words, "" for opening and closing text."""

    heading: str = ""
    text: str = ""
    missing: bool = False  # printed as 【缺】 after what text there is
    lacking: str = ""  # what is missing, printed as 【缺：事发时间】 where the heading does not say it


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """A telephone report that went before the paper: when, to whom, who took it."""

    at: datetime
    to: str
    taken_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEvidence:
    """How far the times on a paper may be believed; ``grade`` is A to D of the journal."""

    at: datetime
    grade: str
    spread: timedelta | None = None  # None: not known
    anchored_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPaper:
    """A written report about one incident, 突发事件信息, after the form of GB/T 9704."""

    unit: str
    step: str  # phone initial follow_up daily final supplement
    sequence: int = 1  # of a follow-up
    number: str  # as printed, e.g. 第17期
    issued_at: datetime
    title: str
    addressees: tuple[str, ...]
    copies: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...]
    late_by: timedelta | None = None  # None: not late
    late_reason: str = ""
    signer: str = ""  # "": 待带班领导补签
    signed_at: datetime | None = None
    duty_officer: str = ""
    phone: str = ""
    contact: str = ""
    contact_phone: str = ""
    received_at: datetime
    phone_report: Conversation | None = None
    evidence: ClockEvidence | None = None
    head_code: str = ""
    draft: bool = False  # not sent yet: the paper says so
    drill: bool = False  # 演练: watermark on every page

    @property
    def pending_signature(self) -> bool:
        return not self.signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Who held one post of a shift; no name is an empty post."""

    name: str = ""
    instead_of: str = ""
    approved_by: str = ""
    reason: str = ""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    title: str = ""  # of a post beside leader, primary and secondary
    swapped: bool = False  # 串班, else 代班
    wanted: bool = True  # False: the shift has no such post
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftBlock:
    """One side of the handover: the hours and the three posts."""

    start: datetime
    end: datetime
    leader: Post
    primary: Post
    secondary: Post
    others: tuple[Post, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningLine:
    """A warning in force; ``name`` as issued, e.g. 暴雨黄色预警."""

    name: str
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outage:
    """A time without the upper tier; ``until`` None while it lasts."""

    since: datetime
    until: datetime | None = None
    resent: int = 0
    receipted: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftFigures:
    """Counts of one shift."""

    calls_in: int = 0
    calls_out: int = 0
    incidents: int = 0
    owed: int = 0
    in_time: int = 0
    late: int = 0
    not_provable: int = 0
    follow_ups_due: int = 0
    passed_on: int = 0
    spot_checks: int = 0
    spot_check_answer: timedelta | None = None  # slowest answer
    call_outs: int = 0  # communities asked in roll-calls
    call_outs_answered: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMark:
    """A report that went out, or one that falls due; ``at`` None means at once."""

    step: str
    sequence: int = 1
    at: datetime | None = None
    late: bool = False  # went out late, or is overdue when the sheet was made


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """One incident on the handover sheet; ``next_due`` None: nothing more is owed."""

    number: str = ""
    title: str
    place: str = ""
    level: str  # ungraded general larger major grave
    received: datetime
    last_report: StepMark | None = None
    next_due: StepMark | None = None
    handed_over: str = ""
    responsible: str = ""
    times: int = 0  # how often it was handed over before


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveLine:
    """A leader's or the upper tier's instruction; status open, conveyed or answered."""

    at: datetime
    sender: str
    text: str
    status: str = "open"
    status_at: datetime | None = None
    limit_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoneLine:
    """An unfinished matter told to the next shift; it stays on each sheet until somebody closes it."""

    text: str
    limit_at: datetime | None = None
    responsible: str = ""
    matter: str = ""  # its record; "" before the sheet that opens it
    since: datetime | None = None
    times: int = 0  # how often it was handed over before


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A call not yet decided: incident, passed on, or only noted."""

    number: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """One device of the equipment check; ``ok`` None: not checked."""

    name: str
    ok: bool | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyLine:
    """Documents, telephones, keys, seals: how many, never what is in them."""

    name: str
    quantity: str  # with its measure, e.g. 3 件
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed and when; no name: still to be signed."""

    name: str = ""
    at: datetime | None = None
    standing_in: str = ""  # why somebody signs who is not of the shift


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidMark:
    """Why and when a numbered sheet was made void; it is kept."""

    at: datetime
    by: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionLine:
    """What the incoming asked about an item while it was read."""

    item: str
    question: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """The leader lets the shift change while an incident is in hand, and says why."""

    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverPaper:
    """The handover sheet 值班交接班记录单, its blocks in the order they stand on paper."""

    unit: str
    number: str  # JJ-20260719-01; "" before it is numbered
    made_at: datetime
    outgoing: ShiftBlock
    incoming: ShiftBlock
    warnings: tuple[WarningLine, ...] = ()
    response: str = ""  # response level in force, e.g. 防汛四级响应
    outages: tuple[Outage, ...] = ()
    remarks: tuple[str, ...] = ()  # weather, special periods, whatever the room adds to its state
    figures: ShiftFigures
    incidents: tuple[IncidentLine, ...] = ()
    directives: tuple[DirectiveLine, ...] = ()
    undone: tuple[UndoneLine, ...] = ()
    undecided: tuple[CallLine, ...] = ()
    undelivered: int = 0  # entries no receipt has come for
    conflicts: tuple[str, ...] = ()
    equipment: tuple[CheckLine, ...] = ()
    custody: tuple[CustodyLine, ...] = ()
    zero_report: bool = False  # 本班无突发事件（零报告）
    signed_outgoing: Signature = Signature()
    signed_incoming: Signature = Signature()
    signed_leader: Signature = Signature()
    void: VoidMark | None = None
    questions: tuple[QuestionLine, ...] = ()
    items_read: int | None = None  # None: a sheet from before items were ticked
    release: Release | None = None
    taken_over_at: datetime | None = None  # both have signed
    paper_number: str = ""  # filled in by hand while the power was gone
    digest: str = ""  # of what was frozen
    first_entry: str = ""  # of the journal range, e.g. 4790
    last_entry: str = ""
    head_code: str = ""
    drill: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterLine:
    """One day of the month's roster; day_type workday, restday, holiday or makeup."""

    date: date
    day_type: str = "workday"
    holiday: str = ""  # its name, e.g. 国庆节
    leader: Post = Post()
    primary: Post = Post()
    secondary: Post = Post()
    others: tuple[Post, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneLine:
    """Somebody's telephone under the month's roster."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterPaper:
    """The month's roster; days of the month only, in order."""

    unit: str
    year: int
    month: int
    days: tuple[RosterLine, ...]
    phone: str = ""
    made_by: str = ""
    approved_by: str = ""
    made_at: datetime
    remarks: tuple[str, ...] = ()
    phones: tuple[PhoneLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterEvent:
    """A shift in somebody's calendar; ``uid`` stays the same while the shift does."""

    uid: str
    start: datetime
    end: datetime
    summary: str
    description: str = ""
    remind: timedelta | None = None  # before the start


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankPaper:
    """An empty form with a number of its own, for the day the power is gone; ``kind`` handover or phone."""

    kind: str
    unit: str
    number: str
    made_at: datetime
    code: str  # what the QR code says
    posts: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    custody: tuple[str, ...] = ()


Paper = ReportPaper | HandoverPaper | RosterPaper | OfficialPaper | FormPaper | BlankPaper | MapPaper
