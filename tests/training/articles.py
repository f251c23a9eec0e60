"""An invented article that every rule can ask about."""

from datetime import date

from bot.articles.article import Article

TITLE = "Ostlermoor council votes to close its harbour museum"
TEXT = (
    "The council of Ostlermoor voted on Tuesday to close its harbour museum, which cost"
    " $3.2 million a year.\n\n"
    "Perrin Dulcastle, a retired marine biologist, said he would miss it. The museum will close"
    " in May because fewer visitors bought tickets last year."
)
MUSEUM = Article("m1", TEXT, date(2023, 3, 4), "museum.txt", TITLE, "Ostlermoor Courier")
