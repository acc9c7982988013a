"""How Chinese is typed by Latin letters; the only home of pypinyin, whose tables are read when first needed.

Its forty-seven thousand phrases would take 45 MB for the sake of the few characters that are said in several ways; the
phrases that a duty room types stand here instead.
"""

from __future__ import annotations

import os
from functools import cache, lru_cache
from types import ModuleType

PHRASES = (
    "长安 cháng ān;长椿 cháng chūn;长春 cháng chūn;长城 cháng chéng;长辛 cháng xīn;长阳 cháng yáng;长江 cháng jiāng;"
    "长河 cháng hé;长途 cháng tú;长期 cháng qī;长时 cháng shí;长约 cháng yuē;长度 cháng dù;全长 quán cháng;"
    "长沟 cháng gōu;长陵 cháng líng;长哨 cháng shào;长子营 cháng zǐ yíng;长虹 cháng hóng;长廊 cháng láng;"
    "长龙 cháng lóng;长话 cháng huà;长远 cháng yuǎn;长年 cháng nián;长裤 cháng kù;长发 cháng fà;延长 yán cháng;"
    "重庆 chóng qìng;重复 chóng fù;重新 chóng xīn;重建 chóng jiàn;重阳 chóng yáng;重叠 chóng dié;重启 chóng qǐ;"
    "重修 chóng xiū;重装 chóng zhuāng;重置 chóng zhì;重组 chóng zǔ;重申 chóng shēn;重现 chóng xiàn;重兴 chóng xīng;"
    "重拨 chóng bō;重打 chóng dǎ;重来 chóng lái;双重 shuāng chóng;"
    "银行 yín háng;行业 háng yè;同行 tóng háng;商行 shāng háng;车行 chē háng;支行 zhī háng;分行 fēn háng;"
    "总行 zǒng háng;农行 nóng háng;建行 jiàn háng;工行 gōng háng;招行 zhāo háng;央行 yāng háng;行长 háng zhǎng;"
    "行列 háng liè;什刹 shí chà;古刹 gǔ chà;地壳 dì qiào;"
    "朝阳 cháo yáng;朝外 cháo wài;朝内 cháo nèi;音乐 yīn yuè;乐器 yuè qì;厦门 xià mén;"
    "调查 diào chá;调度 diào dù;调动 diào dòng;调派 diào pài;抽调 chōu diào;调运 diào yùn;"
    "参差 cēn cī;曾经 céng jīng;大都 dà dū;省察 xǐng chá;校对 jiào duì;投降 tóu xiáng;弹药 dàn yào"
)
"""Characters said otherwise among these neighbours than alone."""
SEVERAL_WAYS = frozenset("长重行朝乐厦调参曾都省校降弹刹壳")
SURNAMES = dict(zip("单曾查仇解区朴盖种召尉翟覃乐员祭繁秘折长冼", "szzqxopgcsyzqyyzpbszx", strict=True))
"""First letters of characters that are said otherwise as a name of a family."""
MANY = 20_000  # characters and phrases remembered; a duty log says the same again and again


def initials(text: str, *, ignore_others: bool = False) -> str:
    """The first letter of each character's pinyin: 清河路 → qhl; what has no pinyin stays or is left out."""
    library = _library()
    errors = "ignore" if ignore_others else "default"
    return "".join(library.lazy_pinyin(text, style=library.Style.FIRST_LETTER, errors=errors))


def name_initials(name: str) -> tuple[str, ...]:
    """The initials of a person's name, and those of the family's name as families say it: 单宏 → dh, sh."""
    told = initials(name)
    said = SURNAMES.get(name[:1], told[:1])
    return (told,) if said == told[:1] else (told, said + told[1:])


def letters(han: str) -> str:
    """The initials of a run of Chinese characters, quickly: neighbours are asked only where they matter."""
    return _in_phrase(han) if not SEVERAL_WAYS.isdisjoint(han) else "".join(map(_letter, han))


def warm() -> None:
    """Read the tables ahead of the first asking, while nobody waits."""
    initials("值")


def spelled(text: str) -> str:
    """The whole pinyin without tones: 清河 → qinghe."""
    return "".join(_library().lazy_pinyin(text))


@cache
def _library() -> ModuleType:
    """Pypinyin with our phrases; a fifth of a second that no start has to wait for."""
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    import pypinyin  # noqa: PLC0415  # as said above

    told = (line.split() for line in PHRASES.split(";"))
    pypinyin.load_phrases_dict({phrase: [[one] for one in said] for phrase, *said in told})
    return pypinyin


@lru_cache(MANY)
def _letter(character: str) -> str:
    return initials(character, ignore_others=True)


@lru_cache(MANY)
def _in_phrase(han: str) -> str:
    return initials(han, ignore_others=True)
