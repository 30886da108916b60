"""A paragraph as a line of tokens, each quotation one token, each word with its likely part of speech.

The part of speech is one letter, from tables and endings: right often enough to find who governs a quotation,
and fast enough to need no model.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from dealwatch.reading import names, speech, tables
from dealwatch.reading.quotes import Run
from dealwatch.reading.spans import ABBREVIATIONS, STATES, Span

# Parts of speech: Q quotation, N capitalised word, n other noun or adjective, P subject pronoun, O
# object pronoun, R relative, D determiner, V verb of saying (finite), J verb that takes words into
# its clause (finite), v their base form, g their -ing form, F other finite verb, G other -ing form, A
# auxiliary, B adverb or day, I preposition, C conjunction, S subordinator, T "to", 0 number, x
# anything else, and . , : ; - ( ) for marks.
_TOKEN: Final = re.compile(r"\w++(?:[’'\-&/.]\w++)*+[’']?|\x01+|[^\w\s]")
_OF_STATE: Final = re.compile(r"[A-Z]-[A-Z]\w*(?:\.\w)*")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.)*[A-Z]")
# Said of somebody even where a headline gives every word a capital.
_SAYS: Final = tables.words(
    "says said tells told tweeted tweets writes wrote asks asked adds added vows warns"
)
# Determiners that can be a subject: "the two write", "many say".
_SUBJECTS: Final = tables.words("two three both many some most others these those")
_NO_VERB: Final = ("ss", "us", "is", "'s", "s'")
_MANY: Final = tables.words("people men women children police media data critics")
_ONE: Final = tables.words("he she it who")
# Things that hold words: they are subjects of verbs of saying.
_TELLING: Final = names.WRITINGS | speech.SPOKESPEOPLE
_PUNCTUATION: Final = dict(zip(".?!…,:;—–―‒-([)]", "...-,:;-----(())", strict=True))
# A paragraph longer than this many characters is none; its tail has no tokens and its quotes no speaker.
_LONGEST: Final = 20_000
# … and a word longer than this is none either.
_LONG_WORD: Final = 60


def _kinds() -> dict[str, str]:
    table: dict[str, str] = {}
    # Later rows win.
    for kind, table_words in (
        ("v", speech.JUDGE_BASE | speech.SPEAK_BASE),
        ("F", speech.IRREGULAR_PAST | speech.WEAK_FINITE),
        ("J", speech.JUDGE_FINITE),
        ("V", speech.SPEAK_FINITE),
        ("g", speech.SPEAK_ING | speech.JUDGE_ING),
        ("n", speech.NOUN_LIKE),
        ("S", speech.SUBORDINATORS),
        ("I", speech.PREPOSITIONS),
        ("B", speech.ADVERBS | speech.DAYS),
        ("D", speech.DETERMINERS - {"both"}),
        ("A", speech.AUXILIARIES),
        ("C", speech.CONJUNCTIONS),
        ("P", speech.SUBJECT_PRONOUNS),
        ("R", {"who", "which"}),
        ("S", {"that"}),
        ("T", {"to"}),
        ("O", {"him", "them", "me", "us", "himself", "herself", "themselves"}),
    ):
        table.update(dict.fromkeys(table_words, kind))
    return table


_KINDS: Final = _kinds()


@dataclass(slots=True)
class Line:
    """The tokens of one paragraph, as columns of equal length; `run` is the quotation's number, or -1."""

    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    run: list[int] = field(default_factory=list)
    opening: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def sentence_start(self, index: int) -> int:
        """The first token of the sentence that the token at `index` stands in."""
        return self.opening[index]


def read_line(text: str, span: Span, runs: list[tuple[int, Run]]) -> Line:
    """The tokens of the paragraph at `span`; `runs` are its quotations with their numbers."""
    masked = _mask(text, span, runs)
    line = Line()
    words, lower, kinds = line.words, line.lower, line.kinds
    starts, ends = line.starts, line.ends
    quoted: dict[int, int] = {}
    numbers = iter(runs)
    initial = True
    for match in _TOKEN.finditer(masked):
        word = match.group()
        start, end = match.span()
        if word[0] == "\x01":
            quoted[len(words)], run = next(numbers)
            low, kind = "", "Q"
            initial = _ends_sentence(text, run)
        else:
            if word == "." and words and _abbreviates(line, span.start + start, masked, end):
                continue
            low, kind = _word(word, initial) if len(word) < _LONG_WORD else ("", "x")
            if kind == "v" and kinds and _takes_noun(kinds[-1], lower[-1]):
                kind = "n"  # "the report", "his call"
            initial = kind == "." or (initial and kind in "(-")
        words.append(word)
        lower.append(low)
        kinds.append(kind)
        starts.append(span.start + start)
        ends.append(span.start + end)
    line.run = [quoted.get(at, -1) for at in range(len(words))]
    _find_present_verbs(line)
    _mark_sentences(line, text, dict(runs))
    return line


def _takes_noun(kind: str, low: str) -> bool:
    return (kind in "DI" and low not in _SUBJECTS) or low.endswith(("'s", "s'"))


