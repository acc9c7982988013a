"""A decoding child with a fault planted: one picture ends the process, as a broken decoder would."""

from __future__ import annotations

import os
import signal
import sys
from base64 import b64decode
from collections.abc import Mapping
from typing import Any

from commandpost.bootstrap import picture_child
from commandpost.geodata.serving import Jobs, Say, serve


def jobs() -> Jobs:
    real = picture_child._jobs()

    def decode(job: Mapping[str, Any], say: Say) -> Any:
        if b64decode(job["content"]) == b"kill me":
            os.kill(os.getpid(), signal.SIGSEGV)
        return real["decode"](job, say)

    return {**real, "decode": decode}


if __name__ == "__main__":
    sys.exit(serve(int(sys.argv[1]), jobs))
