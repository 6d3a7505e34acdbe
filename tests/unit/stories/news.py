"""Texts for the tests of stories, invented, in several languages."""

from dataclasses import dataclass

STORM = """PORT ELLERY, Nov 19 (AP) - Storm Orla closed the strait between Port Ellery and Skarra on Thursday as \
gusts of \
80 knots tore the roof from the ferry terminal, the harbour office said.

Eleven vessels were waiting outside the harbour at noon, among them two tankers, harbour master Iain Colquhoun \
said. No \
one was hurt, but 340 passengers spent the night in the sports hall of the grammar school.

"We have not seen waves like this since 1921," Colquhoun told reporters at the quay. "The gate held at the second \
attempt, and that saved the lower town."

The weather service expects the storm to move east by Friday evening. Ferries will not run before Saturday, and the \
bridge at Lindle stays closed to lorries.

The council of Port Ellery set aside 12 million crowns in May to raise the sea wall by a metre. Work was to begin in \
March, after the nesting season of the terns."""

DAM = """WEXMERE, Nov 20 (AP) - Engineers began to lower the reservoir above Wexmere on Friday after a diver found \
a crack \
of two metres in the oldest of its three gates, the water board said.

The level will fall by 40 centimetres a day until it is safe, board president Agnes Thorne said, and 900 households in \
the valley were asked to keep a bag packed.

The gates were built in 1954 and last painted in 1998. A report of the inspectors in 2019 called them "serviceable, \
not new"."""

BACKGROUND = """The Outer Isles have been governed by a coalition of the Ferry Party and the Greens since the \
election of \
2023, in which neither of the two large parties of the mainland won a seat. The coalition agreement promises a second \
ferry for each of the five inhabited islands by 2027 and a fixed link to Skarra, which the government in the \
capital has \
refused to pay for. Polls have seen both parties losing support since the accident of the Halden ferry in February, in \
which 14 people died and which an inquiry is to explain by the end of the year."""

LOCAL = """Pupils of Lindle grammar school were woken at five in the morning to carry mattresses into the hall, and \
the \
bakery on Mill Street sent 400 rolls.

"They were cold and very polite," said Mary Anstruther, who teaches chemistry at the school and slept on a "
"bench herself.

The parish council will thank all who helped at its meeting on Tuesday, which begins at seven in the old fire \
station."""

GERMAN = """SEEWALDE (dpa) - Zum ersten Mal seit 1921 brüten am Großen Kar wieder Steinadler. Ein Ranger entdeckte \
das Nest \
am Mittwoch in einer Felswand oberhalb der Baumgrenze, wie das Landesamt mitteilte.

Das Paar ist nach Angaben des Amtes mindestens sechs Jahre alt und stammt vermutlich aus den Westalpen. Der Weg zum \
Gipfel bleibt bis Ende Juli gesperrt, Kletterer müssen mit Bußgeldern von bis zu 500 Euro rechnen.

Die Jäger des Tals hatten den letzten Adler vor mehr als hundert Jahren geschossen. Heute hängt er ausgestopft im \
Heimatmuseum, wo ihn im vergangenen Jahr 12.000 Besucher sahen."""

CHINESE = """港务局周四宣布,风暴奥拉带来每小时一百五十公里的大风,埃勒里港与斯卡拉之间的海峡已经全部关闭。

港务长表示,中午有十一艘船在港外等候,其中包括两艘油轮。没有人受伤,但三百四十名乘客在中学体育馆过夜。

气象部门预计风暴将于周五晚间向东移动,渡轮最早周六恢复运行,林德尔大桥仍禁止货车通行。"""

THAI = """สำนักงานท่าเรือประกาศปิดช่องแคบเมื่อวันพฤหัสบดีหลังพายุพัดหลังคาอาคารผู้โดยสารเรือข้ามฟากเสียหาย

นายท่าเรือกล่าวว่าเรือสิบเอ็ดลำจอดรออยู่นอกท่า รวมถึงเรือบรรทุกน้ำมันสองลำ ไม่มีผู้ได้รับบาดเจ็บ \
แต่ผู้โดยสารสามร้อยสี่สิบคนต้องค้างคืนในโรงยิมของโรงเรียน

กรมอุตุนิยมวิทยาคาดว่าพายุจะเคลื่อนไปทางทิศตะวันออกในเย็นวันศุกร์ เรือข้ามฟากจะไม่ให้บริการก่อนวันเสาร์"""

