"""How languages change the end of a name: Ploskonosová, Ploskonosové; Иван, Ивану; Virtasen.

Which language a text is in is not asked. Each name gives every form that any of them would; a form
that is an ordinary word is left out where the names are matched.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from reviewdesk.domain.folding import PARTS, listed, plain

_SHORTEST = 3

_LATIN_ANY = listed("""
s es n in nak nek val vel ban ben hoz hez rol tol nal ert ra re t ot et at k ek lla lle lta ssa
sta ksi na tta an on en un iin ille illa ilta in ina issa ista a e i u o nin nun in da de dan
den ta te dir la le yla yle ya ye yi yu
""")  # Hungarian, Finnish, Turkish written together, and what is common to many
_LATIN_CONSONANT = listed("""
a u ovi em om e y i ie ow owi owie ova ove ovou ovu ovy ovym ovych ovymi ou ami ach ech ich ich
emu ego im ym as ui ai ens sche schen scher ul ului ului ilor ji jal al el
""")  # Slavic, Baltic, German, Romanian, Hungarian
_LATIN_A = listed("""
y i e u o ou ie ii iu in iny inu ej oj ou am ach ami ei ele elei ia e anak anek aval aban at ara
as os ai oje oi ovi
""")
_LATIN_O = ["a", "u", "ovi", "em", "om", "ou", "i", "in", "n", "lle", "lla", "lta", "on"]
_LATIN_ADJECTIVE = listed("""
eho emu ym im ych ich ymi imi ego iego iemu omu a e ej iej ou u i y ies a ie cy ko iho imu
""")
_LATIN_OS = listed("""
ou o on e oi ous a u ui ai i oje us io iui iu aus umi as
""")
_FINNISH_NEN = listed("""
sen sella selle selta sessa sesta sta seen sena set sten siin
""")
_SOFTENED = {"k": ("c", "c"), "h": ("z",), "g": ("dz", "z"), "t": ("ci",), "d": ("dzi",),
             "r": ("rz",), "l": ("l",), "s": ("si",), "n": ("ni",), "c": ("ci",)}  # fmt: skip
_GRADES = (
    ("kk", "k"), ("pp", "p"), ("tt", "t"), ("nt", "nn"), ("rt", "rr"), ("lt", "ll"), ("nk", "ng"),
    ("mp", "mm"), ("ht", "hd"), ("t", "d"), ("p", "v"), ("k", ""),
)  # fmt: skip
_GRADED = ["n", "lla", "lle", "lta", "ssa", "sta", "t", "ksi"]
_FLEETING = ("ek", "ec", "el", "er", "ev", "et", "en", "ok")
_TURKISH_SOFT = {"t": "d", "p": "b", "k": "g"}
"""Mehmet, Mehmedin."""
_DIGRAPHS = ("cs", "sz", "gy", "ny", "zs", "ty", "ly")
"""Letters that Hungarian writes with two: Kovács, Kováccsal."""
_LEAST_ICELANDIC = 5
"""Þórður, Þórði; shorter names with such an end are others' too: Timur."""
_VOWELS = "aeiouy"

_CYRILLIC_CONSONANT = listed("""
а у ом ем е ы и о ой ою ого ому ым ых ыми им их ими ов ам ами ах ові еві і ї ю я ин ина ев ева
""")
_CYRILLIC_SOFT = listed("""
я ю ем ём е и ей ям ями ях ев ём ії ї ю єм ем єві еві
""")
_CYRILLIC_VOWEL = listed("""
а ы и е у ю ой ей ою ею о я ям ам ами ями ах ях ин ина ину иной і ї ію ії єю
""")
_CYRILLIC_ADJECTIVE = listed("""
ого его ому ему ым им ом ем ая яя ой ей ую юю ою ею ые ие ых их ыми ими ій ім їй ої а я у ю
""")
_CYRILLIC_SOFTENED = {"к": "ц", "г": "з", "х": "с"}

_GREEK = {
    "ος": ["ου", "ο", "ον", "ε", "οι", "ους", "ων"], "ης": ["η", "ην", "ες", "ων", "ηδες"],
    "ας": ["α", "αν", "ες", "ων", "αδες"], "ις": ["η", "ι", "ιδος"], "ους": ["ου"],
    "α": ["ας", "αν", "ες", "ων"], "η": ["ης", "ην", "ες", "ων"], "ω": ["ως"],
    "ου": ["ους"],
}  # fmt: skip
_ARMENIAN = ["ի", "ին", "ից", "ով", "ը", "ն", "ու", "ում"]
_GEORGIAN = listed("ს მა მ ის ით ად ო თან ზე სთან სთვის ისთვის")
_BEFORE_SEMITIC = ("ו", "ל", "ב", "ש", "מ", "ה", "כ", "ול", "וב", "של", "ומ", "וש", "מה",
                   "و", "ب", "ل", "ك", "ف", "ال", "ول", "وب", "فل", "لل", "وال", "بال")  # fmt: skip
_ARABIC_ARTICLE, _LEAST_BARE = "ال", 4
_DEVANAGARI = listed("""
ने को का की के से में पर तक ला चा ची चे च्या नी शी हून कडे साठी मुळे ले लाई मा बाट सँग
""")  # Hindi, Marathi, Nepali, written together

