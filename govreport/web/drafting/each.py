"""逐处保存: what can be stored is stored; each place that is declined is named with its sentence."""

from collections.abc import Callable, Mapping

from govreport.reports.errors import NotAllowed, Refused

Store = Callable[[Mapping[str, str]], object]


def store_each(typed: Mapping[str, str], store: Store) -> dict[str, str]:
    """Store all of it, or whatever part of it is accepted; returns the sentence for each name that was declined.

    Halves that are declined are tried in halves again, so that one bad text among hundreds costs a few attempts, not
    hundreds. ``store`` stores all of its part or nothing. ``NotAllowed`` passes, for it concerns all.
    """
    if not typed:
        return {}
    try:
        store(typed)
    except NotAllowed:
        raise
    except Refused as refused:
        if len(typed) == 1:
            return dict.fromkeys(typed, str(refused))
        names = list(typed)
        half = len(names) // 2
        first, second = ({name: typed[name] for name in part} for part in (names[:half], names[half:]))
        return store_each(first, store) | store_each(second, store)
    return {}
