"""The words of the roster's check: broken rules, empty posts and their reasons, how even the counts are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from commandpost.domain.rostering.checker import Fault, FaultCode
from commandpost.domain.rostering.explain import Shortage
from commandpost.domain.rostering.fairness import Evenness
from commandpost.gui.duty_words import role_word
from commandpost.gui.pages.roster.words import day_word


def kind_word(kind: str) -> str:
    """总数 夜班 周末 节假日."""
    translate = QCoreApplication.translate
    return {
        "total": translate("Roster", "shifts"),
        "night": translate("Roster", "nights"),
        "weekend": translate("Roster", "weekends"),
        "holiday": translate("Roster", "holidays"),
    }[kind]


def reason_word(code: str) -> str:
    """What keeps people from a post, or which rule may give way."""
    translate = QCoreApplication.translate
    return {
        "role_wrong": translate("Roster", "may not hold the role"),
        "unqualified": translate("Roster", "lack the qualification"),
        "not_here": translate("Roster", "not yet or no longer here"),
        "on_leave": translate("Roster", "on leave"),
        "rest_short": translate("Roster", "too little rest"),
        "too_many": translate("Roster", "too many shifts in a row of days"),
        "same_department": translate("Roster", "two leaders of one department"),
        "fixed": translate("Roster", "cells set by hand"),
    }[code]


def shortage_words(one: Shortage) -> str:
    """7月25日 周六 主班 无人可排：请假 3 人…；放宽“休息不足”可排."""
    translate = QCoreApplication.translate
    count = translate("Roster", "{reason}: {count}")
    order = sorted(one.reasons.items(), key=lambda pair: (pair[0] == "role_wrong", -pair[1]))
    why = "; ".join(count.format(reason=reason_word(code), count=number) for code, number in order)
    words = translate("Roster", "{day} {role}: nobody can take it ({why}).")
    told = words.format(day=day_word(one.cell.day), role=role_word(one.cell.role), why=why)
    if one.gives_way:
        rules = translate("Roster", " / ").join(reason_word(code) for code in one.gives_way)
        told += translate("Roster", " It could be filled if one of these gave way: {rules}.").format(rules=rules)
    return told


def fault_words(one: Fault) -> str:
    """One broken rule in a sentence."""
    translate = QCoreApplication.translate
    said = {
        FaultCode.GAP: translate("Roster", "nobody holds the post"),
        FaultCode.UNKNOWN: translate("Roster", "somebody who is not on the staff list"),
        FaultCode.ROLE: translate("Roster", "{people} may not hold this role"),
        FaultCode.UNQUALIFIED: translate("Roster", "{people} lacks the qualification"),
        FaultCode.NOT_HERE: translate("Roster", "{people} is not yet or no longer here"),
        FaultCode.LEAVE: translate("Roster", "{people} is on leave"),
        FaultCode.DOUBLE: translate("Roster", "{people} is in two places at once"),
        FaultCode.REST: translate("Roster", "{people} rests {hours} h, {least} h are asked"),
        FaultCode.TOO_MANY: translate("Roster", "{people} has {count} shifts in {days} days, at most {most}"),
        FaultCode.DEPARTMENT: translate("Roster", "{people} lead on one day, both of {department}"),
        FaultCode.FIXED: translate("Roster", "the fixed cell of {people} was changed"),
        FaultCode.UNFAIR: translate("Roster", "uneven {kind}: {least} to {most}"),
    }[one.code]
    params = dict(one.params)
    if "hours" in params:
        params["hours"] = f"{params['hours']:g}"
    if "kind" in params:
        params["kind"] = kind_word(str(params["kind"]))
    told = said.format(people="、".join(one.people), **params)
    cells = "、".join(f"{day_word(cell.day)} {role_word(cell.role)}" for cell in one.cells[:4])
    return f"{cells}: {told}" if cells else told


def evenness_words(one: Evenness) -> str:
    """带班 周末 2–3（差 1，最少可差 1）."""
    translate = QCoreApplication.translate
    group = translate("Roster", "leaders") if one.leads else translate("Roster", "staff")
    words = translate("Roster", "{group}, {kind}: {least} to {most} each (difference {spread}; at least {best})")
    return words.format(
        group=group, kind=kind_word(one.kind), least=one.least, most=one.most, spread=one.spread, best=one.best
    )
