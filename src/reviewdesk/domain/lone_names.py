"""Whether one word with a capital is somebody: told by what stands round it, in many languages."""

import re

from reviewdesk.domain.common_words import is_common
from reviewdesk.domain.first_names import FIRST_NAMES, SURNAMES
from reviewdesk.domain.folding import listed, plain
from reviewdesk.domain.name_forms import DATES, ORDINARY_WORDS
from reviewdesk.domain.name_text import begins_sentence
from reviewdesk.domain.name_words import SAYS
from reviewdesk.domain.no_names import NO_NAMES
from reviewdesk.domain.people_told import FIRSTS, is_surname_by_form

_ASKED = re.compile(
    r"\b(?:[Tt]old|[Aa]sk|[Aa]sked|[Cc]alled|[Pp]inged|[Pp]honed|[Pp]aged|[Tt]hanked|[Tt]exted|"
    r"[Mm]essaged|[Ee]-?mailed|[Bb]riefed|[Rr]eminded|[Ww]oke(?: up)?|[Tt]hanks to|[Tt]hanks,?|"
    r"[Ss]aid|[Ss]ays|[Aa]nswered|[Rr]eplied|[Ww]rote|[Ee]scalated to|[Hh]and(?:ed)? ?over to|"
    r"[Ss]poke (?:to|with)|[Tt]alk(?:ed|ing) (?:to|with)|"
    r"(?:[Tt]old|[Aa]sked|[Jj]oined|[Rr]elieved) by|[Aa]ccording to|[Oo]n behalf of|"
    r"[Cc]olleagues?|[Cc][Cc]:?|[Ss]igned,?|"
    r"(?:IC|DRI|POC|[Ii]ncident [Cc]ommander|[Cc]ommander|[Oo]n-?[Cc]all|[Ss]cribe|[Cc]omms|"
    r"[Aa]ssignee|[Rr]eporter|[Aa]uthor|[Oo]wner|[Cc]ontact)(?::| is| was)) $"
)
_SPEAKS = re.compile(
    r" (?:said|says|answered|answers|replied|replies|asked|asks|told|rang|wrote|writes|agreed|"
    r"suggested|thought|thinks|explained|apologi[sz]ed|admitted|mentioned|decided|noticed|wondered|"
    r"guessed|suspected|remembered|recalled|volunteered|woke|acked|pinged|phoned|texted|messaged|"
    r"escalated|believed|knew|pointed out|took over|joined (?:the|us|in)|"
    r"looked (?:at|into|through)|went (?:home|to bed|to sleep|to lunch|off shift)|ha[sd] seen|"
    r"(?:is |was )?on call\b|"
    r"(?:and \w+ )?looked|from (?:support|ops|engineering|security|legal)|"
    r"paged (?:ops|us|me|the)|called (?:back|us|me|in))\b"
    r"|['’]s (?:laptop|phone|shift|desk|screen|mail|message|notes?|question|idea|hunch|theory)\b"
    r"| \((?:he/|she/|they/|on[ -]call|IC\b|ops\b|support\b|SRE\b|engineering\b)"
)
_SPEAKS_AFTER_ARTICLES = re.compile(
    r" (?:a (?:dit|appelé|demandé|répondu|écrit|signalé)|dijo|llamó|preguntó|respondió|escribió|"
    r"avisó|ha (?:detto|chiamato|chiesto|risposto|scritto)|"
    r"disse|ligou|perguntou|respondeu|escreveu|zei|belde|vroeg|schreef|είπε|τηλεφώνησε|ρώτησε|έγραψε)\b"
)
"""In languages in which a thing would have its article before it."""
_SPEAKS_ABROAD = re.compile(
    r" (?:sagte|fragte|antwortete|schrieb|rief an|hat (?:angerufen|gesagt|gefragt|geschrieben)|"
    r"powiedziała?|zadzwoniła?|zapytała?|napisała?|řekla?|zavolala?|"
    r"сказала?|сообщила?|позвонила?|написала?|спросила?|ответила?|заметила?|проверила?|"
    r"dedi|aradı|sordu|yazdı|mondta|kérdezte|írta|sade|ringde|ringte|sanoi|soitti)\b"
)
_TOLD_OF = re.compile(r"\b(?:by|from|with|to|and|of|for|@) $")
_INITIAL = re.compile(r"[^\W\d_,(] [^\W\d_]\. $")
"""Not at the beginning of a line, where lists have their letters."""
_GERMAN_BEFORE = re.compile(r"\b(?:de[rsmn]|die|das|eine?[rsmn]?|unsere?|kein|vo[mn]|zu[rm]|im) $")
_PRONOUNS = frozenset(
    listed("""
    he she they we you it who i one somebody someone nobody everybody anybody both each
    er sie wir ihr man wer niemand jemand il elle on qui nous vous ils elles personne quelqu
    el ella ellos nadie alguien quien lui lei noi chi ele ela ninguem ona ono oni kto nikt
    hij zij wij hon hun han vi hon on onen kdo nekdo он она они мы кто никто o biz kim han
    """)
)
_WORDS_TOO = frozenset(listed("das petit pallas maki vega haas costa conti marino leroy"))
"""Surnames that a sentence begins with as well."""
_SURNAME_ENDS = (
    *listed("ski ska cki cka wicz czyk sson enko opoulos idis akis"),
    *map(plain, listed("ский ская енко ович ов ова ев ева ίδης άκης πουλος")),
)
_LEAST_NAME, _LEAST_SURNAME = 3, 5


