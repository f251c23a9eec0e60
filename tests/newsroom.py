"""Articles of an invented country: thirteen events of four weeks, told by three sources.

They serve tests of questions of every kind: sources that agree and one that differs, a story that
goes on for days, a rumour that is refuted, and sentences that look back on another year.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from bot.answers.answerer import Answerer
from bot.articles.article import Article, derive_id
from bot.index.memory.index import MemoryIndex
from bot.language.analyzer import Analyzer

TODAY = date(2026, 3, 20)
"""The day of the newest articles."""

LANTERN, COURIER, HARBOUR_POST = "lantern.example", "courier.example", "harbourpost.example"

_NEWS = """
# 2026-02-20 courier.example Storm closes the harbour of Marenne

A storm closed the harbour of Marenne on Friday, and fourteen ships had to wait outside. Waves of
nine metres broke over the old breakwater. Mayor Ada Lorne asked people to stay away from the
quay.

The storm sank three fishing boats. No injuries were reported.

# 2026-02-23 lantern.example Brightmill recalls infant formula after metal fragments are found

The food company Brightmill is recalling 48,000 tins of infant formula because metal fragments
were found in four of them. The tins were sold in February in Valdoria and Norhaven. Parents
should throw them away or return them to the shop.

A worn sieve in the plant at Ostrand caused the fault, Brightmill said. Nobody has fallen ill.

# 2026-02-24 harbourpost.example Brightmill pulls 48,000 tins of baby food from shops

Brightmill has pulled 48,000 tins of baby formula from the shops of two countries. The tins may
hold splinters of metal. The company blamed a worn sieve at its Ostrand plant, which stands still
until the end of the week.

# 2026-02-24 courier.example Central bank of Valdoria raises interest rate to 4.25 per cent

The central bank of Valdoria raised its interest rate by a quarter of a point to 4.25 per cent on
Tuesday. Governor Emil Sandor said that the bank acted because inflation had reached 6.1 per cent
in January. Two of the nine members of its board voted against the step.

A year ago, the rate was 3 per cent.

# 2026-02-25 lantern.example Mortgages get dearer after the rate rise

Home loans in Valdoria will cost more from March, the three largest banks said after the central
bank had raised its interest rate to 4.25 per cent. A family with a loan of 200,000 crowns will
pay 31 crowns more a month.

# 2026-02-26 lantern.example Thieves steal The Blue Heron from the museum of Terrano

Thieves stole the painting The Blue Heron from the museum of Terrano on Wednesday night. The
picture by Livia Sorel, painted in 1911, is worth about 12 million crowns. The thieves came
through a skylight and left within four minutes, museum director Jonas Wirth said.

In 1987, another picture was stolen from the museum, and it never came back.

# 2026-02-27 courier.example Terrano museum offers reward for stolen painting

The museum of Terrano offers a reward of 500,000 crowns for The Blue Heron. The painting by Livia
Sorel was stolen on Wednesday. Police look for a grey van that was seen behind the museum.

# 2026-03-01 harbourpost.example Norwing pilots to strike over pay

The pilots of the airline Norwing will strike from Tuesday because the airline refused to raise
their pay by eight per cent. The union said that 900 of its 1,050 members voted for the strike.
Norwing flies 60,000 passengers a day.

# 2026-03-02 courier.example Harbour of Marenne reopens after the storm

The harbour of Marenne reopened on Monday after a storm had closed it for nine days. Mayor Ada
Lorne said that all fourteen ships would be in by Tuesday. The storm sank three fishing boats.

# 2026-03-03 lantern.example Norwing cancels 310 flights as its pilots walk out

Norwing cancelled 310 flights on Tuesday, the first day of its pilots' strike. About 41,000
passengers were stranded in Valdoria alone. The union demands eight per cent more pay, the airline
offers three.

# 2026-03-04 harbourpost.example Marenne plans a second breakwater

Marenne will build a second breakwater for 40 million crowns. The old one could not hold back the
storm of February, engineer Otto Brandt said. Work begins in June and will take two years.

# 2026-03-05 lantern.example Norwing and its pilots agree on five per cent

The strike at Norwing is over. Airline and union agreed on five per cent more pay on Thursday,
after three days without flights. Flights will return to normal by the weekend, said Norwing's
chief executive, Karin Dahl.

# 2026-03-06 courier.example Finance minister Petra Holm resigns over undeclared flat

Petra Holm, the finance minister of Valdoria, resigned on Friday because she had not declared a
flat that a builder had let to her cheaply. Prime Minister Rolf Aven accepted her resignation
within the hour. Holm denied that she had given the builder any contract.

