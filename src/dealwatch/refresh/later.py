"""What a round does last: readings that were made with other rules or another dossier text are made again.

It is bounded, so that a round ends; the next one goes on where this one stopped.
"""

from typing import Final

from dealwatch.refresh.round import Round
from dealwatch.store.record import Store

_PAGE_OF_STORIES: Final = 100
_READ_AGAIN_A_ROUND: Final = 1_000


async def read_again(round_: Round) -> None:
    """Read stories whose reading was made with other rules or another dossier text; newest first."""
    digest, dossier = round_.digest, round_.dossier.id
    before: int | None = None
    read = 0
    while read < _READ_AGAIN_A_ROUND:
        stale = await round_.writer.do(Store.stale, dossier, digest, before=before, limit=_PAGE_OF_STORIES)
        if not stale:
            break
        answers = await round_.workers.read(tuple(story.entry for story in stale))
        rows = [
            (story.story_id, answer.reading, answer.problem)
            for story, answer in zip(stale, answers, strict=True)
        ]
        await round_.writer.do(
            Store.record_readings, rows, dossier=dossier, digest=digest, now=round_.clock.now()
        )
        read += len(stale)
        before = stale[-1].story_id
    # Only where something was written anyway: an unneeded write would wake every dashboard.
    if read < _READ_AGAIN_A_ROUND and (read or round_.count.new):
        await round_.writer.do(Store.finish_rereading, dossier, digest)
