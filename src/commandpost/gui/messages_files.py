"""Words for the codes of files, maps and papers, as the operator hands them over."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

FILES_WORDS: dict[str, str] = {
    "map_file_unreadable": QT_TRANSLATE_NOOP("Messages", "{file} cannot be read as a map: {reason}"),
    "map_file_empty": QT_TRANSLATE_NOOP("Messages", "{file} holds nothing to draw."),
    "map_file_too_large": QT_TRANSLATE_NOOP("Messages", "{file} is too large for this workstation."),
    "map_file_too_slow": QT_TRANSLATE_NOOP("Messages", "Reading {file} took too long and was stopped."),
    "map_reading_stopped": QT_TRANSLATE_NOOP("Messages", "Reading {file} was stopped."),
    "map_nothing_chosen": QT_TRANSLATE_NOOP("Messages", "Tick at least one layer."),
    "table_without_places": QT_TRANSLATE_NOOP(
        "Messages", "{sheet} has no columns for longitude and latitude: name them 经度 and 纬度, or 坐标."
    ),
    "table_no_degrees": QT_TRANSLATE_NOOP(
        "Messages", "The numbers of {sheet} are no degrees: choose the city's own plane and fill in its parameters."
    ),
    "table_without_plane": QT_TRANSLATE_NOOP(
        "Messages", "{sheet} has no columns for plane metres: name them 东坐标 and 北坐标, or X and Y."
    ),
    "table_unreadable": QT_TRANSLATE_NOOP("Messages", "{file} cannot be read as a table: {reason}"),
    "table_too_large": QT_TRANSLATE_NOOP("Messages", "{file} is larger than a table of places may be."),
    "tile_address_wrong": QT_TRANSLATE_NOOP(
        "Messages", "Write the address with {{z}}, {{x}} and {{y}}, or paste a WMTS request in Web Mercator."
    ),
    "tile_layers_many": QT_TRANSLATE_NOOP(
        "Messages", "Add &LAYER=… to the address to choose one of its layers in Web Mercator: {layers}"
    ),
    "tile_key_missing": QT_TRANSLATE_NOOP("Messages", "This service needs your own key."),
    "tile_host_not_allowed": QT_TRANSLATE_NOOP(
        "Messages", "{host} is not on the list of allowed hosts; an administrator may add it."
    ),
    "tile_file_unreadable": QT_TRANSLATE_NOOP("Messages", "{file} cannot be read as map tiles: {reason}"),
    "tile_file_not_pictures": QT_TRANSLATE_NOOP("Messages", "{file} holds vector tiles, no pictures."),
    "tiles_unreachable": QT_TRANSLATE_NOOP("Messages", "{host} cannot be reached; what was looked at before is shown."),
    "tiles_refused": QT_TRANSLATE_NOOP(
        "Messages", "{host} refuses its tiles ({status}): check the key and its daily quota."
    ),
    "export_empty": QT_TRANSLATE_NOOP("Messages", "There is nothing on the map to export as chosen."),
    "export_reason_missing": QT_TRANSLATE_NOOP("Messages", "Say why residents' data leaves in clear; it is recorded."),
    "map_file_gone": QT_TRANSLATE_NOOP("Messages", "{file} is not there any more."),
    "map_file_not_plain": QT_TRANSLATE_NOOP("Messages", "{file} is a folder or a device, not a file."),
    "map_form_unknown": QT_TRANSLATE_NOOP("Messages", "{file} is no map file of a known kind."),
    "map_archive_bomb": QT_TRANSLATE_NOOP("Messages", "{file} unpacks to far more than a map needs and was refused."),
    "map_archive_empty": QT_TRANSLATE_NOOP("Messages", "There is no map in {file}."),
    "map_xml_bomb": QT_TRANSLATE_NOOP("Messages", "{file} is built like an attack on its reader and was refused."),
    "map_ring_too_long": QT_TRANSLATE_NOOP(
        "Messages", "One outline in {file} has {points} points; at most {limit} can be drawn. Simplify it first."
    ),
    "map_too_many_points": QT_TRANSLATE_NOOP(
        "Messages", "{file} has {points} points; at most {limit} can be drawn. Cut it to your area first."
    ),
    "map_crs_wrong": QT_TRANSLATE_NOOP(
        "Messages", "{file} is labelled {label}, but its numbers are no degrees: choose the city's own plane."
    ),
    "map_plane_wrong": QT_TRANSLATE_NOOP(
        "Messages", "With these parameters {file} does not lie in China: check the parameters of the plane."
    ),
    "plane_parameters_wrong": QT_TRANSLATE_NOOP("Messages", "No survey gives such parameters of a plane."),
    "link_unknown": QT_TRANSLATE_NOOP("Messages", "This link belongs to no map service that is known here."),
    "link_without_place": QT_TRANSLATE_NOOP(
        "Messages", "This link tells no coordinate. Open it, then copy the coordinate itself."
    ),
    "link_in_metres": QT_TRANSLATE_NOOP(
        "Messages", "This link gives the service's own metres. Copy the coordinate in degrees instead."
    ),
    "map_crs_unknown": QT_TRANSLATE_NOOP("Messages", "{file} does not say in which coordinates it is drawn."),
    "file_not_writable": QT_TRANSLATE_NOOP("Messages", "{file} cannot be written: {reason}"),
    "paper_unreadable": QT_TRANSLATE_NOOP("Messages", "This paper cannot be read: {reason}"),
    "paper_fonts_missing": QT_TRANSLATE_NOOP("Messages", "The Chinese fonts for papers are missing."),
    "paper_templates_missing": QT_TRANSLATE_NOOP("Messages", "The templates of the papers are missing."),
    "child_too_slow": QT_TRANSLATE_NOOP("Messages", "It took longer than {seconds} seconds and was stopped."),
    "child_died": QT_TRANSLATE_NOOP("Messages", "It could not be finished: the file may be damaged or too large."),
    "bundle_invalid": QT_TRANSLATE_NOOP("Messages", "This is no bundle of this program, or it is damaged."),
    "bundle_too_large": QT_TRANSLATE_NOOP("Messages", "The bundle is too large."),
    "blob_damaged": QT_TRANSLATE_NOOP("Messages", "An attachment arrived damaged; it is fetched again."),
    "blob_too_large": QT_TRANSLATE_NOOP("Messages", "The attachment is too large."),
    "scenario_invalid": QT_TRANSLATE_NOOP("Messages", "{file}, line {line}: {reason}"),
    "no_open_directive": QT_TRANSLATE_NOOP("Messages", "There is no open directive for {incident}."),
}
