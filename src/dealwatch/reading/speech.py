"""Tables of English: verbs of saying, function words, nouns that speak. Language only, no negotiation.

Sources: the reporting verbs of Quirk et al., "A Comprehensive Grammar of the English Language" (1985),
16.31 and 14.28 ff., with those that Krestel, Bergler and Witte ("Minding the Source", LREC 2008) found in
newspapers; irregular forms from Quirk et al., 3.11 ff.
"""

from typing import Final

from dealwatch.reading.tables import rows, words

# Verbs that report speech by themselves: "X …", "…, X said".
_SPEAK: Final = rows("""
say tell add ask reply respond answer note explain recall conclude argue describe acknowledge warn
admit suggest insist vow remark predict announce claim complain concede confess confirm contend
continue counter declare demand deny disclose elaborate emphasize emphasise exclaim fume gush hint
indicate joke lament maintain mention muse observe opine plead pledge proclaim promise protest quip
reason recount reiterate relate remember repeat report retort reveal riff scoff shout sigh snap
state stress surmise testify text tweet urge utter volunteer vent whisper wonder write yell boast
brag assert assure caution chant chide comment cry echo email e-mail interject intone read recommend
speculate tout underline underscore allege advise affirm agree inform beam bark boom blog post groan
grumble holler howl implore instruct interrupt murmur mumble order ponder pray proffer pronounce
question quote rage rail rant rejoin remind scold scream shrug signal sing sneer snort stammer
summarize summarise tease thunder trumpet clarify begin conclude
""")
# Verbs that take words into their clause: "X called it “…”", "X praised the “…” of Y".
_JUDGE: Final = rows("""
call describe label brand dub denounce condemn criticize criticise decry deride dismiss mock blast
slam hail praise applaud commend accuse blame portray characterize characterise paint depict refer
cite credit thank welcome attack assail ridicule rip lambast lambaste bemoan deplore defend endorse
espouse embrace profess reject rebuff rebuke berate chastise disparage fault bash tar tag term deem invoke
liken compare express voice propose promote advocate champion oppose threaten talk speak lecture
address issue coin believe think fear expect hope suspect reckon feel
""")
# Verbs that take words in where nothing better stands in the sentence; their past forms are finite verbs.
_WEAK: Final = rows("""
release publish send deliver offer use invite list believe think feel know see want hope expect fear
doubt figure consider regard view imagine understand worry suspect guess anticipate envision
recognize recognise realize realise learn decide point go put fire shoot hit lash chime weigh lay
spell come get make give highlight raise include favor favour support keep hold run
""")
# verb:past[,participle]
_IRREGULAR: Final = {
    verb: tuple(forms.split(","))
    for verb, _, forms in (
        row.partition(":")
        for row in rows("""
admit:admitted begin:began,begun blog:blogged brag:bragged bray:brayed chat:chatted
clarify:clarified come:came commit:committed cry:cried decry:decried deny:denied dub:dubbed
feel:felt find:found forget:forgot get:got give:gave,given go:went,gone hear:heard hit:hit hold:held
hope:hoped keep:kept know:knew,known lay:laid learn:learned,learnt make:made mean:meant
plead:pleaded,pled portray:portrayed pray:prayed put:put quip:quipped quit:quit rap:rapped read:read
rebut:rebutted refer:referred relay:relayed reply:replied rip:ripped run:ran say:said see:saw,seen
send:sent shoot:shot sing:sang,sung slam:slammed snap:snapped speak:spoke,spoken spell:spelled,spelt
sum:summed tag:tagged tar:tarred tell:told testify:testified think:thought tweet:tweeted
understand:understood worry:worried write:wrote,written
""")
    )
}


def _past(verb: str) -> tuple[str, ...]:
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    return (verb + "d",) if verb.endswith("e") else (verb + "ed",)


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeo":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "go")) else "s")


def _present_participle(verb: str) -> str:
    past = _past(verb)[0]
    if past.endswith(verb[-1] * 2 + "ed") and not verb.endswith(verb[-1] * 2):
        return verb + verb[-1] + "ing"
    doubled = {"put": "putting", "begin": "beginning", "hit": "hitting", "get": "getting"}
    if verb in doubled:
        return doubled[verb]
    return (
        verb[:-1] + "ing"
        if verb.endswith("e") and not verb.endswith("ee") and verb != "see"
        else verb + "ing"
    )


def _forms(verbs: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for verb in verbs for form in (*_past(verb), _third(verb)))


