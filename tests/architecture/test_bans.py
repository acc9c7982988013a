from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.architecture.source import ROOT, Module, dotted, modules

NAMES = {"utils", "util", "common", "helpers", "helper", "core", "managers", "manager", "misc"}
CLASS_ENDINGS = ("Manager", "Helper", "Handler", "Controller", "Util", "Utils", "Impl")
WALL_CLOCK = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "date.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
}
# The real clock has one home; everybody else takes the port.
CLOCK_HOMES = {"bootstrap/clocks.py"}
# The nets under a whole process, a whole event loop, every deed of a window and a whole painting, which Qt would abort.
NETS = {"bootstrap/crash.py", "bootstrap/cli.py", "gui/runtime/crash.py", "gui/runtime/tasks.py", "gui/map/mishaps.py"}
# Within a task it loses the wake-up of another one, which then hangs.
PUMPS = {"gui/splash.py"}
MODAL_STATICS = {"QMessageBox", "QInputDialog", "QFileDialog", "QColorDialog", "QFontDialog"}
MODAL_VERBS = ("question", "information", "warning", "critical", "about", "get")


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    found = [module.name for module in modules() if NAMES & set(module.name.removesuffix(".py").split("/"))]

    assert found == []


def test_classes_are_named_by_what_they_are() -> None:
    found = [
        f"{module.at(node)} {node.name}"
        for module in modules()
        for node in module.nodes
        if isinstance(node, ast.ClassDef) and node.name.endswith(CLASS_ENDINGS)
    ]

    assert found == []


def test_no_import_is_for_the_type_checker_alone() -> None:
    found = [module.name for module in modules() if "TYPE_CHECKING" in module.text]

    assert found == []


def test_no_dialog_runs_a_loop_of_its_own() -> None:
    found = [module.at(call) for module in modules() for call in module.calls() if _is_modal(call)]

    assert found == []


def test_the_modal_ban_sees_what_it_bans() -> None:
    planted = (
        "dialog.exec()\nQMenu(self).exec_(at)\nQMessageBox.question(self, '', '')\nQFileDialog.getOpenFileName(self)\n"
    )

    assert all(_is_modal(statement.value) for statement in ast.parse(planted).body if isinstance(statement, ast.Expr))


def test_what_needs_a_display_lies_where_the_display_leg_of_the_check_looks() -> None:
    needs = "mark" + ".display"
    found = {path.parent for path in (ROOT / "tests").rglob("*.py") if needs in path.read_text(encoding="utf-8")}

    assert found == {ROOT / "tests" / "e2e" / "display"}


def test_only_the_splash_runs_the_loop_by_hand() -> None:
    found = [
        module.at(call) for module in modules() if module.name not in PUMPS for call in module.calls() if _pumps(call)
    ]

    assert found == []


def test_the_ban_of_loops_by_hand_sees_one() -> None:
    (planted,) = ast.parse("QApplication.processEvents()").body

    assert isinstance(planted, ast.Expr)
    assert _pumps(planted.value)


def test_nothing_waits_so_that_a_cancellation_is_swallowed() -> None:
    """``asyncio.wait_for`` of Python 3.11 loses one that comes as what it waits for ends: a stop then never ends."""
    found = [module.at(call) for module in modules() for call in module.calls() if _swallows(call)]

    assert found == []


def test_the_ban_of_swallowing_waits_sees_one() -> None:
    (planted,) = ast.parse("asyncio.wait_for(event.wait(), 3)").body

    assert isinstance(planted, ast.Expr)
    assert _swallows(planted.value)


def test_no_task_of_a_test_runs_the_loop_by_hand() -> None:
    """It would swallow another task's wakeup: the test then waits for ever, now and then."""
    trees = ((path, ast.parse(path.read_text(encoding="utf-8"))) for path in (ROOT / "tests").rglob("*.py"))

    assert [f"{path.relative_to(ROOT)}:{call.lineno}" for path, tree in trees for call in _pumped_in_tasks(tree)] == []


def test_the_ban_of_loops_inside_tasks_sees_one() -> None:
    inside = "def test():\n    async def scenario():\n        app.processEvents()\n"
    outside = "def test():\n    app.processEvents()\n"

    assert [len(list(_pumped_in_tasks(ast.parse(code)))) for code in (inside, outside)] == [1, 0]


def test_only_the_clock_reads_the_clock() -> None:
    found = [
        module.at(call)
        for module in modules()
        if module.name not in CLOCK_HOMES
        for call in module.calls()
        if dotted(call.func) in WALL_CLOCK
    ]

    assert found == []


