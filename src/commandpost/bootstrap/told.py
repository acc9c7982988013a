"""The desk's own sentence of a refusal, for the terminal; the words are the window's."""

from __future__ import annotations

from commandpost.bootstrap.spoken import speaks_english
from commandpost.domain.errors import CommandPostError


def told(error: CommandPostError) -> str:
    """In Chinese, as everything is shipped; in English on a terminal that speaks it."""
    from commandpost.bootstrap.paths import generated_dir
    from commandpost.gui.messages import sentence
    from commandpost.gui.preferences import Language
    from commandpost.gui.runtime.app import Translations

    Translations(generated_dir()).speak(Language.ENGLISH if speaks_english() else Language.CHINESE)
    return sentence(error)
