"""Cues: the English words that tell what a sentence does, whatever it is about.

A cause answers "why?", a negation or a decision "yes or no", an apposition "who is". What looks
back tells of another time than the news does.
Each cue is a list of patterns, of words in lower case or of phrases, divided by bars.
"""

import re

_OFFICES = (
    "actor|actress|ambassador|artist|athlete|attorney|author|billionaire|ceo|chair|chairman|"
    "chairwoman|chancellor|chief|coach|comedian|commissioner|congressman|congresswoman|"
    "co-founder|director|founder|general|governor|head|judge|justice|king|lawmaker|lawyer|leader|"
    "mayor|minister|musician|player|politician|pope|president|prime minister|prince|princess|"
    "producer|professor|queen|rapper|secretary|senator|singer|speaker|spokesman|spokesperson|"
    "spokeswoman|star|winner|writer"
)

CUES: dict[str, str] = {
    "cause": (
        r"because|due to|after|amid|as a result|in order to|so that|thanks to|owing to|following|"
        r"in response to|prompt\w*|caus(?:e|es|ed|ing)|led to|leading to|leads to|why|since|"
        r"result(?:s|ed|ing)? (?:in|from)|spark\w*|trigger\w*|stem(?:s|med|ming)? from|"
        r"cit(?:ed|es|ing)|reasons?|blam\w+|attribut\w+|in an effort|in a bid|hop(?:es|ed|ing)|"
        r"aim(?:s|ed|ing)? (?:to|at)|over (?:concern|fear|claim|alleg|safety)\w*|concerns?|"
        r"fear(?:s|ed|ing)?|accus\w+|so (?:it|they|he|she|we) (?:can|could|would)"
    ),
    "strong_cause": (
        r"because|due to|as a result|in order to|so that|owing to|reasons?|caused by|prompted by|"
        r"blamed|attributed|cit(?:ed|es|ing)|in response to|stem(?:s|med|ming)? from|triggered by|"
        r"die[ds]? (?:of|from)|cause of death|complications|in protest|motivated by|"
        r"to (?:avoid|prevent|protect)"
    ),
    "manner": r"by \w+ing|using|through|via|with the help|with an?|by means|method|process",
    "negation": (
        r"not|no|never|neither|nor|without|none|den(?:y|ies|ied)|refus\w+|reject\w+|fail\w*|"
        r"unlikely|ruled out|declin\w+|cancel\w*|halt\w*|block\w*|scrap\w*|\w+n['’]t"
    ),
    "decision": (
        r"approv\w+|agree[ds]?|vot(?:ed|es)|sign(?:s|ed)|rul(?:ed|es|ing)|announc\w+|confirm\w*|pass(?:ed|"
        r"es)|won|wins|lost|decid\w+|became|becomes|launch\w*|sentenc\w+|convict\w*|found guilty|"
        r"acquit\w*|charg(?:ed|es)|accept\w*|order(?:ed|s)|ban(?:s|ned)|grant\w*|resign\w*|quit|fired|"
        r"elect(?:ed|s)|end(?:ed|s)|clos(?:ed|es)|resum\w+|reach\w*|withdr\w+"
    ),
    "state": r"is|are|was|were|has been|have been|had been|will|would|remains?|still|now",
    "apposition": (
        r"(?<=, )(?:a|an|the|who|whose|which|one) [a-z]|(?:is|was|became|as) (?:a|an|the|one of)|"
        + _OFFICES
    ),
    "office": _OFFICES,
    "looks_back": (
        r"last (?:year|decade|century)|"
        r"(?:years?|decades?|months|centur(?:y|ies)) (?:ago|earlier|before)|"
        r"previous(?:ly)?|formerly|historic(?:al|ally)|since (?:1[5-9]|20)\d\d|in the past|"
        r"first time since|worst since|(?:dead|larg|high|low|long|bigg)\w*est since|used to|"
        r"the year before|back in|in (?:1[5-9]\d\d|200\d|201\d)"
    ),
    "former": r"former(?:ly)?|ex-\w+|then-\w+|late|outgoing|predecessors?|succeeded",
    "future": r"will|plans? to|expected to|set to|scheduled|going to|could|may|might",
}
"""The cues by name: how often a pattern occurs is what counts."""

YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
