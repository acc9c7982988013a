"""Asking a server for the certificate of its authority, before anything is believed."""

from __future__ import annotations

import warnings

import requests
import urllib3

from commandpost.app import wire
from commandpost.app.peer import PROTOCOL
from commandpost.domain.errors import Unavailable
from commandpost.transport.answers import read_answer, translated

SECONDS = 10.0
LARGEST = 20_000  # bytes of a certificate


def fetch_authority(url: str) -> bytes:
    """Return the PEM a server shows; the caller compares its fingerprint, nothing else may be asked this way.

    Raises Unavailable.
    """
    session = requests.Session()
    session.trust_env = False
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", urllib3.exceptions.InsecureRequestWarning)
            response = session.get(
                url + wire.AUTHORITY,
                headers={wire.PROTOCOL_HEADER: str(PROTOCOL)},
                verify=False,  # what comes is believed only if its fingerprint is the one a person told
                timeout=SECONDS,
                allow_redirects=False,
                stream=True,
            )
            with response:
                answer = read_answer(response, LARGEST, url)
    except requests.RequestException as broken:
        raise translated(broken, url) from broken
    if answer.status != 200:
        raise Unavailable("server_untrusted", url=url)
    return answer.content
