"""Words of every day and of the trade: what is one of them is seldom a name."""

from functools import lru_cache

_COMMON = """
abandoned abbreviated abbreviation abc abi ability able abort about above abs absence absent
absolute abstract accelerate accelerator accept acceptance access accessible accesskey accessor
accidental accommodate accompanying accomplish accord accordance account accumulate accuracy
accurate achieve acknowledge aclocal acquire across act activate active activity actual ada adapt
add addition addon address adequate adhere adjacent adjust administrator adopted advance advantage
advertise advice advised affect affiliates affinity affirms after afternoon afterwards again
against age agent aggregate ago agree ahead aid aims airport aix aka alarm alembic alert algorithm
alias align alink alive all alleging alloc allocate allocator allow almost alone along alongside
alpha alphabetical alphanumeric already also alt alternate alternative although altogether always
ambiguity ambiguous amdgcn amend amid amiss among amount amp anal analog analogous analysis
analyst analyze ancestor anchor ancient and android anew angle animation annotate announcement
annoying annual anonymous another ansi answer antique any anybody anyhow anymore anyone anything
anyway anywhere apart api apicontent apidoc app apparently appear appearance append apple
applicable application appname appreciated approach appropriate approved approximate apt arbitrary
arc arch architect architecture archive are area arg argc argparse argument argv arise arithmetic
arm around arr arrangement array arrow article artifacts artificial artistic asan ascending ascii
ask asm aspect assembled assembler assembly assert assign assist associate assume assumption ast
async asynchronous asyncio atomic attach attack attempt attention attr attribute augment auth
authenticate author authority authorize authorship auto autoconf autogen automate automatic
auxiliary availability available average avoid await aware away awful awkward axes axis back
backend background backport backslash backticks backup backward bad bail banana bandwidth bank bar
bare base baseline basename bash basic basis batch baz beach became because become been before
beforehand began begin begun behalf behave behavior behaviour behind being believe belong below
bench benchmark beneath beneficial benefit benign besides best beta better between beyond bgcolor
bidirectional big bigint bin binary bisect bit bitmap bitwise black blame blank blindly blob block
blockquote blog blue board body bogus boilerplate bold book bool boolean bootstrap border borrow
both bottom bound boundary box brace bracket branch breach bread break breakage bridge brief bring
broadcast broke broken brotli brought browser buf bug bugfix buggy build built builtin bulk bump
bunch bundle business but button bypass byte bytearray bytecode bytestring cable cache calculate
call callback came can cancel candid candidate cannot canonical canvas capability capable capital
caption capture care careful caret carpet carriage carry carter cartoon cascade case cast cat
catalog catch category caught cause caution caveat cell cellpadding cellspacing center central
cert certain certificate chain chair chance chancellor change changelog channel chapter char
character charge charset chart chat cheap check checkbox checkout checksum cherry chief child
children chmod choice choose chop chosen christen chunk cipher circle circular circumstances claim
clang clarification clarify clarity clash class classic classified classmethod clause clean
cleanup clear clearfix cli click client clinic clip clock clone close closest closure cluster code
codebase codec codename codepath codepoints coefficients coerce coffee col collaborator collapse
colleague collect collective collector collision colon color colour colspan column com combine
come comma command commandline commercial commit common communicate community comp compact company
compare comparison compat compatibility compatible compensation compile complain complement
complete complex complexity compliance compliant complicated component compose composite compound
comprehension comprehensive compress compromise compute concatenate concept conceptually concern
concrete concurrent condition config configure confirm conflict conform conformance confuse
conjunction conn connect connectstring consecutive consent consequence consequential conservative
consider consist consistency consistent console conspicuously const constant constexpr constitute
constrained constraint construct constructor construed consult consume consumption contact contain
content context contextual contiguous continue continuous contract contrary contrast contrib
contribute contributor contributory control convenience convenient convention conversion convert
convey cookie cool coordinate cope copy copyleft copyright core corepack corner coroutine correct
correspond corrupt cost could count counterclaim counterpart countries couple course court
covariant cover coverage cpu cpython crash create creative creator credential credit crew criteria
criterion critical cross cruft crypto cryptographic ctor ctypes cubic cumulative cur curl current
cursor curve custom customary customize cut cycle cyclic cygwin cython daemon damage dandy danger
dangerous dangling dare dark dash dashboard data database datacentre dataclass datatype date
datetime day dbapi dbus dead deadlock deal death debian debianized debug decide decimal decision
declarative declare decode decompose decomposition decompress decorate decorator decrease
decrement decrypt dedicated deemed deep def default defects define definitely definition deflate
degree del delay delegate delete deliberately delimited delimiter deliver delta demand demonstrate
denied denote dep depend dependency dependent deploy depot deprecate depth deputy der dereference
derivative derive desc descendant descending describe description descriptive descriptor
deserialize design designated desirable desired desk despite dest destination destroy destruction
destructor detached detail detect detector determine deterministic dev develop devhelp device
dgram diagnose diagnostic dialect dict dictionary did die diff difference different differentiate
difficult difftool digest digit dim dimension dir direct directive director directory dirname
dirty disambiguate discouraged discovery discrete discriminated discuss disk disrupt dissemination
dist distance distinct distinguish distribute distributors distro distutils div divide division
doc docbook docstring doctest doctor document does dog doing domain done dont door dot double
doubt down download downstream downtime draft draw drawn drive driven drop drought dry dtype dual
due dumb dummy dump dunder duplicate duration during dynamic each eager early earth ease easiest
eastern easy eat echo ecosystem edge edit editor effect effective efficiency efficient effort egg
eight either elapsed electronic element eliminate ellipses ellipsis else elsewhere email embed
emit emoji emphasis empty emulate enable encapsulates enclosed enclosing encode encounter
encourage encrypt enctype end endian endif endorse endpoint enforce engine enhance enough ensure
enter entire entirety entitled entity entropy entry entrypoint enum enumerable enumerate env
environment epatents epoch equal equality equivalent erase err errno erroneous error escalate
escape eslint especially essential establish estimate etc evade eval evaluate eve even event
eventually ever every everybody everyone everything everywhere exact examine example exc exceed
except excess excessive exchange exclude exclusion exclusive exec execute exercise exhausted
exhaustion exhaustive exist existence exit expand expansion expat expect expense expensive
experience experimental expire explain explanation explicit exponent exponential export expose
expr express ext extend extension extensive extent extern extra extract extraneous extremely face
facilitate facility fact factor factory fail failover failure fair faithful fake fall fallback
false falsy familiar family fancy far farm fashion fast fastest fatal fault faulty favor feature
fed fee feedback feel fell felt fetch few field fifty figure file filename filepath filesystem
fill filter finalize finance fine fingerprint finish finite fire firewall first fish fit five fix
fixture fixup flag flakiness flaky flat flatten flaws flexibility flexible flight flip float flood
floor flow flush fly focus fold follow font foo foobar footer footprint for forbid forbidden force
foreach foregoing foreground foreign forever forget forgot fork form format forth fortran forums
forward found four fourth fraction fragment frame framework franchise frankly free freebsd freedom
freeze frequency frequently fresh friendly friends from front frontends frozen frozenset fulfill
full fullname fully fun func function functionality functools fundamental funny furnished further
future gain gap garbage garden gate gateway gather gave gencodec general generalized generate
generator generic get getattr getopt gettext gid git github gitignore gitk gitweb give given glibc
glob glyph gmail goal goes going gone good goodwill got goto govern grab graceful grained grammar
grand grant graph graphics gray grayscale great greatest green grep grew grey grid group grow
growth gtoc guarantee guard guess guidance guide guidelines gzip hack had half hand handful handle
handshake handy hang happen happy hard hardcoded hardening hardware harmless has hash have head
heap heard heat heavy height held hello help helpful hence her here hereafter hereby herein hereof
hereunder hesitate heuristic hex hexadecimal hidden hide hierarchy high highest highlight him hint
his historical history hit hmac hold home homepage honey honor hook hope hopeful horizontal horse
hospital host hostname hot hour hover how however hppa href huge human hundreds hunk hyphen
hypothesis hypothetical icon iconv idea ideal idempotent ident identical identifiable
identification identify identity idle ids idx ifdef iff ifndef ignore illegal illustrated
illustrates illustration image imaginary img immediate immutable impact impl implement
implications implicit imply import important importlib impose impossible improve inability
inactive inadvertently incident include inclusion inclusive incoming incompatible incomplete
inconsistency inconsistent incorporate incorrect increase increment incurred indeed indefinitely
indemnify indemnity indent independent index indicate indicator indices indirect individual
ineffective inefficient inf inference infinite infinity info inform informative infrastructure
infringe ings inherently inherit inheritance init initial initialize initiate inject inline inner
innermost inplace input insecure insensitive insert inside insn inspect inspector inspired inst
install instance instanceof instantiate instead institute instruction instrumented int intact
integer integral integrate integrity intellectual intend intent interact interactive intercept
interest interface interfere interior intermediate internal international internet interpolation
interpret interrupt intersection interval intervening intl into intrinsic intro introduce
introduction introspection invalid invalidate invariant inverse invert invocation invoice invoke
involve ion iron irrelevant irrevocable isinstance island isolate issue italic item itemsize
iterable iterate iterator its itself janitor javascript job join jointly jolly joyful json judge
juicy jumble jump juniper junk jurisdiction just justify keep kept kernel key keyboard keyword
kill kind kindle kitchen knew know knowledge known kwarg label laboratory lack lambda land lang
language large largest lark last late latency latest latter launch laurel law lawsuit layer layout
lazr lazy lead leaf leak learn least leave led left leftover legacy legal lemon len length lenient
less let level lexer lexical liability liable licence license licensee lie lieu life lifetime
lifted light lightning lightweight like likelihood likewise lilt limit line linear lineno link
lint linux list listen literal litigation little live liven load loan local locale localhost
localized locate lock log logic login logo lone long longest look lookahead lookup loop loose lore
lorry lose lost lot loud low lowercase lowest ltmain luck lug lure mac machine machinery macro
made magic magnitude mail mailto main maint maintain maintenance major majority make makefile
makeinfo malformed malfunction malicious malloc man manage mandate mandatory manifest manipulate
manor manpage manual many map marble march margin marinade marine marital mark markdown marketing
markup maroon married marshal martial martini martyr mask masonry mass master match mate material
math mathematical matrices matrix matte mature max maximum may maybe mean meaningful meant
meanwhile measure mechanical mechanism media medium meet melon member membership memcpy memmove
memoize memory mention menu mercy merely merge mergetool merry mess message met meta metaclass
metadata meth method metrics microseconds middle midnight might migrate mile milk milliseconds
mimic min minimal minimize minimum minor mint minus minute mips mirror misbehaved misc
miscellaneous miss mitigate mix mixin mkdir mmap mob mock mod mode model modern modification
modify module modulo mole moment monitor monospace month morale more morning mosaic most motor
mound mount mountain move mtime much multi multiline multipart multiple multiplication multiply
muse must mutable mutate mutex mutual mypy mypyc mysql mystic naive name namedtuple namespace nan
narrow nasty natal national native nature nav nave navigation ndarray near nearest neat necessary
need negate negative negligence negotiation neighboring neighbour neither nested nesting net
network never new newline next nice niche nickel night nine ninja nobody node noise non nonce none
nonexistent nook noon noop noqa nor norm normalize northern not notably note nothing notice
notification notify novel now nowrap null nullptr num number numeric numerous numpy nurse oauthlib
obj object obligation oblique obscure observe obsolete obtain obvious occasionally occur
occurrence ocean octal octets odd off office official offset often okay old oldest omen omission
omit once one ongoing onion online only onto onwards onyx opaque opcodes open openssl operand
operate operator opinions opportunity opposed opposite ops opt optimal optimize oracle oral orange
orb order ordinary org organization oriented origin originates originating orphan oscillate other
otherwise otter ought our ourselves out outage outcome outdated outermost outfile outgoing outline
output outside outstanding over overlap overridden owl own ownership pack package packet packfile
pad page paid paint pair pairwise pale palette palm pan pane panel panic paper parade paragraph
parallel parallelism param parameter parametrized paramref parcel pardon parent parentheses
parenthesis parse parson part partial participate particular partition partnership party pass
passphrase password past paste pastor patch patent path pathlib pathname pathspec patient patron
pattern pause paw pay payload peak pedal peer pen penalty pending people pep per percent
percentage perch perf perfect perform performance performant perhaps period periodically perl
permanent permissible permission permissive permit perpetual persist persistence persistent person
perspective pert pertain petal petition petrol pharmacy phase phil phone phrase physical pick
pickle pid piece pier pilot pin pine ping pink pip pipe pipeline pit pity pixel place placeholder
plain plan plane platform platformdirs play plea please plugged plugin plum plumbing plume plus
poem point pointless pole policy polish poll polymorphic polynomial pony pool poor pop popular
populate port portability portfolio pos pose position positive posix possibility possible possibly
post postgresql pot potato potential pound pour power powerful powerpc practice pragma pray pre
preceded precedence preceding precise predicate predictable prefer preference prepare prepend
prerequisite presence press presumably prev prevent previous price primary prime primitive
principal principle print printf prior priority privacy private privileges prize probability
probably problem problematic procedure proceed process processor produce product profile prog
program programlisting progress prohibit project prominent promise promote prompt prone proof prop
propagate property proposal proposed proprietary prose protect protocol prototype proud proven
provide provision proxy prune pseudo public publicity publish puck pull pulse pump pun punctuation
punycode pupil pure purple purpose purse push put pycon pydantic pygments pyparsing pypi pyproject
pyright pytest python qsort quadratic quake qualify quality qualm quarter query querystring quest
queue quick quiet quill quit quite quiz quot quote race rack radar radio raft rag rage raid rail
rain raise ramp ran ranch random range rank ransom rapid rare rash rate rather ratio rationale
raven raw razor reach reachability read readability readline readme readonly ready real reality
realm ream reap rear reason reasonably rebel rebooted receipt receive recent recipient recognize
recommend record recovered recovery rect rectangle recurse recursive red redhat reduce reduction
redundant reef reel ref refentrytitle reference reflect reflog refname refspec refsynopsisdiv
refuse regard regardless regex regexp region register registration registry regression regular
reign rein reject rel related relating relationship relative release relevant reliably relic rely
remainder remedy remote render rent repeat repl replica reply repo reportbug repository repr
reproducible reputation req require res rescue reserved resolved respect respective respond
response responsibility responsible rest restrictive result resume ret retain retrieve rev reverse
revert reviewed revise revocation revoked reworded rice rich rid ride ridge rifle rift rig right
ring riot rip ripe rise risk rite rival road roam roar roast robe robot robust rocket rogue role
roll rollback rollout roman romance roof rookie room root rope rosy rot rotate rotor rough round
rouse route routine rover row rowspan royal royalty rtype rude ruff rug ruin rule rum rumour run
runtime rural rust rvalue safe safest safety said sake sale salt same sample sane sanitizer sanity
satisfy save saw say scalar scale scan scenario schedule schema scheme school scientific scipy
scope score scratch screen script sdist sea search sec second secondary secret section secure
security sed see seealso seek seem seen segfault segment select selector self sell semantic
semicolon send sense sensible sensitive sent sentence sentinel sep separate separator seq sequence
sequential serial serialize series serif serious serve service session set setup setuptools
several shadow shall shallow shape share she shebang sheet shell shift shim ship short shortcut
shorten shortest shorthand shortlog should show shown shrink shutdown sibling side sign signature
significant silence silent similar simple simplest simplicity simplification simplify simply
simulate simultaneously since single singleton singular sit site situation six size sizeof
skeleton skip slash sleep slice slide slight slot slow small smallest smart smashing snapshot
snippet socket soft software solaris sole solid solution solve some somebody somehow someone
something sometimes somewhat somewhere soon sophisticated sorry sort sound source sourcecode south
southern space span sparc sparse spawn speak spec special specialized specific specify speed
speedup spell spend spent splice split spread spurious sqlalchemy sqlite square stability stable
stack stacktrace stage stale standalone standard stands star start startup stash stat state
stateful static statistics status statutory stay stderr stdin stdio stdlib stdout stellar step
stick still stop stoppage storage store straight strange strategy stray stream strict stride
string stringify strip strong struct structure stub stuck stuff style stylesheet sub subject
submit subscribe subsequent substantial substitute subtle subtract succeed success successful
successive successor such suddenly sudo suffice sufficient suffix sugar suggest suit suitability
suite sum summarized summary super superclass superproject supersede superset supply support
suppose suppress sure surface surprising surrogate surrounding survive swap switch symbol symbolic
symlink symmetric symptom sync synchronous synonym synopsis syntax synthetic sys syscall sysconfig
system tab tabindex table tag tail take taken talk tar tarball target task taught tbody tea
teacher team teardown technical technique technology tell temp tempfile template temporary ten
tenant term terminal terminate terminator terminology ternary test testcase testsuite texinfo text
textual than thanks that the their them theme themselves then theoretically theory there thereby
therefore thereof these they thin thing think third this those though thought thread three
threshold through throughout throughput throw thrown thunder thus tick ticket tie tight tilde time
timedelta timeout timestamp timezone tiny tip title titlepage tium tmpdir toc today todo together
toggle token tokenize told tolerance tomato tomorrow too took tool toolchain toolkit top topic
toplevel tort total touch towards tower trace traceback track trade trademark traditional traffic
trailer trailing train traits transaction transfer transform transient transition translate
transmission transmit transparent transport transpose trap traverse treat treaty tree trick tricky
trigger trim trip triple trivial trouble truck true truncate trust truth truthy try tty tune tuple
turn tutorial tweak twice two typ type typedef typeof typeshed typical typo typofixes ugly uid
ulink ultimately umask unary unborn underline underlying underneath underscore understand
understood undo unfortunate unicode uniform unify unique unit unittest universal unix until
untouched unwinding upcoming update upgrade upload upon upper uppercase upstream uri url urllib
usability usable usage use useful useless username using usual util utility utilize val valgrind
valid validate validator validity valign value van var varargs variable variablelist variadic
variance variant variation variety various vary vast vcbuild vector vendor venv verbatim verbose
verbosity verification verify versa version versionadded versionchanged versus vertical very via
vice victor victory view viewport vim violate virtual virtualenv visibility visible visit visitor
visual vlink void volatile volume voluntary von vulnerability vulnerable wait waive walk wall want
war warehouse warm warn warranty was wasi waste watch water way weak weakref web webcrypto website
webstreams week weekend weight weird welcome well went were western wet what whatever whatsoever
wheel when whenever where whereas wherever whether which whichever while white whitespace who
whoever whole whom whose why wide widget width wiki wild wildcard will win window winters wire
wish with within without word work workaround workflow worktree world worldwide worry worse worst
worth would wrap write written wrong wrote xmlsec xref xsltproc year yellow yes yesterday yet
yield you yourself zero zip zipfile zlib zone
"""
_WORDS = frozenset(_COMMON.split())
_ENDINGS = (
    "s", "es", "d", "ed", "r", "er", "rs", "ers", "ing", "ings", "ly", "al", "ally", "ion", "ions",
    "ation", "ations", "ness", "able", "ment", "ments",
)  # fmt: skip
_Y_ENDINGS = ("ies", "ied", "ier", "ily")
_BEGINNINGS = ("un", "re", "non", "pre", "mis", "dis", "sub", "over")
_LEAST_STEM = 3


@lru_cache(maxsize=20_000)
def is_common(word: str) -> bool:
    """Whether `word`, in small letters without accents, is an ordinary word or a form of one."""
    if _is_form(word):
        return True
    return any(word.startswith(one) and _is_form(word[len(one) :]) for one in _BEGINNINGS)


def _is_form(word: str) -> bool:
    return word in _WORDS or any(stem in _WORDS for stem in _stems(word))


def _stems(word: str) -> list[str]:
    found = []
    for ending in _ENDINGS:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= _LEAST_STEM:
            found += [stem, f"{stem}e"]
            if stem[-1] == stem[-2]:
                found.append(stem[:-1])
    found += [f"{word[:-3]}y" for ending in _Y_ENDINGS if word.endswith(ending)]
    return found
