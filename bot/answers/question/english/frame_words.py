"""Words around what is asked: politeness, greetings, reasons for asking; English, lower case.

The patterns match at the beginning or the end of a sentence, ignoring case; what they match
weighs nothing.
"""

_WH = r"(?:who|whom|whose|what|which|when|where|why|how|if|whether)\b"
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|should)\b"
_WE = r"(?:i|we)"
_ADVERB = r"(?:please|kindly|maybe|perhaps|possibly|just|quickly|also|really|now)"
_RELATIVE = r"(?:my|our) (?:\w+ ){0,2}?\w+(?: and i)?"  # my grandmother, my little brother

LEADING_FRAMES = (
    r"(?:this|that|it)\s*[.!]+\s*",
    (
        r"(?:hi+|hello+|hey+|hallo|howdy|greetings|good (?:morning|afternoon|evening|day|night)"
        r"|dear)(?: there| all| everyone| everybody| again| bot| dateline| sir| madam| friends?"
        r"| guys)*"
        r"(?: to you)?(?=[,.!:;–—-]| who| what| when| where| which| how| why| can| could| i\b|"
        r" please"
        r"| do\b| does\b| did\b| is\b| are\b| was\b| tell\b| any)[\s,.!:;–—-]*"
    ),
    (
        r"(?:thanks|thank you|thx|cheers)(?: (?:a lot|so much|very much|in advance|again|for"
        r" .{1,40}?))*"
        r"[,.!;:–—-]+\s*"
    ),
    r"(?:ok(?:ay)?|so|um+|uh+|er+|please|pls|plz|btw|by the way|hmm+)\b[\s,.!:;–—-]+(?=\w)",
    (
        r"(?:well|oh|ah|right|yes|no|sorry|excuse me|pardon me|alright|anyway|actually|good|great"
        r"|nice|cool|perfect)[,.!:;–—]+\s*(?=\w)"
    ),
    r"(?:sorry|apologies|forgive me)(?: for| to| if) [^,.?!]{1,40}(?:[,.!;]| but)\s*(?:but )?",
    (
        r"(?:(?:a |one |just a |just one |another )?(?:quick |short |simple |small |silly "
        r"|stupid )*"
        r"question(?: for you)?|i have (?:a|another) (?:\w+ )?question(?: for you)?)(?: about"
        r" .{1,30}?)?"
        r"\s*[:,.–—-]+\s*"
    ),
    (
        rf"(?:can|could|would|will|might) (?:you|u|someone|somebody|anyone|anybody)(?: {_ADVERB})*"
        rf"(?: be (?:so kind|kind enough|able|willing)(?: as)? to)?(?: {_ADVERB})*"
        rf" (?:tell|explain|say|inform|remind|show|let|find out|look up|check)(?: {_ADVERB})*"
        rf"(?: (?:to )?(?:me|us)(?: know)?)?(?: {_ADVERB})*[\s,:]+(?={_WH})"
    ),
    (
        rf"(?:can|could|would|will) (?:you|u)(?: {_ADVERB})* (?=(?:tell|give|show|update|catch|fill"
        r"|brief|list|get|find) me\b)"
    ),
    (
        rf"(?:please |kindly )?(?:tell|remind|inform|explain to|explain|let)(?: (?:me|us)(?:"
        rf" know)?)?"
        rf"(?: {_ADVERB})*[\s,:]+(?={_WH})"
    ),
    rf"(?:would|do) you mind telling (?:me|us)[\s,:]+(?={_WH})",
    (
        rf"(?:do|does|would|did) (?:you|u|anyone|anybody|someone|somebody)(?: (?:happen to|perhaps"
        rf"|by any chance|maybe|already|even|actually))* (?:know|remember|have any idea|have an"
        rf" idea"
        rf"|recall)[\s,:]+(?={_WH})"
    ),
    rf"(?:any|have you any|got any) (?:idea|clue)(?: about| as to| of)?[\s,:]+(?={_WH})",
    (
        rf"{_WE}(?:'m| am| was| were| have been|'ve been| keep) (?:{_ADVERB} )*(?:wondering"
        r"|thinking|talking|reading|arguing) about (?:this|that|it|these things)\b[^.?!]*[.?!]+\s*"
    ),
    (
        rf"{_WE}(?:'m| am| was| were| have been|'ve been| keep)? (?:{_ADVERB} )*(?:wondering|wonder"
        rf"|curious|asking myself|interested(?: in knowing)?|trying to (?:find out|understand|learn"
        rf"|remember|figure out)|not sure|unsure|confused)(?: about| as to| to know)?[\s,:]+"
        rf"(?:(?:about )?(?={_WH}))?"
    ),
    rf"(?:just |only )?(?:wondering|curious)(?: about)?[\s,:]+(?={_WH})",
    (
        rf"{_WE}(?:'d| would)?(?: {_ADVERB})* (?:want|wanted|like|love|need|have|wish)(?:"
        rf" {_ADVERB})* to"
        rf"(?: {_ADVERB})* (?:know|ask|find out|understand|learn|hear|be told|inquire|enquire)"
        rf"(?: (?:from )?you)?[\s,:]+(?={_WH}|{_AUXILIARY})"
    ),
    (
        rf"{_WE} (?:don't|do not|can't|cannot|can not) (?:know|remember|recall|understand|find)"
        rf"[\s,:]+(?={_WH})"
    ),
    rf"{_WE} forgot[\s,:]+(?={_WH})",
    (
        rf"{_RELATIVE} (?:\w+ )?(?:wants?|would (?:love|like)|needs?|wishes|asked(?: me)?"
        rf"|asks(?: me)?|keeps asking(?: me)?|is asking(?: me)?|are asking(?: me)?|wonders?"
        rf"|is wondering|was wondering|is curious|wanted)(?: (?:about|as to))?"
        rf"(?: to (?:know|find out|ask|learn|understand))?[\s,:]+(?:me )?(?={_WH})"
    ),
    (
        rf"(?:it would be (?:great|nice|lovely|kind|wonderful|helpful)|i(?:'d| would) be"
        rf" (?:very |so )?"
        rf"(?:grateful|glad|happy|thankful)|i(?:'d| would) (?:really )?appreciate it) if you"
        rf" (?:could"
        rf"|would|can)(?: {_ADVERB})* (?:tell|let|inform|explain)(?: (?:to )?(?:me|us)(?: know)?)?"
        rf"[\s,:]+(?={_WH})"
    ),
    (
        r"(?:for|because of) (?:my|our|a|the) (?:[\w-]+ ){0,2}(?:homework|project|quiz|essay|paper"
        r"|presentation|class|school|bet|crossword|newsletter)[\s,:]+"
    ),
    (
        r"(?:according to what you (?:know|have|read)|as far as you know|in your opinion|based"
        r" on the"
        r" news|from what you know|if you know|if (?:i|one) may ask|if possible)[\s,:]+"
    ),
)
"""What stands before a question."""

