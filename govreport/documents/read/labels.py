"""行名、列名的比对: how alike a printed label is to an official one, so that misprints do not lose a row."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

_NUMBERING = re.compile(
    r"^(?:[(（]\s*([一二三四五六七八九十]{1,3}|\d{1,2})\s*[)）]|([一二三四五六七八九十]{1,3})\s*[、.．]"
    r"|(\d{1,2})\s*[.．、)）](?!\d))"
)
# 繁体字: characters of the official labels and headings as mirrors in other places print them.
_PLAIN = str.maketrans(
    "動開況報規範現製廢數額單萬費業團總計結轉維糾審復複議訴訟經後許罰強決處辦請無類發項關個體構機國過屬級態執爭營條為據屆點協聯電號劃聽證獨會詢務訪訊紙門戶網頁專欄書館檔參內與應從來員財"
    "調護訂補繳買領導將於載確認標準還眾傳華廳圍區舉兩實當徑獲織統續組線納編職輿設訓讀談負責購輯進錯問聞閱際隱題駁稱穩沒濟熱時權備對錄徵給該圖術係",
    "动开况报规范现制废数额单万费业团总计结转维纠审复复议诉讼经后许罚强决处办请无类发项关个体构机国过属级态执争营条为据届点协联电号划听证独会询务访讯纸门户网页专栏书馆档参内与应从来员财"
    "调护订补缴买领导将于载确认标准还众传华厅围区举两实当径获织统续组线纳编职舆设训读谈负责购辑进错问闻阅际隐题驳称稳没济热时权备对录征给该图术系",
)
_OUTSIDE = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


def fold(text: str) -> str:
    """The text without spaces, punctuation and differences of width."""
    return _OUTSIDE.sub("", unicodedata.normalize("NFKC", text).lower()).translate(_PLAIN)


def split_numbering(text: str) -> tuple[str, str]:
    """``（三）不予公开`` → (三, 不予公开); the number is empty where there is none."""
    stripped = text.strip()
    match = _NUMBERING.match(stripped)
    return (next(group for group in match.groups() if group), stripped[match.end() :]) if match else ("", stripped)


@lru_cache(maxsize=20_000)
def core(text: str) -> str:
    """A label folded, without its numbering."""
    return fold(split_numbering(text)[1])


@lru_cache(maxsize=20_000)
def number(text: str) -> str:
    """The number before a label, or nothing."""
    return split_numbering(text)[0]


@lru_cache(maxsize=20_000)
def _grams(text: str) -> Counter[str]:
    return Counter([*text, *(text[place : place + 2] for place in range(len(text) - 1))])


@lru_cache(maxsize=20_000)
def alike(found: str, official: str) -> float:
    """How alike two folded labels are, 0 to 1: shared characters and pairs; a whole label inside is clear."""
    if not found or not official:
        return 0.0
    if found == official:
        return 1.0
    ours, theirs = _grams(found), _grams(official)
    shared = sum((ours & theirs).values())
    score = 2 * shared / (sum(ours.values()) + sum(theirs.values()))
    if len(official) >= 4 and official in found:
        return max(score, 0.9)
    if len(found) >= 6 and found in official:
        return max(score, 0.85)
    return score


def is_fragment(found: str, official: str) -> bool:
    """Whether the folded text is a piece of a label: its characters in that order (``维`` of ``结果维持``)."""
    rest = iter(official)
    return bool(found) and all(character in rest for character in found)
