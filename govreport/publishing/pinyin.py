"""拼音: how the name of an agency is typed without Chinese input: in full (ziranziyuanju) and by initials (zrzyj)."""

from pypinyin import Style, lazy_pinyin


def spellings(name: str) -> tuple[str, ...]:
    """Both spellings of a name, and of its end from each character on, so that no one need know how it begins.

    ``岚江市自然资源局`` is found by ``lanjiangshi``, ``ziranziyuan`` and ``zrzyj``.
    """
    whole = lazy_pinyin(name, errors="ignore")
    first = lazy_pinyin(name, style=Style.FIRST_LETTER, errors="ignore")
    found = ["".join(part[start:]) for part in (whole, first) for start in range(len(part))]
    return tuple(dict.fromkeys(found))
