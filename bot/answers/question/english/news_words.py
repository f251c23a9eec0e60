"""Words of questions about news in general, about a topic, and about one fact of it."""

BROWSE_WORDS = frozenset(
    "what what's whats which is are was were were did do does has have had been be there happen"
    " happens happened happening occurred going goes on up new news newest latest recent recently"
    " top main big biggest bigger large largest major important breaking headline headlines story"
    " stories event events update updates development developments the a an any anything"
    " something things thing give me show list tell us in of for to from and or at world world's"
    " global worldwide globe today today's todays tonight yesterday yesterday's day's week's"
    " month's year's i we miss missed my while away around everything all current currently most"
    " read summary summarise summarize recap briefing digest overview bulletin newspaper"
    " interesting"
    " good else out me up trending daily weekly catch bring get it's its please now right"
    " general so far"
    " during over within through throughout early late mid between until since before after by"
    " day days week weeks month months year years".split()
)
"""A question of these words alone, and of times, asks for news in general."""

BROWSE_SIGNS = frozenset(
    "new news newest latest headline headlines story stories event events update updates happen"
    " happens happened happening occurred going breaking miss missed recap briefing digest overview"
    " bulletin trending interesting summary developments everything catch".split()
)
"""Of these words one at least has to stand in it, unless a time is all it says."""

BROWSE_HINTS = frozenset(
    "anything something everything things important major big bigger biggest large largest main top"
    " interesting good else world worldwide globe global".split()
)
"""One of these is enough beside a time ("anything important yesterday?"), or two of them."""

TOPIC_PATTERNS = (
    (
        r"(?:(?:what(?: is|'s|s| are)|give me|show me|tell me|get me|find me|send me|i want|any"
        r"|is there"
        r"|are there|have you got|do you have|got|i'd like|search(?: for)?) )?(?:me )?(?:any "
        r"|some |the"
        r" |all )*(?:(?:very )?(?:latest|newest|recent|new|current|breaking|more|top|main"
        r"|biggest) )*"
        r"(?:news|updates?|developments?|headlines?|stories|articles|reports|coverage|info"
        r"|information"
        r"|details|situation|state of play|status|word)(?: (?:stories|items|updates|articles"
        r"|reports))?"
        r" (?:on|about|with|from|in|of|regarding|concerning|around|for|out of|to do with) (?P<x>.+)"
    ),
    (
        r"(?:(?:what(?: is|'s|s)|give me|show me|tell me|get me) )?(?:the )?(?:very )?(?:latest"
        r"|newest)"
        r" (?:on|about|with|from|in|regarding|concerning) (?P<x>.+)"
    ),
    (
        r"what(?: is|'s|s| has been|'s been| was)? (?:currently |now |been )?(?:happening|going"
        r" on|up"
        r"|new|the deal|the story|the latest|the situation|the status|the state)"
        r"(?: (?:right )?(?:now|currently|lately|recently))?"
        r" (?:with|in|at|on|about|around|over|regarding|to|of) (?P<x>.+)"
    ),
    (
        r"(?:is |was )?(?:there )?(?:anything|something) (?:new|happening|going on)"
        r" (?:on|about|with|from|in|regarding|at) (?P<x>.+)"
    ),
    r"(?:tell|inform) me (?:something |everything |all |more |a bit )*(?:about|of) (?P<x>.+)",
    (
        r"(?:i want|i'd like|i would like|i need) to (?:know|hear|read|learn) (?:more "
        r"|everything |all"
        r" |something )*about (?P<x>.+)"
    ),
    (
        r"(?:update me|catch me up|fill me in|brief me|bring me up to (?:date|speed)|keep me"
        r" posted)"
        r" (?:on|about) (?P<x>.+)"
    ),
    (
        r"what (?:do (?:you|we) know|can you (?:tell me|say)|do you have|is known|are people saying"
        r"|is being said|have you got) (?:about|on) (?P<x>.+)"
    ),
    r"(?:what|how) about (?P<x>.+)",
    r"(?:where do(?:es)? things stand|how do(?:es)? things stand) (?:with|on|in) (?P<x>.+)",
    r"how (?:is|are) (?:the )?(?P<x>.+?) (?:going|coming along|progressing|developing)",
    (
        r"(?P<x>.+?) (?:latest )?(?:news|updates?|latest|headlines|coverage|developments"
        r"|latest news|news updates?|today|now)"
    ),
    r"(?:news|latest|updates?|about) (?P<x>.+)",
)
"""What asks for the news of a topic ``x``; each matches a whole question."""

