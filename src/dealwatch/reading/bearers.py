"""Whose status it is: the agreement, or the one sector whose deal, quota or talks a clause speaks of."""

from dataclasses import dataclass
from typing import Final

from dealwatch.reading.beside import ORIGINS, behind, is_named, is_origin, place
from dealwatch.reading.clauses import NAMED, Noun, Words, is_foreign, is_partied
from dealwatch.reading.status_verbs import PARTITIVE
from dealwatch.reading.tables import words
from dealwatch.reading.tagger import Tagger, Tags
from dealwatch.reading.vocabulary import Hit
from dealwatch.values import Status

_OPEN: Final = frozenset((Status.PROPOSED, Status.NEGOTIATING, Status.AGREED))
_MEASURES: Final = frozenset(("benefit", "burden", "rate", "plan"))
# After these stands what a thing is about, not where it comes from ("under the deal").
_ABOUT: Final = frozenset(("of", "on", "for", "over", "about", "into", ""))
_NEAR: Final = 6
_GROUPS: Final = words("group groups force taskforce team teams panel forum")
_MADE: Final = (Status.AGREED, Status.SIGNED)
# What a whole agreement is on.
_WHOLE: Final = words(
    "trade technology tech tariffs tariff commerce the a an economic monday tuesday wednesday thursday "
    "friday saturday sunday"
)
_NAMED_BY: Final = 4
_FAR: Final = 40
# A deal that is only a part of another: "the space addendum to the deal".
_PIECES: Final = words("addendum addenda annex chapter protocol supplement schedule")
_STRANDS: Final = words("part parts half strand strands piece")
_RIGHT: Final = 2


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who has the status; `sure` is how plainly the clause says so, 1 where it names it."""

    subject: str
    sure: float


class Bearers:
    """Finds the bearer of a status in one story."""

    def __init__(self, tags: Tags, tagger: Tagger) -> None:
        self._tags, self._tagger = tags, tagger
        self._own = {tag.id for tag in tags.agreements}
        titled = [hit for sentence in tags.sentences if sentence.field == "title" for hit in sentence.hits]
        self._title_named = [hit for hit in titled if hit.kind in NAMED]
        self.focus = self._focus(titled)
        self.titled = bool(self._title_named)
        # "What the US deal means": the title speaks of the whole.
        deals = [hit.first for hit in titled if hit.id == "deal"]
        partied = any(0 < at - hit.last <= _RIGHT for hit in titled if hit.kind == "party" for at in deals)
        self._title_deal = partied and not any(hit.kind == "sector" for hit in titled)

    def _focus(self, titled: list[Hit]) -> str | None:
        """The one sector that the story is about."""
        for kinds in (("sector", "deal"), ("sector", "deal", "keyword")):
            named = {hit.id for hit in titled if hit.kind in kinds and self._tagger.sectors[hit.id].tagged}
            if len(named) == 1:
                return named.pop()
            if named:
                return None
        return self._tags.sectors[0].id if len(self._tags.sectors) == 1 else None

    def may_hold(self, sector: str, status: Status) -> bool:
        """A sector that is only argued over, without a deal of its own, can only be negotiated."""
        row = self._tagger.sectors[sector]
        if not row.tagged or (row.sticking_point and not row.deal_names and status not in _OPEN):
            return False
        argued = not self._own and any(tag.id == sector for tag in self._tags.sectors)
        return argued or row.agreement in self._own

    def of_noun(self, line: Words, noun: Noun, inner: tuple[Noun, ...], status: Status) -> Bearer | None:
        """The bearer of what happens to a noun."""
        if noun.hit is not None and (noun.hit.kind == "deal" or noun.thing not in _MEASURES):
            return self._of_hit(noun.hit, status)
        if is_foreign(line, noun):
            return None
        if noun.thing == "rate" and status is Status.NEGOTIATING:
            listed = self._sectors(line, line.clause(noun.last)[0], noun.last, status)
            if len({hit.id for hit in listed}) > 1:
                return self.main(0.9)  # "steel, digital rules and food checks are still argued over"
        piece = self._piece(line, noun, inner, status)
        if piece is not None:
            return piece
        if line.lower[noun.last] in PARTITIVE and inner and inner[0].preposition == "of":
            of_what = inner[0]
            if of_what.hit is not None:
                return self._of_hit(of_what.hit, status)
            if of_what.thing == "deal":
                return self.main(0.85)
        if noun.thing not in _MEASURES:
            for other in inner:
                if other.hit is not None and other.preposition in _ABOUT:
                    return self._of_hit(other.hit, status)
        group = self._group(line, noun, status)
        if group is not None:
            return group
        beside = self._sectors(line, noun.first - 1, self._reach(line, noun), status)
        if len({hit.id for hit in beside}) == 1:
            return Bearer(f"sector:{beside[0].id}", 1.0)
        if beside and noun.thing not in _MEASURES:
            return self.main(0.85)
        if beside:
            agreements = {self._tagger.sectors[hit.id].agreement for hit in beside}
            if status is Status.IN_FORCE and len(agreements) == 1 and beside[0].kind != "keyword":
                return Bearer(f"agreement:{agreements.pop()}", 0.95)
            return Bearer(f"sector:{beside[0].id}", 0.95)
        return self._alone(line, noun, inner, status)

    def _alone(self, line: Words, noun: Noun, inner: tuple[Noun, ...], status: Status) -> Bearer | None:
        """The bearer of a noun that names nothing, and has no sector beside it."""
        if noun.thing in _MEASURES or noun.thing == "order":
            found = self.measured(line, noun.last, status)
            whole = status is Status.IN_FORCE and any(other.hit is not None for other in inner)
            whole = whole or (noun.thing == "order" and status is Status.SIGNED)
            return found or (self.main(0.85) if whole else None)
        if noun.thing == "deal" and status in _MADE:
            at = behind(line, noun)
            following = line.lower[at : at + 2]
            if len(following) > 1 and following[0] == "on" and following[1] not in _WHOLE:
                known = self.focus is not None and self.may_hold(self.focus, status)
                return Bearer(f"sector:{self.focus}", 0.9) if known else None  # "text on launch licensing"
        theirs = {hit.id for _, _, hit in line.hits if hit.kind == "deal"}
        if noun.thing == "deal" and len(theirs) == 1 and not is_named(line):
            return Bearer(f"sector:{theirs.pop()}", 0.85)  # "the protocol …, first fruit of the nuclear pact"
        if noun.thing == "deal" and is_partied(line, noun):
            return self._agreement(0.9)
        return self.main(0.85)

    def _piece(self, line: Words, noun: Noun, inner: tuple[Noun, ...], status: Status) -> Bearer | None:
        """ "The space addendum to the deal", "a protocol": a sector’s part of an agreement."""
        word = line.lower[noun.last]
        if word in _STRANDS and noun.first and line.lower[noun.first - 1] in ("only", "and"):
            return self.main(0.9)  # "only the nuclear strand of the deal applies"
        under = line.lower[noun.first] in ("a", "an") and bool(inner) and inner[0].hit is not None
        under = under and noun.thing == "deal" and status in _MADE and inner[0].preposition == "under"
        if noun.hit is not None or not (word in _PIECES or word in _STRANDS or under):
            return None
        last = noun.last if word in _STRANDS else self._reach(line, noun)
        inside = {hit.id for hit in self._sectors(line, noun.first, last, status)}
        if len(inside) == 1:
            return Bearer(f"sector:{inside.pop()}", 1.0)
        known = self.focus is not None and self.may_hold(self.focus, status)
        named = known and not inside and word not in _STRANDS
        return Bearer(f"sector:{self.focus}", 0.9) if named else None

    def _group(self, line: Words, noun: Noun, status: Status) -> Bearer | None:
        """ "The joint quantum task force cancelled all meetings": those of its sector."""
        if noun.thing not in ("talks", "work") or noun.hit is not None:
            return None
        first = line.clause(noun.last)[0]
        found = [
            hit.id
            for start, last, hit in line.hits
            if first <= start <= noun.last
            and hit.kind not in NAMED
            and self.may_hold(hit.id, status)
            and not _GROUPS.isdisjoint(line.lower[last + 1 : last + _NAMED_BY])
        ]
        return Bearer(f"sector:{found[0]}", 0.95) if found else None

    def _reach(self, line: Words, noun: Noun) -> int:
        """Up to which token stands what a noun is about: "talks on steel"."""
        stop = line.clause(noun.last)[1]
        at = behind(line, noun)
        after = line.lower[at] if at < stop else "."
        return min(stop - 1, at + _NEAR) if after in _ABOUT else noun.last

    def of_parts(self, one: str, other: str) -> Bearer | None:
        """Whose parts are two: of one sector, or of the agreement of both."""
        if one == other:
            return Bearer(f"sector:{one}", 1.0) if self.may_hold(one, Status.PARTLY_IN_FORCE) else None
        agreements = {self._tagger.sectors[name].agreement for name in (one, other)}
        mine = len(agreements) == 1 and agreements <= self._own
        return Bearer(f"agreement:{agreements.pop()}", 0.8) if mine else None

    def measured(self, line: Words, at: int, status: Status) -> Bearer | None:
        """The sector whose tariff or quota stands at a token: the nearest, else the story’s own."""
        first, stop = line.clause(at)
        found = self._sectors(line, first, stop, status) or self._sectors(line, 0, len(line.text), status)
        agreements = {self._tagger.sectors[hit.id].agreement for hit in found if hit.kind != "keyword"}
        whole = status in (Status.IN_FORCE, Status.SIGNED)
        if whole and len({hit.id for hit in found}) > 1 and len(agreements) == 1:
            return Bearer(f"agreement:{agreements.pop()}", 0.9)  # the lower rates of several: of the whole
        if found:
            near = min(found, key=lambda hit: abs(place(line, hit) - at))
            return Bearer(f"sector:{near.id}", 0.95)
        if self.focus is not None and self.may_hold(self.focus, status):
            return Bearer(f"sector:{self.focus}", 0.85)
        return None

    def about(self, line: Words, first: int, stop: int, status: Status) -> Bearer | None:
        """The one sector that a clause speaks of; what the story is about where there is none or several."""
        found = {hit.id for hit in self._sectors(line, first, stop, status)}
        named = [
            hit for start, _, hit in line.hits if hit.kind in ("name", "nickname") and first <= start < stop
        ]
        if named:
            return self._of_hit(named[0], status)
        return Bearer(f"sector:{found.pop()}", 0.95) if len(found) == 1 else self.main(0.8) if found else None

    def nearest(self, line: Words, first: int, last: int, status: Status, deals: bool) -> Bearer | None:
        """The bearer of a set phrase: what is named nearest. `deals`: a deal, no bare sector."""
        begin, stop = line.clause(first)
        for low, high in ((begin, stop), (0, len(line.text))):
            found: list[tuple[int, Hit]] = []
            for start, end, hit in line.hits:
                good = hit.kind in NAMED or (not deals and self.may_hold(hit.id, status))
                if good and low <= start < high and ORIGINS.isdisjoint(line.lower[last + 1 : start]):
                    away = _FAR if hit.kind in NAMED and is_origin(line, start) else 0
                    found.append((away + (first - end if end < first else start - last + _RIGHT), hit))
            named = [row for row in found if row[1].kind != "keyword"]
            several = {row[1].id for row in named if row[1].kind == "sector"}
            if low == begin and len(several) > 1 and len(several) == len({row[1].id for row in named}):
                return self.main(0.9)  # "steel, digital rules and food checks are still argued over"
            if (
                not named
                and low == begin
                and any(
                    noun.thing == "deal" and noun.hit is None and begin <= noun.last < first
                    for noun in line.nouns
                )
            ):
                return self.main(0.8)  # "the memorandum stays frozen as long as …"
            if not named and any(noun.thing != "plan" for noun in line.nouns):
                named = found
            elif found and not named:
                return None  # a keyword alone ("data centre") is often a firm’s
            if named:
                return self._of_hit(min(named, key=lambda row: row[0])[1], status)
        return self.main(0.8)

    def main(self, sure: float) -> Bearer | None:
        """What "the pact" and "the talks" are in this story."""
        if self._title_named:
            bearer = self._of_hit(self._title_named[0], Status.NEGOTIATING)
            return Bearer(bearer.subject, sure) if bearer is not None else None
        if self._title_deal:
            return self._agreement(sure)
        named = [point for point in self._tags.points if point.named]
        if self.focus is not None and self._in_title(self.focus):
            return Bearer(f"sector:{self.focus}", sure)
        if named:
            return self._agreement(sure)
        if self.focus is not None:
            return Bearer(f"sector:{self.focus}", sure)
        return self._agreement(sure)

    def _agreement(self, sure: float) -> Bearer | None:
        """The agreement that the story is about."""
        named = [point for point in self._tags.points if point.named and point.agreement in self._own]
        if named:
            return Bearer(f"agreement:{max(named, key=lambda point: point.points).agreement}", sure)
        return Bearer(f"agreement:{self._tags.agreements[0].id}", sure) if self._tags.agreements else None

    def _in_title(self, sector: str) -> bool:
        own = [s for s in self._tags.sentences if s.field == "title"]
        return any(hit.id == sector for sentence in own for hit in sentence.hits)

    def _sectors(self, line: Words, first: int, last: int, status: Status) -> list[Hit]:
        found = [
            hit
            for start, _, hit in line.hits
            if hit.kind not in ("name", "nickname")
            and first <= start <= last
            and self.may_hold(hit.id, status)
        ]
        return [hit for hit in found if hit.kind != "keyword"] or found

    def _of_hit(self, hit: Hit, status: Status) -> Bearer | None:
        if hit.kind in ("name", "nickname"):
            return Bearer(f"agreement:{hit.id}", 1.0)
        return (
            Bearer(f"sector:{hit.id}", 1.0) if self.may_hold(hit.id, status) or hit.kind == "deal" else None
        )
