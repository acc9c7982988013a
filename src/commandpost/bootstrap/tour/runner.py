"""Plays a scenario from beginning to end and says what held."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from commandpost.bootstrap.paths import resources_dir
from commandpost.bootstrap.spoken import spoken
from commandpost.bootstrap.tour.actions import ACTIONS
from commandpost.bootstrap.tour.scenario import Event, Scenario, read_scenario
from commandpost.bootstrap.tour.scene import Scene
from commandpost.bootstrap.tour.stage import Stage
from commandpost.bootstrap.tour.summary import StepResult, clock_rows, unmet, write_summary
from commandpost.domain.errors import CommandPostError, RuleBroken
from commandpost.gui.messages import sentence
from commandpost.gui.runtime.app import has_display, make_application
from commandpost.gui.runtime.loop import run


def run_tour(scenario_file: Path, out: Path, *, base_map: Path | None = None) -> int:
    """Play a scenario into ``out``; 0 when every step and expectation held, else 1. Raises of ``read_scenario``."""
    scenario = read_scenario(scenario_file, resources_dir() / "sample" / "scenario.schema.json")
    out.mkdir(parents=True, exist_ok=True)
    if not has_display(os.environ):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = make_application(["commandpost"])

    async def play() -> int:
        with tempfile.TemporaryDirectory(prefix="commandpost-tour-") as home:
            desks = {event.desk for event in scenario.events}
            stage = await Stage.build(application, Path(home), out, scenario.start, base_map, desks=desks)
            try:
                return await _play(stage, scenario, out)
            finally:
                await stage.close()

    return run(application, play)


async def _play(stage: Stage, scenario: Scenario, out: Path) -> int:
    print(f"{scenario.title}\n")
    steps = [await _step(stage, event) for event in scenario.events]
    await stage.settled()
    rows = {name: await stage.incident_row(name) for name in stage.named("incident")}
    clocks = list(clock_rows(rows))
    faults = list(unmet(scenario.expects, clocks, await stage.counts()))
    steps += [_result(stage, f"expect: {fault}", ok=False, detail=fault) for fault in faults]
    if scenario.expects and not faults:
        told = spoken(f"{len(scenario.expects)} 项都成立", f"{len(scenario.expects)} held")
        steps.append(_result(stage, "expectations", ok=True, detail=told))
    steps.append(await _pictures(stage))
    steps += [_result(stage, "a bug", ok=False, detail=report) for report in stage.bugs()]
    summary = write_summary(out, steps, clocks)
    good = all(step.ok for step in steps)
    told = spoken("演练完成" if good else "演练没有通过", "ok" if good else "FAILED")
    held = f"{sum(step.ok for step in steps)}/{len(steps)}"
    print(spoken(f"\n{told}：{held} 步，{summary}", f"\n{told}: {held} steps, {summary}"))
    return 0 if good else 1


async def _step(stage: Stage, event: Event) -> StepResult:
    stage.time.advance_to(event.at)
    actor = stage.actor(event.desk)
    try:
        detail = await ACTIONS[event.do](Scene(stage, actor, event))
    except CommandPostError as error:
        result = _result(stage, event.name, ok=False, detail=f"line {event.line}: {sentence(error)} ({error})")
    else:
        result = _result(stage, event.name, ok=True, detail=detail)
    print(f"{result.at[11:19]}  {'✓' if result.ok else '✗'}  {result.name}  {result.detail[:200]}")
    return result


async def _pictures(stage: Stage) -> StepResult:
    try:
        count = await stage.all_pictures()
    except RuleBroken as error:
        return _result(stage, "pictures", ok=False, detail=str(error))
    return _result(stage, "pictures", ok=True, detail=spoken(f"{count} 幅画面", f"{count} pictures"))


def _result(stage: Stage, name: str, *, ok: bool, detail: str) -> StepResult:
    return StepResult(name=name, at=stage.local_now(), ok=ok, detail=detail)