Her deputy, Samuel Quist, takes over until the election.

# 2026-03-06 lantern.example Holm steps down as finance minister

Finance minister Petra Holm stepped down after the Lantern had reported that she rented a flat
from a builder for a third of the usual price. Samuel Quist, her deputy, will lead the ministry.
Holm had been in office since 2021.

# 2026-03-07 courier.example Bridge in Oskarvik collapses, at least 11 dead

A road bridge over the river Lune in Oskarvik collapsed on Saturday morning and killed at least 11
people. Six cars and a bus fell into the river. Divers were still looking for four people in the
evening.

The bridge was built in 1964. It was closed for repairs in 2019.

# 2026-03-07 harbourpost.example Eleven die as bridge falls into the Lune

Eleven people died when the bridge of Oskarvik fell into the Lune on Saturday. A bus with pupils
of a music school was on it. Rescuers pulled 23 people out of the water alive.

# 2026-03-08 lantern.example Death toll of the Oskarvik bridge collapse rises to 14

The death toll of the bridge collapse in Oskarvik rose to 14 on Sunday, police chief Greta Solberg
said. Divers found three more bodies in the bus. One person is still missing. It is the deadliest
accident in Valdoria since a ferry sank in 1978 with 52 people on board.

# 2026-03-09 courier.example Corroded cables brought down the Oskarvik bridge

The bridge of Oskarvik collapsed because its cables were corroded, the first report of the
inspectors says. Water had entered through cracks in the deck since 2019. A check in November
found the damage, but the repair was put off until summer to save money.

# 2026-03-10 harbourpost.example Fifteen dead in Oskarvik: last missing person found

Divers found the last missing person on Tuesday, so that 15 people are known to have died in the
collapse of the Oskarvik bridge. The town will hold a service on Saturday.

# 2026-03-09 lantern.example Singer Mila Vance is alive, her manager says

Reports that the singer Mila Vance has died are false, her manager said on Monday. A fake page in
the style of a newspaper had claimed on Sunday that Vance died in a car crash. Vance herself
posted a video from her kitchen.

# 2026-03-10 courier.example Mila Vance cancels her tour after throat surgery

The singer Mila Vance has cancelled the 22 concerts of her spring tour because she needs surgery
on her throat. Tickets will be refunded. Vance hopes to sing again in September.

# 2026-03-11 harbourpost.example Halden-3 satellite lifts off at the third attempt

The weather satellite Halden-3 was launched on Wednesday from the island of Sorr. Two earlier
attempts failed: a valve stuck on 2 March, and strong wind stopped the countdown on 6 March. The
satellite will watch storms over the northern sea for eight years.

# 2026-03-12 lantern.example First pictures from Halden-3

The satellite Halden-3 sent its first pictures on Thursday, a day after its launch. They show a
storm west of Marenne. Halden-3 cost 310 million crowns, 40 million more than planned.

# 2026-03-11 courier.example Earthquake of magnitude 6.1 shakes Tarsk

An earthquake of magnitude 6.1 shook the town of Tarsk on Wednesday at 4:12 in the morning. Two
people were killed, and about 300 houses were damaged. Schools stay closed until Monday.

In 1952, an earthquake killed 412 people in Tarsk.

# 2026-03-12 harbourpost.example Tarsk counts the damage after the quake

A day after the earthquake, 1,200 people in Tarsk slept in tents. Engineers have checked half of
the damaged houses. Two people died in the quake, both in a collapsed bakery.

# 2026-03-13 lantern.example Aftershock hits Tarsk, nobody hurt

An aftershock of magnitude 4.4 hit Tarsk on Friday. Nobody was hurt. The government will pay each
family whose house was destroyed 50,000 crowns.

# 2026-03-14 courier.example Kestrels beat Rovers 3-1 in the cup final

The Oskarvik Kestrels won the Valdorian Cup on Saturday by beating the Terrano Rovers 3-1 in the
final. Amadou Brel scored two goals for the Kestrels. It is their first cup since 1999.

Last year, the Rovers beat the Marenne Gulls 2-0 in the final.

# 2026-03-15 harbourpost.example Kestrels dedicate the cup to the dead of the bridge

The Kestrels dedicated their cup to the 15 people who died in the collapse of the Oskarvik bridge.
Coach Nina Falk said that the players had known some of them. Amadou Brel, who scored twice
against the Rovers, wore a black armband.

# 2026-03-15 lantern.example Ines Carrow wins the election in Valdoria

Ines Carrow won the election in Valdoria on Sunday with 38 per cent of the vote. Her Green Union
will have 84 of the 200 seats in parliament. Prime Minister Rolf Aven, whose Labour Front came
second with 31 per cent, conceded defeat.

