"""Names and telephone numbers as they are shown until somebody asks for them."""

from __future__ import annotations

from commandpost.domain.visible_text import without_hiding


def mask_phone(phone: str) -> str:
    """139····0218 of 13900000218; a short number keeps its last two digits."""
    plain = _plain(phone)
    if not plain:
        return ""
    if len(plain) < 8:
        return f"····{plain[-2:]}"
    return f"{plain[:3]}····{plain[-4:]}"


def mask_name(name: str) -> str:
    """王○明 of 王小明, 王○ of 王明; a single letter is hidden."""
    plain = _plain(name)
    if len(plain) < 2:
        return "○" * len(plain)
    if len(plain) == 2:
        return f"{plain[0]}○"
    return f"{plain[0]}{'○' * (len(plain) - 2)}{plain[-1]}"


def mask_text(value: str) -> str:
    """周○○ of any other personal text: its first character, never its length."""
    plain = _plain(value)
    return f"{plain[0]}○○" if plain else ""


def _plain(value: str) -> str:
    """What is counted: a mark pasted with a number is neither its first digit nor its last."""
    return without_hiding(value).strip()
