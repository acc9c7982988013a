from __future__ import annotations

import pytest

from commandpost.app.pinyin import PHRASES, SEVERAL_WAYS, initials, letters, name_initials, spelled


@pytest.mark.parametrize(
    ("han", "typed"),
    [
        ("清河路", "qhl"),
        ("长安街", "caj"),
        ("院长签字", "yzqz"),
        ("东城区银行门口", "dcqyhmk"),
        ("朝阳门", "cym"),
        ("重庆", "cq"),
        ("重大事故", "zdsg"),
        ("派人调查", "prdc"),
        ("行人", "xr"),
        ("长沟镇", "cgz"),
        ("长子营镇", "czyz"),
        ("校长行长", "xzhz"),
        ("农行支行", "nhzh"),
        ("重叠重修", "cdcx"),
        ("重点重伤", "zdzs"),
        ("什刹海", "sch"),
    ],
)
def test_a_character_said_in_several_ways_is_typed_as_its_neighbours_ask(han: str, typed: str) -> None:
    assert letters(han) == typed
    assert initials(han) == typed


def test_other_signs_stay_or_are_left_out() -> None:
    assert initials("3号楼A座") == "3hlAz"
    assert initials("3号楼A座", ignore_others=True) == "hlz"
    assert spelled("清河") == "qinghe"


def test_every_phrase_of_our_own_has_a_character_that_is_looked_at() -> None:
    phrases = [line.split()[0] for line in PHRASES.split(";")]

    assert [phrase for phrase in phrases if SEVERAL_WAYS.isdisjoint(phrase)] == []
    assert len(phrases) == len(set(phrases))


def test_a_family_is_found_as_it_is_said_and_as_it_is_read() -> None:
    assert name_initials("单宏") == ("dh", "sh")
    assert name_initials("仇英") == ("cy", "qy")
    assert name_initials("李静") == ("lj",)
    assert name_initials("") == ("",)
