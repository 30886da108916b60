"""Tables about negotiations in general: words for a deal, for pressure, for other countries, for a status.

Language only. Countries, capitals and adjectives are those of the G20 and of the partners that a trade page
names most; the parties of a dossier are taken out of them when it is compiled.
"""

from typing import Final

from dealwatch.reading.tables import rows, words

# A text between governments.
DEAL: Final = words(
    "deal deals pact pacts agreement agreements accord accords framework partnership memorandum mou "
    "treaty  arrangement arrangements alliance"
)
# What a government does to trade.
TARIFF: Final = words(
    "tariff tariffs duty duties levy levies quota quotas exempt exempted exemption exemptions tax rate"
)
PRESSURE: Final = words(
    "threat threats threaten threatens threatened retaliation retaliate retaliatory pressure dispute row "
    "scrap drop  demand demands demanded complain complained concession concessions plead lobbying talks "
    "negotiations  negotiators tariff tariffs lifts lift removes removing unless sanctions investigation "
    "probe"
)
RIVALS: Final = rows(
    "Japan Japanese Tokyo Korea Korean Seoul EU Europe European Brussels MEPs India Indian Delhi China "
    "Chinese  Beijing Germany German Berlin France French Paris Canada Canadian Ottawa Mexico Mexican "
    "Switzerland Swiss  Brazil Brazilian Australia Australian Canberra Vietnam Indonesia Indonesian "
    "Taiwan Taipei Malaysia Thailand  Philippines Singapore Turkey Turkish Israel Israeli Saudi Qatar "
    "Argentina Chile Norway Norwegian Pakistan  Kenya Italy Italian Rome Spain Spanish Madrid Ireland "
    "Irish Dublin Poland Polish Ukraine Kyiv Russia Russian  Moscow Iran Gulf GCC ASEAN Mercosur CPTPP "
    ""
)