def test_only_the_outermost_nets_catch_everything() -> None:
    found = [
        module.at(handler)
        for module in modules()
        if module.name not in NETS
        for handler in _handlers(module)
        if handler.type is None or dotted(handler.type) in {"Exception", "BaseException"}
    ]

    assert found == []


def test_no_error_is_swallowed_without_a_word() -> None:
    found = [
        module.at(handler)
        for module in modules()
        for handler in _handlers(module)
        if all(isinstance(statement, ast.Pass) for statement in handler.body)
    ]

    assert found == []


def test_every_suppression_names_its_code_and_its_reason() -> None:
    good = re.compile(r"# (?:noqa: [A-Z]+\d+(?:, ?[A-Z]+\d+)*|type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\])(?:  #| -) \S+")
    files = [path for place in ("src", "tests", "installer") for path in (ROOT / place).rglob("*.py")]
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        if "_gen" not in path.parts and path.name != "test_bans.py"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(r"# (noqa|type: ignore)", line) and not good.search(line)
    ]

    assert bare == []


def test_every_mapping_of_a_library_to_its_home_is_spelled_as_in_the_file_system() -> None:
    names = {module.name for module in modules()}

    assert names >= CLOCK_HOMES


def _handlers(module: Module) -> Iterator[ast.ExceptHandler]:
    return (node for node in module.nodes if isinstance(node, ast.ExceptHandler))


def test_what_outlives_a_window_calls_only_methods_that_qt_lets_go_of_with_it() -> None:
    found = [module.at(call) for module in modules() for call in module.calls() if _outlives(call)]

    assert found == []


def test_the_ban_of_listeners_that_outlive_their_window_sees_both_kinds() -> None:
    planted = ast.parse(
        "context.theme.changed.connect(lambda: self.dress())\n"
        "self._context.selection.changed.connect(self._reading.ask)"
    ).body

    assert all(_outlives(statement.value) for statement in planted if isinstance(statement, ast.Expr))


def _outlives(call: ast.expr) -> bool:
    """A context's signal connected to anything but a method of the object itself, which a window built anew leaves."""
    if not (isinstance(call, ast.Call) and call.args):
        return False
    sender = dotted(call.func).removeprefix("self.").removeprefix("_")
    listener = dotted(call.args[0])
    own = listener.startswith("self.") and listener.count(".") == 1
    return sender.startswith("context.") and sender.endswith(".connect") and not own


def _pumps(call: ast.expr) -> bool:
    return isinstance(call, ast.Call) and dotted(call.func).endswith(".processEvents")


def _swallows(call: ast.expr) -> bool:
    return isinstance(call, ast.Call) and dotted(call.func) == "asyncio.wait_for"


def _pumped_in_tasks(tree: ast.AST) -> Iterator[ast.expr]:
    tasks = [node for node in ast.walk(tree) if isinstance(node, ast.AsyncFunctionDef)]
    return (node for task in tasks for node in ast.walk(task) if isinstance(node, ast.expr) and _pumps(node))


def _is_modal(call: ast.expr) -> bool:
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
        return False
    owner = dotted(call.func.value).rpartition(".")[2]
    return call.func.attr in {"exec", "exec_"} or (owner in MODAL_STATICS and call.func.attr.startswith(MODAL_VERBS))


def test_the_name_of_a_record_a_person_or_a_unit_is_read_letter_for_letter() -> None:
    """By ``record_id``, ``person_id`` and ``unit_code``: what is read to be shown is another name."""
    found = [module.at(call) for module in modules() if module.name != "app/record_fields.py" for call in names(module)]

    assert found == []


def test_the_ban_of_names_that_were_read_to_be_shown_sees_one() -> None:
    text = 'a = RecordId(read.text(fields, "incident") or "none")\nb = PersonId("staff-1")'

    assert len(names(Module(name="app/x.py", text=text, tree=ast.parse(text)))) == 1


def names(module: Module) -> list[ast.Call]:
    """Calls that make an identity of a field that was read as words."""
    made = [call for call in module.calls() if dotted(call.func) in {"RecordId", "PersonId", "UnitCode"}]
    return [call for call in made if any(map(_read_as_words, call.args))]


def _read_as_words(told: ast.expr) -> bool:
    """A name that is put together of several is its own affair."""
    if isinstance(told, ast.JoinedStr):
        return False
    called = (dotted(node.func) for node in ast.walk(told) if isinstance(node, ast.Call))
    return any(name.rpartition(".")[2] in {"text", "raw"} for name in called)
