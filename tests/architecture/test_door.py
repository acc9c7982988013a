"""The journal has one door: nothing of the desk appends beside it, and every act that asks for little is meant to."""

from __future__ import annotations

import ast

from commandpost.app.permissions import ACTIONS, BESIDE, FREE, OF_A_KIND, PRINTING, right_to
from tests.architecture.source import Module, dotted, modules

# The server's table of units and the sample's load have no desk and nobody who sits at it.
BESIDE_THE_DOOR = {"app/desk.py", "bootstrap/unit_table.py", "bootstrap/sample/bulk.py"}
RINGS = ("app/", "gui/", "bootstrap/")
PLAIN = {
    "alarm.acknowledge",
    "alarm.shelve",
    "alarm_call.acknowledge",
    "conflict.overrule",
    "conflict.take_note",
    "directive.convey",
    "handover.scan",
    "handover.tick",
    "incident.settle",
    "incident.take_in",
    "log.attach",
    "log.correct",
    "log.corrected",
    "matter.hand_over",
    "matter.open",
    "paper_form.enter",
    "reminder.done",
    "reminder.move",
    "reminder.set",
    "report.countersign",
    "report.draft",
    "report.route",
    "report.sign",
    "roll_call.answer",
    "roll_call.end",
    "shift.end",
    "shift.sign_out",
    "sketch.draw",
    "sketch.end",
    "sketch.rename",
    "sketch.reshape",
    "sketch.resume",
    "softening.sign",
}


def test_nothing_of_the_desk_appends_beside_the_door() -> None:
    found = {module.name for module in modules() if module.name.startswith(RINGS) and any(appends(module))}

    assert found == BESIDE_THE_DOOR


def test_the_search_for_side_doors_sees_one() -> None:
    text = "self._desk.store.append([draft], None)\nlines.append(draft)"

    assert len([*appends(Module(name="app/side.py", text=text, tree=ast.parse(text)))]) == 1


def test_the_rights_name_only_acts_that_there_are() -> None:
    named = set(ACTIONS) | FREE | {act for beside in BESIDE.values() for act in beside}
    built = {act for act in named if act.startswith(("directive.", "handover.sign_"))}  # their verbs are put together

    assert named - built <= acts()
    assert set(OF_A_KIND) <= {act.partition(".")[0] for act in acts()}


def test_every_act_that_asks_for_no_more_than_a_person_who_may_write_is_meant_to() -> None:
    """A new act is put into a table of ``app/permissions.py``, or here with a thought."""
    asked = {act for act in acts() if act not in FREE and not act.endswith(PRINTING)}

    assert {act for act in asked if right_to(act).value == "write"} == PLAIN


def appends(module: Module) -> list[ast.Call]:
    """Calls that hand drafts to a store."""
    return [call for call in module.calls() if dotted(call.func).endswith("store.append")]


def acts() -> set[str]:
    """Acts the services write, as they stand after ``act=`` or as an act handed to what makes the draft."""
    return {
        node.value
        for module in modules()
        if module.name.startswith("app/") and module.name != "app/permissions.py"
        for call in module.calls()
        for told in (*call.args, *(one.value for one in call.keywords))
        for node in ast.walk(told)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and is_act(node.value)
    }


def is_act(word: str) -> bool:
    kind, dot, verb = word.partition(".")
    return (
        bool(dot)
        and word[-1:].isalpha()
        and kind.replace("_", "").isalpha()
        and verb.replace("_", "").isalpha()
        and word == word.lower()
    )
