"""The check of the four noes: late, false, concealed, omitted; it finds and tells, it never blocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from commandpost.domain.codes import Level
from commandpost.domain.corrections import FigureChange
from commandpost.domain.deadlines import Lateness, Verdict
from commandpost.domain.figures import Mention, contradictions, newest
from commandpost.domain.incident import CASUALTIES, FIGURES
from commandpost.domain.report import Finding, Noe, missing_elements
from commandpost.domain.rules import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an earlier report that left the room told."""

    level: Level
    sensitive: bool
    figures: Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedFor:
    """What a leader signed a draft for, and who."""

    name: str
    level: Level
    sensitive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFacts:
    """What the check looks at; ``lateness`` is the judgement if it left now, None: nothing with a measure is owed."""

    step: Step
    elements: Mapping[str, str]
    figures: Mapping[str, int | None]
    addressees: Sequence[str]
    level: Level
    sensitive: bool
    lateness: Lateness | None = None
    left: timedelta | None = None
    mentions: Sequence[Mention] = ()
    told: Sequence[Told] = field(default_factory=tuple)  # oldest first
    undecided_calls: int = 0
    changes: Sequence[FigureChange] = ()
    signed_for: SignedFor | None = None  # None: nobody has signed the draft
    unsigned: Sequence[str] = ()  # numbers of reports that left without a leader's signature and still have none


def check(facts: CheckFacts) -> tuple[Finding, ...]:
    """At least one finding for each of the four, in their order."""
    return (_late(facts), *_false(facts), *_concealed(facts), *_omitted(facts))


def _late(facts: CheckFacts) -> Finding:
    if facts.lateness is None:
        return Finding(noe=Noe.LATE, ok=True, code="nothing_due")
    late_by = int(facts.lateness.late_by.total_seconds())
    if facts.lateness.verdict is Verdict.LATE:
        return Finding(noe=Noe.LATE, ok=False, code="late_by", params={"seconds": late_by})
    if facts.lateness.verdict is Verdict.NOT_PROVABLE:
        return Finding(noe=Noe.LATE, ok=None, code="not_provable")
    left = int(facts.left.total_seconds()) if facts.left is not None else None
    return Finding(noe=Noe.LATE, ok=True, code="within_limit", params={"seconds": left})


def _false(facts: CheckFacts) -> tuple[Finding, ...]:
    found = [
        Finding(
            noe=Noe.FALSE,
            ok=False,
            code="figure_contradiction",
            params={
                "figure": hit.figure,
                "first_value": hit.first_value,
                "first_at": hit.first_at,
                "first_source": hit.first_source,
                "second_value": hit.second_value,
                "second_at": hit.second_at,
                "second_source": hit.second_source,
            },
        )
        for hit in contradictions(facts.mentions)
    ]
    found += _differing(facts)
    found += (_changed(change) for change in facts.changes)
    found += _outrun(facts)
    return tuple(found) or (Finding(noe=Noe.FALSE, ok=True, code="consistent"),)


def _changed(change: FigureChange) -> Finding:
    """A figure that is not what was told before: right once it is explained and verified by name."""
    code = "figure_explained" if change.is_explained else "figure_unexplained"
    params = {"figure": change.figure, "before": change.before, "now": change.now, "told_at": change.told_at}
    params |= {"reason": change.correction.reason, "verifier": change.correction.verifier}
    return Finding(noe=Noe.FALSE, ok=change.is_explained, code=code, params=params)


def _outrun(facts: CheckFacts) -> Iterable[Finding]:
    """A signature that the incident has outrun: the leader signed another level or sensitivity than would be told."""
    signed = facts.signed_for
    if signed is None:
        return
    params: dict[str, object] = {"name": signed.name, "before": str(signed.level), "now": str(facts.level)}
    if signed.level is not facts.level:
        yield Finding(noe=Noe.FALSE, ok=False, code="signature_outrun", params=params)
    elif signed.sensitive is not facts.sensitive:
        yield Finding(noe=Noe.FALSE, ok=False, code="signature_outrun_sensitive", params=params)


def _differing(facts: CheckFacts) -> Iterable[Finding]:
    """Figures of the form that are not what the log told last."""
    for name, told in newest(facts.mentions).items():
        value = facts.figures.get(name)
        if value is not None and value != told:
            params = {"figure": name, "value": value, "log_value": told}
            yield Finding(noe=Noe.FALSE, ok=False, code="figure_differs_from_log", params=params)


def _concealed(facts: CheckFacts) -> tuple[Finding, ...]:
    found: list[Finding] = []
    if facts.told:
        last = facts.told[-1]
        if facts.level.rank < last.level.rank:
            params = {"before": str(last.level), "now": str(facts.level)}
            found.append(Finding(noe=Noe.CONCEALED, ok=False, code="level_lowered", params=params))
        if last.sensitive and not facts.sensitive:
            found.append(Finding(noe=Noe.CONCEALED, ok=False, code="sensitivity_dropped"))
        found += _lowered(last.figures, facts.figures)
    return tuple(found) or (Finding(noe=Noe.CONCEALED, ok=True, code="nothing_lowered"),)


def _lowered(before: Mapping[str, int | None], now: Mapping[str, int | None]) -> Iterable[Finding]:
    """Casualties that became fewer or unknown; found missing persons are told by the dead, the injured or the text."""
    for name in CASUALTIES:
        earlier, later = before.get(name), now.get(name)
        if earlier and (later is None or later < earlier):
            params = {"figure": name, "before": earlier, "now": later}
            yield Finding(noe=Noe.CONCEALED, ok=False, code="figure_lowered", params=params)


def _omitted(facts: CheckFacts) -> tuple[Finding, ...]:
    missing = [key for key in missing_elements(facts.step, facts.elements) if not _told_by_figures(key, facts)]
    untold = [name for name in newest(facts.mentions) if facts.figures.get(name) is None]
    tests: tuple[tuple[bool, str, dict[str, object]], ...] = (
        (bool(missing), "elements_missing", {"count": len(missing), "elements": tuple(missing)}),
        (bool(untold), "figures_of_log_missing", {"figures": tuple(untold)}),
        (not facts.addressees, "addressees_missing", {}),
        (facts.undecided_calls > 0, "calls_undecided", {"count": facts.undecided_calls}),
        (bool(facts.unsigned), "signature_missing", {"numbers": tuple(facts.unsigned)}),
    )
    found = tuple(Finding(noe=Noe.OMITTED, ok=False, code=code, params=params) for hit, code, params in tests if hit)
    return found or (Finding(noe=Noe.OMITTED, ok=True, code="complete"),)


def _told_by_figures(key: str, facts: CheckFacts) -> bool:
    return key == "casualties" and any(facts.figures.get(name) is not None for name in FIGURES)
