"""Set phrases for what is paid at the border, and what may cross it: a sector’s tariff or quota, as
`dealwatch.reading.predicates` takes them.

Patterns have no nested repetition, and every gap in them is bounded.
"""

from typing import Final

from dealwatch.values import Status

_S: Final = Status
_PART: Final = r"(?:\d+(?:\.\d+)?\s?(?:%|per ?cent)|zero|nothing)"
# "will be cut under a deal": what terms do.
_EASED: Final = (
    r"(?:be (?:cut|lowered|reduced|halved|scrapped|removed|lifted|abolished|phased out|spared|exempt(?:ed)?)"
    r"|fall|drop|cut|lower|reduce|halve|scrap|remove|lift|abolish|phase out|exempt)"
)
_UNDER: Final = (
    r"(?:under|in|as part of|thanks to) (?:[\w\-’]+ ){1,4}?(?:deal|accord|agreement|pact|understanding)"
)
_FREE: Final = (
    r"(?:free of (?:\w+ ){0,3}?(?:duty|duties|tariffs?)|(?:duty|tariff)[ -]free"
    r"|without (?:\w+ ){0,2}?(?:duty|duties"
    r"|tariffs?|charge)|free)"
)
# Status, strength, what they are said of, cues, pattern.
MEASURES: Final = (
    (
        _S.IN_FORCE, 0.72, "measure",
        "pay pays paying paid move moves moving brought "
        "fly flies flew face faces facing attract attracts enter enters entering entered cross "
        "crosses crossing ship ships shipping shipped sold come comes coming go goes going imported "
        "import imports trade trades trading travel flow flows flowing arrive arrives arriving reach "
        "reaches reached land lands landing landed clear clears cleared export exports exported "
        "letting sell sells selling tariff tariffs duty duties rate rates levy levies free duty-free "
        "tariff-free without exempt stay stays remain remains kept held keep keeps hold holds leave "
        "leaves",
        rf"(?<!still )(?<!keep )(?:pay|pays|paying|(?:have|has) paid|face|faces|facing|attract"
        rf"|attracts)\b[\w\- ,’'.]{{0,40}}?{_PART}"
        rf"|(?:enter|enters|entering|entered|move|moves|moving|fly|flies|flew|cross|crosses|crossing"
        rf"|ship|ships|shipping|shipped|sold"
        rf"|come in|comes in"
        rf"|coming in|go in|goes in|going in|imported|trade|trades|trading|travel|flow|flows|flowing"
        rf"|arriv(?:e|es|ing)|reach(?:es|ed)?"
        rf"|land|lands|landing|clear|clears|cleared"
        rf"|exported|letting|sell|selling|imports?)\b[\w\- ,’']{{0,60}}?(?:{_FREE}|at {_PART}|at (?:the "
        rf"|a |an? \w+ )?(?:lower|reduced|new|zero|agreed|preferential|tariff of))"
        r"|(?:ships?|shipped|shipping|sells?|sold|enters?|entering|lands?|landed|arrives?|arriving"
        r"|reached"
        r"|flows?|flowing"
        r"|exports?|clear(?:s|ed)?|exported)\b[\w\- ,’']{0,50}?under "
        r"(?:[\w\-]+ ){0,3}?(?:quota|allowance|rate)|(?:tariffs?|dut(?:y|ies)|rates?|lev(?:y"
        r"|ies))\b[\w\- ,’']{0,60}?(?:falls?|fell|drops?"
        r"|dropped|(?:is|are"
        r"|was|were|been) (?:brought down"
        r"|cut|removed|lifted|scrapped|abolished|eliminated|lowered|reduced|slashed))"
        rf"|(?:is|are|been|be|now) {_FREE}"
        r"|(?:have|has) been exempt|(?:are|is) now exempt"
        r"|(?:stays?|remains?|kept|held|keeps?|holds?|leaves?) (?:[\w’'.]+ ){0,6}?(?:at )?(?:zero"
        r"|\d+ ?(?:%|per ?cent)"
        r"|duty-free|tariff-free|(?:lower|privileged|preferential|reduced) rate)",
    ),
    (
        _S.PROPOSED, 0.7, "measure",
        "ask asks plan plans prepare prepares preparing ready offer offers offered offering propose "
        "proposes "
        "proposed proposal proposals consider considers considering weigh weighs weighing open option "
        "options mull mulls mulling moot moots mooted willing float floats asking request requests "
        "requested asked would like want wants table tables tabled tabling seek seeks drafting drafted "
        "weighing",
        r"(?:plans?|prepar(?:es?|ing)|ready|offer(?:s|ed)?|propos(?:es?|ed|als?)|consider(?:s|ing)?"
        r"|weigh(?:s|ing)?|open|options?|mull(?:s|ing)?|moot(?:s|ed)?|willing) (?:of "
        r"|for )?(?:to )?(?:a )?"
        r"(?:cut|halv|lower|reduc|eas|phas|amend|scal|trimm?|water|relax|soften|loosen|weaken|rewrit"
        r"|chang)"
        r"(?:e|es|ing|ting)?|asks? (?:\w+ ){0,2}?for (?:an? )?(?:bigger|larger|lower|wider|higher)"
        r"|offer(?:s|ed|ing)? (?:[\w’']+ ){1,4}?(?:lower|cut|reduced|reduction)|floats? (?:a )?(?:cut"
        r"|change|compromise)|(?:asks?|asking|request(?:s|ed)?) (?:[\w’]+ ){0,4}?(?:for (?:an? )?"
        r"(?:smaller|shorter|cut|reduction|rewrite|change)|to (?:let|allow|cut|raise|lower|shrink|widen"
        r"|reduce|restore|lift|drop|accept (?:an? )?(?:lower|smaller|larger|higher)))"
        r"|ask(?:s|ed) for (?:[\w\-’]+ ){1,5}?to be (?:halved|cut|raised|doubled|lowered|widened|restored"
        r"|reduced"
        r"|enlarged|scrapped)|(?:an?|the) (?:request|proposal|offer)\b[\w\- ,’]{0,50}?(?:handed|sent|made|put"
        r"|submitted) to (?:washington|london|the americans?|the us|the british|the white house)"
        r"|(?:wants?|would like) (?:[\w’]+ ){1,4}?to (?:let|allow|cut|raise|lower|shrink|widen|reduce"
        r"|restore|lift|halve|double"
        r"|accept (?:an? )?(?:lower|smaller|larger|higher))"
        r"|(?:would |will )?tabl(?:e|es|ed|ing) (?:an? )?(?:[\w\-]+ ){0,2}?(?:reduction|cut|increase"
        r"|lower"
        r"|smaller|larger|higher)|(?:considering|weighing|preparing|drafting|drafted) an? "
        r"(?:request|proposal|offer)|seeks? (?:an? )?(?:cut|reduction|increase|smaller|larger|lower"
        r"|higher)|plan to (?:cut|halve|lower|reduce|ease|phase out|amend|scale back)",
    ),
    (
        _S.AGREED, 0.62, "measure",
        "will to spared exempt exempted exempts freed let escape escaped escapes win wins shielded "
        "carved",
        r"spared|exempt(?:ed|s)?|freed of|freed from|let off|escape[sd]?"
        r"|wins? (?:[\w\-]+ ){0,4}?(?:exemption|reprieve"
        r"|relief|carve-out|tariff-free|duty-free)|shielded|carved out"
        rf"|(?:will|to) {_EASED}\b[\w\- ,’'.%£]{{0,60}}? {_UNDER}"
        rf"|{_UNDER}\b[\w\- ,’'.%£]{{0,60}}? will {_EASED}",
    ),
)  # fmt: skip
