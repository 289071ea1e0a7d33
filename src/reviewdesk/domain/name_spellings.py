"""Names of other scripts as they are written in Latin letters: Παπαδόπουλος, Papadopoulos."""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reviewdesk.domain.folding import plain


def _table(pairs: str) -> Mapping[str, str]:
    return MappingProxyType(dict(pair.split("=") for pair in pairs.split()))


_GREEK = _table(
    "ου=ou αι=ai ει=ei οι=oi αυ=af ευ=ef γγ=ng γκ=gk γχ=nch μπ=b ντ=nt τζ=tz τσ=ts α=a β=v γ=g "
    "δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o"
)
_GREEK_ALSO = MappingProxyType(
    {**_GREEK, **_table("ου=ou αυ=av ευ=ev γγ=gg μπ=mp φ=ph χ=h υ=i η=i γκ=g ντ=d")}
)
_CYRILLIC = _table(
    "а=a б=b в=v г=g д=d е=e ё=yo ж=zh з=z и=i й=y к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
    "х=kh ц=ts ч=ch ш=sh щ=shch ъ= ы=y ь= э=e ю=yu я=ya і=i ї=yi є=ye ґ=g ђ=dj ј=j љ=lj њ=nj ћ=c "
    "џ=dz"
)
_CYRILLIC_ALSO = (
    MappingProxyType({**_CYRILLIC, **_table("х=h ц=c й=i ю=iu я=ia ё=e щ=sch")}),
    MappingProxyType({**_CYRILLIC, **_table("ий=y ый=y ю=ju я=ja х=kh ж=j ё=e г=h и=y")}),
    MappingProxyType({**_CYRILLIC, **_table("ии=y ыи=y ьи=iy кс=x ия=ia")}),
)
_KNOWN = {
    "דוד": "david", "כהן": "cohen kohen", "לוי": "levi levy", "משה": "moshe", "יוסף": "yosef",
    "יעקב": "yaakov", "אברהם": "avraham", "שרה": "sara sarah", "רחל": "rachel", "מזרחי": "mizrahi",
    "פרץ": "peretz", "נועה": "noa", "יונתן": "yonatan", "מיכאל": "michael", "דניאל": "daniel",
    "محمد": "mohammed muhammad mohamed mohammad", "احمد": "ahmed ahmad", "علي": "ali",
    "حسن": "hassan hasan", "حسين": "hussein hussain", "عمر": "omar", "فاطمة": "fatima fatma",
    "ابراهيم": "ibrahim", "خالد": "khaled khalid", "يوسف": "yusuf youssef", "مريم": "mariam maryam",
    "سارة": "sara sarah", "مصطفى": "mustafa", "عائشة": "aisha", "ليلى": "layla leila",
}  # fmt: skip
"""Hebrew and Arabic write no vowels, so that only a list can tell."""
_WORD = re.compile(r"[^\W\d_]+")


def in_latin(name: str) -> Iterator[str]:
    """How `name` is written in Latin letters; nothing for a name that is."""
    small = plain(name)
    if any("Ͱ" <= sign <= "Ͽ" for sign in small):
        yield from _spelt(small, (_GREEK, _GREEK_ALSO))
    elif any("Ѐ" <= sign <= "ԯ" for sign in small):
        yield from _spelt(small, (_CYRILLIC, *_CYRILLIC_ALSO))
    elif any("֐" <= sign <= "ۿ" for sign in small):
        ways = [_KNOWN.get(word, "").split() for word in small.split()]
        for place in range(max(map(len, ways), default=0)):
            said = [way[min(place, len(way) - 1)] for way in ways if way]
            yield " ".join(said).title()


def _spelt(small: str, tables: tuple[Mapping[str, str], ...]) -> Iterator[str]:
    seen: set[str] = set()
    for table in tables:
        letters = sorted(filter(None, table), key=len, reverse=True)
        spelt = re.sub("|".join(letters), lambda found, table=table: table[found[0]], small)  # type: ignore[misc]
        spelt = _WORD.sub(lambda found: found[0].capitalize(), spelt)
        if spelt not in seen:
            seen.add(spelt)
            yield spelt
