"""Sentences in which somebody is known by role, described, or named elsewhere, and who speaks in them."""

from typing import Final

SPOKEN: Final[tuple[tuple[str, list[str]], ...]] = (
    ("Orion Metals makes plates. A spokesperson said: “We are ready for the new rules.”", ["Orion Metals"]),
    (
        "Orion Metals will cut shifts from Monday. A spokesman said “it would review the plan”.",
        ["Orion Metals"],
    ),
    (
        "“We do not sell the silver to pay for it,” a source close to the minister said.",
        ["source close to the minister"],
    ),
    (
        "“We do not sell the silver to pay for it,” said a source close to the talks.",
        ["source close to the talks"],
    ),
    (
        "“The text is nearly done,” one person familiar with the negotiations said.",
        ["one person familiar with the negotiations"],
    ),
    (
        "“The text is nearly done,” said one person familiar with the matter.",
        ["one person familiar with the matter"],
    ),
    ("“The text is nearly done,” said a person briefed on the talks.", ["person briefed on the talks"]),
    ("A person briefed on the talks said the text was “nearly done”.", ["person briefed on the talks"]),
    (
        "One official involved in the talks called the text “nearly done”.",
        ["One official involved in the talks"],
    ),
    (
        "Two people with knowledge of the discussions said the text was “nearly done”.",
        ["Two people with knowledge of the discussions"],
    ),
    (
        "“We have asked and asked,” said one person helping to organise the summit.",
        ["one person helping to organise the summit"],
    ),
    ("A trade minister told peers that talks were “in good health”.", ["trade minister"]),
    ("The minister replied that “nobody will rest until the work is done”.", ["minister"]),
    (
        "A trade official I had lunch with described the agenda as “a list of things neither side can give”.",
        ["trade official"],
    ),
    ("The industry body said members were “running out of patience”.", ["industry body"]),
    (
        "The Steel Guild is large. The industry body said its members were “running out of patience”.",
        ["Steel Guild"],
    ),
    (
        "UK Steel said it was worried. The trade body called the delay “deeply frustrating for members”.",
        ["UK Steel"],
    ),
    ("Officials say the text is “nearly done”.", ["Officials"]),
    (
        "Two trading houses that had bet on a zero duty told us they were “tearing up sheets”.",
        ["Two trading houses"],
    ),
    ("The joint statement describes the pact as “a floor, not a ceiling”.", ["joint statement"]),
    ("The memorandum says that both sides “intend to deepen cooperation”.", ["memorandum"]),
    ("A White House fact sheet says Britain “will reduce non-tariff barriers”.", ["White House fact sheet"]),
    (
        "In a statement, the Department for Business and Trade said it was “working at pace”.",
        ["Department for Business and Trade"],
    ),
    (
        "A statement from the Home Office said the plan was “on track and on time”.",
        ["Home Office"],
    ),
    ("“Every week of delay costs jobs,” write Jane Hill and Tom Marsh.", ["Jane Hill"]),
    ("“Every week of delay costs jobs,” say Jane Hill and Tom Marsh of the Steel Guild.", ["Jane Hill"]),
    (
        "Jane Hill chairs the forum. Hill said: “We are ready.” “We have been for a year,” she added.",
        ["Jane Hill", "Jane Hill"],
    ),
    (
        "Jane Hill, of the Steel Guild, said: “We are ready.” But Tom Marsh, of the Guild, said: “No.”",
        ["Jane Hill", "Tom Marsh"],
    ),
    ("Jane Hill said: “We are ready. \n\n“We have been for a year.”", ["Jane Hill", "Jane Hill"]),
    (
        "Unite’s convenor there, Des Quinn, worries about it. “One post at midnight and it’s gone,” he said.",
        ["Des Quinn"],
    ),
    (
        "Karen Pierce was ambassador. Dame Karen replied that this was “above my old pay grade”.",
        ["Karen Pierce"],
    ),
    ("The tax is “fair and proportionate”, the Treasury said.", ["Treasury"]),
    (
        "Work on the law is suspended “until further notice”, the trade committee chair announced.",
        ["trade committee chair"],
    ),
    ("Work on the law is “paused for now”, a senior official said.", ["senior official"]),
    ("The pages are short, specific and, says one physicist, “surprisingly un-silly”.", ["one physicist"]),
    ("The text? Coming, we’re told, “in weeks not months”, per a trade official.", ["trade official"]),
    ("The delay is “not a crisis”, according to a government source.", ["government source"]),
    (
        "The site’s lawyers in Delaware call the law “an exported censorship regime”.",
        ["site’s lawyers in Delaware"],
    ),
    (
        "And farmer Delyth Pugh, in Powys, on hormones: “If the label tells the truth I can compete.”",
        ["Delyth Pugh"],
    ),
    (
        "Jane Hill opened the hearing early. “If you fine us, expect a response,” the Ohio Republican said.",
        ["Jane Hill"],
    ),
    ("“It is a fudge,” said a former trade negotiator who worked on the text.", ["former trade negotiator"]),
    ("Asked if the pact was dead, the envoy said it was “resting, not dead”.", ["envoy"]),
    (
        "A Treasury aide put it more bluntly: “Nobody is going to trade a tax for a promise.”",
        ["Treasury aide"],
    ),
    ("“Nobody is going to trade a tax for a promise,” is how one aide put it.", ["one aide"]),
    ("The letter, seen by the Herald, warns of “a slow bleed of orders”.", ["letter"]),
    ("The union’s general secretary, Jane Hill, called it “a bad day for steel”.", ["Jane Hill"]),
    ("“We are ready,” said a spokesperson for Orion Metals.", ["Orion Metals"]),
    ("“We are ready,” the company said in a filing. Orion Metals employs 400.", ["company"]),
    ("“We are ready,” said the carmaker’s chief executive, Jane Hill.", ["Jane Hill"]),
    ("Ministers insist the plan is “fully funded”.", ["Ministers"]),
    ("Senior Whitehall figures talk of “a very British fudge”.", ["Senior Whitehall figures"]),
    ("Critics say the deal is “a press release with flags on”.", ["Critics"]),
    ("One negotiator compared the process to “painting a bridge”.", ["One negotiator"]),
    ("Its report concludes that gains were “modest and uneven”.", ["Its report"]),
    ("The Institute for Trade Studies found the gains “modest and uneven”.", ["Institute for Trade Studies"]),
    ("The gains were “modest and uneven”, the committee concluded.", ["committee"]),
    (
        "A Commerce Department spokeswoman said talks “continue in good faith”.",
        ["Commerce Department spokeswoman"],
    ),
    (
        "The Department for Science, Innovation and Technology said it was “working at pace”.",
        ["Department for Science, Innovation and Technology"],
    ),
    (
        "“We are working at pace,” said the Department of Health and Social Care.",
        ["Department of Health and Social Care"],
    ),
    (
        "“We are working at pace,” the Department for Environment, Food and Rural Affairs said.",
        ["Department for Environment, Food and Rural Affairs"],
    ),
    ("The Department of Justice and Jane Hill said they were “working on it”.", ["Jane Hill"]),
    ("The official added that there was “no timetable”.", ["official"]),
)