SPEAK_FINITE: Final = _forms(_SPEAK)
JUDGE_FINITE: Final = _forms(_JUDGE) - SPEAK_FINITE
WEAK_FINITE: Final = _forms(_WEAK) - SPEAK_FINITE - JUDGE_FINITE
SPEAK_BASE: Final = frozenset(_SPEAK)
JUDGE_BASE: Final = frozenset(_JUDGE) - SPEAK_BASE
SPEAK_ING: Final = frozenset(map(_present_participle, _SPEAK)) - {"beginning"}
JUDGE_ING: Final = frozenset(map(_present_participle, _JUDGE)) - SPEAK_ING
# Forms that are nouns more often than verbs; they count only right after a subject that can speak.
NOUN_LIKE: Final = words(
    "reports claims calls comments notes states questions attacks demands orders posts tweets remarks "
    "promises  pledges texts finds uses talks offers views supports hopes fears issues releases lists "
    "points fires shots  lays terms labels brands faults figures reasons thanks answers credits protests "
    "doubts makes gets goes puts  comes favors favours sums reads guesses plans expects screams cries "
    "shouts quotes emails e-mails signals"
)

AUXILIARIES: Final = words(
    "is are was were be been being am has have had having will would could should may might can cannot "
    "must shall  do does did don’t don't doesn’t doesn't didn’t didn't won’t won't wouldn’t wouldn't "
    "couldn’t couldn't can’t can't  isn’t isn't wasn’t wasn't hasn’t hasn't haven’t haven't hadn’t hadn't "
    "aren’t aren't weren’t weren't he’s he's"
)
BE: Final = words("is are was were be been being isn't isn’t wasn't wasn’t aren't aren’t am gets got")
IRREGULAR_PAST: Final = words(
    "made took gave got went came saw knew thought felt found held kept left led lost met paid ran sent "
    "set stood  spoke spent won wrote began broke brought built bought caught chose drew drove fell "
    "fought forgot grew hit  laid lay meant rose sang sat sold shook shot slept stuck struck swore taught "
    "threw told understood wore drew  became withdrew hung sought stole tore woke wound cut hit let put "
    "quit read shut spread won"
)
SUBJECT_PRONOUNS: Final = words("he she they i we it you")
RELATIVES: Final = words("who which that")
DETERMINERS: Final = words(
    "the a an his her its their my our your this that these those some many several both each another any "
    "no one  two three four five six seven most few all every other such"
)
PREPOSITIONS: Final = words(
    "of for at in from with on by about to into over under against during between among through after "
    "before  since without within as like near across behind beyond despite toward towards upon via per "
    "amid alongside  outside inside along around until"
)
CONJUNCTIONS: Final = words("and or but nor yet")
SUBORDINATORS: Final = words(
    "that while when if because although though whether how why what where whereas unless since as once "
    "than  so whose"
)
ADVERBS: Final = words(
    "late early "
    "also then later even once never not often still just now again first already soon always today "
    "yesterday  earlier both sometimes rarely usually generally together  here there perhaps too instead "
    "far ever twice once thus therefore meanwhile however afterward afterwards  recently only  simply "
    "reportedly famously himself herself itself themselves"
)
REFLEXIVES: Final = words("himself herself itself themselves myself yourself ourselves")
DAYS: Final = words(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july "
    "august  september october november december"
)
# Verbs of saying in two words (Quirk et al., 16.3 f.): particle → first words.
PHRASAL: Final = {
    "out": words("point points pointed spell spells spelled spelt call calls called cry cries cried"),
    "back": words("fire fires fired shoot shoots shot hit hits write writes wrote snap snaps snapped"),
    "in": words("chime chimes chimed weigh weighs weighed"),
    "on": words("went goes"),
}
# "this week", "late on Tuesday night": words for a time, and what stands before them.
TIMES: Final = words(
    "week weekend month year night morning afternoon evening day summer autumn winter spring fall"
)
TIME_WORDS: Final = DAYS | words("this that last next late early same the")
# Nouns that hold somebody's words: "his promise to “…”", "Smith’s claim that “…”", "in the words of Smith".
SPEECH_NOUNS: Final = words(
    "word words claim claims promise pledge vow comment comments remark remarks statement assertion argument "
    "warning  description call calls contention insistence declaration accusation allegation suggestion "
    "phrase slogan  view opinion belief verdict admission reply response answer quip joke quote demand "
    "motto mantra term  critique complaint praise characterization prediction complaint criticism tweet "
    "observation denunciation message"
)
# Common nouns that speak for themselves or for a body, and so may be a speaker without a name.
SPOKESPEOPLE: Final = words("spokesman spokeswoman spokesperson spokespeople representative spox aide")
