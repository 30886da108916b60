"""A reading as the JSON object that programs take."""

from typing import Any

from dealwatch.values import Evidence, Reading, Tag


def reading_as_json(story_id: str, reading: Reading) -> dict[str, Any]:
    """The JSON object of one reading; offsets are code points into the field, ends exclusive."""
    return {
        "id": story_id,
        "relevant": reading.relevant,
        "score": reading.score,
        "agreements": [_tag(tag) for tag in reading.agreements],
        "sectors": [_tag(tag) for tag in reading.sectors],
        "stakeholders": [_tag(tag) for tag in reading.stakeholders],
        "signals": [
            {
                "subject": signal.subject,
                "status": signal.status.value,
                "evidence": [_evidence(item) for item in signal.evidence],
                "confidence": signal.confidence,
            }
            for signal in reading.signals
        ],
        "quotes": [
            {
                "text": quote.text,
                "field": quote.field,
                "start": quote.start,
                "end": quote.end,
                "speaker": quote.speaker,
                "source_start": quote.source_start,
                "source_end": quote.source_end,
                "stakeholder": quote.stakeholder,
            }
            for quote in reading.quotes
        ],
        "silences": [{"who": item.who, "evidence": [_evidence(item.evidence)]} for item in reading.silences],
    }


def _tag(tag: Tag) -> dict[str, Any]:
    return {"id": tag.id, "evidence": [_evidence(item) for item in tag.evidence]}


def _evidence(item: Evidence) -> dict[str, Any]:
    return {"field": item.field, "start": item.start, "end": item.end, "text": item.text}
