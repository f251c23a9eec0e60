"""Lemmas of English forms that no stemmer joins: irregular verbs and plurals, numbers in words."""

# A verb per line: the base form, then the past forms. The stemmer handles regular forms.
_VERBS = """
arise arose arisen
awake awoke awoken
be am is are was were been
bear bore borne born
beat beaten
become became
begin began begun
bend bent
bind bound
bite bit bitten
bleed bled
blow blew blown
break broke broken
breed bred
bring brought
build built
burn burnt
buy bought
catch caught
choose chose chosen
cling clung
come came
creep crept
deal dealt
dig dug
do did does done
draw drew drawn
dream dreamt
drink drank drunk
drive drove driven
eat ate eaten
fall fell fallen
feed fed
feel felt
fight fought
find found
flee fled
fling flung
fly flew flown
forbid forbade forbidden
forget forgot forgotten
forgive forgave forgiven
freeze froze frozen
get got gotten
give gave given
go went gone
grow grew grown
hang hung
have has had
hear heard
hide hid hidden
hold held
keep kept
kneel knelt
know knew known
lay laid
lead led
learn learnt
leave left
lend lent
lie lain
light lit
lose lost
make made
mean meant
meet met
overcome overcame
overthrow overthrew overthrown
pay paid
ride rode ridden
ring rang rung
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
shake shook shaken
shine shone
shoot shot
show shown
shrink shrank shrunk
sing sang sung
sink sank sunk
sit sat
sleep slept
slide slid
speak spoke spoken
speed sped
spend spent
spin spun
spring sprang sprung
stand stood
steal stole stolen
stick stuck
sting stung
strike struck stricken
swear swore sworn
sweep swept
swim swam swum
swing swung
take took taken
teach taught
tear tore torn
tell told
think thought
throw threw thrown
undergo underwent undergone
understand understood
undertake undertook undertaken
wake woke woken
wear wore worn
weave wove woven
weep wept
win won
wind wound
withdraw withdrew withdrawn
withstand withstood
write wrote written
"""

_NOUNS = """
child children
foot feet
goose geese
knife knives
life lives
man men
mouse mice
ox oxen
person people
thief thieves
tooth teeth
wife wives
wolf wolves
woman women
"""

_NUMBERS = "two three four five six seven eight nine ten eleven twelve"


def _build_table() -> dict[str, str]:
    table = {word: str(value) for value, word in enumerate(_NUMBERS.split(), start=2)}
    for line in (_VERBS + _NOUNS).split("\n"):
        base, *forms = line.split() or [""]
        table.update(dict.fromkeys(forms, base))
    return table


BASE_FORMS = _build_table()
"""Inflected forms and their base forms, in lower case: ``sent``: ``send``, ``seven``: ``7``."""
