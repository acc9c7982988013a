"""The words for every code: errors, warnings, findings; plain sentences that say what to do."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from commandpost.domain.errors import CommandPostError
from commandpost.domain.visible_text import visible
from commandpost.gui.messages_checks import CHECK_WORDS
from commandpost.gui.messages_desk import DESK_WORDS
from commandpost.gui.messages_duty import DUTY_WORDS
from commandpost.gui.messages_flow import FLOW_WORDS
from commandpost.gui.messages_reasons import plain_reason
from commandpost.gui.messages_rights import RIGHTS_WORDS
from commandpost.gui.messages_room import ROOM_WORDS
from commandpost.gui.messages_rules import RULES_WORDS
from commandpost.gui.messages_server import SERVER_WORDS
from commandpost.gui.messages_setup import SETUP_WORDS
from commandpost.gui.times import clock_time, span
from commandpost.gui.translation import QT_TRANSLATE_NOOP
from commandpost.gui.vocabulary import ROLE_WORDS, word

CONTEXT = "Messages"
MOST_TOLD = 160  # characters of what was typed that a sentence repeats
LOG = logging.getLogger(__name__)

WORDS: dict[str, str] = {
    **DUTY_WORDS,
    **FLOW_WORDS,
    **RIGHTS_WORDS,
    **RULES_WORDS,
    **ROOM_WORDS,
    **SERVER_WORDS,
    **SETUP_WORDS,
    **CHECK_WORDS,
    **DESK_WORDS,
    # the duty log
    "log_empty": QT_TRANSLATE_NOOP("Messages", "There is nothing to save yet: write what happened."),
    "log_too_long": QT_TRANSLATE_NOOP(
        "Messages", "One entry takes at most {limit} characters. Nothing is lost: shorten it or save it in parts."
    ),
    "entry_too_large": QT_TRANSLATE_NOOP(
        "Messages", "This is too large for one entry. Shorten it or save it in parts."
    ),
    "entry_unreadable": QT_TRANSLATE_NOOP("Messages", "An entry of the journal cannot be read."),
    "log_unknown": QT_TRANSLATE_NOOP("Messages", "This log entry is not on this workstation."),
    "already_corrected": QT_TRANSLATE_NOOP("Messages", "This entry was corrected already: correct the newest text."),
    "reason_missing": QT_TRANSLATE_NOOP("Messages", "Say why."),
    "passed_to_missing": QT_TRANSLATE_NOOP("Messages", "Say whom it was passed on to."),
    "incident_missing": QT_TRANSLATE_NOOP("Messages", "Choose the incident this call belongs to."),
    "already_decided_so": QT_TRANSLATE_NOOP("Messages", "That is what was decided already."),
    "not_a_call": QT_TRANSLATE_NOOP("Messages", "Only a call that came in is decided on."),
    "nothing_to_adopt": QT_TRANSLATE_NOOP("Messages", "This entry needs nobody to adopt it."),
    "time_without_zone": QT_TRANSLATE_NOOP("Messages", "A time without its zone was refused."),
    # incidents
    "title_missing": QT_TRANSLATE_NOOP("Messages", "Give the incident a title: where and what."),
    "title_too_long": QT_TRANSLATE_NOOP("Messages", "The title takes at most {limit} characters."),
    "occurred_after_received": QT_TRANSLATE_NOOP(
        "Messages", "It cannot have happened after it was reported: check both times."
    ),
    "discovered_before_occurred": QT_TRANSLATE_NOOP(
        "Messages", "It cannot have been discovered before it happened: check both times."
    ),
    "received_in_future": QT_TRANSLATE_NOOP("Messages", "The time of the call lies in the future: check it."),
    "moment_unreadable": QT_TRANSLATE_NOOP("Messages", "{typed} is no time. Write it like 02:24 or 7-18 02:24."),
    "figure_negative": QT_TRANSLATE_NOOP("Messages", "A number of people cannot be below zero."),
    "incident_unknown": QT_TRANSLATE_NOOP("Messages", "This incident is not on this workstation."),
    "field_locked": QT_TRANSLATE_NOOP("Messages", "This cannot be changed afterwards."),
    "already_closed": QT_TRANSLATE_NOOP("Messages", "This incident is ended already."),
    "not_closed": QT_TRANSLATE_NOOP("Messages", "This incident is still being handled."),
    "leader_missing": QT_TRANSLATE_NOOP("Messages", "Name the duty leader who decided it."),
    "no_conflict": QT_TRANSLATE_NOOP("Messages", "There is no conflict here any more."),
    "place_outside_beijing": QT_TRANSLATE_NOOP("Messages", "The place lies outside Beijing: check the coordinates."),
    "place_unknown": QT_TRANSLATE_NOOP("Messages", "No place yet: ask where it is, or pick it on the map."),
    "code_unknown": QT_TRANSLATE_NOOP("Messages", "No kind of event yet: rules that depend on it do not count."),
    "occurred_unknown": QT_TRANSLATE_NOOP("Messages", "No time of occurrence: the clocks count from the call."),
    "received_long_ago": QT_TRANSLATE_NOOP(
        "Messages", "The call is more than an hour old: its report clocks run from then."
    ),
    "sensitive_without_reason": QT_TRANSLATE_NOOP("Messages", "Say why it is sensitive."),
    "place_datum_unknown": QT_TRANSLATE_NOOP(
        "Messages", "Nobody said which map the coordinate is from; it counts as GPS and may lie 550 m off."
    ),
    "coordinate_unreadable": QT_TRANSLATE_NOOP("Messages", "This is no coordinate. Write it like 39.9052, 116.4127."),
    "coordinate_ambiguous": QT_TRANSLATE_NOOP(
        "Messages", "It is not clear which number is the longitude. Write it like 39.9052, 116.4127."
    ),
    "coordinate_out_of_range": QT_TRANSLATE_NOOP("Messages", "There is no such place on earth: check the coordinate."),
    "geometry_unreadable": QT_TRANSLATE_NOOP("Messages", "This shape cannot be read."),
    # the map
    "distance_invalid": QT_TRANSLATE_NOOP("Messages", "A distance is from {least} to {most} metres."),
    "map_approval_missing": QT_TRANSLATE_NOOP(
        "Messages", "The base map ({provider}) has no approval number (审图号): enter it under Settings, then print."
    ),
    "map_scale_invalid": QT_TRANSLATE_NOOP("Messages", "A scale is from 1:{least} to 1:{most}."),
    "sketch_too_few_points": QT_TRANSLATE_NOOP("Messages", "It needs at least {least} points."),
    "sketch_too_many_points": QT_TRANSLATE_NOOP("Messages", "It takes at most {most} points."),
    "sketch_crosses_itself": QT_TRANSLATE_NOOP("Messages", "Its edge crosses itself: move a point."),
    "sketch_wrong_shape": QT_TRANSLATE_NOOP("Messages", "This cannot be drawn in that shape."),
    "sketch_name_long": QT_TRANSLATE_NOOP("Messages", "The words beside it take at most {limit} characters."),
    "sketch_unknown": QT_TRANSLATE_NOOP("Messages", "This drawing is not on this workstation."),
    "sketch_foreign": QT_TRANSLATE_NOOP("Messages", "Another unit drew this: only that unit changes or ends it."),
    "sketch_ended": QT_TRANSLATE_NOOP("Messages", "This drawing is ended already."),
    "sketch_in_force": QT_TRANSLATE_NOOP("Messages", "This drawing is in force."),
    # reports and directives
    "taken_by_missing": QT_TRANSLATE_NOOP("Messages", "Say who took the call at the other end."),
    "phone_report_in_future": QT_TRANSLATE_NOOP(
        "Messages", "The time of the phone report lies in the future: check it."
    ),
    "late_reason_missing": QT_TRANSLATE_NOOP("Messages", "It is late. Say why in one sentence; it is sent at once."),
    "already_signed": QT_TRANSLATE_NOOP("Messages", "It is signed already."),
    "not_a_leader": QT_TRANSLATE_NOOP("Messages", "Only a duty leader signs this."),
    "report_already_sent": QT_TRANSLATE_NOOP(
        "Messages", "This report is sent; it is not changed any more. Write a follow-up."
    ),
    "report_not_sent": QT_TRANSLATE_NOOP("Messages", "This report is not sent yet."),
    "report_unknown": QT_TRANSLATE_NOOP("Messages", "This report is not on this workstation."),
    "directive_empty": QT_TRANSLATE_NOOP("Messages", "Write what is to be done."),
    "directive_too_long": QT_TRANSLATE_NOOP("Messages", "A directive takes at most {limit} characters."),
    "directive_limit_past": QT_TRANSLATE_NOOP("Messages", "The limit lies in the past."),
    "directive_unknown": QT_TRANSLATE_NOOP("Messages", "This directive is not on this workstation."),
    "directive_answered": QT_TRANSLATE_NOOP("Messages", "This directive is answered already."),
    "answer_empty": QT_TRANSLATE_NOOP("Messages", "Write what was done."),
    "answer_too_long": QT_TRANSLATE_NOOP("Messages", "An answer takes at most {limit} characters."),
    "not_addressed_here": QT_TRANSLATE_NOOP("Messages", "This is not addressed to this unit."),
    # people and permission
    "person_unknown": QT_TRANSLATE_NOOP("Messages", "This person is not in the staff list."),
    "person_left": QT_TRANSLATE_NOOP("Messages", "{name} has left: no sign-in and no signature any more."),
    "name_missing": QT_TRANSLATE_NOOP("Messages", "Write the name."),
    "pin_wrong": QT_TRANSLATE_NOOP("Messages", "The PIN is wrong; {left} more attempts."),
    "pin_locked": QT_TRANSLATE_NOOP("Messages", "Too many wrong PINs. Try again in {minutes} minutes."),
    "pin_not_set": QT_TRANSLATE_NOOP(
        "Messages", "No PIN is set for {name} on this workstation: set one under Settings."
    ),
    "pin_shape": QT_TRANSLATE_NOOP("Messages", "A PIN has {least} to {most} digits."),
    # roster and handover
    "roster_same_person": QT_TRANSLATE_NOOP("Messages", "The same person cannot hold two posts of one day."),
    "nobody_to_replace": QT_TRANSLATE_NOOP("Messages", "Nobody is planned there: put a person on the post instead."),
    "not_on_roster": QT_TRANSLATE_NOOP("Messages", "You are not on the roster of this shift."),
    "shift_change_invalid": QT_TRANSLATE_NOOP("Messages", "{text} is no time of day. Write it like 08:30."),
    "roster_file_unreadable": QT_TRANSLATE_NOOP("Messages", "This is no Excel roster that can be read ({reason})."),
    "roster_file_too_large": QT_TRANSLATE_NOOP("Messages", "The file is too large for a roster."),
    "sheet_already_begun": QT_TRANSLATE_NOOP("Messages", "Sheet {number} is begun: sign it or make it void first."),
    "sheet_in_force": QT_TRANSLATE_NOOP("Messages", "A signed sheet stays in force."),
    "sheet_void": QT_TRANSLATE_NOOP("Messages", "This sheet is void."),
    "sheet_unknown": QT_TRANSLATE_NOOP("Messages", "This sheet is not on this workstation."),
    "sign_both_first": QT_TRANSLATE_NOOP("Messages", "Both officers sign before the leader."),
    "same_person_signs": QT_TRANSLATE_NOOP("Messages", "The same person cannot hand over to himself."),
    "not_of_outgoing_shift": QT_TRANSLATE_NOOP(
        "Messages",
        "{name} is not of the shift that hands over ({people}). One of them signs in and signs; if nobody of them can,"
        " write the reason below, it is printed on the sheet.",
    ),
    "leader_only": QT_TRANSLATE_NOOP("Messages", "Only the duty leader signs here."),
    # ledgers and units
    "ledger_field_missing": QT_TRANSLATE_NOOP("Messages", "This field must be filled."),
    "ledger_field_unknown": QT_TRANSLATE_NOOP("Messages", "This ledger has no such field."),
    "ledger_value_invalid": QT_TRANSLATE_NOOP("Messages", "{value} does not fit this field."),
    "ledger_row_unknown": QT_TRANSLATE_NOOP("Messages", "This row is not on this workstation."),
    "ledger_unknown": QT_TRANSLATE_NOOP("Messages", "There is no such ledger."),
    "unit_code_invalid": QT_TRANSLATE_NOOP("Messages", "{value} is no division code."),
    "units_invalid": QT_TRANSLATE_NOOP("Messages", "The table of units cannot be read: {reason}"),
    # rule packs and code books
    "rule_pack_invalid": QT_TRANSLATE_NOOP(
        "Messages", "Line {line} of the rule pack is wrong ({key} {reason}). The old pack stays in force."
    ),
    "rule_pack_version_taken": QT_TRANSLATE_NOOP(
        "Messages", "Version {version} of this pack is here already with other words. Give it a new version."
    ),
    "code_book_invalid": QT_TRANSLATE_NOOP("Messages", "The code book cannot be read: {reason}"),
    # files, maps and papers
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
    # disk and profile
    "disk_full": QT_TRANSLATE_NOOP(
        "Messages", "The disk is full. What was saved is safe; free some room, then save again."
    ),
    "disk_read_only": QT_TRANSLATE_NOOP(
        "Messages", "The disk cannot be written to. What was saved is safe; tell the administrator."
    ),
    "disk_failed": QT_TRANSLATE_NOOP(
        "Messages", "The disk answers with an error. What was saved is safe; tell the administrator."
    ),
    "journal_damaged": QT_TRANSLATE_NOOP(
        "Messages",
        "The journal's file is damaged and cannot be repaired from here: write on paper and tell the administrator.",
    ),
    "journal_newer": QT_TRANSLATE_NOOP(
        "Messages", "A newer version of the program wrote this journal. Start that one."
    ),
    "database_not_prepared": QT_TRANSLATE_NOOP(
        "Messages", "The database's tables want bringing up to date by their owner (--migrate)."
    ),
    "database_unreachable": QT_TRANSLATE_NOOP("Messages", "The database does not answer."),
    "database_too_old": QT_TRANSLATE_NOOP("Messages", "The database library is too old ({version})."),
    "database_unsafe": QT_TRANSLATE_NOOP("Messages", "The database does not write safely ({mode}, {synchronous})."),
    "profile_absent": QT_TRANSLATE_NOOP(
        "Messages",
        "There is no profile in {folder}: make one with “setup”, or name one with --profile, such as sample-street.",
    ),
    "profile_damaged": QT_TRANSLATE_NOOP("Messages", "The profile in {folder} cannot be read."),
    "profile_exists": QT_TRANSLATE_NOOP("Messages", "There is a profile in {folder} already; nothing was changed."),
    "profile_in_use": QT_TRANSLATE_NOOP("Messages", "This desk is open in another window already."),
    "passphrase_needed": QT_TRANSLATE_NOOP("Messages", "Enter the passphrase of this workstation."),
    "passphrase_short": QT_TRANSLATE_NOOP("Messages", "The passphrase needs at least {least} characters."),
    "passphrase_differs": QT_TRANSLATE_NOOP("Messages", "The two passphrases differ; nothing was made. Begin again."),
    "unit_code_wrong": QT_TRANSLATE_NOOP(
        "Messages", "“{unit}” is no division code of a unit: 4 to 12 digits, another than the upper unit's."
    ),
    "event_kind_unfound": QT_TRANSLATE_NOOP(
        "Messages", "No kind of event is called “{typed}”: choose one from the list, or leave it empty for now."
    ),
    "station_wrong": QT_TRANSLATE_NOOP(
        "Messages", "“{station}” cannot name a workstation: 1 to 8 letters or digits, such as S1."
    ),
    "wrong_passphrase": QT_TRANSLATE_NOOP("Messages", "The passphrase is wrong."),
    "escrow_key_wrong": QT_TRANSLATE_NOOP("Messages", "The recovery key does not fit."),
    "key_slots_damaged": QT_TRANSLATE_NOOP("Messages", "The file of keys cannot be read."),
    "backup_absent": QT_TRANSLATE_NOOP("Messages", "There is no whole copy in {folder}."),
    "backup_failed": QT_TRANSLATE_NOOP(
        "Messages", "The backup could not be made ({reason}). The journal itself is safe."
    ),
    "second_place_failed": QT_TRANSLATE_NOOP(
        "Messages", "{folder} takes no copy. The journal and its own copies are safe."
    ),
    "no_display": QT_TRANSLATE_NOOP("Messages", "There is no screen to show the window on."),
    "no_chinese_font": QT_TRANSLATE_NOOP("Messages", "No Chinese font is installed: install fonts-noto-cjk."),
    "tour_name_unknown": QT_TRANSLATE_NOOP("Messages", "The scenario names {kind} “{name}”, which was never made."),
    "tour_waited_in_vain": QT_TRANSLATE_NOOP("Messages", "What was waited for never came: {reason}"),
    # server and link
    "not_linked": QT_TRANSLATE_NOOP("Messages", "No server is named yet: everything is saved here."),
    "server_unreachable": QT_TRANSLATE_NOOP(
        "Messages", "The server does not answer. Everything is saved here and sent later."
    ),
    "server_foreign": QT_TRANSLATE_NOOP("Messages", "What answers there is not our server."),
    "server_version": QT_TRANSLATE_NOOP(
        "Messages", "The server speaks version {server}, this workstation {own}. Everything is saved here."
    ),
    "server_refused": QT_TRANSLATE_NOOP("Messages", "The server refused it ({reason})."),
    "server_not_started": QT_TRANSLATE_NOOP("Messages", "The server could not be started: {reason}"),
    "port_taken": QT_TRANSLATE_NOOP("Messages", "Port {port} of {host} is taken by another program."),
    "link_closed": QT_TRANSLATE_NOOP("Messages", "The connection was ended."),
    "device_unknown": QT_TRANSLATE_NOOP(
        "Messages", "The server does not know this workstation: enrol it under Settings."
    ),
    "device_revoked": QT_TRANSLATE_NOOP(
        "Messages", "The server no longer accepts this workstation: tell the district."
    ),
    "enrolment_code_wrong": QT_TRANSLATE_NOOP("Messages", "This code is wrong."),
    "enrolment_code_used": QT_TRANSLATE_NOOP("Messages", "This code was used already."),
    "enrolment_code_expired": QT_TRANSLATE_NOOP("Messages", "This code is too old: ask for a new one."),
    "enrolment_invalid": QT_TRANSLATE_NOOP("Messages", "The enrolment cannot be read."),
    "feed_foreign": QT_TRANSLATE_NOOP("Messages", "This workstation may not read that unit."),
    "request_invalid": QT_TRANSLATE_NOOP("Messages", "The server could not read the request."),
    "request_replayed": QT_TRANSLATE_NOOP("Messages", "The server saw this request before."),
    "request_stale": QT_TRANSLATE_NOOP("Messages", "The clocks of server and workstation differ too much."),
    "request_too_large": QT_TRANSLATE_NOOP("Messages", "The request is larger than {limit} bytes."),
    "request_unsigned": QT_TRANSLATE_NOOP("Messages", "The request carries no valid signature."),
}

UNKNOWN = QT_TRANSLATE_NOOP("Messages", "That is not possible now ({code}).")


class _Shown(Mapping[str, object]):
    """Parameters as an operator reads them; a missing one is an ellipsis, never an error."""

    def __init__(self, params: Mapping[str, object]) -> None:
        self._params = params

    def __getitem__(self, key: str) -> object:
        if key == "who" and key in self._params:
            return _named(self._params[key])
        if key == "reason" and key in self._params:
            return _shown(_reason(str(self._params.get("code", "")), str(self._params[key])))
        return _shown(self._params.get(key, "…"))

    def __iter__(self) -> Iterator[str]:
        return iter(self._params)

    def __len__(self) -> int:
        return len(self._params)


def _shown(value: object) -> object:
    if isinstance(value, datetime):
        return clock_time(value)
    if isinstance(value, timedelta):
        return span(value)
    return _told(value) if isinstance(value, str) else value


def _told(words: str) -> str:
    """On one line and no longer than a sentence bears; a name from outside cannot turn the sentence round it."""
    line = visible(" ".join(words.split("\n")).replace("\t", " "))
    return line if len(line) <= MOST_TOLD else f"{line[: MOST_TOLD - 1]}…"


def _named(roles: object) -> str:
    """The roles that may do what was refused."""
    told = roles if isinstance(roles, tuple) else ()
    return "、".join(word(ROLE_WORDS[role]) for role in told)


def _reason(code: str, reason: str) -> str:
    """A reason that is itself a code has its own sentence."""
    return words(reason).rstrip("。.") if reason in WORDS else plain_reason(code, reason)


def words(code: str, params: Mapping[str, object] | None = None) -> str:
    """The sentence for a code in the language of the window."""
    source = WORDS.get(code, UNKNOWN)
    return QCoreApplication.translate(CONTEXT, source).format_map(_Shown({"code": code, **(params or {})}))


def sentence(error: CommandPostError) -> str:
    """What to tell the operator about a refused or postponed request; a technical reason goes to the running log."""
    if error.params.get("reason"):
        note_reason(error.code, str(error.params["reason"]))
    return words(error.code, error.params)


def note_reason(code: str, reason: str) -> None:
    """Keep a technical reason in the running log, where a sentence may say that it stands."""
    LOG.info("refused", extra={"fields": {"code": code, "reason": reason}})
