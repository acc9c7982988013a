"""A printed map as the template wants it: every length in millimetres, every word set."""

from __future__ import annotations

from commandpost.documents.wording import Words, clock, full_day, printable
from commandpost.domain.map_paper import GridLine, MapOwner, MapPaper

BAR_MM = 100  # the scale bar is exactly so long on the paper


def map_sheet(paper: MapPaper, words: Words) -> dict[str, object]:
    """The data of ``map.typ``."""
    return {
        "heading": printable(paper.title) or words.word("paper", "map"),
        "unit": printable(paper.unit),
        "sheet": paper.sheet,
        "upright": paper.upright,
        "frame": [paper.frame_width, paper.frame_height],
        "picture": paper.picture,
        "picture_size": [paper.picture_width, paper.picture_height],
        "grid": [_grid(line) for line in paper.grid],
        "legend": [{"words": printable(line.words), "picture": line.picture} for line in paper.legend],
        "situation": [printable(line) for line in paper.situation],
        "scale": f"1:{paper.scale:,}".replace(",", " "),
        "bar_mm": BAR_MM,
        "bar": [_metres(paper.scale * BAR_MM / 1000 * part / 4) for part in range(5)],
        "owner": "；".join(dict.fromkeys(_owner(owner) for owner in paper.owners)),
        "invented": bool(paper.owners) and all(owner.invented for owner in paper.owners),
        "made": f"{full_day(paper.made_at)}{clock(paper.made_at)}",
        "maker": printable(paper.made_by),
        "drill": paper.drill,
        "past": "" if paper.past_at is None else f"回放：{full_day(paper.past_at)}{clock(paper.past_at)}的态势，非实况",
    }


def _grid(line: GridLine) -> dict[str, object]:
    return {"points": [list(point) for point in line.points], "label": line.label, "upright": line.upright}


def _owner(owner: MapOwner) -> str:
    if owner.invented and not owner.overlaid:
        return "虚构地图"
    if owner.points_only:
        return f"点位数据：{printable(owner.provider) or '提供者不详'}（无底图）"
    kind = "虚构地图，叠加图" if owner.overlaid else "底图"
    return f"{kind}：{printable(owner.provider) or '提供者不详'}　审图号：{printable(owner.approval_number)}"


def _metres(metres: float) -> str:
    return f"{metres / 1000:g} km" if metres >= 1000 else f"{metres:g} m"