ARABIC = """أعلنت هيئة الميناء يوم الخميس إغلاق المضيق بعد أن اقتلعت العاصفة سقف محطة العبارات وبلغت سرعة \
الرياح ثمانين عقدة.

وقال مدير الميناء إن إحدى عشرة سفينة كانت تنتظر خارج الميناء عند الظهر وبينها ناقلتا نفط. ولم يصب أحد بأذى لكن 340 \
راكبا \
قضوا الليل في القاعة الرياضية للمدرسة الثانوية.

وتتوقع مصلحة الأرصاد أن تتحرك العاصفة شرقا مساء الجمعة. ولن تعمل العبارات قبل يوم السبت ويبقى الجسر مغلقا \
أمام الشاحنات."""

ALL = {"en": STORM, "de": GERMAN, "zh": CHINESE, "th": THAI, "ar": ARABIC}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A text that is filled in anew each time, with three issues of it."""

    language: str
    title: str
    text: str
    issues: tuple[dict[str, str], ...]

    def issue(self, n: int) -> tuple[str, str]:
        """Title and text of an issue."""
        return self.title.format_map(self.issues[n]), self.text.format_map(self.issues[n])


FORMS = {
    "weather": Form(
        language="en",
        title="Weather for {place}",
        text="{place} will see {sky} on {day} with highs of {high} degrees and lows of {low}. Winds from the "
        "{wind} reach "
        "{knots} knots along the coast and ease after dark. The chance of rain is {chance} percent. Sunrise "
        "is at {rise}, "
        "sunset at {set}. The outlook for the rest of the week remains unsettled, the national weather service said in "
        "its morning bulletin. Readings are taken at the harbour station.",
        issues=(
            {
                "place": "Skarra",
                "sky": "sunshine",
                "day": "Monday",
                "high": "12",
                "low": "4",
                "wind": "west",
                "knots": "15",
                "chance": "10",
                "rise": "7:41",
                "set": "16:02",
            },
            {
                "place": "Skarra",
                "sky": "showers",
                "day": "Tuesday",
                "high": "9",
                "low": "3",
                "wind": "north",
                "knots": "25",
                "chance": "80",
                "rise": "7:43",
                "set": "16:00",
            },
            {
                "place": "Halden",
                "sky": "fog",
                "day": "Monday",
                "high": "7",
                "low": "1",
                "wind": "east",
                "knots": "5",
                "chance": "30",
                "rise": "7:52",
                "set": "15:47",
            },
        ),
    ),
    "match": Form(
        language="en",
        title="{home} {goals}, {away} {against}",
        text="{home} beat {away} {goals}-{against} in the second division on Saturday in front of {crowd} spectators. "
        "{scorer} opened the scoring in the {minute} minute with a header from close range, and {other} made "
        "sure of the "
        "points {late} minutes from time. {away} had the better chances before the break but found {keeper} "
        "in fine form "
        "in the home goal. {home} stay in the upper half of the table with {points} points.",
        issues=(
            {
                "home": "Skarra",
                "away": "Lindle",
                "goals": "2",
                "against": "0",
                "crowd": "1,240",
                "scorer": "Bergan",
                "minute": "17th",
                "other": "Holt",
                "late": "8",
                "keeper": "Aune",
                "points": "31",
            },
            {
                "home": "Halden",
                "away": "Port Ellery",
                "goals": "3",
                "against": "1",
                "crowd": "4,502",
                "scorer": "Quint",
                "minute": "44th",
                "other": "Rasmus",
                "late": "3",
                "keeper": "Tveit",
                "points": "28",
            },
            {
                "home": "Wexmere",
                "away": "Tarn",
                "goals": "1",
                "against": "0",
                "crowd": "873",
                "scorer": "Ogden",
                "minute": "2nd",
                "other": "Pell",
                "late": "21",
                "keeper": "Maddox",
                "points": "40",
            },
        ),
    ),
    "obituary": Form(
        language="en",
        title="{name}, {age}",
        text="{name}, {age}, of {town} passed away peacefully on {date} surrounded by family. Born in {birth} "
        "in {from_}, "
        "{first} worked for {years} years as a {job} and was a member of the parish choir. Survivors are {kin} and "
        "{n} grandchildren. A service will be held at {church} at {hour}. In lieu of flowers the family asks for "
        "donations to the lifeboat fund. Condolences may be left in the book at the town hall.",
        issues=(
            {
                "name": "Edna Marlowe",
                "age": "91",
                "town": "Lindle",
                "date": "November 3",
                "birth": "1935",
                "from_": "Tarn",
                "first": "Edna",
                "years": "34",
                "job": "midwife",
                "kin": "her son Peter",
                "n": "four",
                "church": "St Olave's",
                "hour": "11:00",
            },
            {
                "name": "Hugh Pryor",
                "age": "78",
                "town": "Wexmere",
                "date": "November 5",
                "birth": "1948",
                "from_": "Skarra",
                "first": "Hugh",
                "years": "41",
                "job": "pilot",
                "kin": "his wife Joan",
                "n": "two",
                "church": "All Saints",
                "hour": "14:30",
            },
            {
                "name": "Ruth Abel",
                "age": "84",
                "town": "Lindle",
                "date": "November 6",
                "birth": "1942",
                "from_": "Halden",
                "first": "Ruth",
                "years": "20",
                "job": "teacher",
                "kin": "her brother Ivo",
                "n": "nine",
                "church": "St Olave's",
                "hour": "10:15",
            },
        ),
    ),
    "election": Form(
        language="de",
        title="Wahlergebnis {town}",
        text="In {town} haben bei der Kommunalwahl am Sonntag {turnout} Prozent der {voters} Wahlberechtigten "
        "ihre Stimme "
        "abgegeben. Stärkste Kraft wurde die {first} mit {a} Prozent vor der {second} mit {b} Prozent. Die "
        "Grünen kamen auf "
        "{c} Prozent, Einzelbewerber auf {d} Prozent. Der Rat hat künftig {seats} Sitze. Zur Bürgermeisterin oder zum "
        "Bürgermeister wurde {mayor} gewählt. Das vorläufige Ergebnis teilte der Wahlleiter in der Nacht zum "
        "Montag mit.",
        issues=(
            {
                "town": "Seewalde",
                "turnout": "61,2",
                "voters": "12.480",
                "first": "CDU",
                "a": "34,1",
                "second": "SPD",
                "b": "28,9",
                "c": "12,4",
                "d": "4,8",
                "seats": "32",
                "mayor": "Anna Krieg",
            },
            {
                "town": "Oberkar",
                "turnout": "58,7",
                "voters": "3.115",
                "first": "SPD",
                "a": "41,0",
                "second": "CDU",
                "b": "30,3",
                "c": "9,9",
                "d": "7,1",
                "seats": "18",
                "mayor": "Jens Ohlert",
            },
            {
                "town": "Tannfurt",
                "turnout": "66,4",
                "voters": "45.902",
                "first": "CDU",
                "a": "37,7",
                "second": "SPD",
                "b": "22,2",
                "c": "18,5",
                "d": "2,6",
                "seats": "44",
                "mayor": "Petra Voss",
            },
        ),
    ),
    "prices": Form(
        language="es",
        title="Precios del mercado de Cárdano",
        text="Los precios en el mercado mayorista de Cárdano cerraron este {day} como sigue, en pesos por "
        "kilo: tomate {a}, "
        "cebolla {b}, papa {c}, zanahoria {d}, lechuga {e}, limón {f}, naranja {g}, manzana {h}. El volumen fue de {v} "
        "toneladas. Los datos son de la central de abastos y no incluyen el flete.",
        issues=(
            {
                "day": "lunes",
                "a": "12,40",
                "b": "8,10",
                "c": "6,30",
                "d": "7,90",
                "e": "10,50",
                "f": "21,00",
                "g": "9,80",
                "h": "18,60",
                "v": "412",
            },
            {
                "day": "martes",
                "a": "12,90",
                "b": "8,00",
                "c": "6,45",
                "d": "7,70",
                "e": "11,20",
                "f": "20,50",
                "g": "9,95",
                "h": "18,40",
                "v": "398",
            },
            {
                "day": "miércoles",
                "a": "13,30",
                "b": "7,85",
                "c": "6,40",
                "d": "7,95",
                "e": "11,00",
                "f": "19,75",
                "g": "10,10",
                "h": "18,90",
                "v": "431",
            },
        ),
    ),
    "exchange": Form(
        language="zh",
        title="{city}股市收盘",
        text="{city}股市{day}收盘,综合指数报{a}点,较前一交易日{move}{b}点,成交额{c}亿元。上涨股票{d}只,下跌股票{e}只。"
        "银行板块{move}百分之{f},能源板块变动百分之{g}。分析人士表示,投资者仍在等待央行的决定,市场短期内可能继续震荡。",
        issues=(
            {
                "city": "上海",
                "day": "周一",
                "a": "3142.5",
                "move": "上涨",
                "b": "12.3",
                "c": "4210",
                "d": "1203",
                "e": "812",
                "f": "1.2",
                "g": "0.4",
            },
            {
                "city": "上海",
                "day": "周二",
                "a": "3120.1",
                "move": "下跌",
                "b": "22.4",
                "c": "3987",
                "d": "640",
                "e": "1377",
                "f": "0.7",
                "g": "1.9",
            },
            {
                "city": "深圳",
                "day": "周一",
                "a": "10842.7",
                "move": "上涨",
                "b": "61.8",
                "c": "5120",
                "d": "1502",
                "e": "901",
                "f": "0.9",
                "g": "0.3",
            },
        ),
    ),
}