def _find_present_verbs(line: Line) -> None:
    """ "Smith seeks a deal": an unknown word in -s between a subject and what a verb takes is its verb."""
    kinds, lower = line.kinds, line.lower
    for at in range(len(kinds) - 1):
        if line.words[at] == "&" and at and kinds[at - 1] == kinds[at + 1] == "N":
            kinds[at] = "N"  # "Marks & Spencer"
        if line.words[at] == "No" and kinds[at + 1] == "0":
            kinds[at] = kinds[at + 1] = "N"  # "No 10"
        if lower[at + 1] in speech.PHRASAL and lower[at] in speech.PHRASAL[lower[at + 1]]:
            kinds[at], kinds[at + 1] = "V", "B"  # "pointed out"
        if kinds[at] in "GB" and line.words[at][0].isupper() and kinds[at + 1] in "VJ":
            known = lower[at] in speech.ADVERBS or lower[at] in speech.DAYS
            kinds[at] = kinds[at] if known else "N"  # "Fleming told"
    for at in range(1, len(kinds) - 1):
        if kinds[at] == "v" and kinds[at - 1] in "NnGF" and _is_singular(lower[at - 1]):
            before = at - 1
            while before > 0 and kinds[before] in "NnBGF":
                before -= 1
            if _of_many(kinds, lower, before):
                continue  # "the authors of the study say"
            if kinds[before] == "D" or (at > 1 and is_owner(lower[at - 2])):
                kinds[at] = "n"  # "a largely coastal state": no verb in its base form after one thing
        if kinds[at] != "n" or lower[at][-1] != "s" or len(lower[at]) < 4 or lower[at].endswith(_NO_VERB):
            continue
        before = at - 1
        while before > 0 and kinds[before] == "B":
            before -= 1
        subject = kinds[before] in "NR" or lower[before] in _ONE or lower[before] in _TELLING
        if subject and (kinds[at + 1] in "DSQOT" or lower[at + 1] == "both"):
            speaks = "V" if lower[at] in speech.SPEAK_FINITE else "F"
            kinds[at] = "J" if lower[at] in speech.JUDGE_FINITE else speaks


def _of_many(kinds: list[str], lower: list[str], before: int) -> bool:
    many = before > 1 and kinds[before - 2] in "nN" and not _is_singular(lower[before - 2])
    return many and lower[before - 1] in ("of", "at", "in", "from", "for")


def _is_singular(low: str) -> bool:
    return not low.endswith("s") and low not in _MANY


def is_owner(low: str) -> bool:
    return low.endswith(("'s", "s'"))


def _mask(text: str, span: Span, runs: list[tuple[int, Run]]) -> str:
    pieces: list[str] = []
    at = span.start
    for _, run in runs:
        pieces.append(text[at : run.outer.start].replace("\x01", " "))
        pieces.append("\x01" * (run.outer.end - run.outer.start))
        # Two quotations that touch are still two tokens: the first gives up its last character.
        if pieces[-1] and run.outer.end < span.end and text[run.outer.end] in '“"”':
            pieces[-1] = pieces[-1][:-1] + " "
        at = run.outer.end
    pieces.append(
        text[at : min(span.end, span.start + _LONGEST)].replace("\x01", " ") if at < span.end else ""
    )
    return "".join(pieces)


def _ends_sentence(text: str, run: Run) -> bool:
    return text[run.end - 1] in ".?!…"


def _abbreviates(line: Line, at: int, masked: str, following: int) -> bool:
    if line.ends[-1] != at:
        return False
    word, low = line.words[-1], line.lower[-1]
    if masked[following : following + 1] == ")" and "(" in line.kinds[-3:]:
        return True  # "(R-Ky.)", "(Ill.)"
    if line.kinds[-2:-1] == [","] and _OF_STATE.fullmatch(word):
        return True  # "Smith, R-Ky., said"
    if low in STATES and line.kinds[-2:-1] == [","]:
        return True  # "of Boston, Mass., said"
    return low in ABBREVIATIONS or (word[0].isupper() and _INITIALS.fullmatch(word) is not None)


@lru_cache(maxsize=16_384)
def _word(word: str, initial: bool) -> tuple[str, str]:
    """A word in lower case with a straight apostrophe, and its kind: most words of a story come again."""
    low = word.lower().replace("’", "'")
    return low, _kind(word, low, initial)


def _kind(word: str, low: str, initial: bool) -> str:
    first = word[0]
    if not (first.isalnum() or first == "_"):
        return _PUNCTUATION.get(word, "-" if word in "*•|" else "x")
    if first.isdigit():
        return "0"
    known = _KINDS.get(low)
    if first.isupper():
        return _capitalised(word, low, known, initial)
    if known is not None:
        return known
    return _by_ending(low)


def _capitalised(word: str, low: str, known: str | None, initial: bool) -> str:
    if known in ("D", "P", "R", "C", "S", "T") or (known == "B" and low in speech.DAYS):
        return known if len(word) < 4 or not word.isupper() else "N"
    if not initial or word == "US":
        return "V" if low in _SAYS else "N"
    if known is not None:
        return known if known not in "nv" else "N"
    if names.is_given(low):
        return "N"
    ending = _by_ending(low)
    return ending if ending in "GB" and len(low) > 6 else "N"


def _by_ending(low: str) -> str:
    if low.endswith("ed") and len(low) > 3:
        return "F"
    if low.endswith("ing") and len(low) > 4:
        return "G"
    if low.endswith("ly") and len(low) > 3:
        return "B"
    if low.endswith(("n't", "'ll", "'ve", "'d")):
        return "A"
    return "n"


def _mark_sentences(line: Line, text: str, runs: dict[int, Run]) -> None:
    begin = 0
    for index, kind in enumerate(line.kinds):
        line.opening.append(begin)
        if kind == ".":
            begin = index + 1
        elif kind == "Q" and _ends_sentence(text, runs[line.run[index]]):
            following = line.words[index + 1] if index + 1 < len(line) else ""
            if following and (following[0].isupper() or following[0] == "\x01"):
                begin = index + 1