EVENT_NOUNS = frozenset(
    "attack attacks avalanche ban blackout blast blizzard bombing campaign case ceasefire coup"
    " crash"
    " crisis cyclone derailment disaster drought earthquake earthquakes election elections eruption"
    " explosion famine fire fires flood flooding floods heatwave hurricane impeachment inauguration"
    " indictment inquiry insurrection invasion landslide lawsuit massacre merger negotiations"
    " outbreak outage pandemic peace primary primaries protest protests quake raid rally recall"
    " referendum rescue revolution riot riots scandal shooting shootings shutdown siege spill storm"
    " storms strike strikes summit talks takeover tornado tornadoes trial tsunami typhoon unrest"
    " uprising verdict volcano vote war wars wildfire wildfires hearing hearings olympics deal"
    " conflict controversy hostages hostage ceasefire tariffs sanctions economy inflation budget"
    " climate government parliament senate congress nato cup championship championships finals"
    " playoffs games tour festival awards awards oscars grammys ai".split()
)
"""Nouns that make a noun phrase alone a topic, in lower case."""

VALUE_NOUNS = frozenset(
    "acres address age ages amount amounts answer attendance average balance bail birthday budget"
    " capacity casualties cause causes charge charges cost costs count damage damages date dates"
    " deadline deaths dead death depth diagnosis distance dose duration earnings fatalities"
    " fare fee"
    " fees figure figures fine fines forecast gdp growth guests headcount height injured injuries"
    " income jackpot killed lawyer leader leaders length limit list location loss losses magnitude"
    " margin maximum meaning method minimum model models motive name names nationality nickname"
    " number numbers odds opponent opponents origin owner owners payout penalty percent percentage"
    " place plaintiff population portion position price prices prize profit punishment quantity"
    " rank"
    " ranking rate rates rating reason reasons record records replacement result results revenue"
    " reward salary sale sales schedule score scores sentence settlement share shares size source"
    " spokesman spokesperson speed spending start suspect suspects symptoms successor target"
    " temperature term terms threshold ticket tickets time timeline title toll tolls total toxin"
    " turnout value venue victims victim votes wage wages weight width winner winners winning worth"
    " year years findings study survey poll reaction response statement quote plan plans demands"
    " requirements rules criteria advice treatment vaccine host hosts author director coach captain"
    " ceo president minister chief boss chairman winner runner-up cast lineup squad members".split()
)
"""Nouns that ask for a value or a name: keywords that hold one ask for a fact."""

INTERROGATIVES = frozenset(
    "who who's whos whom whose what what's whats which when when's where where's why why's whys how"
    " how's hows".split()
)

AUXILIARIES = frozenset(
    "is are was were am be been do does did has have had can could will would shall should may"
    " might"
    " must isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't can't couldn't"
    " won't wouldn't shouldn't isnt arent wasnt werent dont doesnt didnt hasnt havent cant couldnt"
    " wont wouldnt ain't cannot".split()
)

FUNCTION_WORDS = frozenset(
    "in of for to at on with by from about into over under after before during since until against"
    " up out off than as that to ahead behind left still now currently today yet not there here"
    " next last first".split()
)
"""Words that no name begins with or consists of."""

WHY_HOW_PATTERNS = (
    r"\bwhy\b|\bhow come\b|\bwhat (?:\w+ )?for\b(?=\W*$)",
    r"\b(?:reasons?|causes?|motives?) (?:for|of|behind|why)\b",
    (
        r"^what(?: is|'s|s| was| were| are)? (?:the )?(?:main |likely |real )?"
        r"(?:reasons?|causes?|motives?|explanation)\b"
    ),
    (
        r"^what (?:has |have |had )?(?:caused|causes|makes|made|led to|triggered|sparked|prompted"
        r"|drove|drives)\b"
    ),
    r"^what(?: is|'s|s| was) (?:behind|driving|causing|making)\b",
    r"^what (?:did|does|do) .+ die (?:of|from)\b",
    r"^(?:in what way|by what means|explain|for what reason|on what grounds)\b",
    (
        r"\bhow (?:exactly |on earth |the hell )?(?:did|do|does|is|are|was|were|can|could|will"
        r"|would|to"
        r"|has|have|had|should|might|\w+ing)\b"
    ),
    r"^(?:and |but |so )?how\W*$",
)
"""What asks for a cause or a manner; each is searched for."""

YES_NO_PATTERNS = (
    r"^(?:if|any|anyone|anybody|anything|is it true|true or false|whether)\b",
    (
        r"\b(?:right|true|correct|is that so|isn't it|isn't he|isn't she|aren't they|didn't they"
        r"|didn't he|didn't she|yes or no|or not|is that true|is this true|is it true) ?\?*$"
    ),
)
"""What asks for yes or no beside questions that begin with an auxiliary."""
