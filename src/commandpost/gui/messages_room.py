"""Words for the codes of a room whose desks are connected."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

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
