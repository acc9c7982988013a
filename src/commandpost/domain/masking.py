"""Personal data as it stands on screens until it is asked for (个人信息保护法 §28)."""

from __future__ import annotations

MASK = "····"


def mask_phone(phone: str) -> str:
    """``13900000218`` → ``139····0218``; short numbers show their last two digits only."""
    digits = "".join(character for character in phone if character.isalnum())
    if not digits:
        return ""
    return f"{digits[:3]}{MASK}{digits[-4:]}" if len(digits) >= 11 else f"{MASK}{digits[-2:]}"


def mask_name(name: str) -> str:
    """``王小明`` → ``王○明``; of two characters the second is hidden, of longer names all between first and last."""
    plain = name.strip()
    if len(plain) < 2:
        return plain
    return f"{plain[0]}○" if len(plain) == 2 else f"{plain[0]}{'○' * (len(plain) - 2)}{plain[-1]}"


def mask_text(value: str) -> str:
    """Any other personal text: its first character, never its length."""
    plain = value.strip()
    return f"{plain[0]}○○" if plain else ""
