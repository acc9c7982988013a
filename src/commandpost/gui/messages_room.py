"""Words for the codes of a room whose desks are connected."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

ROOM_REFUSALS: dict[
    str, str
] = {  # what lasts between this desk and the serving one, by the codes of a link to a server
    "server_untrusted": QT_TRANSLATE_NOOP(
        "Messages",
        "its certificate is another than when you connected. If it was set up anew, type its present code once more.",
    ),
    "device_revoked": QT_TRANSLATE_NOOP(
        "Messages", "this desk was revoked at the unit's server. Tell the administrator."
    ),
    "device_unknown": QT_TRANSLATE_NOOP(
        "Messages", "it does not know this desk: of another unit, or not enrolled at the unit's server."
    ),
    "server_foreign": QT_TRANSLATE_NOOP("Messages", "what answers at its address is no serving desk."),
    "server_version": QT_TRANSLATE_NOOP(
        "Messages", "it runs another version of this program. Bring both desks to the same one."
    ),
    "server_refused": QT_TRANSLATE_NOOP("Messages", "it refuses what this desk asks. Tell the administrator."),
}

ROOM_WORDS: dict[str, str] = {
    "room_code_wrong": QT_TRANSLATE_NOOP("Messages", "There is a slip in this code: compare it with the other screen."),
    "room_address_invalid": QT_TRANSLATE_NOOP(
        "Messages", "Type the code the other desk shows, or its address with the port: 192.168.1.20:8710."
    ),
    "room_itself": QT_TRANSLATE_NOOP("Messages", "That is the code of this desk: type it at the other one."),
    "room_not_enrolled": QT_TRANSLATE_NOOP(
        "Messages", "This desk was never enrolled at the unit's server; only enrolled desks can be connected."
    ),
    "room_untrusted": QT_TRANSLATE_NOOP(
        "Messages", "What answers there is no enrolled desk of this unit. Nothing was connected."
    ),
    "room_refused": QT_TRANSLATE_NOOP(
        "Messages", "The serving desk does not let this one in: it is not enrolled at the unit's server, or revoked."
    ),
    "room_no_network": QT_TRANSLATE_NOOP("Messages", "This machine is in no network: plug in the cable and try again."),
}
