"""短信与电话用语 as data: a text with fields in braces that an incident fills; what is not known stays a blank."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass

from commandpost.domain.errors import RuleBroken

FIELDS = ("unit", "title", "place", "level", "occurred", "received", "number", "phone", "name", "now")
"""单位 事件 地点 级别 发生时间 接报时间 编号 值班电话 值班员 现在."""
BLANK = "____"
LONGEST = 1_000
_FIELD = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTemplate:
    """One text; ``key`` is its identity, a unit's own change keeps it."""

    key: str
    title: str
    text: str

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_FIELD.findall(self.text)))


def parse_templates(source: str) -> tuple[MessageTemplate, ...]:
    """Read ``[[template]]`` tables of TOML. Raises RuleBroken as ``checked``."""
    tables = tomllib.loads(source).get("template", [])
    return tuple(
        checked(MessageTemplate(key=str(one["key"]), title=str(one["title"]), text=str(one["text"]))) for one in tables
    )


def checked(template: MessageTemplate) -> MessageTemplate:
    """The same without blanks around it.

    Raises RuleBroken("template_title_missing"|"template_text_missing"|"template_too_long"|"template_field_unknown").
    """
    title, text = template.title.strip(), template.text.strip()
    unknown = next((name for name in template.fields if name not in FIELDS), None)
    refused = (
        (not title, "template_title_missing", "title"),
        (not text, "template_text_missing", "text"),
        (len(text) > LONGEST, "template_too_long", "text"),
        (unknown is not None, "template_field_unknown", "text"),
    )
    for wrong, code, field in refused:
        if wrong:
            raise RuleBroken(code, field=field, name=unknown or "", limit=LONGEST)
    return MessageTemplate(key=template.key, title=title, text=text)


def filled(template: MessageTemplate, values: Mapping[str, str]) -> str:
    """The text with its fields filled; an unknown value is a blank that asks to be filled by hand."""
    return _FIELD.sub(lambda found: values.get(found[1], "") or BLANK, template.text)
