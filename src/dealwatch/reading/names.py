"""Tables about names: first names with their usual gender, titles, and words that mark an organisation or a
place.

First names: the commonest of the US Social Security Administration's and the UK Office for National
Statistics' lists of given names, with common names of other languages met in trade news. Titles: Debrett's
forms of address and the Associated Press Stylebook, "titles".
"""

from importlib import resources
from typing import Final

from dealwatch.reading.tables import words

MALE: Final = words(
    "aaron abdul abdullah abraham adam adrian ahmed al alan albert alejandro alex alexander alexis alfred "
    "ali alistair alastair  allan allen amit andre andreas andrew andy angus anthony antonio antony ari "
    "arnold arthur ash ashton barack barney  barry bart ben benjamin bernard bernd bernie bert bill billy "
    "bob bobby boris brad bradley brandon brendan brent brett  brian bruce bryan bruno byron calvin "
    "cameron carl carlos charles charlie chester chris christian christopher chuck clarence  clark claude "
    "clint clive clyde colin connor corey cory craig curt curtis cyril damian damon dan daniel danny "
    "darrell  darren daryl dave david dean dennis denis derek desmond dick diego dinesh dirk dominic don "
    "donald doug douglas duncan  dwight dylan earl ed eddie edgar edmund eduardo edward edwin eli elijah "
    "eliot elliot elliott emmanuel enrique eric erik ernest  ethan eugene evan ewan felipe felix fernando "
    "florent francis francisco francois frank fred freddie freddy frederick friedrich  gareth garry gary "
    "gavin geoff geoffrey george gerald gerard gerry giles giovanni glen glenn gordon graham grant greg "
    "gregory  guy hakeem hank hans harold harry harvey hector henry herbert herman hiroshi howard hugh "
    "hugo hussein ian ibrahim igor isaac  ivan jack jacob jacques jake james jamie jamieson jared jason "
    "javier jay jean jeb jeff jeffery jeffrey jens jensen jeremy  jerome jerry jesse jesus jim jimmy "
    "joachim joe joel johan johannes john johnny jon jonathan jordan jorge jose josef joseph josh  joshua "
    "juan julian julio justin karl keir keith ken kenneth kenny kevin khalid kurt kyle lamar lance larry "
    "lars laurence  lawrence lee len leo leon leonard leroy les leslie lester lewis liam lindsey lloyd "
    "lou louis luc luis luke malcolm manuel  marc marcel marco marcos marcus mario mark martin marty "
    "martyn marvin massimo mathew matt matteo matthew maurice max  mehmet mel michael micheal miguel mick "
    "mike milton mitch mitchell mitt mo mohamed mohammad mohammed morgan morris morton  moses muhammad "
    "narendra nate nathan nathaniel neal ned neil nelson newt nicholas nick nicolas niall nigel noah noel "
    "norbert norm norman  olaf oliver olivier omar oscar otto owen pablo pat patrick paul pedro pete "
    "peter phil philip phillip pierre rafael raj  ralph ramon randy raul ray raymond reginald reince rex "
    "ricardo richard rick ricky rob robby robert roberto robin rod roderick rodney  roger roland ron "
    "ronald ronnie ross roy ruben rudy rupert russ russell ryan said sajid salman sam samuel saul scott "
    "sean  sebastian sergei sergio seth shane shaun sheldon sid sidney simon solomon spencer stan stanley "
    "stefan stephen steve steven stewart stu stuart  sven tad ted teddy terence terrence terry theo "
    "theodore thomas tim timothy toby todd tom tommy tony travis trevor trey tufan  tyler vernon victor "
    "vince vincent viktor vladimir wade wallace walter warren wayne wes wesley wilbur will william willie "
    "wolfgang xavier  yogan yusuf zachary zack zeke edouard michal piotr giorgio luca stefano jürgen "
    "günter jörg takeshi kenji hiroshi kwasi rishi vance  jd elon rand ajit vivek sanjay rahul "
    "arjun sunil anil deepak ravi kamal kemal recep bashar benny bibi mahmoud mustafa hamid alfie  bret "
    "burt cliff darin dustin gene gil harris jarrod jefferson josiah kareem kirk lyle mack merrick "
    "mortimer murray nolan orrin preston quentin  rodrigo sander stephane sylvester tucker wendell wyatt "
    "yves zbigniew huw ieuan iain gethin rhys emrys callum lachlan hamish angus fergus ruairi"
)
FEMALE: Final = words(
    "abigail ada adele agnes aisha alexandra alexis alice alicia alison allison allyson amanda amber "
    "amelia amy ana andrea angela  angelina anita anja ann anna anne annette annie antonia april arianna "
    "ashley audrey barbara beatrice becky belinda bella bernadette beth  bethany betsy betty beverly "
    "bonnie brenda bridget brigid brooke camilla candace cara carla carly carmen carol carole caroline "
    "carolyn cassandra  catherine cathy cecile cecilia celia charlotte chelsea cheryl chi chloe christina "
    "christine cindy claire clara claudia colleen connie  constance courtney crystal cynthia daisy dana "
    "danielle dawn debbie deborah debra denise diana diane dianne dolores donna dora doris  dorothy edith "
    "eileen elaine eleanor elena elise elisabeth elizabeth ella ellen ellie eloise elsa elsie emily emma "
    "erica erin esther  ethel eva eve evelyn faith fatima faye felicia fiona florence frances francesca "
    "gabriela gail georgia georgina gillian gina ginny gladys  gloria grace greta gwen hannah harriet "
    "hazel heather heidi helen helena henrietta hilary hillary holly hope huma ida imogen ines ingrid "
    "irene  irma isabel isabella isabelle ivanka ivy jacqueline jaime jan jane janet janice jasmine jean "
    "jeanne jenna jennifer jenny jess jessica  jill jillian jo joan joanna joanne jocelyn jodi josephine "
    "joy joyce juanita judith judy julia julie june karen kate katherine kathleen kathryn  kathy katie "
    "katrina kay kayla kayleigh keisha kelli kellyanne kemi kerry kim kimberly kirsten kirsty kristen "
    "kristi kristina lael lara laura  lauren leah leslie lena lillian lily linda lisa liz liza lois lola "
    "loretta lori lorraine louise lucia lucinda lucy lydia lynn lynne  madeleine madison maggie mandy "
    "marcia margaret margarita maria marian marianne marie marilyn marina marion marjorie marla marlene "
    "marsha  martha mary maryam maureen megan megyn melania melanie melanne melinda melissa meredith mia "
    "michelle mildred millie miranda miriam molly monica  muriel myra nadia nancy naomi natalie natasha "
    "nicola nicole nina nora norma olga olivia pam pamela patricia patti patty paula pauline peggy "
    "penelope  penny phyllis polly priti rachel rebecca regina renee rhiannon rhonda rita roberta robyn "
    "rosa rosalind rose roseann rosemary rosie roxanne ruth  sabina sabrina sadie sally samantha sandra "
    "sanae sara sarah saskia shabana shannon sharon sheila shelley shirley sofia sonia sophia sophie "
    "stacey stephanie  sue susan susanna susanne suzanne sylvia tamara tammy tanya tara teresa thangam "
    "theresa tiffany tina tracey tracy ursula valerie vanessa vera verity veronica  vicky victoria viola "
    "violet virginia vivian wendy whitney winifred yvette yvonne zara zoe bronwen sian nia carys catrin "
    "eluned nicole isla  kamala ketanji condoleezza christiane annegret giorgia jacinda sanna mette kaja "
    "ayesha priya sunita meera anjali leila yasmin mei ling yuki keiko  kelly ghazala khadija dilma "
    "cristina michele michaela britney kellie jeni jodie tulip bridget lucy lisa yasmine sydney rochelle "
    "ilyse stacy betsy alyssa kendra"
)
BOTH: Final = MALE & FEMALE
# Words that stand before a name and are no part of it.
TITLES: Final = words(
    "mr mrs ms miss mx dr prof professor sir dame lord lady baroness baron viscount earl sen sens senator "
    "senators rep reps  representative congressman congresswoman gov govs governor president "
    "vice-president vice prime minister  premier chancellor secretary undersecretary under-secretary "
    "ambassador envoy mayor councillor councilman councilwoman judge justice  chief general gen lt "
    "lieutenant col colonel sgt sergeant capt captain major maj admiral adm commander  cmdr brigadier rev "
    "reverend pastor bishop archbishop cardinal pope rabbi imam king queen prince princess  duke duchess "
    "ceo cfo cto coo chairman chairwoman chairperson chair director co-founder founder editor boss "
    "attorney speaker leader spokesman spokeswoman spokesperson strategist manager commissioner deputy "
    "democrat republican president-elect assemblywoman assemblyman officer treasurer  pm mp mep msp "
    "executive coach analyst economist correspondent reporter adviser advisor  delegate sheriff detective "
    "nominee candidate frontrunner congressmember minority majority whip state"
)
# Words that end the title of an office; alone they stand for whoever holds it.
OFFICES: Final = words(
    "president minister secretary chancellor premier governor senator mayor ambassador chairman "
    "chairwoman  chair chief director spokesman spokeswoman spokesperson spokespeople secretary-general "
    "commissioner leader  speaker representative congressman congresswoman judge justice ceo"
)
PEERAGE: Final = words("lord lady baroness baron viscount earl prince princess pope king queen")
SUFFIXES: Final = words("mp obe cbe mbe kc qc mep msp ms phd md jr sr ii iii iv jnr snr esq")
MALE_TITLES: Final = words(
    "mr sir lord baron congressman chairman spokesman councilman king prince duke pope bishop father "
    "assemblyman"
)
FEMALE_TITLES: Final = words(
    "mrs ms miss dame lady baroness congresswoman chairwoman spokeswoman councilwoman queen princess "
    "duchess  sister assemblywoman"
)
PARTICLES: Final = words("de la le van von der den del della da di du bin al el ter ten dos st")
# A run of capitalised words that holds one of these is no person.
ORGANISATION: Final = words(
    "committee association university college institute school department ministry agency commission "
    "council court  party house senate congress parliament government administration office bureau board "
    "bank fund group company  corp corporation inc ltd plc llc union federation confederation chamber "
    "chambers society foundation trust  center centre network news times post journal tribune herald "
    "guardian telegraph mail express mirror sun  press magazine radio tv television bbc cnn nbc abc cbs "
    "msnbc fox npr pbs reuters bloomberg politico breitbart  street kingdom states nations forum campaign "
    "coalition alliance league project service services force army navy  police fbi cia nsa doj epa irs "
    "nato un eu uk us usa u.s u.k gop nra hospital church club team airport airlines  airways motors "
    "industries systems technologies partners holdings international global national american british "
    "european deal agreement act bill partnership treaty tuesday wednesday thursday monday friday "
    "saturday sunday  facebook twitter google microsoft youtube amazon apple instagram week day today "
    "election primary convention  tower hall square avenue road park north south east west united new "
    "white supreme wall daily republicans democrats  americans muslims tea capitol union conservatives tories"
)
PLACES: Final = words(
    "america britain england scotland wales ireland london washington paris berlin brussels tokyo beijing "
    "moscow  europe asia africa china japan korea india russia france germany italy spain canada mexico "
    "australia israel  iran iraq syria libya afghanistan ukraine turkey iowa ohio texas florida "
    "california nevada hampshire carolina  york jersey virginia pennsylvania wisconsin michigan "
    "massachusetts arizona colorado georgia indiana illinois  vermont maryland kentucky tennessee "
    "missouri kansas alabama louisiana mississippi minnesota nebraska oklahoma  oregon utah idaho montana "
    "wyoming dakota maine connecticut delaware island hawaii alaska chicago boston manhattan brooklyn "
    "angeles vegas francisco philadelphia cleveland detroit orlando dallas houston miami atlanta benghazi "
    "aberdeen belfast birmingham bradford bristol cambridge cardiff coventry dundee edinburgh glasgow hull "
    "leeds leicester liverpool manchester newcastle norwich nottingham oxford plymouth portsmouth sheffield "
    "southampton sunderland swansea teesside tyneside yorkshire humberside lincolnshire cornwall devon kent "
    "islamic christian muslim jewish republican democratic"
)
# Common nouns for a body: "the firm" is the organisation named last.
BODY_NOUNS: Final = words(
    "firm company group association union organisation organization charity body lobby regulator watchdog "
    "retailer  carmaker bank institute agency developer manufacturer producer owner operator supplier "
    "start-up startup  business outlet newspaper paper magazine think-tank thinktank federation council "
    "committee"
)
# What a company is to others, written before its name: "landlord Acme".
RELATIONS: Final = words(
    "landlord owner operator developer rival supplier partner parent manufacturer retailer producer lender "
    "insurer builder publisher distributor contractor"
)
# "the Zappy maker": what a company is by what it makes or owns.
SORTS: Final = "outfit|maker|giant|owner|parent|creator|developer"
# What departments are for: "the Department of Health and Social Care".
MATTERS: Final = words(
    "affairs care change communities culture development drug education energy enterprise environment "
    "families food growth health housing industry innovation investment "
    "jobs justice labour medicine pensions science "
    "security service services skills sport technology tourism trade transport welfare work "
    "zero policy budget management standards regions water fisheries planning government reform"
)
# Written things that "say": their names keep what follows "of" or "for".
DOCUMENTS: Final = words("memorandum act agreement bill treaty charter declaration constitution report")
# Things and groups that "say" what stands in them or what they shout.
WRITINGS: Final = words(
    "ad advert advertisement article banner bill book brief briefing campaign caption column commercial "
    "complaint document dossier editorial email e-mail essay filing group headline invitation law lawsuit "
    "letter manifesto memo memorandum message motion note notice order paper petition placard platform poll "
    "post poster proposal report resolution ruling script sign slogan statement story study summary survey "
    "sheet factsheet readout communique communiqué submission guidance text transcript treaty tweet video "
    "voice-over voiceover website crowd audience"
)
# Words that make a described speaker a public one: a spokesperson of these is named by role, not by the body.
PUBLIC_BODY: Final = words(
    "government governments ministry minister minister’s minister's ministers department treasury white "
    "house downing  street president president’s president's embassy state commission council police "
    "campaign office no senator  governor administration home foreign pentagon palace number force court "
    "parliament union’s pm pm’s pm's"
)


