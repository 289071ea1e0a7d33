"""Names of other scripts as they are written in Latin letters: Παπαδόπουλος, Papadopoulos."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reviewdesk.domain.first_names import FIRST_NAMES, SURNAMES
from reviewdesk.domain.folding import plain
from reviewdesk.domain.korean_names import korean_in_latin


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
    MappingProxyType({**_CYRILLIC, **_table("ии=y ч=tch")}),
    MappingProxyType({**_CYRILLIC, **_table("ии=ij ы=y х=ch ж=z ш=s ч=c щ=sc ц=c ю=ju я=ja")}),
    MappingProxyType(
        {**_CYRILLIC, **_table("ии=i в=w ж=sch з=s й=i х=ch ц=z ч=tsch ш=sch щ=schtsch ю=ju я=ja")}
    ),
    MappingProxyType({**_CYRILLIC, **_table("ии=i у=ou ч=tch ш=ch щ=chtch ю=iou я=ia")}),
)
_KNOWN = {
    "דוד": "david", "כהן": "cohen kohen", "לוי": "levi levy", "משה": "moshe", "יוסף": "yosef",
    "יעקב": "yaakov", "אברהם": "avraham", "שרה": "sara sarah", "רחל": "rachel", "מזרחי": "mizrahi",
    "פרץ": "peretz", "נועה": "noa", "יונתן": "yonatan", "מיכאל": "michael", "דניאל": "daniel",
    "محمد": "mohammed muhammad mohamed mohammad", "احمد": "ahmed ahmad", "علي": "ali",
    "حسن": "hassan hasan", "حسين": "hussein hussain", "عمر": "omar", "فاطمة": "fatima fatma",
    "ابراهيم": "ibrahim", "خالد": "khaled khalid", "يوسف": "yusuf youssef", "مريم": "mariam maryam",
    "سلمان": "salman", "محمود": "mahmoud mahmud", "طارق": "tariq tarek", "سمير": "samir",
    "كريم": "karim kareem", "زينب": "zainab zeinab", "صالح": "saleh salih", "سعيد": "saeed said",
    "عثمان": "othman osman", "بن": "bin ben", "ابن": "ibn", "عبدالله": "abdullah abdallah",
    "سارة": "sara sarah", "مصطفى": "mustafa", "عائشة": "aisha", "ليلى": "layla leila",
}  # fmt: skip
"""Hebrew and Arabic write no vowels, so that only a list can tell."""
_WORD = re.compile(r"[^\W\d_]+")
_AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_AS_TWO_OR_ONE = str.maketrans({"ä": "ae", "ö": "o", "ü": "ue", "å": "aa", "ø": "o"})
_BEGUN_E = re.compile(r"^E")
"""Евгений, Evgeny or Yevgeny."""
_UMLAUT = re.compile(r"[aou]e(?=[^aeiouy])|aa")


def spelt_otherwise(name: str) -> Iterator[str]:
    """How `name` is written in Latin letters, and in those that every keyboard has: Mueller."""
    yield from _in_latin(name)
    yield from (f"{''.join(given)} {family}".title() for family, given in korean_in_latin(name))
    small = unicodedata.normalize("NFC", name.casefold())
    parted = small.translate(_AS_TWO)
    if parted != small:
        yield parted.title()
        yield small.translate(_AS_TWO_OR_ONE).title()
    words = plain(name).split()
    whole = [_UMLAUT.sub(lambda found: found[0][0], word) for word in words]
    known = FIRST_NAMES | SURNAMES
    if any(made != word and made in known and word not in known for made, word in
           zip(whole, words, strict=True)):  # fmt: skip
        yield " ".join(whole).title()


def _in_latin(name: str) -> Iterator[str]:
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
        for way in (spelt, _BEGUN_E.sub("Ye", spelt) if small[:1] == "е" else spelt):
            if way not in seen:
                seen.add(way)
                yield way
