"""Words that refer to what was said before, in lower case."""

PRONOUNS = frozenset(
    "he she they him her them his hers their theirs it its himself herself themselves itself"
    " he's she's they're it's they've he'll she'll they'll he'd she'd they'd hes shes theyre"
    " this that these those".split()
)
PERSON_PRONOUNS = frozenset("he she him her his hers he's she's himself herself hes shes".split())

GENERIC_NOUNS = frozenset("people person persons anyone anybody someone everybody everyone".split())
"""Nouns that a pronoun after them need not refer to."""

INDEFINITES = frozenset(
    "anyone anybody someone somebody everyone everybody anything something everything".split()
)
"""Words that stand for nothing that an article would name."""

CONTINUATIONS = (
    r"^(?:and|but|or|so|also|then)\b(?! far\b)(?! [^?]*,)",
    r"^(?:what|how) about\b|^what of\b|^same (?:for|with|question)\b|^and you\b",
    r"\b(?:who|what|where|when|which|how|why|anyone|anybody|anything|any|someone) else\b",
    (
        r"^(?:else|more|since when|until when|till when|by whom|with whom|to whom|for whom|from"
        r" whom"
        r"|for how|to what|how so|such as|like what|like who|which ones?|what then|then what"
        r"|in which|at what|why not|how come|really|are you sure|says who|and then|for what|by what"
        r"|of what|on what|about what|with what|from where|where to|where from|what for|when"
        r" exactly"
        r"|where exactly|how exactly|why exactly)\b"
    ),
    (
        r"^(?:from|since|until|till|by|with|to|for|in|at|of|on|about|against|after|before|under|near)"
        r" (?:when|where|whom|who|what|which|how (?:much|many|long))\W*$"
    ),
    (
        r"\b(?:instead|the other ones?|the others?|the first one|the second one|the latter|the"
        r" former"
        r"|the same|as well|exactly)\W*$"
    ),
    r"\b(?:what|when|where|how|why) (?:was|is|were|did|does|will|would|has) (?:that|this)\b",
)
"""What continues a question; each is searched for in a follow-up."""

EXPLETIVES = (
    (
        r"\bit (?:is|was|be|'s|s)?\s*(?:safe|true|possible|legal|illegal|ok|okay|hard|easy"
        r"|likely|so"
        r"|rain|raining|snow|cold|hot|time)\b"
    ),
    (
        r"\b(?:is|was|will|does|did|would|could|can|has|how|why) it (?:be |still |really |so "
        r"|that |very"
        r" )*(?:safe|true|possible|legal|illegal|allowed|ok|okay|hard|easy|difficult|likely"
        r"|mean|take"
        r"|cost|rain|snow|called|known|dangerous|important|expensive|cheap|bad|good|necessary)\b"
        r"(?= (?:to|that|for|in|when|if)\b)"
    ),
    (
        r"\bthat (?=[^\W\d_]+s?\b \w+)(?:the|a|an|[a-z]+ed|killed|caused|can|could|was|were|is"
        r"|are|has"
        r"|had|will|would|left|won|made|began|hit|struck)\b"
    ),
    (
        r"\b(?:this|that) (?:week|month|year|morning|afternoon|evening|weekend|summer|winter|spring"
        r"|autumn|fall|season|decade|century|time|monday|tuesday|wednesday|thursday|friday|saturday"
        r"|sunday|day|night)\b|\b(?:these|those) days\b"
    ),
    r"\b(?:those|these) (?:who|affected|killed|injured)\b",
)
"""Words of the form of a pronoun that refer to nothing."""

LIKENESS_FRAME = (
    r"^(?:and |but |so |ok )*(?:(?:what|how) about|what of|same (?:for|with)|and|or)"
    r" (?P<like>[^?]+?)(?: (?:then|instead|as well|too))?\W*$"
)
"""A follow-up that names only another thing of the same kind: what about Japan?"""
