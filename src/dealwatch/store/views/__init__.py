"""What the screen and the commands read: one named, plain SQL query a view, giving the values of `rows`.

Nothing here writes, and nothing reaches SQLModel or SQLAlchemy. Lists are read by key (`at`, `id`), never by
offset, and counts come from roll-ups, so that a page costs the same with ten thousand stories and a million.
"""

from dealwatch.store.views.arrivals import since_last, stories_since
from dealwatch.store.views.moments import moments
from dealwatch.store.views.notes import notes
from dealwatch.store.views.overview import overview
from dealwatch.store.views.review import decided, decisions, last_evidence, postponed, proposals
from dealwatch.store.views.search import Hit, search
from dealwatch.store.views.selection import WHOLE, Selection, names, relieved
from dealwatch.store.views.sources import source_groups
from dealwatch.store.views.stories import stories_count, stories_page, story, story_rank
from dealwatch.store.views.subjects import agreements, sectors, stakeholder, subject
from dealwatch.store.views.timeline import history, timeline
from dealwatch.store.views.voices import voice, voice_rank, voices_count, voices_page
from dealwatch.store.views.waiting import waiting, waiting_stories

__all__ = [
    "WHOLE",
    "Hit",
    "Selection",
    "agreements",
    "decided",
    "decisions",
    "history",
    "last_evidence",
    "moments",
    "names",
    "notes",
    "overview",
    "postponed",
    "proposals",
    "relieved",
    "search",
    "sectors",
    "since_last",
    "source_groups",
    "stakeholder",
    "stories_count",
    "stories_page",
    "stories_since",
    "story",
    "story_rank",
    "subject",
    "timeline",
    "voice",
    "voice_rank",
    "voices_count",
    "voices_page",
    "waiting",
    "waiting_stories",
]
