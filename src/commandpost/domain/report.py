"""What a written report must tell, and whether it is late, false, concealed or omitted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from commandpost.domain.rules import Step

UNKNOWN = "正在核实"  # a missing element is told so and never blocks a report that is due


class Noe(StrEnum):
    """迟报 谎报 瞒报 漏报 (突发事件应对法 §61)."""

    LATE = "late"
    FALSE = "false"
    CONCEALED = "concealed"
    OMITTED = "omitted"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One result of the check of the four noes; ``ok`` None: cannot be said."""

    noe: Noe
    ok: bool | None
    code: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementSpec:
    """One element of a report and the steps that must tell it."""

    key: str
    required: frozenset[Step]
    optional: frozenset[Step] = frozenset()

    def asked_in(self, step: Step) -> bool:
        return step in self.required or step in self.optional


def _spec(key: str, required: str, optional: str = "") -> ElementSpec:
    """Steps by letter: i initial, u follow-up, f final."""
    return ElementSpec(key=key, required=_steps(required), optional=_steps(optional))


def _steps(letters: str) -> frozenset[Step]:
    by_letter = {"i": (Step.INITIAL,), "u": (Step.FOLLOW_UP, Step.DAILY, Step.SUPPLEMENT), "f": (Step.FINAL,)}
    return frozenset(step for letter in letters for step in by_letter[letter])


# 初报 续报 终报: the elements of real reporting rules (国务院令493号 §12 and two cities' rules)
ELEMENTS: tuple[ElementSpec, ...] = (
    _spec("source", "i", "uf"),
    _spec("occurred", "if"),
    _spec("place", "if"),
    _spec("kind", "if"),
    _spec("casualties", "iuf"),
    _spec("scope", "i", "uf"),
    _spec("cause", "if", "u"),
    _spec("course", "iuf"),
    _spec("measures", "iuf"),
    _spec("leaders", "i", "u"),
    _spec("trend", "i", "u"),
    _spec("next", "iuf"),
    _spec("requests", "", "iu"),
    _spec("summary", "f"),
    _spec("contact", "i", "uf"),
)


def elements_of(step: Step) -> tuple[ElementSpec, ...]:
    """The elements a step asks for, in the order of the form."""
    return tuple(spec for spec in ELEMENTS if spec.asked_in(step))


def missing_elements(step: Step, elements: Mapping[str, str]) -> tuple[str, ...]:
    """Required elements without a word."""
    return tuple(spec.key for spec in ELEMENTS if step in spec.required and not elements.get(spec.key, "").strip())


def unknown_elements(elements: Mapping[str, str]) -> tuple[str, ...]:
    """Elements told as 正在核实."""
    return tuple(key for key, text in elements.items() if text.strip() == UNKNOWN)
