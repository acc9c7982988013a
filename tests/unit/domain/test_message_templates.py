from __future__ import annotations

import pytest

from commandpost.domain.errors import RuleBroken
from commandpost.domain.message_templates import BLANK, LONGEST, MessageTemplate, checked, filled, parse_templates

TOML = """
[[template]]
key = "leader"
title = " 报带班领导 "
text = "{unit}接报：{place}发生{title}，{place}"
"""


def template(title: str = "通知", text: str = "{title}") -> MessageTemplate:
    return MessageTemplate(key="a", title=title, text=text)


def test_templates_are_data_and_their_fields_are_known() -> None:
    (one,) = parse_templates(TOML)

    assert (one.key, one.title) == ("leader", "报带班领导")
    assert one.fields == ("unit", "place", "title")
    assert parse_templates("") == ()


def test_fields_are_filled_and_what_is_not_known_is_a_blank() -> None:
    (one,) = parse_templates(TOML)

    assert (
        filled(one, {"unit": "永宁街道", "place": "槐树里", "title": ""}) == f"永宁街道接报：槐树里发生{BLANK}，槐树里"
    )


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (template(title=" "), "template_title_missing"),
        (template(text=" "), "template_text_missing"),
        (template(text="长" * (LONGEST + 1)), "template_too_long"),
        (template(text="{phone_of_god}"), "template_field_unknown"),
    ],
)
def test_what_cannot_be_filled_is_refused(wrong: MessageTemplate, code: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        checked(wrong)

    assert refused.value.code == code