(
    _LATIN, _CYRILLIC, _GREEK_SCRIPT, _ARMENIAN_SCRIPT, _SEMITIC, _GEORGIAN_SCRIPT,
    _DEVANAGARI_SCRIPT,
) = range(7)  # fmt: skip
_SCRIPTS = (
    ("a", "ɏ", _LATIN), ("Ͱ", "Ͽ", _GREEK_SCRIPT), ("Ѐ", "ԯ", _CYRILLIC),
    ("԰", "֏", _ARMENIAN_SCRIPT), ("֐", "ࣿ", _SEMITIC),
    ("\u10a0", "\u10ff", _GEORGIAN_SCRIPT), ("\u0900", "\u097f", _DEVANAGARI_SCRIPT),
)  # fmt: skip


@lru_cache(maxsize=4_096)
def inflected(name: str) -> frozenset[str]:
    """Every other form of one word of a name, in small letters without accents."""
    word = plain(name)
    if len(word) < _SHORTEST or not PARTS.fullmatch(word) or word.isdigit():
        return frozenset()
    script = next((one for first, last, one in _SCRIPTS if first <= word[0] <= last), None)
    ways: dict[int, Callable[[str], Iterable[str]]] = {
        _LATIN: _latin, _CYRILLIC: _cyrillic, _GREEK_SCRIPT: _greek,
        _GEORGIAN_SCRIPT: lambda word: (
            *_with(word, _GEORGIAN), *_with(word.rstrip("აეიო"), _GEORGIAN)
        ),
        _ARMENIAN_SCRIPT: lambda word: _with(word, _ARMENIAN),
        _SEMITIC: _semitic,
        _DEVANAGARI_SCRIPT: lambda word: _with(word, _DEVANAGARI),
    }  # fmt: skip
    if script is None:
        return frozenset()
    return frozenset(plain(form) for form in ways[script](word) if len(form) >= _SHORTEST) - {word}


def _with(stem: str, endings: Iterable[str]) -> Iterator[str]:
    return (stem + ending for ending in endings) if stem else iter(())


def _semitic(word: str) -> Iterator[str]:
    yield from (f"{before}{word}" for before in _BEFORE_SEMITIC)
    bare = word.removeprefix(_ARABIC_ARTICLE)
    if bare != word and len(bare) >= _LEAST_BARE:
        yield bare
        yield from (f"{before}{bare}" for before in _BEFORE_SEMITIC)


def _latin(word: str) -> Iterator[str]:
    yield from _with(word, _LATIN_ANY)
    last, stem = word[-1], word[:-1]
    if last in _VOWELS:
        yield from _with(word, ("lla", "ul", "uli"))
        yield from _graded(word)
    if last == "a":
        yield from _with(stem, _LATIN_A)
        for soft in _SOFTENED.get(stem[-1:], ()):
            yield from _with(stem[:-1] + soft, ("e", "ie"))
    elif last == "o":
        yield from _with(stem, _LATIN_O)
    elif last in "yie":
        yield from _with(stem, _LATIN_ADJECTIVE)
    else:
        yield from _with(word, _LATIN_CONSONANT)
        if last in _TURKISH_SOFT and word[-2] in _VOWELS and len(word) > 4:
            yield from _with(stem + _TURKISH_SOFT[last], ("in", "un", "i", "u", "e", "im", "um"))
        doubled = word[-2:] in _DIGRAPHS
        yield from _with(word[:-1] + word[-2:] if doubled else word + last, ("al", "el"))
        if word.endswith(_FLEETING) and len(word) > _SHORTEST:
            bare = word[:-2] + last
            yield from _with(bare, ("a", "u", "ovi", "em", "om", "e", "ka", "y", "i", "owi", "ie"))
        if word.endswith("ur") and len(word) > _LEAST_ICELANDIC:
            yield from _with(word[:-2], ("i", "ar"))
        if word.endswith("sson"):
            yield f"{word[:-2]}yni"
        if word.endswith("nen"):
            yield from _with(word[:-3], _FINNISH_NEN)
        if last == "s" and len(word) > 3:
            yield from _with(word[:-2], _LATIN_OS)
            yield from _with(stem, ("", "a", "i", "u", "am"))


def _graded(word: str) -> Iterator[str]:
    """Finnish: Pekka, Pekan; Lahti, Lahden; Virta, Virran."""
    stem, vowel = word[:-1], word[-1]
    for strong, weak in _GRADES:
        if stem.endswith(strong) and len(stem) > len(strong) + 1:
            yield from _with(stem[: -len(strong)] + weak + vowel, _GRADED)
            if vowel == "i":
                yield from _with(stem[: -len(strong)] + weak + "e", _GRADED)
            return


def _cyrillic(word: str) -> Iterator[str]:
    last, stem = word[-1], word[:-1]
    if word.endswith(("ий", "ыи", "ии", "ои", "ая", "яя")) and len(word) > 4:
        yield from _with(word[:-2], _CYRILLIC_ADJECTIVE)
    if last in "иьй":
        yield from _with(stem, _CYRILLIC_SOFT)
    elif last in "аяоеіїюыэє":
        yield from _with(stem, _CYRILLIC_VOWEL)
        soft = _CYRILLIC_SOFTENED.get(stem[-1:])
        if soft:
            yield from _with(stem[:-1] + soft, ("і", "е"))
    else:
        yield from _with(word, _CYRILLIC_CONSONANT)
        if len(word) > 3 and word[-2] in "ео":
            yield from _with(word[:-2] + last, ("а", "у", "ом", "ем", "е", "ы", "и"))


def _greek(word: str) -> Iterator[str]:
    word = word.replace("ς", "σ")
    for ending, others in _GREEK.items():
        known = ending.replace("ς", "σ")
        if word.endswith(known):
            yield from _with(word[: -len(known)], (one.replace("ς", "σ") for one in others))
