"""What a layer and its features show, guessed from the layer's name and OpenStreetMap-like tags.

Foreign files come without any configuration; a good guess draws them well at once, a poor one still draws them.
"""

from __future__ import annotations

from commandpost.domain.map_layer import GeometryKind, LayerRole

# The first words that occur in the layer's name decide; Chinese and English names are met equally often.
_BY_LAYER = (
    (LayerRole.BUILDING, ("building", "house", "建筑", "房屋", "楼")),
    (LayerRole.ROAD, ("road", "street", "highway", "drive", "道路", "路网", "路")),
    (LayerRole.WATER, ("water", "river", "lake", "水", "河", "湖")),
    (LayerRole.GRID, ("grid", "网格")),
    (LayerRole.BOUNDARY, ("township", "district", "bound", "admin", "community", "街道", "社区", "乡镇", "区划", "界")),
    (LayerRole.GREEN, ("park", "green", "forest", "绿", "公园", "林")),
    (LayerRole.PLACE, ("poi", "place", "点")),
)
_GREEN_KINDS = frozenset(
    {
        "park", "garden", "grass", "forest", "wood", "meadow", "scrub", "orchard", "farmland", "farm", "heath",
        "village_green", "recreation_ground", "nature_reserve", "cemetery", "golf_course", "pitch", "playground",
        "allotments", "vineyard", "grassland", "natural_wood", "flowerbed", "greenfield", "zoo",
    }
)  # fmt: skip
_WATER_KINDS = frozenset(
    {
        "water", "river", "riverbank", "lake", "reservoir", "pond", "canal", "stream", "basin", "dock", "wetland",
        "ocean", "sea", "drain", "ditch",
    }
)  # fmt: skip
_ROAD_RANKS = (
    frozenset({"motorway", "motorway_link", "trunk", "trunk_link", "highway", "快速路"}),
    frozenset({"primary", "primary_link", "major_road", "主干路"}),
    frozenset({"secondary", "secondary_link", "tertiary", "tertiary_link", "次干路"}),
    frozenset({"residential", "unclassified", "minor_road", "service", "living_street", "road", "支路"}),
    frozenset(
        {"footway", "path", "pedestrian", "steps", "cycleway", "track", "bridleway", "corridor", "aerialway", "步道"}
    ),
)
_NOT_ROADS = frozenset({"rail", "railway", "subway", "light_rail", "tram", "ferry", "construction", "proposed"})
_ORDINARY_ROAD = 3
_LAST_RANK = len(_ROAD_RANKS) - 1


def role_of_layer(name: str, kind: GeometryKind) -> LayerRole:
    """The role of a whole layer; land use stays OTHER until its features' kinds say more."""
    lowered = name.lower()
    for role, words in _BY_LAYER:
        if any(word in lowered for word in words) and _fits(role, kind):
            return role
    return LayerRole.PLACE if kind is GeometryKind.POINT else LayerRole.OTHER


def role_of_feature(layer_role: LayerRole, kind: GeometryKind, words: tuple[str, ...]) -> LayerRole:
    """The role of one feature from its tag values, where they say more than the layer."""
    if kind is GeometryKind.POINT:
        return LayerRole.PLACE
    if layer_role is LayerRole.ROAD:
        return LayerRole.OTHER if _NOT_ROADS & set(words) else LayerRole.ROAD
    if layer_role in {LayerRole.OTHER, LayerRole.GREEN, LayerRole.WATER}:
        return _natural_role(layer_role, kind, set(words))
    return layer_role


def road_rank(words: tuple[str, ...]) -> int:
    """Importance of a road, 0 for motorways to 4 for paths; the most detailed tag stands last in ``words``."""
    for word in reversed(words):
        for rank, kinds in enumerate(_ROAD_RANKS):
            if word in kinds:
                return rank
    return _ORDINARY_ROAD if not any(words) else min(_ORDINARY_ROAD, _LAST_RANK)


def _natural_role(layer_role: LayerRole, kind: GeometryKind, words: set[str]) -> LayerRole:
    if "building" in words and kind is GeometryKind.AREA:
        return LayerRole.BUILDING
    if words & _WATER_KINDS:
        return LayerRole.WATER
    if words & _GREEN_KINDS and kind is GeometryKind.AREA:
        return LayerRole.GREEN
    if kind is GeometryKind.LINE and any(words & kinds for kinds in _ROAD_RANKS):
        return LayerRole.ROAD
    return layer_role


def _fits(role: LayerRole, kind: GeometryKind) -> bool:
    if kind is GeometryKind.POINT:
        return role is LayerRole.PLACE
    return kind is GeometryKind.AREA or role not in {LayerRole.BUILDING, LayerRole.GREEN}
