"""Tables about negotiations in general: words for a deal, for talks, for measures, for quarrels, for others.

Language only. Countries, capitals and adjectives are those of the G20 and of the partners that trade pages
name most; the parties of a dossier are taken out of them when it is compiled.
"""

from typing import Final

from dealwatch.reading.tables import rows, words

# A text between governments.
DEAL: Final = words(
    "deal deals pact pacts agreement agreements accord accords framework partnership partnerships "
    "memorandum memoranda memorandums mou mous treaty treaties arrangement arrangements alliance "
    "alliances bargain compact truce concordat protocol memo memos tie-up tie-ups"
)
# What may be such a text, or the making of one; other things are called so too.
BARGAIN: Final = words(
    "bargains understanding settlement handshake breakthrough package tie-up promise promises promised "
    "pledge pledges pledged commitment commitments undertaking undertakings concession concessions "
    "carve-out carve-outs exemption exemptions waiver waivers reprieve relief text annex annexes agree "
    "agrees agreed agreeing sign signs signed signing initial initials initialled initialed ink inks "
    "inked seal seals sealed strike strikes struck clinch clinches clinched conclude concludes concluded "
    "ratify ratifies ratified ratification settle settles settled implement implements implemented "
    "implementation cooperation co-operation collaboration cooperate collaborate mutual recognise "
    "recognition reciprocal joint jointly together accept accepts terms scheme pilot document documents "
    "signature signatures order orders proclamation declaration chapter chapters understandings promising "
    "swap swaps swapped swapping exchange exchanges exchanged pool pools pooled reciprocate "
    "secure secures secured obtain obtains obtained win wins won conceded honour honours honoured"
)
# What stops, or begins again.
HALT: Final = words(
    "restart restarts restarted restarting resume resumes resumed resuming resumption revive revives revived "
    "reviving revival pause paused pauses pausing suspend suspended suspends suspending suspension freeze "
    "frozen freezes froze freezing unfreeze unfreezes unfrozen thaw thaws thawed thawing halt halted halts "
    "halting stall stalled stalls stalling shelve shelved shelves parked limbo ice backburner hiatus dormant "
    "deadlocked unblock unblocks scupper scuppers scuppered derail derails derailed unravel unravels"
)
# Governments at one table.
TALKS: Final = words(
    "talks negotiation negotiations negotiate negotiates negotiated negotiating negotiator negotiators "
    "bargaining summit summits envoy envoys delegation delegations counterpart counterparts bilateral "
    "ambassador ambassadors embassy diplomat diplomats diplomatic discussions consultations dialogue "
    "round rounds chapters leaders talk discuss discussed discusses discussing meets meeting meetings met"
)
# What a government does to trade.
TARIFF: Final = words(
    "tariff tariffs duty duties levy levies quota quotas trq trqs surcharge surcharges tariff-free "
    "duty-free quota-free zero-rated zero-rate untaxed allowance allowances"
)
IMPORT_TAX: Final = (
    "import tax", "import taxes", "import charge", "import charges", "border tax", "customs duty",
    "zero rate", "zero per cent", "nought per cent", "at no duty", "tax-free", "at zero",
)  # fmt: skip
# Goods that cross a border, and what is paid on anything.
TRADE: Final = words(
    "exempt exempts exempted exemption exemptions tax taxes taxed rate rates waiver customs import "
    "imports importer importers imported export exports exporter exporters exported shipments shipped "
    "border"
)
# Somebody wants a rule of the other side changed, or punishes it.
PRESSURE: Final = words(
    "threat threats threaten threatens threatened threatening retaliation retaliate retaliates retaliated "
    "retaliatory pressure pressures pressured pressing press presses pressed dispute disputes disputed "
    "row rows spat quarrel quarrels clash clashes clashed standoff stand-off ultimatum feud scrap scraps "
    "scrapped scrapping axe axed ditch ditches ditched drop drops dropped dropping abolish abolishes bin "
    "bins repeal demand demands demanded demanding complain complains complained complaint complaints "
    "objection objections object objects objected concession concessions plead pleads pleaded lobbying "
    "lobby lobbied lobbies talks negotiations negotiators tariff tariffs lifts lift lifted lifting "
    "removes remove removed removing unless sanctions sanction sanctioned visa visas investigation "
    "investigations investigate investigates probe probes hearing hearings subpoena subpoenas subpoenaed "
    "warn warns warned warning warnings accuse accuses accused attack attacks attacked slam slams slammed "
    "criticise criticises criticised criticize criticizes criticized discriminate discriminates "
    "discriminatory discrimination unfair unfairly censor censors censorship hostage punish punishes "
    "punished hit hits hitting leverage urge urges urged insist insists insisted concern concerns barrier "
    "barriers irritant irritants grievance grievances countermeasures summon summons summoned trample "
    "tramples trampled rebuke rebukes rebuked blast blasts blasted condemn condemns condemned denounce "
    "denounces denounced oppose opposes opposed reject rejects rejected resist resists resisted refuse "
    "refuses refused tension tensions friction frictions anger angers angered fury furious outrage vow "
    "vows vowed target targets targeted burden burdens infringe infringes infringed overreach bully "
    "bullying blackmail coerce coercion cave caved surrender capitulate capitulation bow bowed concede "
    "concedes conceded backlash protest protests protested uneasy unease alarm alarmed stalemate deadlock "
    "impasse reprisal reprisals crackdown fine fines fined"
)
RIVALS: Final = rows(
    "Japan Japanese Tokyo Korea Korean Seoul EU Europe European Brussels MEPs India Indian Delhi China "
    "Chinese Beijing Germany German Berlin France French Paris Canada Canadian Ottawa Mexico Mexican "
    "Switzerland Swiss Bern Brazil Brazilian Australia Australian Canberra Vietnam Indonesia Indonesian "
    "Jakarta Taiwan Taipei Malaysia Thailand Philippines Singapore Turkey Türkiye Turkish Israel Israeli "
    "Saudi Qatar Emirates Dhabi Argentina Chile Norway Norwegian Pakistan Kenya Italy Italian Rome Spain "
    "Spanish Madrid Ireland Irish Dublin Poland Polish Ukraine Kyiv Russia Russian Moscow Iran Gulf GCC "
    "ASEAN Mercosur CPTPP Netherlands Dutch Sweden Swedish Denmark Danish Hungary Hungarian Budapest "
    "Czech Prague Austria Austrian Romania Romanian Finland Finnish Belgium Belgian Portugal Portuguese "
    "Lisbon Greece Greek Athens Bulgaria Croatia Slovakia Serbia Kazakhstan Armenia Egypt Egyptian Cairo "
    "Africa African Nigeria Nigerian Morocco Peru Colombia Ecuador Guatemala Panama Venezuela Cuba "
    "Bangladesh Cambodia Lanka Zealand UAE Kuwait Bahrain Oman Iceland Lithuania Latvia Estonia "
    "Carney Macron Merz Modi Xi Takaichi Sheinbaum Lula Meloni Sánchez Albanese Erdogan "
    "Uzbekistan Congo Angola Rwanda"
)
# A text that gathers many things: one deal among them is not what it is about.
ROUND_UP: Final = words(
    "briefing bulletin digest round-up roundup newsletter ftse markets stocks shares sterling pound "
    "podcast quiz obituary diary episode letters"
)
# What stands for every party at once, where they are known.
BOTH: Final = (
    "two governments", "two countries", "two capitals", "two sides", "two nations", "two leaders",
    "both governments", "both countries", "both capitals", "both sides", "both nations", "bilateral",
)  # fmt: skip
# What companies do with one another: their deals are no government's.
TAKEOVER: Final = words(
    "takeover takeovers acquisition acquisitions acquire acquires acquired merger mergers merge buyout buy "
    "buys buying bought bid stake stakes shareholder shareholders valuation valued values sells sold"
)
BUSINESS: Final = TAKEOVER | words(
    "start-up startup customer customers investor investors funding series ipo listing contract lands lease "
    "rents tenant college university universities campus museum charity"
)
# Measures against everybody are not a matter between two.
GENERAL: Final = words(
    "global globally worldwide universal countries economies nations everyone everybody world court "
    "courts judges ruling rulings judgment blanket across-the-board emergency"
)

# What countries deal with that is no trade: a deal or a quarrel about it is another one.
MATTERS: Final = words(
    "nato defence defense military army navy naval troops missile missiles warship warships submarine "
    "submarines war ceasefire ukraine gaza iran chagos extradition extradite asylum migrants immigration "
    "police gang smugglers smuggling hackers hacking ransomware spy spies espionage terrorism terror "
    "coastguard patrols olympic olympics football cricket golf film films actor museum opera concert "
    "tourists wedding funeral hospitals disease vaccine wildfire earthquake"
)
