"""The words that set an amount, turn a sentence round, or say how much something binds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# In the languages that the default schema has labels for.
NEGATIONS: Final = _words(
    "not no never none neither nor without nothing nobody unless except "
    "nicht kein keine keinen keinem keiner nie niemals ohne außer "
    "ne pas jamais aucun aucune sans nunca jamás ningún ninguna sin 不 没 无 勿"
)
# "one" is left out: it is more often a pronoun, and becoming "two" is noticed all the same.
NUMBERS: Final = _words(
    "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty "
    "sixty ninety hundred thousand half double twice zwei drei vier fünf sechs sieben acht neun "
    "zehn deux trois quatre cinq sept huit neuf dix dos tres cuatro cinco seis siete ocho nueve "
    "diez 一 二 三 四 五 六 七 八 九 十"
)
KINDS_OF_DAY: Final = _words("working business calendar")
_ALIKE: Final = (
    "must shall required muss müssen doit doivent debe deben 须",
    "should ought recommended soll sollte sollten devrait debería",
    "may might can could optional darf dürfen kann können peut peuvent puede pueden 可",
)
_EACH_ITS_OWN: Final = _words(
    "and or before after all any some only always sometimes least most more less "
    "und oder vor nach alle et ou avant après tous antes después y o"
)
# A word by its force: what is demanded turns where one force takes the place of another.
FORCES: Final[Mapping[str, str]] = {
    **{word: alike for alike in _ALIKE for word in alike.split()},
    **{word: word for word in _EACH_ITS_OWN},
}
