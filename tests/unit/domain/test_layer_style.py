"""The style of a layer of one's own: levels keep their colours, other fields get others, and it is remembered."""

from __future__ import annotations

import json

import pytest

from commandpost.domain.layer_style import (
    MOST_CLASSES,
    OTHERS,
    PALETTE,
    FieldValues,
    LayerStyle,
    StyleClass,
    StyleKind,
    overlay_style,
    style_by,
    style_from_plain,
)


def colours(*values: str) -> list[str]:
    return [one.colour for one in style_by(FieldValues(field="等级", values=values)).classes]


def test_a_field_of_levels_gets_the_colours_of_the_levels() -> None:
    assert colours("一般", "较大", "重大", "特别重大") == ["blue", "yellow", "orange", "red"]
    assert colours("红色", "蓝色", "未定") == ["red", "blue", OTHERS]


def test_a_layer_over_the_map_gets_the_colour_that_is_used_least() -> None:
    first = overlay_style([])
    second = overlay_style([first])
    everybody = [overlay_style([])]
    for _ in PALETTE[1:]:
        everybody.append(overlay_style(everybody))

    assert first.kind is StyleKind.OUTLINE
    assert [one.classes[0].colour for one in (first, second)] == list(PALETTE[:2])
    assert [one.classes[0].colour for one in everybody] == list(PALETTE)
    assert overlay_style(everybody) == first


def test_any_other_field_gets_none_of_them() -> None:
    assert colours("砖混", "框架", "一般") == list(PALETTE[:3])
    assert not {"red", "orange", "yellow", "blue"} & set(colours(*(f"值{n}" for n in range(20))))


def test_only_so_many_values_get_a_class_of_their_own() -> None:
    assert len(colours(*(f"值{n}" for n in range(40)))) == MOST_CLASSES


@pytest.mark.parametrize(
    "style",
    [
        LayerStyle(),
        LayerStyle(kind=StyleKind.CLUSTER, classes=(StyleClass(colour="violet"),)),
        style_by(FieldValues(field="结构", values=("砖混", "框架"))),
    ],
)
def test_a_style_comes_back_from_the_settings(style: LayerStyle) -> None:
    assert style_from_plain(json.loads(json.dumps(style.to_plain()))) == style


@pytest.mark.parametrize("plain", [None, 3, {}, {"kind": "glitter"}])
def test_what_is_no_style_is_the_base_style(plain: object) -> None:
    assert style_from_plain(plain) == LayerStyle()


def test_a_style_without_its_classes_keeps_its_kind() -> None:
    assert style_from_plain({"kind": "single", "classes": 4}) == LayerStyle(kind=StyleKind.SINGLE)
