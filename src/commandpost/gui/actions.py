"""Everything the operator can do, as data: one row gives shortcut, palette line, help line and key label."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from commandpost.gui.map.tool_registry import TOOLS, action_of
from commandpost.gui.translation import QT_TRANSLATE_NOOP

CONTEXT = "Actions"
WINDOW = ""  # the window itself does it, whatever page is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing to do; ``page`` is the page that does it, opened first when ``leads_there``."""

    id: str
    label: str  # English source, translated in "Actions"
    key: str = ""  # Qt key sequence; "" when only the palette leads to it
    page: str = WINDOW
    leads_there: bool = True

    def words(self) -> str:
        return QCoreApplication.translate(CONTEXT, self.label)


ACTIONS: tuple[Action, ...] = (
    Action(id="incident.new", label=QT_TRANSLATE_NOOP("Actions", "New incident"), key="F2", page="command"),
    Action(id="incident.edit", label=QT_TRANSLATE_NOOP("Actions", "Revise incident"), key="F6", page="command"),
    Action(id="incident.close", label=QT_TRANSLATE_NOOP("Actions", "End incident"), key="Shift+F6", page="command"),
    Action(
        id="incident.merge",
        label=QT_TRANSLATE_NOOP("Actions", "Merge duplicate incidents, or take one out again"),
        key="Shift+F2",
        page="command",
    ),
    Action(id="report.phone", label=QT_TRANSLATE_NOOP("Actions", "First report by phone"), key="F3", page="command"),
    Action(id="report.draft", label=QT_TRANSLATE_NOOP("Actions", "Draft report"), key="F4", page="report"),
    Action(
        id="report.unknown",
        label=QT_TRANSLATE_NOOP("Actions", "Fill in: being verified"),
        key="F8",
        page="report",
        leads_there=False,
    ),
    Action(
        id="report.send",
        label=QT_TRANSLATE_NOOP("Actions", "Send report"),
        key="Ctrl+Return",
        page="report",
        leads_there=False,
    ),
    Action(
        id="figure.history",
        label=QT_TRANSLATE_NOOP("Actions", "Earlier values of a figure"),
        key="Ctrl+H",
        page="report",
        leads_there=False,
    ),
    Action(
        id="channel.out",
        label=QT_TRANSLATE_NOOP("Actions", "Send another way: codes, texts, file"),
        key="Ctrl+Shift+O",
        page="report",
        leads_there=False,
    ),
    Action(
        id="channel.in",
        label=QT_TRANSLATE_NOOP("Actions", "Take in what came another way: codes, texts, file"),
        key="Ctrl+Shift+I",
        page="inbox",
    ),
    Action(
        id="channel.stick",
        label=QT_TRANSLATE_NOOP("Actions", "Exchange by stick: sealed for one workstation"),
        key="Ctrl+Shift+U",
        page="inbox",
    ),
    Action(
        id="paper.office",
        label=QT_TRANSLATE_NOOP("Actions", "Bulletin, daily summary, zero report and other papers"),
        key="Ctrl+Shift+P",
        page="report",
    ),
    Action(id="handover.open", label=QT_TRANSLATE_NOOP("Actions", "Handover sheet"), key="F9", page="handover"),
    Action(id="log.focus", label=QT_TRANSLATE_NOOP("Actions", "Back to the log box"), key="Esc", page="command"),
    Action(id="log.call_in", label=QT_TRANSLATE_NOOP("Actions", "Log: call in"), key="Alt+1", page="command"),
    Action(id="log.call_out", label=QT_TRANSLATE_NOOP("Actions", "Log: call out"), key="Alt+2", page="command"),
    Action(id="log.on_scene", label=QT_TRANSLATE_NOOP("Actions", "Log: on scene"), key="Alt+3", page="command"),
    Action(id="log.directive", label=QT_TRANSLATE_NOOP("Actions", "Log: directive"), key="Alt+4", page="command"),
    Action(id="log.note", label=QT_TRANSLATE_NOOP("Actions", "Log: note"), key="Alt+5", page="command"),
    Action(
        id="log.incident", label=QT_TRANSLATE_NOOP("Actions", "Log: into which incident"), key="Alt+6", page="command"
    ),
    Action(
        id="log.filter", label=QT_TRANSLATE_NOOP("Actions", "Log: all or this incident"), key="Alt+7", page="command"
    ),
    Action(id="log.correct", label=QT_TRANSLATE_NOOP("Actions", "Correct a log entry"), key="Ctrl+E", page="command"),
    Action(
        id="log.attach", label=QT_TRANSLATE_NOOP("Actions", "Log entry into an incident"), key="Alt+A", page="command"
    ),
    Action(
        id="log.adopt",
        label=QT_TRANSLATE_NOOP("Actions", "Adopt entries made without sign-in"),
        key="Alt+O",
        page="command",
    ),
    Action(
        id="log.reveal",
        label=QT_TRANSLATE_NOOP("Actions", "Show the caller's number (recorded)"),
        key="Alt+R",
        page="command",
    ),
    Action(id="call.book", label=QT_TRANSLATE_NOOP("Actions", "Phone book: call"), key="Ctrl+B", page="command"),
    Action(id="template.use", label=QT_TRANSLATE_NOOP("Actions", "Message template"), key="Ctrl+T", page="command"),
    Action(
        id="reminder.add", label=QT_TRANSLATE_NOOP("Actions", "Remind me of this entry"), key="Alt+B", page="command"
    ),
    Action(id="reminder.done", label=QT_TRANSLATE_NOOP("Actions", "Reminder: done"), key="Alt+D", page="command"),
    Action(
        id="reminder.move", label=QT_TRANSLATE_NOOP("Actions", "Reminder: another time"), key="Alt+V", page="command"
    ),
    Action(
        id="call.incident", label=QT_TRANSLATE_NOOP("Actions", "Undecided call: incident"), key="Alt+I", page="command"
    ),
    Action(
        id="call.passed_on",
        label=QT_TRANSLATE_NOOP("Actions", "Undecided call: passed on"),
        key="Alt+P",
        page="command",
    ),
    Action(id="call.anew", label=QT_TRANSLATE_NOOP("Actions", "Decide a call anew"), key="Alt+G", page="command"),
    Action(
        id="call.noted", label=QT_TRANSLATE_NOOP("Actions", "Undecided call: only noted"), key="Alt+N", page="command"
    ),
    Action(
        id="list.focus", label=QT_TRANSLATE_NOOP("Actions", "To the list of incidents"), key="Alt+Q", page="command"
    ),
    Action(
        id="steps.toggle",
        label=QT_TRANSLATE_NOOP("Actions", "First steps: put away, or show again"),
        key="Shift+F1",
        page="command",
    ),
    Action(id="map.focus", label=QT_TRANSLATE_NOOP("Actions", "To the map"), key="Alt+M", page="command"),
    Action(id="radius.focus", label=QT_TRANSLATE_NOOP("Actions", "Radius of the circle"), key="Alt+C", page="command"),
    Action(
        id="conflict.resolve", label=QT_TRANSLATE_NOOP("Actions", "Resolve a conflict"), key="Alt+X", page="command"
    ),
    *(Action(id=action_of(tool.kind), label=tool.label, page="command") for tool in TOOLS),
    Action(id="map.to_log", label=QT_TRANSLATE_NOOP("Actions", "Map: answer into the log"), key="F10", page="command"),
    Action(
        id="map.to_report", label=QT_TRANSLATE_NOOP("Actions", "Map: answer into the report"), key="F12", page="command"
    ),
    Action(
        id="map.clear",
        label=QT_TRANSLATE_NOOP("Actions", "Map: put the question away"),
        key="Shift+F11",
        page="command",
    ),
    Action(id="map.drawings", label=QT_TRANSLATE_NOOP("Actions", "Map: drawings"), key="Alt+K", page="command"),
    Action(
        id="map.undo",
        label=QT_TRANSLATE_NOOP("Actions", "Map: take the last drawing step back"),
        key="Alt+Z",
        page="command",
    ),
    Action(
        id="map.redo", label=QT_TRANSLATE_NOOP("Actions", "Map: do the drawing step again"), key="Alt+Y", page="command"
    ),
    Action(
        id="map.replay",
        label=QT_TRANSLATE_NOOP("Actions", "Map: replay, and back to live"),
        key="Alt+T",
        page="command",
    ),
    Action(
        id="map.print",
        label=QT_TRANSLATE_NOOP("Actions", "Map: print at a true scale"),
        key="Shift+F12",
        page="command",
    ),
    Action(id="page.1", label=QT_TRANSLATE_NOOP("Actions", "Page: command"), key="Ctrl+1"),
    Action(id="page.2", label=QT_TRANSLATE_NOOP("Actions", "Page: reports"), key="Ctrl+2"),
    Action(id="page.3", label=QT_TRANSLATE_NOOP("Actions", "Page: inbox"), key="Ctrl+3"),
    Action(id="page.4", label=QT_TRANSLATE_NOOP("Actions", "Page: roster"), key="Ctrl+4"),
    Action(id="page.5", label=QT_TRANSLATE_NOOP("Actions", "Page: handover"), key="Ctrl+5"),
    Action(id="page.6", label=QT_TRANSLATE_NOOP("Actions", "Page: ledgers"), key="Ctrl+6"),
    Action(id="page.7", label=QT_TRANSLATE_NOOP("Actions", "Page: settings"), key="Ctrl+7"),
    Action(id="page.8", label=QT_TRANSLATE_NOOP("Actions", "Page: units (upper rooms)"), key="Ctrl+8"),
    Action(
        id="staff.open", label=QT_TRANSLATE_NOOP("Actions", "Staff of the unit"), key="Ctrl+Shift+Y", page="settings"
    ),
    Action(
        id="map.import", label=QT_TRANSLATE_NOOP("Actions", "Import a map file"), key="Ctrl+Shift+M", page="settings"
    ),
    Action(id="map.export", label=QT_TRANSLATE_NOOP("Actions", "Export the map"), key="Ctrl+Shift+G", page="settings"),
    Action(id="page.9", label=QT_TRANSLATE_NOOP("Actions", "Page: statistics"), key="Ctrl+9"),
    Action(id="review.open", label=QT_TRANSLATE_NOOP("Actions", "What was left out"), key="Ctrl+0", page="review"),
    Action(id="paper.print", label=QT_TRANSLATE_NOOP("Actions", "Print or save as PDF"), key="Ctrl+P"),
    Action(id="search", label=QT_TRANSLATE_NOOP("Actions", "Search"), key="Ctrl+F"),
    Action(id="palette", label=QT_TRANSLATE_NOOP("Actions", "All commands"), key="Ctrl+K"),
    Action(id="undo", label=QT_TRANSLATE_NOOP("Actions", "Take back my last act (a new entry says so)"), key="Ctrl+Z"),
    Action(id="help", label=QT_TRANSLATE_NOOP("Actions", "Keys"), key="F1"),
    Action(id="sign_in", label=QT_TRANSLATE_NOOP("Actions", "Sign in or out"), key="Ctrl+I"),
    Action(id="lock", label=QT_TRANSLATE_NOOP("Actions", "Lock the desk"), key="Ctrl+L"),
    Action(id="alarm.acknowledge", label=QT_TRANSLATE_NOOP("Actions", "Acknowledge the alarm"), key="F7"),
    Action(id="alarm.list", label=QT_TRANSLATE_NOOP("Actions", "List of alarms"), key="Shift+F7"),
    Action(
        id="alarm.pause", label=QT_TRANSLATE_NOOP("Actions", "Pause the sound of alarms for two minutes"), key="Ctrl+F7"
    ),
    Action(id="alarm.test", label=QT_TRANSLATE_NOOP("Actions", "Try the sounds of alarms"), key="Ctrl+Shift+F7"),
    Action(id="wallboard", label=QT_TRANSLATE_NOOP("Actions", "Wallboard on a second screen"), key="F11"),
    Action(id="theme", label=QT_TRANSLATE_NOOP("Actions", "Day or night"), key="Ctrl+D"),
)

BY_ID = {action.id: action for action in ACTIONS}


def key_of(action: str) -> str:
    """The key as shown beside a button."""
    return BY_ID[action].key.replace("Return", "Enter")
