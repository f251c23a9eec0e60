"""Calendar words: months and weekdays as dates are written, in the languages of most news."""

from bot.language.temporal.timex import MONTHS as ENGLISH

# In German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, and, as they
# stand behind a day, in Polish and Russian: a line for each month.
_OTHER_LANGUAGES = """
januar jänner jan janvier janv enero ene gennaio gen janeiro januari stycznia января
februar feber feb février févr fév febrero febbraio fevereiro fev februari lutego февраля
märz mrz mär mars marzo março maart mrt marts marca марта
april apr avril avr abril abr aprile kwietnia апреля
mai mayo maggio mag maio mei maj maja мая
juni jun juin junio giugno giu junho czerwca июня
juli jul juillet juil julio luglio lug julho lipca июля
august aug août agosto ago augustus augusti sierpnia августа
september sept sep septembre septiembre setiembre settembre set setembro września сентября
oktober okt octobre oct octubre ottobre ott outubro out października октября
november nov novembre noviembre novembro listopada ноября
dezember dez décembre déc diciembre dic dicembre dezembro december des desember grudnia декабря
"""
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
    " sat sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag lundi mardi"
    " mercredi jeudi vendredi samedi dimanche lunes martes miércoles jueves viernes sábado domingo"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica segunda terça quarta quinta sexta"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag måndag tisdag onsdag torsdag"
    " fredag lördag söndag mandag tirsdag lørdag søndag poniedziałek wtorek środa czwartek piątek"
    " sobota niedziela понедельник вторник среда четверг пятница суббота воскресенье"
)

MONTHS = {
    form: number
    for number, forms in enumerate(_OTHER_LANGUAGES.strip().split("\n"), start=1)
    for form in forms.split()
} | ENGLISH
"""Months by their names and short forms, in lower case, without a full stop."""
WEEKDAYS = tuple(_WEEKDAYS.split())
"""Weekdays in lower case."""
