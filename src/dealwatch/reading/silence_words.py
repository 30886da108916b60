"""How news says that somebody was asked and did not answer: patterns built from tables of words.

Three shapes. In `SUBJECT` the silent one is the subject of the verb in the group `verb` ("Acme declined to
comment"); in `OBJECT` the name follows the pattern ("no reply came from Acme", "the paper has approached
Acme"); in `NEITHER` it stands between ("neither Acme nor Bolt would comment"). Every gap is bounded.

What is none: an answer that leaves something open ("did not say when"), a refusal to act ("refused to
sign"), reactions to things ("did not respond to the tariff").
"""

import re
from collections.abc import Iterable
from typing import Final

from dealwatch.reading.tables import rows


def _any(text: str) -> str:
    return "(?:" + "|".join(rows(text)) + ")"


def _by_letter(patterns: Iterable[str]) -> str:
    """One pattern for all, those with the same first letter side by side, so that at most places of a text
    one look at a letter is all."""
    rests: dict[str, list[str]] = {}
    for pattern in patterns:
        rests.setdefault(pattern[0], []).append(pattern[1:])
    return "|".join(f"{letter}(?:{'|'.join(more)})" for letter, more in rests.items())


_ASIDE: Final = _any(
    "immediately yet publicly also both all as so directly previously initially far only even still simply "
    "repeatedly promptly officially formally"
)
_FEW: Final = rf"(?:\s{_ASIDE}){{0,3}}"
_NOT: Final = r"(?:not|n['’]t|never)"
_ASKING: Final = _any(
    "requests? questions? quer(?:y|ies) [ie]nquir(?:y|ies) calls? messages? attempts? e-?mails? letters? "
    "texts? invitations? approach(?:es)? detailed written our"
)
_WORDS: Final = r"(?:[\w’'&\-]+(?:\.[\w’'\-]*[\w’'\-])*\s){0,4}?"
# What the name of a newspaper, a station or an agency ends in.
_OUTLETS: Final = _any(
    "times herald guardian telegraph mirror reuters bloomberg politico bbc cnn npr itv weekly "
    "(?<!the\\s)news gazette tribune observer standard courier argus echo journal"
)
# Where "respond" stands alone it must not be a reaction to a thing: "did not respond to the tariff".
_TO_ASKING: Final = (
    rf"(?:\sto\s{_WORDS}(?:{_ASKING}|us|me|reporters|journalists|this\s(?:news)?(?:paper|website|publication))\b"
    rf"|\sto\s(?:[\w’'\-]+\s){{0,5}}?{_OUTLETS}(?=[.,;]|\s(?:by|before|when|on|at|about)\b)"
    r"|(?!\s(?:to|with|in\skind)\b))"
)
_REPLY_NOUN: Final = r"(?:comments?|statements?|responses?|repl(?:y|ies)|answers?|reactions?)"
# A chance to say something: "declined an invitation to comment", "passed up the chance to respond".
_CHANCE: Final = (
    r"(?:(?:\w+\s){0,2}?(?:chance|opportunity|offer|invitation|right|requests?)\s(?:to|for|of)\s(?:\w+\s){0,2}?"
    r"(?:comment|respond|reply|speak|interviews?|response|answer)|(?:\w+\s){0,2}?interview\srequests?)\b"
)
_PRESS: Final = r"(?:the\s)?(?:press|media|reporters|journalists)\b"
_WHETHER: Final = r"(?:whether|how|when|if|why|which|what|who|where)"
# After "did not", "has not", "would not".
_ANSWER: Final = (
    rf"(?:(?:respond(?:ed)?|repl(?:y|ied))\b{_TO_ASKING}"
    rf"|(?:return|acknowledge|take)(?:ed)?\s{_WORDS}{_ASKING}\b"
    rf"|answer(?:ed)?\s(?!the\squestion\b){_WORDS}(?:{_ASKING}|(?:tele)?phones?)\b"
    rf"|take(?:n)?\sup\s{_CHANCE}|(?:speak|spoken|talk|talked)\sto\s{_PRESS}|be\scommenting\b"
    r"|answer(?:ed)?(?=[.,;]|\s(?:by|before|when|at\sthe\stime)\b)|take\s(?:\w+\s)?(?:calls?|questions?)\b"
    r"|make\s(?:anyone|anybody|someone|a\s\w+|an\s\w+|its\s\w+|\w+\s\w+)\savailable\b"
    r"|(?:pick|picked)\sup\sthe\s(?:tele)?phone\b"
    r"|comment(?:ed)?\b|elaborate\b|be\sdrawn\b|get\sback\sto\b"
    r"|(?:wish|want|care|choose|chosen|agree|seek)(?:ed)?\sto\s(?:\w+\s)?"
    r"(?:comment|respond|speak(?!\son\sthe\srecord)|add|elaborate|answer|be\s(?:drawn|interviewed)|say\smore"
    r"|say\sanything|talk|discuss)\b"
    r"|(?:confirm|say)\sor\sdeny\b"
    rf"|(?:provide|offer|issue|give|gave|make|made|offered|issued|provided|given)d?\s(?:\w+\s){{0,2}}?"
    rf"{_REPLY_NOUN}\b)"
)
# After "would not" and "will not" alone: what else is kept to oneself.
_KEPT: Final = (
    rf"(?:discuss|say\s(?:{_WHETHER}|anything|more)|talk|speak\s(?:to|about|on\sthe\srecord)|be\sinterviewed|go\sinto|answer(?=[.,;])"
    r"|confirm\sor\sdeny)\b"
)
# After "declined to", "refused to", "chose not to".
_REFUSED: Final = (
    rf"(?:comment|add|respond|reply|elaborate|be\s(?:drawn|interviewed|quoted)|answer|discuss|speak(?!\son\sthe\srecord)|talk"
    rf"|make\s(?:\w+\s){{0,2}}?{_REPLY_NOUN}|provide\s(?:\w+\s){{0,2}}?{_REPLY_NOUN}"
    rf"|give\s(?:\w+\s){{0,2}}?{_REPLY_NOUN}|offer\s(?:\w+\s){{0,2}}?{_REPLY_NOUN}"
    rf"|issue\s(?:\w+\s){{0,2}}?{_REPLY_NOUN}|say\s(?:{_WHETHER}|more|anything)|confirm\sor\sdeny"
    r"|engage\swith|go\sinto)\b"
)
_HAVE: Final = _any("did does do has have had would will")
_BE: Final = _any("was were is are")
_FOR: Final = rf"for\s(?:a\s|an\s|further\s|their\s|its\s)?(?:\w+\s)?{_REPLY_NOUN}"
# "shook her head when asked to elaborate": what is no "no" to a question.
_TURNED_AWAY: Final = (
    r"(?:shook\s(?:his|her)\shead|shrugged|smiled|said\snothing|walked\s(?:on|off|away)|waved)"
)
_FOR_MORE: Final = rf"(?:to\s(?:comment|elaborate|respond|explain|say\smore)|{_FOR})\b"
_UNANSWERED: Final = (
    r"(?:(?:drew|brought|received|got|elicited|produced)\s(?:no\s(?:\w+\s)?(?:reply|response|answer)|nothing)"
    r"|(?:met|was\smet|were\smet)\swith\s(?:only\s)?silence|bounced|"
    r"did\snot\s(?:immediately\s)?(?:receive|get|elicit|draw|bring)|"
    rf"(?:(?:(?:was|were|been|have|had|has|are|is|went|go|going|remain(?:ed)?){_FEW}\s(?:been\s)?)"
    rf"(?:{_NOT}{_FEW}\s(?:be\s|been\s)?(?:returned|answered|acknowledged)"
    r"|unanswered|unreturned|unacknowledged|ignored|(?:straight\s)?to\svoicemail)|rang\sout))"
)

