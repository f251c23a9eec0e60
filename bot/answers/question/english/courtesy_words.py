"""Courtesy and questions to the bot about itself: whole messages, in lower case."""

COURTESY_PHRASES = frozenset(
    line.strip()
    for line in """
    hi|hii|hey|heya|hiya|hello|hallo|helo|hullo|howdy|yo|sup|wassup|greetings|salut|hola|hi again
    good morning|good afternoon|good evening|good night|good day|morning|evening|afternoon|gm|gn
    g'day|nice to meet you|pleased to meet you|welcome|long time no see|happy new year
    merry christmas|have a nice day|have a good day|have a great day|have a good one
    have a nice weekend|have a good weekend|have a good evening|have a nice evening|take care
    how are you|how are u|how r u|how are you doing|how are you feeling|how do you do|how's it going
    how is it going|hows it going|how's life|what's up|whats up|what is up|how have you been
    are you there|you there|are you ok|are you okay|anyone there|anybody there|is anyone there
    thanks|thank you|thank u|thankyou|thx|thnx|tnx|tks|ty|tysm|cheers|ta|much obliged|merci|danke
    thanks a lot|thanks a million|thanks a bunch|many thanks|thank you very much|thanks so much
    thanks for your help|thank you for your help|thanks for the help|thanks for that|thanks again
    i appreciate it|appreciate it|much appreciated|appreciated|thanks in advance|no thanks
    no thank you|you're welcome|you are welcome|my pleasure|no problem|no worries|never mind
    nevermind|that's all|that is all|that's it|that was helpful|very helpful|that helps
    that helped|you helped me a lot|bye|byebye|goodbye|good bye|cya|see you|see ya|see you later
    see you soon|see you tomorrow|later|farewell|ciao|so long|until next time|talk to you later
    ttyl|ok|okay|okey|k|kk|alright|all right|fine|sure|yes|yeah|yep|yup|no|nope|please|pls|sorry
    excuse me|pardon|great|good|nice|cool|awesome|perfect|wonderful|amazing|excellent|brilliant
    super|good job|great job|well done|nice work|good work|good bot|nice bot|bad bot|great answer
    good answer|i love you|love you|love it|you rock|you're great|you are great|you're the best
    you are the best|you're awesome|you are awesome|you're amazing|you are amazing|wow|lol|haha
    hahaha|hehe|lmao|rofl|test|testing|ping|hmm|hm|oh|ah|aha|i see|got it|understood|interesting
    it's me|i'm back|i am back|good to see you|nice talking to you|nice chatting with you
    you are stupid|you're stupid|you suck|stupid bot|you are wrong|you're wrong|that's wrong
    wrong answer|wrong|i'm fine|i am fine|i'm good|and you|how about you
    """.replace("\n", "|").split("|")
    if line.strip()
)
"""What people say to be polite, and other messages that ask nothing."""

COURTESY_FILLERS = frozenset(
    "there everyone everybody all again bot dear friend friends mate buddy pal sir madam folks guys"
    " man bro dude team dateline very much so too really a lot then now today tonight to you and"
    " for your help the this that my well just here oh again indeed kind kindly".split()
)
"""Words that may stand beside these phrases and ask nothing either."""

FUZZY_COURTESIES = (
    "hello", "thanks", "thank you", "good morning", "good evening", "good night", "goodbye",
    "good afternoon", "thank you very much", "thanks a lot", "greetings", "how are you",
)  # fmt: skip
"""Phrases that are recognised though a letter or two is wrong."""

ABOUT_BOT_PATTERNS = (
    r"who (?:are|r) (?:you|u)(?: (?:really|exactly|anyway))?",
    r"what (?:are|r) (?:you|u)(?: (?:really|exactly|anyway))?",
    r"who(?: is|'s|s) (?:this|there)",
    r"what(?: is|'s|s) (?:this|this (?:bot|chat|thing|channel)|dateline|your (?:name|job|purpose))",
    r"(?:who|what) is (?:this )?dateline(?: bot)?",
    r"(?:do|have) you (?:have )?(?:got )?a name",
    (
        r"(?:please )?(?:help|help me|help please|i need help|can you help|can you help me"
        r"|could you help me|please help me|commands|menu|start|info|about|instructions|options)"
    ),
    (
        r"what (?:can|could|do|will) (?:you|u|this bot|the bot|it) (?:do|know|answer|offer)"
        r"(?: (?:for me|exactly|about|all))?"
    ),
    (
        r"what (?:else )?(?:can|could|may|should|do) i (?:ask|do)(?: (?:you|u|here|about|with you"
        r"|with this|next))*"
    ),
    (
        r"what (?:kinds?|sorts?|types?) of (?:questions|things) (?:can|do|may) (?:i|you)"
        r" (?:ask|answer)(?: you| here)?"
    ),
    r"what are you (?:for|able to do|good at|capable of|made of|called)",
    r"what are your (?:skills|abilities|features|functions|sources|commands)",
    (
        r"how (?:do|does|can|should|would) (?:you|u|i|this|it|this bot|the bot|that|one)"
        r" (?:work|use (?:you|this|it|this bot|the bot)|function|ask(?: you)?(?: (?:a|you a)"
        r" question)?)"
        r"(?: exactly)?"
    ),
    r"how to (?:use (?:you|this|it|this bot|the bot)|ask(?: you)?)",
    (
        r"are (?:you|u) (?:a |an |the )?(?:real|human|bot|robot|person|ai|machine|chat ?gpt|llm"
        r"|language model|artificial intelligence|real person|human being|program|computer|chatbot"
        r"|alive|sentient|smart|intelligent|free)(?: (?:or|being|person) .{1,20})?"
    ),
    (
        r"(?:is this|am i (?:talking|speaking|chatting) (?:to|with)) (?:a |an )?(?:bot|robot|human"
        r"|person|real person|ai|machine)"
    ),
    (
        r"who (?:made|built|created|programmed|developed|wrote|trained|owns|runs) (?:you|u|this bot"
        r"|this)"
    ),
    (
        r"where (?:do|are) you (?:get|from|find|take|live|take from)(?: (?:your|the|all|this"
        r"|that))*"
        r"(?: (?:news|information|info|data|answers|articles|facts|sources))?(?: from)?"
    ),
    r"what(?: is|'s| are) your (?:sources?|data|favou?rite .{1,20}|opinion|age)",
    r"which (?:sources|newspapers|articles|sites) (?:do you|can you) (?:use|search|read|know|have)",
    r"how old are you|where are you(?: from)?|when were you (?:born|made|built|created)",
    r"(?:tell me|say) (?:something |a bit |more )?about (?:yourself|you)",
    r"introduce yourself|describe yourself|(?:can|do) you (?:speak|understand|talk)(?: .{1,20})?",
    r"are you (?:up to date|reliable|trustworthy|accurate|always right)|can i trust you",
    r"how up to date are you|how (?:current|recent|reliable|accurate|good) are you",
)
"""Questions about the bot itself; each matches a whole message."""

THANKS = ("thank", "thanks", "thank you", "thx", "tnx", "ty", "tysm", "cheers", "appreciated?")
"""Patterns by which thanks are known among courtesies."""

FAREWELLS = (
    "bye", "goodbye", "good bye", "good night", "farewell", "ciao", "see (?:you|ya)", "ttyl",
    "take care", "so long",
)  # fmt: skip
"""Patterns by which a farewell is known among courtesies."""