TRAILING_FRAMES = (
    (
        r"[\s,.!;–—-]*(?:and )?have a (?:nice|good|great|lovely|wonderful)"
        r" (?:day|evening|weekend|night|one)[\s.!?]*$"
    ),
    (
        r"[\s,.!;–—-]+(?:and )?(?:many |a (?:big|huge) )?(?:thanks|thank you|thank u|thx|tnx|cheers"
        r"|ty|much appreciated|please|pls|plz|tia)(?: (?:a lot|so much|very much|in advance|again"
        r"|for (?:your|the|any|all) [^?]{1,40}|to you|a million|kindly|you|bot))*[\s.!?]*$"
    ),
    (
        r"[\s,.!;–—-]+(?:if (?:you (?:know|can|could|would|don't mind|happen to know)|i may ask"
        r"|possible"
        r"|(?:that|it)'s (?:ok|okay|possible|known))|do you know|can you tell(?: me)?|any idea"
        r"|i wonder|i was wondering|by any chance|just curious|just wondering|asking for a friend"
        r"|out of curiosity|as far as you know|to your knowledge|tell me|do tell|may i ask)"
        r"(?: (?:that|it|this))?[\s.!?]*$"
    ),
    r"[\s,;–—-]+(?:you(?:'d| would)|that would|it would) (?:make|help|be) [^?]{1,80}$",
    (
        r"[\s,;–—-]+(?:because|since|as) (?:i|we|my|our) (?:am|'m|was|were|have|need|want"
        r"|wanted|forgot"
        r"|missed|friend|mother|father|wife|husband|boss|grandmother|grandfather|colleague|kids?"
        r"|teacher|son|daughter|brother|sister|uncle|aunt)\b[^?]{0,120}$"
    ),
    (
        r"[\s,;–—-]+(?:i|we) (?:need|want|ask|am asking|'m asking|have to know)(?: (?:this|it"
        r"|that))?"
        r" (?:for|because|to) [^?]{1,80}$"
    ),
    (
        r"[\s,;–—-]+(?:over|at|during) (?:dinner|lunch|breakfast|coffee)(?: (?:last night|today"
        r"|yesterday|tonight))?[\s.!?]*$"
    ),
)
"""What stands after a question."""