# What the forms of `SUBJECT` and of `OBJECT` begin with: one that begins otherwise is not found.
SUBJECT_OPENINGS: Final = _by_letter(
    rows(
        "did does do has have had would will could was were is are been declin refus opted chose elected "
        "preferred decided passed let turned never failed gave give sent made makes put took stonewalled "
        "withheld reserved brushed waved walked swept hurried strode left answered said offer provided "
        "issued volunteered remain stay gone went kept keeps ignored rebuffed rejected shook shrugged smiled"
    )
)
OBJECT_OPENINGS: Final = _by_letter(
    rows(
        "contacted approached asked emailed reached invited could unable not impossible efforts attempt "
        "sought seeking requested awaiting there only met heard nothing comment statement response repl "
        "answer reaction from no request question quer inquir enquir call message email e-mail letter text "
        "invitation approach detailed written our"
    )
)
# Over text in small letters: so read, it costs a tenth.
SUBJECT: Final = re.compile(
    rf"\b(?={SUBJECT_OPENINGS})(?:(?P<verb>{_HAVE}{_FEW}\s?{_NOT}){_FEW}\s(?:be\s)?{_ANSWER}"
    rf"|(?P<verb2>(?:would|will){_FEW}\s?{_NOT}){_FEW}\s{_KEPT}"
    rf"|(?P<verb3>(?:declin|refus)(?:ed|es|ing)|(?:opted|chose|elected|preferred|decided)\snot"
    rf"|{_BE}\s(?:un(?:willing|able)|not\s(?:willing|able|prepared))){_FEW}\s(?:\w+\s){{0,2}}?to\s(?:\w+ly\s)?{_REFUSED}"
    rf"|(?P<verb13>(?:declined|refused)\s(?:(?:all|any|further|to\sgive\sany)\s)?(?:comment|interviews?)\b"
    rf"|(?:declin|refus)(?:ed|es)\s{_CHANCE}|(?:passed\sup|let\spass|turned\sdown)\s{_CHANCE}"
    rf"|never{_FEW}\s(?:responded|replied|answered\s{_WORDS}{_ASKING})(?!\s(?:to|with)\b)"
    rf"|(?:has|have|had){_FEW}\sfailed\sto\s(?:respond|reply|answer\s{_WORDS}{_ASKING})\b{_TO_ASKING}"
    rf"|failed\sto\s(?:respond|reply){_TO_ASKING}|failed\sto\s(?:answer|return)\s{_WORDS}{_ASKING}\b"
    rf"|{_BE}\s(?:offered|given|afforded)\s{_CHANCE}"
    r"|(?:gave|give|sent|made)\sno\s(?:\w+\s)?(?:answer|reply|response)\b|(?:put\s(?:down\sthe\s(?:tele)?phone|the\s(?:tele)?phone\sdown))\b"
    r"|took\sno\squestions|(?:has|have|had)\sgone\sto\sground\b|stonewalled\b"
    r"|(?:withheld|reserved|refused)\scomment\b|(?:has|have|had|is|are)\sstill\sto\s(?:respond|reply|answer|comment)\b"
    r"|(?:does|do)\s(?:not|never)\s(?:discuss|talk\sabout)\b|(?:brushed|waved)\s(?:aside|away|off)\s(?:\w+\s)?questions"
    r"|(?:walked|swept|hurried|strode)\s(?:past|out|off|away)\s[^.,;]{0,40}?(?:without\s(?:speaking|answering|commenting|a\sword)|in\ssilence)"
    r"|left\swithout\s(?:speaking|answering|commenting|taking\s(?:any\s)?questions)"
    r"|(?:was|were)\snot\smade\savailable\b"
    r"|(?:has|have|had)\s(?:so\sfar\s)?answered\snone\b|answered\snone\sof\b"
    r"|(?:would|could|will)\sneither\sconfirm\snor\sdeny\b"
    r"|(?:has|have|had)\s(?:so\sfar\s|yet\s)?said\snothing\b|said\snothing\spublicly\b"
    rf"|{_TURNED_AWAY}\swhen\s(?:asked|pressed|invited)\s{_FOR_MORE}"
    r"|said\snothing\s(?:when|as)\s(?:\w+\s){0,2}?(?:asked|pressed|approached|questioned|reporters|journalists)\b"
    r"|(?:preferred|chose|opted|elected|decided|would)\s(?:to\s)?say\snothing\b"
    r"|let\s(?:\w+\s){1,3}?ring\sout\b)"
    rf"|(?P<verb4>(?:{_any('has have had was were')}){_FEW}(?:\sbeen)?{_FEW}\s"
    rf"(?:contacted|approached|asked|invited|emailed|called){_FEW}\s(?:{_FOR}|to\s(?:comment|respond)))"
    rf"|(?P<verb5>(?:has|have|had){_FEW}\sbeen{_FEW}\s(?:contacted|approached))\b(?!\sby|\sabout|\sfor|\sto|\swith)"
    rf"|(?P<verb6>could\s?(?:not|n['’]t){_FEW}\s(?:be{_FEW}\s(?:reached|contacted)|comment))\b"
    rf"|(?P<verb7>{_BE}(?:{_FEW}\snot|n['’]t)?{_FEW}\s(?:un)?available{_FEW}\s(?:for|to)\s(?:\w+\s)?"
    rf"(?:comment|respond|interview|speak|discuss))"
    rf"|(?P<verb8>(?:had|has|have|offered|offers|gave|made|makes|provided|issued|volunteered)\sno\s(?:\w+\s)?"
    rf"{_REPLY_NOUN})(?!\s(?:from|to\sthe)\b)"
    r"|(?P<verb9>(?:had|has|have)\snothing\s(?:(?:more|further|else|new)\s)?to\s(?:add|say))\b"
    rf"|(?P<verb10>(?:has|have|had|{_BE}){_FEW}\s?yet\sto\s(?:\w+ly\s)?(?:respond|reply|comment|answer|issue\s\w+\sstatement))"
    r"\b"
    rf"|(?P<verb11>(?:(?:has|have|had){_FEW}\s)?(?:remain(?:ed|s)?|stay(?:ed|s)?|gone|went|kept|keeps|been|{_BE})\s(?:\w+\s)?"
    r"(?:silent|mum|quiet|schtum|unavailable|tight-lipped|tight\slipped"
    r"|(?:its|their|his|her)\s(?:(?:own\s)?counsel|lips\ssealed))"
    r"(?!\s(?:during|in|as|while|through|throughout|until)\b))\b"
    rf"|(?P<verb12>(?:ignored|rebuffed|turned\sdown|rejected)\s(?:\w+\s){{0,3}}?"
    rf"{_ASKING}\sfor\s(?:\w+\s)?(?:\w+\s)?(?:comment|interviews?|information)"
    r"|ignored\s(?:shouted|repeated|reporters[’']|journalists[’']|our|emailed|written)\s(?:\w+\s)?questions\b"
    r"|ignored\s(?:\w+\s){0,3}?questions\s(?:from|shouted|about|as\s(?:s?he|they))\b"
    r"|left\s(?:\w+\s){0,3}?(?:calls?|e-?mails?|messages?|requests?|letters?|quer(?:y|ies)"
    r"|(?:our|written|emailed)\squestions)\sun(?:answered|returned)))"
)
_ASKED: Final = (
    r"\b(?:contacted|approached|asked|emailed|reached\sout\sto)\s(?!for\b|by\b|requests?\b|questions?\b)"
    rf"(?=[^.,]{{2,120}}?\s(?:{_FOR}|to\s(?:comment|respond)))"
    r"|\binvited\s(?!for\b|by\b)(?=[^.,]{2,80}?\sto\s(?:comment|respond)(?:[.,;]|\s(?:but|and)\b))"
    r"|\b(?:could\snot|unable\sto|(?:not\s|im)possible\sto|(?:efforts|attempts)\sto)\s(?:\w+\s)?(?:reach|contact)\s"
    r"(?=[^.,]{2,80}?(?:\sfor\s|\s(?:were|was|have|had)\s(?:\w+\s)?(?:unsuccessful|failed)|\sfailed)"
    r"|(?-i:(?:the\s)?[A-Z])[^.,]{2,80}?\.)"
    rf"|\b(?:(?:sought|seeking|requested|awaiting)\s(?:a\s|further\s)?{_REPLY_NOUN}\sfrom)\s"
    r"|\b(?:there\swas|only|met\swith)\ssilence\sfrom\s|\b(?:heard\snothing|nothing\s(?:was|has\sbeen)\sheard)\sfrom\s"
    rf"|\b{_REPLY_NOUN}\s(?:has|have|had|was|were|is)\s(?:also\s)?(?:been\s|being\s)?"
    r"(?:sought|requested|awaited)\sfrom\s"
    r"|\bfrom\s(?=[^.,;]{2,80}?,?\s(?:there\s(?:was|has\sbeen|had\sbeen|is)|came)\s(?:\w+\s)?"
    rf"(?:no\s(?:\w+\s)?{_REPLY_NOUN}|(?:only\s)?silence|nothing\b))"
)
_NO_REPLY: Final = (
    rf"\bno\s(?:\w+\s)?{_REPLY_NOUN}\s(?:(?:was|were|has|had|have|came|could|be|been|received|available"
    rf"|forthcoming|immediately|yet|at|all)\s){{0,4}}?from\s"
)
_UNRETURNED: Final = (
    rf"\b{_ASKING}\s(?:seeking\scomment\s|{_FOR}\s)?(?:\w+\s){{0,2}}?(?:to|with|for)\s"
    rf"(?=[^.;]{{2,100}}?\s{_UNANSWERED})"
)
_NOBODY: Final = (
    r"\b(?:nobody|no\sone|no-one)\s(?:at|from|in)\s(?=[^.;]{2,80}?\s(?:was\s(?:immediately\s)?available"
    rf"|(?:would|could|chose\sto|wanted\sto)\s(?:comment|discuss|speak|be\s)|responded|replied"
    rf"|returned\s{_WORDS}{_ASKING}|answered\s{_WORDS}{_ASKING}))"
)
OBJECT: Final = re.compile(rf"\b(?={OBJECT_OPENINGS})(?:{_ASKED}|{_NO_REPLY}|{_UNRETURNED}|{_NOBODY})", re.I)
# Where the name of an `OBJECT` ends, if it did not end before.
OBJECT_END: Final = re.compile(
    rf"\s(?:{_FOR}|to\s(?:comment|respond)|{_UNANSWERED}|would|could|was|were|did|chose|wanted|responded|replied"
    r"|returned|answered|failed|have|had|there|came|rang|by|before|at\sthe\stime|on|about|over|regarding)\b",
    re.I,
)
_SPOKE: Final = (
    r"(?:comment(?:ed)?|repl(?:y|ied)|be\sdrawn|drawn|(?:be\s)?reached\sfor|be\s(?:reached|contacted)|discuss"
    rf"|respond(?:ed)?{_TO_ASKING}|available\s(?:for|to)\s(?:\w+\s)?(?:comment|speak|interviews?|respond)"
    r"|say\s(?:anything|more)|speak\s(?:to|about|on)|talk\sabout|answer\s(?:\w+\s)?questions)"
)
NEITHER: Final = re.compile(
    r"\b(?:neither|none\sof|no)\s(?!one\b)(?P<names>[^.;:]{2,110}?)\s(?P<verb>"
    r"(?:has|have|had|would|could|was|were|is|(?:want|wish|care|prepar|will)(?:ed|ing)?\sto)\s"
    rf"(?:been\s|immediately\s|yet\s|publicly\s){{0,2}}?{_SPOKE}"
    rf"|(?:immediately\s)?(?:responded|replied|commented){_TO_ASKING}|(?:returned|answered)\s{_WORDS}{_ASKING}"
    rf"|(?:offered|provided|gave|issued|made)\s(?:an?\s)?(?:\w+\s)?{_REPLY_NOUN}|wished\sto\scomment"
    r"|chose\sto\scomment)\b",
    re.I,
)
# One of these stands in every silence; a text without any is not looked at.
_HINTS: Final = (
    r"comment|respond|repl[iy]|declin|refus|approached|contact|be reached|return|answer|spoke to|be drawn"
    r"|discuss|response|silent|mum\b|tight.lipped|nothing (?:\w+ )?to [as]|ignored|not say|back to"
    r"|reach\b|interview|available|to speak|on the record|to the press|to the media|to reporters"
    r"|to journalists|sought from|say anything"
    r"|quiet\b|counsel\b|said nothing|confirm nor|up the (?:tele)?phone|rang out|failed to|silence"
    r"|without speaking|without a word|questions|the phone|hung up|heard nothing|was heard|to ground"
    r"|stonewalled|reached out to|drew no|brought no|bounced"
    r"|to elaborate|not elaborate|no reaction|ring out|s sealed|say nothing"
)
# Over text in small letters: so read, it costs a fifth of what it does with `re.I`.
MAYBE: Final = re.compile(_by_letter(_HINTS.split("|")))
# And one of these near it; over text in small letters.
CUE: Final = re.compile(
    r"n['’]t|not|never|declin|refus|contacted|approached|asked|\bno\b|none|neither|nobody|nothing|yet|silent"
    r"|\bmum\b|tight.lipped|un(?:answered|returned|willing|able|available)|ignored|invited|rebuffed"
    r"|turned down|sought|nor\b|efforts|attempts|passed up|reached out"
    r"|let pass|failed|silence|stonewalled|withheld|hung up|without|brushed"
    r"|waved|to ground|still to|bounced|counsel|quiet|rang out|offered|ring out|lips"
)
# "…, as did Acme", "… and so did Acme and Bolt".
ALSO: Final = re.compile(
    r"[^.;\n”\"]{0,60}?(?:,?\s(?:as|and\sso|and\snor|nor)|\.\s(?:Nor|So))\s(?:did|has|have|had|would|could)\s"
    r"(?=(?:the\s)?[A-Za-z])"
)
ABOUT: Final = re.compile(r"\s(?:on|about|over|regarding)\s([^.,;“”\"\n]{3,80})")
REQUEST: Final = re.compile(
    r"[^.;\n]{0,60}?\b(?:for\s(?:\w+\s)?comment"
    r"|(?:requests?|questions?)\sfor\s(?:\w+\s)?comment|requests?|questions?|inquir\w+|enquir\w+)\b"
)
