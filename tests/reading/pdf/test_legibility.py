import pytest

from bot.reading.pdf.legibility import HARDLY_LEGIBLE, LEGIBLE, measure_legibility

ENGLISH = (
    "The harbour opened again on Wednesday after three days of storm, the port authority said in a"
    " statement to this newspaper. Two ferries left before noon with passengers on board."
)
PROSE = {
    "en": ENGLISH,
    "fi": "Satama avattiin uudelleen keskiviikkona kolmen myrskypäivän jälkeen, ja kaksi lauttaa"
    " lähti ennen puoltapäivää, kun pormestari palasi matkaltaan pääkaupungista.",
    "pl": "Port został ponownie otwarty w środę po trzech dniach sztormu, a dwa promy wypłynęły"
    " przed południem. Bezwzględny chrząszcz brzmi w trzcinie w Szczebrzeszynie.",
    "cs": "Přístav byl ve středu po třech dnech bouře znovu otevřen. Strč prst skrz krk. Čtvrt"
    " století zmrzl vlk, smrt a prst v krku, řekl starosta po návratu z hlavního města.",
    "de": "Das Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz und die"
    " Donaudampfschifffahrtsgesellschaftskapitänsmütze sind lang. Angstschweiß bleibt.",
    "vi": "Cảng đã mở cửa trở lại vào thứ Tư sau ba ngày bão, và hai chiếc phà đã rời bến trước"
    " buổi trưa. Thị trưởng sẽ trở về vào thứ Hai tuần tới từ thủ đô.",
    "cy": "Ailagorodd yr harbwr ddydd Mercher ar ôl tridiau o storm, ac ymadawodd dwy fferi cyn"
    " hanner dydd. Bydd y maer yn dychwelyd ddydd Llun. Cwm, crwth, cwrw.",
    "zh": "港口在三天暴风雨之后于星期三重新开放,两艘渡轮在中午之前离开。市长将于星期一从首都返回。"
    "2026年1月7日,渔民请求政府帮助。",
    "ja": "港は三日間の嵐の後、水曜日に再び開かれ、正午前に二隻のフェリーが出港した。市長は戻る。",
    "th": "ท่าเรือเปิดอีกครั้งในวันพุธหลังพายุสามวัน และเรือข้ามฟากสองลำออกก่อนเที่ยง",
    "ka": "ნავსადგური ოთხშაბათს ხელახლა გაიხსნა სამდღიანი ქარიშხლის შემდეგ და ორი ბორანი გავიდა.",
    "ar": "أعيد فتح الميناء يوم الأربعاء بعد ثلاثة أيام من العاصفة، وغادرت عبارتان قبل الظهر.",
    "names": "Ann Lee, Bo Berg, J. R. Ewing, Zbigniew Brzeziński, Ng Wei-Ling, P. D. James,"
    " Dr. H. Schmidt, Hrvoje Krstić, O'Neill, McDonald, DeVito, van den Berg, Xu, Ng, Nkosi",
    "table": "Monday 3 14.5% $2,300 Tuesday 5 12.1% $1,200 Wednesday 7 11.0% $900 Thursday 12:30"
    " 4-0 2/3 Q1 2026 GDP +2.1 pp EUR 34 bn USD 45.2m Total 1,234,567",
    "contents": "1 Ferries . . . . . . . . . . . 4 2 Piers . . . . . . . . . . . . . . . 12 " * 3,
}


def _shift(text: str, count: int) -> str:
    return "".join(
        chr((ord(char) - 97 + count) % 26 + 97) if char.islower() and char.isascii() else char
        for char in text
    )


@pytest.mark.parametrize("name", PROSE)
def test_every_language_is_legible(name: str) -> None:
    assert measure_legibility(PROSE[name]) >= LEGIBLE


@pytest.mark.parametrize(
    "text",
    [
        ":., dP . . i, . . ? i ' - 14 e. : .. Pr srN ki ., , LIL k 1 sa s l.1 ;; ,, ' rn i| l1l ~",
        *(_shift(ENGLISH, count) for count in (1, 3, 7, 20, 25)),
        "".join(chr(ord(char) - 29) if char > "A" else char for char in ENGLISH),
    ],
)
def test_letters_of_no_language_are_not(text: str) -> None:
    assert measure_legibility(text) < HARDLY_LEGIBLE


def test_poorly_recognised_words_count_in_part() -> None:
    text = (
        "Tlie har6our op3ned agaln on Wed,nesday aft;er thr~e days of st)onn, tbe port autbority"
        " sai'd in a statem;ent to this newsp4per and tw0 ferr|es 1eft befor3 noon wi#th mail"
    )
    assert measure_legibility(text) < measure_legibility(ENGLISH)


def test_a_few_words_are_legible() -> None:
    assert measure_legibility("") == 1
    assert measure_legibility("srN ki LIL") == 1


def test_long_words_are_read_like_any_other() -> None:
    assert measure_legibility("a" * 1_000_000 + " " + ". " * 500_000) <= 1