def lone_name(text: str, place: int, word: str) -> bool | None:
    """Whether the `word` at `place` is surely a name, or perhaps one; None where it is none."""
    bare = re.sub(r"['’]s?$", "", word)
    first = plain(bare.split("-")[0])
    before = text[max(0, place - 24) : place]
    after = text[place + len(bare) : place + len(bare) + 28]
    if is_surname_by_form(bare):
        return True
    is_nobody = _is_word(first) or first in _PRONOUNS or len(first) < _LEAST_NAME
    known_first = first in FIRSTS or (first in FIRST_NAMES and first not in ORDINARY_WORDS)
    if (_ASKED.search(before) or _SPEAKS.match(after)) and not is_nobody:
        return known_first
    is_surname = (first in SURNAMES and first not in _WORDS_TOO) or _ends_as_surname(first)
    known = known_first or is_surname
    if _SPEAKS_AFTER_ARTICLES.match(after) and not is_nobody:
        return known
    if _SPEAKS_ABROAD.match(after) and not is_nobody:
        begun = begins_sentence(text, place) or _GERMAN_BEFORE.search(before)
        if known or not begun:
            return known
    if _INITIAL.search(before) and before[-3].isupper() and not is_nobody:
        return is_surname
    if known_first and first not in NO_NAMES and _acts(text, place, word, before):
        return True
    abroad = known_first or first in SURNAMES
    if known and not is_nobody and _acts(text, place, word, before, abroad=abroad):
        return True
    return None


def _is_word(word: str) -> bool:
    return word in NO_NAMES or word in DATES or word in ORDINARY_WORDS or is_common(word)


def _ends_as_surname(word: str) -> bool:
    return len(word) >= _LEAST_SURNAME and word.endswith(_SURNAME_ENDS)


def _acts(text: str, place: int, word: str, before: str, *, abroad: bool = False) -> bool:
    """Whether somebody does something, or something is done with them.

    `abroad`: what follows may as well be a word of another language.
    """
    if not begins_sentence(text, place) or _TOLD_OF.search(before):
        return True
    after = re.match(r"(['’]s|,|:)? ?(\w*)", text[place + len(word) :])
    said = after[2] if after else ""
    if abroad and said.islower() and not is_common(said):
        return True
    return bool(after and after[1]) or said in SAYS or said.endswith("ed") or not said
