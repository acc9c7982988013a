"""What is asked of a server or of a room's desk before anything is believed; the caller judges what comes."""

from __future__ import annotations

import warnings

import requests
import urllib3

from commandpost.app import wire
from commandpost.app.peer import PROTOCOL
from commandpost.domain.errors import Unavailable
from commandpost.journal.encoding import FORM_ERRORS
from commandpost.journal.room_word import RoomWord, word_from_json
from commandpost.transport.answers import Answer, read_answer, translated

SECONDS = 10.0
LARGEST = 20_000  # bytes of a certificate or a word


def fetch_authority(url: str) -> bytes:
    """Return the PEM a server shows; the caller compares its fingerprint. Raises Unavailable."""
    answer = _unbelieved(url, wire.AUTHORITY)
    if answer.status != 200:
        raise Unavailable("server_untrusted", url=url)
    return answer.content


def fetch_word(url: str) -> RoomWord:
    """Return what a desk that serves its room says of itself; the caller checks who signed it. Raises Unavailable."""
    answer = _unbelieved(url, wire.ROOM)
    try:
        if answer.status != 200:
            raise ValueError(answer.status)
        return word_from_json(answer.fields())
    except FORM_ERRORS as broken:
        raise Unavailable("server_foreign", url=url) from broken


def _unbelieved(url: str, path: str) -> Answer:
    session = requests.Session()
    session.trust_env = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", urllib3.exceptions.InsecureRequestWarning)
            response = session.get(
                url + path,
                headers={wire.PROTOCOL_HEADER: str(PROTOCOL)},
                verify=False,  # what comes is believed only if its fingerprint or its signature is the right one
                timeout=SECONDS,
                allow_redirects=False,
                stream=True,
            )
            with response:
                return read_answer(response, LARGEST, url)
    except requests.RequestException as broken:
        raise translated(broken, url) from broken