Turnout was 71 per cent.

# 2026-03-16 courier.example Carrow seeks a coalition with the Farmers' League

Election winner Ines Carrow will talk to the Farmers' League about a coalition. Together they
would have 109 of the 200 seats. Carrow, a former judge, promised talks without delay.

# 2026-03-16 harbourpost.example Who is Ines Carrow?

Ines Carrow, the leader of the Green Union, is a former judge from Pellworth. She became known
when she sentenced the owner of a chemical plant in 2017. Carrow is 51 and has two daughters.

# 2026-03-17 lantern.example Wildfire near Pellworth destroys 60 houses

A wildfire near Pellworth has destroyed 60 houses since Monday. About 3,500 people had to leave
their homes. The fire started when a power line fell into dry grass, fire chief Hugo Marsh said.

In the great fire of 1932, 90 people died in Pellworth.

# 2026-03-18 courier.example Rain helps to contain the Pellworth fire

Rain has helped firefighters to contain the wildfire near Pellworth. Nobody died. Firefighters say
that 60 houses burned down, the insurers count 72.

# 2026-03-19 harbourpost.example Pellworth residents return home

Most of the 3,500 residents of Pellworth who fled from the wildfire have returned. The power
company Lumen Grid will pay for hotels, although it does not accept that its line caused the fire.

# 2026-03-18 lantern.example The Blue Heron is found in a barn

Police found the stolen painting The Blue Heron in a barn near Ostrand on Wednesday. The picture
is undamaged. Police arrested a former guard of the Terrano museum, Viktor Lund, who denies the
theft.

# 2026-03-19 courier.example Terrano museum shows The Blue Heron again from Sunday

Visitors can see The Blue Heron again from Sunday. The museum of Terrano has put new glass into
its skylight, director Jonas Wirth said. A farmer who reported the barn gets the reward of 500,000
crowns.

# 2026-03-19 lantern.example Carrow and the Farmers' League agree on a coalition

Ines Carrow's Green Union and the Farmers' League agreed on a coalition on Thursday. Carrow will
become prime minister on 1 April. The League gets four of twelve ministries.

# 2026-03-20 courier.example Carrow names Tomas Ridley as finance minister

Ines Carrow named the economist Tomas Ridley as finance minister on Friday. Ridley, 44, teaches at
the university of Norhaven. He follows Samuel Quist, who led the ministry after Petra Holm had
resigned.

# 2026-03-20 harbourpost.example Farmers protest against the price of milk

Two hundred tractors blocked the centre of Norhaven on Friday. Farmers protest because dairies pay
29 cents for a litre of milk, nine cents less than a year ago. Dairy owner Pauline Marchetti
called the protest unfair.

# 2026-03-20 lantern.example Tractors block Norhaven over milk prices

Farmers drove about 200 tractors into Norhaven to protest against low milk prices. The police
counted no incidents. A dairy pays 29 cents a litre now.
"""


def _read_news() -> Iterator[Article]:
    for story in _NEWS.strip().removeprefix("# ").split("\n# "):
        heading, *paragraphs = story.strip().split("\n\n")
        day, source, title = heading.split(" ", 2)
        published = date.fromisoformat(day)
        text = "\n\n".join(" ".join(paragraph.split()) for paragraph in paragraphs)
        article_id = derive_id("", published, title, text)
        yield Article(article_id, text, published, "news.jsonl", title=title, source=source)


ARTICLES = tuple(_read_news())
"""Forty articles, in the order of their events."""


@cache
def newsroom_answerer() -> Answerer:
    """Return what answers questions about the articles, built once in a process."""
    analyzer = Analyzer()
    return Answerer(MemoryIndex(ARTICLES, analyzer), analyzer)


_NAMES = {LANTERN: "The Lantern", COURIER: "Valdoria Courier", HARBOUR_POST: "Harbour Post"}


def publish_articles() -> Iterator[Article]:
    """Yield the articles as most are published: with the name of the source and an address."""
    for article in ARTICLES:
        slug = re.sub(r"\W+", "-", article.title.lower()).strip("-")
        url = f"https://{article.source}/{slug}"
        yield replace(article, source=_NAMES[article.source], url=url)


def write_newsroom(folder: Path, articles: Iterable[Article] = ARTICLES) -> Path:
    """Write the articles as a corpus into a folder, and return the file."""
    path = folder / "news.jsonl"
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {
            "published": article.published.isoformat(),
            "source": article.source,
            "title": article.title,
            "url": article.url,
            "text": article.text,
        }
        for article in articles
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path
