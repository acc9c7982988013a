"""Words for the codes of the server and the link to it."""

from __future__ import annotations

from commandpost.gui.translation import QT_TRANSLATE_NOOP

LINK_WORDS: dict[str, str] = {
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
