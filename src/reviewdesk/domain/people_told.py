"""People told by what stands round their names, and names of scripts without capitals."""

import re
from collections.abc import Iterator

from reviewdesk.domain.common_words import is_common
from reviewdesk.domain.first_names import SURNAMES
from reviewdesk.domain.folding import listed, plain
from reviewdesk.domain.no_names import NO_NAMES

WITH_MC = re.compile(r"(?:Mc[A-Z]|O['’][A-Z]|Mac[A-Z])[a-z]{2,}")
_PRODUCTS_WITH_MC = frozenset(
    listed("mcafee mckinsey o'reilly o’reilly macbook macports mcdonalds")
)
VIETNAMESE = frozenset(
    listed("nguyen tran pham hoang huynh phan vu dang bui ngo duong truong dinh trinh")
)
PLACES_BEFORE = frozenset(listed("san santa sao saint los las new port fort mount el"))
"""What begins the name of a place: San Francisco is nobody."""

_KOREAN_IN_LATIN = re.compile(
    r"\b(?:Kim|Lee|Park|Choi|Jung|Kang|Cho|Yoon|Jang|Lim|Han|Oh|Seo|Shin|Kwon|Hwang|Ahn|Song|Hong|"
    r"Yoo|Moon) [A-Z][a-z]{1,5}-[a-z]{2,6}\b"
)
_INITIAL_AND_LAST = re.compile(r"(?<![\w@/.-])[a-z][._]([a-z]{4,16})(?![\w@/.(-])")
_WORD = re.compile(r"(?<![\w@/.:=#-])([a-z]{6,16})(?![\w@/:=#-])")
_USER = re.compile(
    r"\b(?:user|username|login|account) ([a-z]{3,16}\d{1,4})\b"
    r"|\b(?:[Aa]ssignee|[Aa]ssigned to|[Rr]eporter|[Aa]uthor|[Cc]ommitter|[Oo]n-?call): ?"
    r"([a-z][a-z0-9._]{2,20})(?![\w-])"
)
_MAY_HAVE_USER = re.compile(r"user|account|login|(?:nee|er|or|all): ?[a-z]")
_ENDS = frozenset(one for one in SURNAMES if len(one) > 4) | frozenset(
    listed("smith jones klein brown white clarke baker scott adams nelson campbell roberts")
)

_EASTERN = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")
_JAPANESE = (
    "佐藤|鈴木|高橋|田中|伊藤|渡辺|山本|中村|小林|加藤|吉田|山田|佐々木|山口|松本|井上|木村|斎藤|清水|"
    "山崎|池田|橋本|阿部|石川|中島|前田|藤田|小川|後藤|岡田|長谷川|村上|近藤|石井|坂本|遠藤|青木|藤井|"
    "西村|福田|太田|三浦|岡本|松田|中川|中野|原田|小野|田村|竹内|金子|和田|中山|石田|上田|森田"
)
_CHINESE = (
    "王李张刘陈杨赵吴徐孙胡朱郭罗宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕苏卢"
    "蒋蔡贾丁魏薛阎潘杜戴钟汪姜張劉陳楊趙吳孫鄭謝"
)
_KOREAN = "김이박최정강조윤장임한오서신권황안송류전홍"
_EASTERN_NAME = re.compile(
    rf"(?:{_JAPANESE})[\u3040-\u309f\u4e00-\u9fff]{{0,2}}[郎美雄介輔樹斗也恵香奈菜]"
    rf"|(?:{_JAPANESE})[\u4e00-\u9fff]{{0,2}}(?= ?(?:さん|氏|様|さま|君|くん))"
    r"|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,4}(?=さん)"
    rf"|[{_CHINESE}][\u4e00-\u9fff]{{1,2}}(?=说(?!明)|說(?!明)|表示|回复|回答|指出|告诉|打电话)"
    rf"|[{_CHINESE}][\u4e00-\u9fff]{{0,2}}(?=先生|女士|小姐|经理|經理|总监|老师|工程师)"
    rf"|(?<![\u4e00-\u9fff])(?:[{_CHINESE}][\u4e00-\u9fff]{{1,2}}|{_JAPANESE})(?= [a-z])"
    rf"|(?<![\uac00-\ud7af])[{_KOREAN}][\uac00-\ud7af]{{2}}(?= ?(?:님|씨|과장|부장|대리))"
)
_NOBODY_EASTERN = frozenset(
    listed("曾经 谢谢 苏州 郑州 徐州 宋体 韩国 唐山 罗马 杜绝 お客 皆 奥 娘 息子 皆 業者 担当者")
)