def _more_given_names() -> dict[str, frozenset[str]]:
    """The names of `given_names.txt` by its section: male, female, both."""
    text = resources.files("dealwatch.reading").joinpath("given_names.txt").read_text(encoding="utf-8")
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    parts = (part.partition("]") for part in body.split("[")[1:])
    return {section: words(table) for section, _, table in parts}


def _genders() -> dict[str, str]:
    more = _more_given_names()
    table = dict.fromkeys(more["both"], "") | dict.fromkeys(more["male"], "m")
    table |= dict.fromkeys(more["female"], "f") | dict.fromkeys(MALE, "m") | dict.fromkeys(FEMALE, "f")
    return table | dict.fromkeys(BOTH, "")


_GENDERS: Final = _genders()


def gender_of(first: str) -> str:
    """ "m", "f", or "" where the first name tells nothing."""
    return _GENDERS.get(first.lower().rstrip("."), "")


def is_relation(low: str) -> bool:
    """Whether a lower-cased word tells what a company is or makes: "landlord", "chipmaker"."""
    return low in RELATIONS or low.endswith("maker")


def is_given(first: str) -> bool:
    """Whether a word is known as a first name."""
    return first.lower().rstrip(".") in _GENDERS


def is_common(first: str) -> bool:
    """Whether a word is so common a first name that it is one even where it stands alone."""
    name = first.lower()
    return name in MALE or name in FEMALE
