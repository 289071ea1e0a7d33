"""Words that tell, by standing beside it, whether a word is a name."""

import re

from reviewdesk.domain.folding import folded, listed

TITLES = frozenset(
    folded(one)
    for one in listed("""
mr mrs ms miss dr prof herr frau sir pan pani mme mlle monsieur madame sr sra srta senor senora
senhor senhora signor signora dhr mevr mw hr κ κα г
""")
)
BEFORE_DATES = frozenset(
    listed("""
in on by since until till before after from of early late mid last next this every each during
end for to through between and or
""")
)
SAYS = frozenset(
    listed("""
said says saw was is has had does did told tells asked asks thinks thought took takes went goes
got gets found finds began begins made makes came comes ran runs sent sends gave gives left
leaves rang rings knew knows felt heard hears put kept held wrote writes brought caught chose
drew drove fell met paid read rose sat sold spoke spent stood taught understood won cannot also
never always
""")
)
PARTICLES = frozenset(listed("van der den de la von vom zu du di da dos del das ter ten v d"))
MODALS = frozenset(listed("will would should could can might must"))
KINDS_OF_WILL = frozenset({"good", "ill", "free", "living"})
SPEAKS = re.compile(r" (?:said|says|asked|told|wrote|rang|replied|answered|thinks|thought)\b")
ASKS = frozenset({"will", "may", "can"})
ASKED_ABOUT = frozenset(listed("the we it this that they you i there a an our these those any be"))
