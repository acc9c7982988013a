"""What is told between the window and the reading process, and what is remembered of a layer."""

from __future__ import annotations

import json

import pytest

from commandpost.domain.coordinates import Datum
from commandpost.domain.layer_style import LayerStyle, StyleClass, StyleKind
from commandpost.domain.local_plane import LocalPlane
from commandpost.domain.map_import import (
    FileSurvey,
    KeptLayer,
    LayerOrigin,
    LayerSurvey,
    ReadChoice,
    choice_from_plain,
    choice_to_plain,
    kept_from_plain,
    origin_from_plain,
    placed,
    survey_from_plain,
    survey_to_plain,
)


@pytest.mark.parametrize(
    "choice",
    [
        ReadChoice(),
        ReadChoice(
            layers=("街道", "社区"), encoding="gb18030", datum=Datum.GCJ02, first_look=(116.0, 39.0, 117.0, 40.0)
        ),
        ReadChoice(plane=LocalPlane(east_m=1.5, north_m=-2.0, rotation_seconds=3.0, scale_ppm=4.0)),
    ],
)
def test_a_choice_reaches_the_reading_process_whole(choice: ReadChoice) -> None:
    assert choice_from_plain(json.loads(json.dumps(choice_to_plain(choice)))) == choice


def test_an_empty_choice_takes_every_layer_and_a_full_one_those_it_names() -> None:
    assert ReadChoice().takes("甲")
    assert ReadChoice(layers=("甲",)).takes("甲")
    assert not ReadChoice(layers=("甲",)).takes("乙")


def test_a_survey_comes_back_whole() -> None:
    layer = LayerSurvey(name="街道", geometry="Polygon", features=3, label="EPSG:4490", fields=("name", "代码"))
    survey = FileSurvey(form="Shapefile", layers=(layer,), encoding="gb18030")
    assert survey_from_plain(json.loads(json.dumps(survey_to_plain(survey)))) == survey


def test_a_kept_layer_is_remembered_with_its_origin() -> None:
    origin = LayerOrigin(
        source="a.shp", datum="bd09", accuracy_m=5.0, provider="甲", approval_number="一号", trusted=True
    )
    layer = KeptLayer(id="abc", title="街道界", features=3, origin=origin, drawn=False)
    assert kept_from_plain(json.loads(json.dumps(layer.to_plain()))) == layer


def test_an_origin_that_says_little_is_read_with_what_it_says() -> None:
    assert origin_from_plain({"source": "a.kml", "accuracy_m": "?", "trusted": 1}) == LayerOrigin(source="a.kml")
    assert origin_from_plain(LayerOrigin(source="b", accuracy_m=2.0).to_plain()) == LayerOrigin(
        source="b", accuracy_m=2.0
    )


def kept(*, base: bool, style: LayerStyle, drawn: bool = True) -> KeptLayer:
    origin = LayerOrigin(source="a.shp")
    return KeptLayer(id="abc", title="街道界", features=3, origin=origin, drawn=drawn, base=base, style=style)


def test_a_layer_moves_under_and_over_the_map_and_looks_as_one_does_there() -> None:
    below = kept(base=True, style=LayerStyle())
    over = placed(below, [], base=False)

    assert (over.base, over.style.kind) == (False, StyleKind.OUTLINE)
    assert placed(over, [], base=True) == below
    assert placed(below, [over], base=False).style.classes != over.style.classes, "another colour than the others"


def test_a_style_somebody_chose_moves_with_its_layer() -> None:
    chosen = LayerStyle(kind=StyleKind.SINGLE, classes=(StyleClass(colour="violet"),))
    assert placed(kept(base=True, style=chosen), [], base=False).style == chosen
    assert placed(kept(base=False, style=chosen), [], base=True).style == chosen


def test_points_alone_are_never_the_base_map() -> None:
    assert not placed(kept(base=False, style=LayerStyle(), drawn=False), [], base=True).base