_SEMITIC = re.compile("[\u0590-\u05ff\u0600-\u06ff]")
_HEBREW = (
    "דוד|משה|יוסף|יעקב|אברהם|יצחק|שרה|רחל|לאה|רבקה|מרים|דניאל|מיכאל|יונתן|נועה|תמר|אבי|יוסי|רונית|"
    "שירה|איתי|עומר|אורי|גיא|רועי|ליאור"
)
_ARABIC = (
    "محمد|أحمد|احمد|محمود|علي|حسن|حسين|عمر|عثمان|فاطمة|خالد|يوسف|إبراهيم|ابراهيم|مريم|سارة|مصطفى|"
    "عائشة|ليلى|عبدالله|عبد الله|طارق|سمير|كريم|زينب|نور الدين|هدى"
)
_LASTS = "כהן|לוי|מזרחי|פרץ|ביטון|אברהם|פרידמן|דהן|אזולאי|כץ|שפירא|גולדשטיין|רוזן|בן[ -][א-ת]+"
_SEMITIC_NAME = re.compile(
    rf"\b(?:{_HEBREW}) (?:{_LASTS})\b"
    rf"|\b(?:{_HEBREW})(?= (?:אמר|אמרה|ענה|ענתה|התקשר|התקשרה|שאל|שאלה|כתב|כתבה)\b)"
    rf"|\b(?:{_ARABIC})(?: (?:{_ARABIC}|ال[\u0621-\u064a]{{3,10}}))+\b"
    rf"|\b(?:{_ARABIC})(?= (?:قال|قالت|اتصل|اتصلت|أجاب|أجابت|سأل|سألت|كتب|كتبت|أبلغ)\b)"
    rf"|(?:(?<=قال )|(?<=قالت )|(?<=اتصل )|(?<=اتصلت ))(?:{_ARABIC})\b"
)

FIRSTS = frozenset(
    plain(one)
    for one in listed("""
анна мария ольга елена наталья ирина татьяна светлана екатерина юлия анастасия людмила галина
александр сергей дмитрий андрей алексей иван михаил николай владимир евгений максим павел олег
роман игорь виктор юрий антон артем денис кирилл илья константин станислав василий григорий
олександр сергій андрій дмитро микола володимир олена оксана тарас богдан
γιάννης γιώργος νίκος κώστας δημήτρης μαρία ελένη κατερίνα σοφία βασίλης παναγιώτης χρήστος
αλέξανδρος σπύρος αναστασία γεωργία ιωάννα δήμητρα θανάσης μιχάλης στέλιος αντώνης
""")
)


def people_without_capitals(text: str) -> Iterator[str]:
    """Names in Chinese, Japanese, Korean, Hebrew and Arabic; and accounts: jsmith, user jsmith2."""
    if _MAY_HAVE_USER.search(text):
        for found in _USER.finditer(text):
            said = found[1] or found[2]
            if not (is_common(said) or said in NO_NAMES):
                yield said
    for found in _INITIAL_AND_LAST.finditer(text):
        if found[1] in _ENDS and not is_common(found[1]):
            yield found[0]
    if "-" in text:
        for found in _KOREAN_IN_LATIN.finditer(text):
            yield found[0]
    if _EASTERN.search(text):
        for found in _EASTERN_NAME.finditer(text):
            if found[0] not in _NOBODY_EASTERN:
                yield found[0]
    if _SEMITIC.search(text):
        for found in _SEMITIC_NAME.finditer(text):
            yield found[0]
    for found in _WORD.finditer(text):
        said = found[1]
        if said[1:] in _ENDS and not (is_common(said) or said in NO_NAMES or said in SURNAMES):
            yield said


def is_surname_by_form(word: str) -> bool:
    """McDonald, O’Brien."""
    return WITH_MC.fullmatch(word) is not None and plain(word) not in _PRODUCTS_WITH_MC
