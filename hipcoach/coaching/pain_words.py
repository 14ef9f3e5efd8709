"""Pain in a few plain words, as a reason and as a line of the record."""

from hipcoach.domain.pain import PainKind
from hipcoach.domain.text import translate

_CONTEXT = "PainWords"


def kind_words(kind: PainKind) -> str:
    """Say what a pain feels like."""
    return {
        PainKind.SORE: translate(_CONTEXT, "sore"),
        PainKind.DULL: translate(_CONTEXT, "dull"),
        PainKind.SHARP: translate(_CONTEXT, "sharp"),
        PainKind.STIFF: translate(_CONTEXT, "stiff"),
        PainKind.TINGLING: translate(_CONTEXT, "tingling"),
        PainKind.PINCHING: translate(_CONTEXT, "pinching"),
        PainKind.UNWELL: translate(_CONTEXT, "unwell"),
    }[kind]


def pain_words(kind: PainKind | None, nrs: int | None) -> str:
    """Say a number (0-10) and what it feels like, each where told: Pain 6, sharp."""
    if nrs is None:
        return "" if kind is None else kind_words(kind).capitalize()
    told = translate(_CONTEXT, "Pain {nrs}").format(nrs=nrs)
    return told if kind is None else f"{told}, {kind_words(kind)}"


# Two points of ten are what people call much better, one is slightly better: Salaffi et al. 2004,
# European Journal of Pain 8:283-291 (docs/safety.md, 17).
CLEAR_CHANGE = 2


def change_words(before: int, after: int) -> str:
    """Say how a pain went, from one number (0-10) to the other."""
    change = after - before
    if change == 0:
        text = translate(_CONTEXT, "{before} before and {after} after: the same")
    elif change <= -CLEAR_CHANGE:
        text = translate(_CONTEXT, "{before} before → {after} after: clearly less")
    elif change < 0:
        text = translate(_CONTEXT, "{before} before → {after} after: a little less")
    elif change < CLEAR_CHANGE:
        text = translate(_CONTEXT, "{before} before → {after} after: a little more")
    else:
        text = translate(_CONTEXT, "{before} before → {after} after: more")
    return text.format(before=before, after=after)
