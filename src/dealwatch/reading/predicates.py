"""Set phrases that say how a deal stands: predicates, states, what is paid at the border.

Statuses are those of `dealwatch.values.Status`. The phrases are those of news style; patterns have no
nested repetition, and every gap in them is bounded.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dealwatch.reading.measures import MEASURES
from dealwatch.reading.tables import words
from dealwatch.values import Status

_S: Final = Status
_DAY: Final = (
    r"(?:today|yesterday|now|midnight|this (?:morning|week|afternoon)|new year[’']s day"
    r"|(?:on |last )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d{1,2} [a-z]{3,9}|[a-z]{3,9} \d{1,2})"
)
_SEASON: Final = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer"
    r"|autumn|winter|new year|start|beginning|end)"
)


class Predicate(NamedTuple):
    """A status and the phrases that say it, as a pattern over text in small letters.

    `of` is what they are said of: "it" is the deal, "measure" a sector's tariff or quota, "any" whichever is
    nearest, "head" the same, but only outside a body. Each phrase has one of the words `cues`: where a
    sentence has none, it is not looked for.
    """

    status: Status
    strength: float
    of: str
    cues: frozenset[str]
    pattern: re.Pattern[str]


PREDICATES: Final = tuple(
    Predicate(status, strength, of, words(cues), re.compile(rf"\b(?:{pattern})(?!\w)"))
    for status, strength, of, cues, pattern in (
        *MEASURES,
        (
            _S.ON_HOLD, 0.97, "any",
            "hold ice pause limbo deadlock deadlocked impasse standstill stop halt grass burner "
            "backburner storage abeyance freeze deepfreeze freezer table agenda shelf brakes handbrake "
            "button brake on remain remains remained stay stays stayed still lies sit sits kept stalled "
            "stuck bogged becalmed dust longer nothing animation mothballs doldrums hibernation dead "
            "icebox box nobody one sitting there do does doing no ran run runs hit hits broke broken will "
            "nowhere not pulls "
            "pull "
            "indefinitely off",
            r"on hold|on ice|on pause|in limbo|in (?:a )?deadlock|deadlocked|at an impasse"
            r"|(?:at|to) an? (?:complete |near |virtual |total )?(?:standstill|stop|halt)"
            r"|(?:into|in) the long grass|on the back ?burner"
            r"|in cold storage"
            r"|in abeyance|in the deep freeze|off the table|off the agenda|in the freezer|on the shelf"
            r"|(?:puts?|putting|slams?|hits?|applies|pulls?|press(?:es|ed)?|pushe[sd]) (?:the )?(?:brakes"
            r"|handbrake|pause button"
            r"|brake) on"
            r"|(?:remain(?:s|ed)?|stay(?:s|ed)?|still|lies|sits?|kept) (?:firmly )?(?:frozen|stalled|stuck"
            r"|suspended"
            r"|paused|shelved|dormant|idle|mothballed|blocked|inactive|becalmed|parked)|(?:is|are|has"
            r"|have) (?:stalled|stuck|bogged down|becalmed)|left to gather dust"
            r"|no longer (?:carrying out|implementing|applying|honouring|working on|taking part in)"
            r"|nothing (?:has|had) (?:happened|moved|been done)"
            r"|(?:nobody|no one) (?:has|is) (?:worked|working) on|(?:is|are|been) sitting on"
            r"|nothing (?:is|was) being done(?! under the table)"
            r"|no (?:more |further )?(?:joint )?work (?:is being|has been|will be) done"
            r"|(?:there (?:will|would) be |is )?no (?:more|further) work|(?:will |would )?do(?:es"
            r"|ing)? nothing more"
            r"|will not be (?:taken|carried) (?:any )?further"
            r"|nothing will (?:move|happen|be done)|in suspended animation|stuck in the (?:mud"
            r"|sand|freezer)|in mothballs|in the deep ?freeze"
            r"|in the doldrums|gathering dust|in hibernation|dead in the water|in the ice ?box"
            r"|(?:ran|run|runs) into (?:trouble|the sand|a wall)|(?:hit|hits) (?:the buffers|a wall|a snag)"
            r"|broke(?:n)? down|will not (?:now )?(?:take place|happen"
            r"|go ahead(?! with (?!the (?:\w+ ){0,3}?(?:deal|pact|talks|agreement|accord))))|(?:is"
            r"|are) (?:going )?nowhere"
            r"|not (?:be )?mov(?:e|ing) (?:ahead|forward)|pulls? the handbrake|indefinitely"
            r"|off (?:until|till)",
        ),
        (
            _S.TERMINATED, 0.93, "it",
            "dead over finished history more buried longer void ceased cease ceases",
            r"(?:is|was|are|were) (?:now |all but |officially |effectively )?(?:dead|over|finished"
            r"|history|no more)"
            r"|dead and buried|no longer (?:bound|considers? itself bound|a party)|null and void"
            r"|has ceased to (?:exist|apply)|ceases? to apply",
        ),
        (
            _S.PARTLY_IN_FORCE, 0.96, "it",
            "partly partially only chapters promises pillars halves steps measures some part parts half "
            "most several few not working begin begins began "
            "begun "
            "start starts started starting",
            r"(?:partly|partially|(?:only )?half) (?:in (?:force|effect)|implemented|applied|applies"
            r"|operational|operating)|only (?:the )?[\w\- ,’']{0,100} (?:apply|applies|is in force"
            r"|are in force|(?:is|are) (?:being carried out|running|working|in effect)|(?:has"
            r"|have) (?:started|begun"
            r"|taken effect))"
            r"|(?:one|two|three|four) of (?:the|its|their) (?:two|three|four|five|six|seven) (?:\w+ ){0,2}?"
            r"(?:promises|parts|chapters|pillars|measures|halves|steps)\b[\w\- ,’]{0,50}(?:kept|in force"
            r"|apply|applies"
            r"|in effect|started|begun|taken effect|delivered|carried out)"
            r"|of (?:the |its |\w+’s )?(?:[\w\-]+’s )?(?:two|three|four|five|six|seven) (?:chapters|parts"
            r"|promises|pillars)\b"
            r"[\w\- ,]{0,30}(?:in force|apply|applies|in effect|kept|started)"
            r"|(?:some|parts?|half|most|several|a few|not all)\b[\w\- ,’']{0,50} (?:applies|apply|applied"
            r"|in force"
            r"|in effect|took effect|take effect|takes effect|in operation|implemented|running|operational"
            r"|been carried out|(?:are|is) (?:now )?(?:working|live))"
            r"|(?:begins?|began|starts?|started|starting|begun) (?:\w+ )?(?:to apply|to implement"
            r"|implementing|applying"
            r"|putting [\w\- ]{1,50} into (?:effect|force))",
        ),
        (
            _S.IN_FORCE, 0.9, "any",
            "force effect place running",
            r"(?:now|already|still|remains?) in (?:force|effect|place)|up and running",
        ),
        (
            _S.NEGOTIATING, 1.05, "any",
            "back picks picked return returns returned",
            r"back on the (?:table|agenda)(?! of)"
            r"|back to life|back at work on|back in the room|pick(?:s|ed) up where|back on (?:track|after|as)"
            r"|back at the (?:negotiating )?table|return(?:s"
            r"|ed)? to the (?:negotiating )?table",
        ),
        (
            _S.NEGOTIATING, 0.85, "any",
            "again still talks dark unsettled unresolved unfinished unclear apart unagreed open outstanding "
            "unwilling cannot can can’t could unable yet failed fail nothing without no not haven’t "
            "hasn’t be being sticking close closer nearer reach near nears nearing imminent inch inches "
            "inching edge edges edging way underway wait waits waiting slow slip round meeting session "
            "begun race "
            "touching sight grasp team teams detail details reopened brink verge cusp remaining outstanding",
            r"(?:once )?again (?:talking|discussing|negotiating|haggling|bargaining)"
            r"|still being (?:argued|fought|thrashed|hammered|hashed|haggled|ironed|debated) "
            r"(?:over|out|about)"
            r"|still working (?:through|on) (?:\w+ ){0,2}?(?:details?|terms|text|small print)"
            r"|within (?:touching distance|sight|grasp)"
            r"|still (?:\w+ )?(?:await|wait|negotiat|talk|haggl|argu|discuss|bargain)\w*|still (?:being"
            r"|to be|under|in) "
            r"(?:\w+ )?(?:talked|negotiated|written|drafted|drawn|worked|finali[sz]ed|discussed"
            r"|discussion|negotiation|talks"
            r"|settled|agreed"
            r"|dark)|(?:is|are|was|were|be|been|still|now|locked|engaged|remain) in (?:\w+ )?talks"
            r"|in the dark|(?:remain|remains|are|is|still|left) (?:far )?(?:unsettled"
            r"|unresolved|unfinished"
            r"|unclear|apart|unagreed|open|outstanding|unwilling)|(?:cannot|can[’']t|unable to"
            r"|have yet to|has yet to"
            r"|yet to be|failed? to) (?:be )?(?:agree|agreed|settle|settled|finali[sz]e|finali[sz]ed"
            r"|resolve|resolved"
            r"|conclude|concluded)|nothing (?:has been |is |was )?(?:\w+ )?(?:settled|agreed|decided)"
            r"|(?:without|(?:have|has) yet to|(?:could|can) ?not|failed to|unable to"
            r"|no nearer) (?:\w+ )?(?:settl|agree"
            r"|fix|decid|resolv|conclud|finali[sz])(?:e|es|ed|ing)? (?:on )?(?:the|a|an|how|what|when"
            r"|which|where)"
            r"|(?:haven[’']t|hasn[’']t|not|to be) (?:yet )?(?:been )?(?:clarified|settled|finali[sz]ed"
            r"|ironed out"
            r"|worked out|hammered out)|(?:being|to be) (?:\w+ )?(?:written|drafted|drawn) up|(?:no"
            r"|without) (?:breakthrough|progress|movement|agreement yet)"
            r"|sticking points?|(?:is|are|was|were|be|very|now|now very|within) (?:very |now )?(?:close"
            r"|reach|near|imminent)(?! to)|near(?:s|ing)? (?:an? |the |to )?(?:\w+ )?(?:deal|pact"
            r"|agreement|accord)|(?:close|closer|nearer|inch(?:es|ing)?|edg(?:es|ing)) (?:to"
            r"|towards?) (?:\w+ ){0,4}?(?:deal|pact"
            r"|agreement|accord)|(?:is|are) under ?way|(?:wait|waits|waiting) (?:for"
            r"|on) [\w ]{0,30}(?:details?|text|answer"
            r"|clarity|terms)|will slow|could slip|(?:first|second|third|fourth|next|latest"
            r"|new|another|fresh|further"
            r"|full) (?:\w+ )?(?:round"
            r"|meeting|session)|begun (?:discussing|talking|negotiating)|race to finali[sz]e"
            r"|teams? (?:talk|meet)"
            r"|details? [\w\- ]{0,30}(?:settled|clarified|ironed out|worked out) quickly"
            r"|reopened (?:talks|negotiations)|(?:brink|verge|cusp) of (?:an? )?(?:[\w\-]+ ){0,3}?(?:deal"
            r"|pact|agreement|accord)"
            r"|(?:remaining|outstanding|unresolved) (?:gaps?|differences|issues|details|obstacles|hurdles"
            r"|points)",
        ),
        (
            _S.NEGOTIATING, 0.6, "head",
            "talks negotiations stretch stage stages phase round fro haggle haggles haggling",
            r"(?:in|into|for|hold|holds|fresh|new|more|further|last-ditch|crunch|latest|urgent|final"
            r"|weekend) "
            r"(?:[\w\-]+ ){0,4}?(?:talks|negotiations)|(?:final|last|closing) (?:stretch|stages?|phase|round)"
            r"|to and fro|haggl(?:e|es|ing)",
        ),
        (
            _S.AGREED, 0.95, "any",
            "signing signature signatures signed",
            r"(?:move|moves|moved|go|goes|come|comes|gets?|got) (?:\w+ )?to (?:the |a )?\W?signing stage"
            r"|ready (?:for (?:signature|signing)|to (?:be signed|sign))"
            r"|(?:await|awaits|awaiting|waits for|waiting for|needs only|lacks only|wants only)"
            r" (?:\w+ )?(?:signatures?|signing)"
            r"|(?:lacks|needs) (?:is |only )?(?:\w+ )?signatures?|only (?:the )?signatures? (?:(?:is|are"
            r"|was|were) )?missing",
        ),
        (
            _S.AGREED, 0.7, "deed",
            "deal agreement understanding principle outline outlines principles size shape basis scale",
            r"(?:settles?|settled|agrees?|agreed|fixe[sd]|accepts?|accepted) (?:on )?the "
            r"(?:principles?|outlines?|size|shape|basis|scale) (?:of|for)"
            r"|accept(?:s|ed) (?:[\w\-’]+ ){1,5}?in principle"
            r"|(?:has|have) (?:now )?(?:got )?an? (?:deal|agreement|understanding) on",
        ),
        (
            _S.AGREED, 0.6, "it",
            "principle done sealed agreed struck welcome welcomes hail hails new",
            r"(?:agreement|accord|deal) in principle|(?:deal|pact|accord"
            r"|agreement)(?: with (?:the )?[\w]{1,12})? "
            r"(?:is |was )?(?:done|sealed|agreed|struck)|done deal|welcomes?|hails?"
            r"|new (?:[\w\-]+ ){0,2}?(?:pact|deal|agreement|accord)",
        ),
    )
)  # fmt: skip
# News in itself, for a measure: since when it holds. Over text in small letters.
SINCE: Final = re.compile(
    rf"\b(?:from|since|as of|effective) {_DAY}|\bsince (?:last |the )?{_SEASON}\b|\bnow\b|\bno longer\b"
    rf"|\balready\b|\brather than\b|\bcan now\b"
    rf"|\bat midnight\b|\bon (?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:has|have) (?:begun|started)\b"
    rf"|\bfirst (?:shipments?|cargo|consignment|container|load|delivery)\b"
    rf"|\b(?:today|this morning)\b|\b(?:have|has) been (?:removed|lifted|scrapped|cut|eliminated)\b"
    rf"|\b(?:months?|years?) on\b|\bis being\b|\bare being\b"
    rf"|\b(?:under|because of|thanks to|as) [\w\- ’']{{0,50}}(?:deal|pact|accord|agreement|bargain)\b"
    rf"|\bnew rules\b"
)


def told(text: str) -> Iterator[tuple[Status, int, int]]:
    """Every set phrase in a text of small letters, with its status."""
    for predicate in PREDICATES:
        for match in predicate.pattern.finditer(text):
            yield predicate.status, match.start(), match.end()