ASIDES = (
    (
        r",? ?\b(?:over|at|during) (?:dinner|lunch|breakfast|coffee) (?:last night|today|yesterday"
        r"|tonight|this (?:morning|evening))\b,?"
    ),
    r"\b(?:since|when) i was (?:a |very )?(?:child|kid|boy|girl|young|little|student|teenager)\b",
    r",? ?\bas (?:i|we) (?:said|asked|mentioned)(?: (?:before|earlier|yesterday|last week))?\b,?",
    r"\bon earth\b|\bthe hell\b|\bthe heck\b|\bin the world(?= (?:did|is|are|was|were|does|do))",
)
"""What may stand anywhere and says nothing of the matter."""

STATEMENT_OPENERS = (
    r"^(?:i|i'm|i've|i'd|we|we're|we've|my|our|thanks?|thank|you|you're|you'd|please|sorry|cheers"
    r"|hope|hoping|just|hi|hello|hey|good|it would|that would|this (?:is|would)|any help|no rush)\b"
)
"""How a sentence begins that is on who asks and not on what is asked."""

CLAUSE_FRAMES = (
    (
        rf"^(?:i|we|my|our)\b[^?]*?[,;:–—-]\s*(?:so |and |but |now |then )*(?={_WH}|is\b|are\b"
        rf"|was\b"
        rf"|were\b|did\b|does\b|do\b|has\b|have\b|can\b|could\b|will\b|would\b)"
    ),
    rf"^(?:i|we|my|our)\b[^?]*?\b(?:so|and|but) (?={_WH}|(?:can|could|do) you)",
)
"""A statement on who asks, joined to the question: I was in hospital, so who won?"""

SOURCE_FRAMES = (
    (
        r"what (?:does|did|do|has|have|is|are|was|were) (?P<source>[^?]{2,50}?)(?: had to| have"
        r" to)?"
        r" (?:say|said|saying|report|reported|reporting|write|written|writing|tell(?: us)?|think"
        r"|publish|published|claim) (?:about|on|of|regarding|concerning) (?P<topic>.+)"
    ),
    (
        r"(?:what (?:can|do) (?:i|we|you) (?:read|find|hear) (?:in|on|at|from))"
        r" (?P<source>.{2,50}?)"
        r" (?:about|on) (?P<topic>.+)"
    ),
)
"""A whole question for what a source says on a topic."""

SOURCE_MENTIONS = (
    (
        r",?\s*\b(?:according to|as reported by|as reported in|reported by|as per|citing|per)"
        r" (?P<source>[\w.&' -]{2,50}?)(?=[,?.!;]|$| who\b| what\b| how\b| when\b| why\b| is\b|"
        r" did\b"
        r"| was\b| does\b| are\b| were\b| has\b)[,]?"
    ),
    (
        r"\b(?:does|did|do|has|have) (?P<source>[\w.&' -]{2,50}?) (?:say|said|report|reported|write"
        r"|written|claim|claimed)\b(?: that)?"
    ),
    (
        r"\b(?P<source>(?:the )?[\w.&' -]{2,50}?) (?:says?|said|reports?|reported|writes?|wrote)"
        r"(?: that)?(?=\W|$)"
    ),
    r"\b(?:in|on|from|by|at) (?P<source>(?:the )?[\w.&' -]{2,50}?)(?=[?.!,]*$)",
)
"""A source inside a question."""
