"""The camera of this machine, through the ffmpeg of its system: a command that writes its frames to standard output."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from commandpost.domain.errors import Unavailable

PROGRAM = "ffmpeg"
FRAMES = ("-vf", "fps=2,scale='min(1280,iw)':-2", "-f", "image2pipe", "-c:v", "bmp", "-pix_fmt", "bgr24", "-")


def camera_command(devices: Path = Path("/dev")) -> tuple[str, ...]:
    """Program and arguments; two bitmaps a second, one after the other, until it is ended.

    Raises Unavailable("camera_unsupported"|"camera_missing"|"camera_program_missing").
    """
    if not sys.platform.startswith("linux"):
        raise Unavailable("camera_unsupported")
    cameras = sorted(devices.glob("video*"))
    if not cameras:
        raise Unavailable("camera_missing")
    program = shutil.which(PROGRAM)
    if program is None:
        raise Unavailable("camera_program_missing")
    return frames_of(program, ("-f", "v4l2", "-i", str(cameras[0])))


def frames_of(program: str, source: tuple[str, ...]) -> tuple[str, ...]:
    """The command for any source the program can read."""
    return (program, "-hide_banner", "-loglevel", "error", "-nostdin", *source, *FRAMES)
