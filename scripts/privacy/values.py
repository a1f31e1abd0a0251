"""Cards, accounts, addresses of networks, mail and currencies, dates of birth: values with their check digits."""

import hashlib
import ipaddress

from common import DIGITS, UPPER, Value, chars, day, digits, grouped, luhn_digit

# Issuer ranges as the networks publish them: name, first digits, lengths, weight.
CARDS = [
    ("visa", [(4, 4)], [16], 8), ("visa19", [(4, 4)], [19], 1), ("mc", [(51, 55)], [16], 5),
    ("mc2", [(2221, 2720)], [16], 3), ("amex", [(34, 34), (37, 37)], [15], 4),
    ("discover", [(6011, 6011), (644, 649), (65, 65)], [16], 2), ("jcb", [(3528, 3589)], [16], 2),
    ("diners", [(300, 305), (36, 36), (38, 39)], [14], 2), ("unionpay", [(6221, 6229)], [16, 19], 2),
    ("maestro", [(5018, 5018), (5020, 5020), (5038, 5038), (6304, 6304), (6759, 6759)], [16], 1),
]
ISSUERS = [card for card in CARDS for _ in range(card[3])]


def card(rng) -> Value:
    name, ranges, lengths, _ = rng.choice(ISSUERS)
    low, high = rng.choice(ranges)
    size = rng.choice(lengths)
    body = str(rng.randint(low, high))
    body += digits(rng, size - 1 - len(body))
    number = body + luhn_digit(body)
    groups = {15: [4, 6, 5], 14: [4, 6, 4], 19: [4, 4, 4, 4, 3]}.get(size, [4, 4, 4, 4])
    text = rng.choice([number, number, grouped(number, groups, " "), grouped(number, groups, " "),
                       grouped(number, groups, "-")])
    return Value(text, "CREDIT_CARD", name)


# Country and the structure of its BBAN in the notation of the SWIFT registry: n digits, a letters, c both.
BBAN = """AD n8c12 AE n19 AL n8c16 AT n16 AZ a4c20 BA n16 BE n12 BG a4n6c8 BH a4c14 BI n23 BR n23a1c1 BY c4n4c16 CH n5c12
CR n18 CY n8c16 CZ n20 DE n18 DJ n23 DK n14 DO c4n20 EE n16 EG n25 ES n20 FI n14 FK a2n12 FO n14 FR n10c11n2 GB a4n14
GE a2n16 GI a4c15 GL n14 GR n7c16 GT c24 HR n17 HU n24 IE a4n14 IL n19 IQ a4n15 IS n22 IT a1n10c12 JO a4n4c18 KW a4c22
KZ n3c13 LB n4c20 LC a4c24 LI n5c12 LT n16 LU n3c13 LV a4c13 LY n21 MC n10c11n2 MD c20 ME n18 MK n3c10n2 MN n16 MR n23
MT a4n5c18 MU a4n19a3 NI a4n20 NL a4n10 NO n11 OM n3c16 PK a4c16 PL n24 PS a4c21 PT n21 QA a4c21 RO a4c16 RS n18 RU n14c15
SA n2c18 SC a4n20a3 SD n14 SE n20 SI n15 SK n20 SM a1n10c12 SO n19 ST n21 SV a4n20 TL n19 TN n20 TR n6c16 UA n6c19 VA n18
VG a4n16 XK n16 YE a4n4c18"""
IBANS = dict(zip(BBAN.split()[::2], BBAN.split()[1::2]))
COMMON_IBANS = ["DE", "GB", "FR", "ES", "IT", "NL", "BE", "AT", "CH", "PL", "PT", "SE", "NO", "DK", "FI", "IE", "TR",
                "RO"]


def iban(rng, country: str | None = None) -> Value:
    country = country or rng.choice(list(IBANS) + COMMON_IBANS)
    body, at, shape = "", 0, IBANS[country]
    while at < len(shape):
        kind, at = shape[at], at + 1
        begin = at
        while at < len(shape) and shape[at].isdigit():
            at += 1
        body += chars(rng, {"n": DIGITS, "a": UPPER, "c": DIGITS * 3 + UPPER}[kind], int(shape[begin:at]))
    check = 98 - int("".join(str(int(c, 36)) for c in body + country + "00")) % 97
    number = f"{country}{check:02}{body}"
    spaced = grouped(number, [4] * 8, " ")
    text = rng.choice([number, number, spaced, spaced, spaced, grouped(number, [4] * 8, "-"), number.lower()])
    return Value(text, "IBAN_CODE", country)


MAIL_HOSTS = """gmail.com outlook.com yahoo.co.uk web.de gmx.net orange.fr libero.it wp.pl seznam.cz mail.ru yandex.ru
qq.com 163.com naver.com docomo.ne.jp uol.com.br hotmail.es proton.me icloud.com student.tudelft.nl klinikum-nord.de
acme.io kancelaria.pl corp.contoso.com team.initech.dev mail.nordbank.se ops.globex.cloud uni-wien.ac.at tutanota.com
sub.firma.com.tr escola.edu.br gov.example-county.us fastmail.fm posteo.org museum.paris bücher-müller.de""".split()
LOCAL = """anna.k j.smith maria_lopez tomasz.nowak hr kim.lee o'brien jean-luc.p sofie yuki.tanaka info.desk r2d2 dev+alerts
p.van.dijk a_b_c natalia1988 mehmet.oz büro.süd li.wei91 carla-m chris billing+2024 s.o.s support_eu x.y team-7""".split()


def email(rng) -> Value:
    text = f"{rng.choice(LOCAL)}{rng.choice(['', '', '', str(rng.randint(1, 99))])}@{rng.choice(MAIL_HOSTS)}"
    return Value(rng.choice([text, text, text, text, text.upper()]), "EMAIL_ADDRESS")


def public_v4(rng) -> str:
    while True:
        address = ipaddress.IPv4Address(rng.getrandbits(32))
        if address.is_global and str(address).split(".")[-1] not in ("0", "255") and int(address) >> 28 < 14:
            return str(address)


def ip(rng) -> Value:
    kind = rng.random()
    if kind < 0.55:
        return Value(public_v4(rng), "IP_ADDRESS", "v4")
    if kind < 0.7:
        private = rng.choice([f"10.{rng.randint(0, 254)}.{rng.randint(0, 254)}.{rng.randint(1, 254)}",
                              f"192.168.{rng.randint(0, 254)}.{rng.randint(2, 254)}",
                              f"172.{rng.randint(16, 31)}.{rng.randint(0, 254)}.{rng.randint(1, 254)}"])
        return Value(private, "IP_ADDRESS", "v4")
    prefix = rng.choice(["2001:4860", "2606:4700", "2a02:908", "2a00:1450", "2400:cb00", "fe80"])
    tail = [f"{rng.getrandbits(16):x}" for _ in range(6)]
    if prefix == "fe80":
        return Value("fe80::" + ":".join(tail[:4]), "IP_ADDRESS", "v6")
    full = f"{prefix}:{':'.join(tail)}"
    return Value(rng.choice([full, f"{prefix}:{tail[0]}::{tail[1]}", f"{prefix}::{tail[0]}:{tail[1]}"]), "IP_ADDRESS",
                 "v6")


def mac(rng) -> Value:
    octets = [f"{rng.getrandbits(8):02x}" for _ in range(6)]
    separator = rng.choice([":", ":", ":", "-"])
    text = separator.join(octets)
    if rng.random() < 0.1:
        text = ".".join(a + b for a, b in zip(octets[::2], octets[1::2]))
    return Value(rng.choice([text, text.upper()]), "MAC_ADDRESS")


# --- addresses of cryptocurrencies -------------------------------------------------------------------------------

B58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BECH = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def base58check(payload: bytes) -> str:
    raw = payload + hashlib.sha256(hashlib.sha256(payload).digest()).digest()[:4]
    number, out = int.from_bytes(raw, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        out = B58[rest] + out
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + out


def polymod(values) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            check ^= term if top >> bit & 1 else 0
    return check


def segwit(prefix: str, version: int, program: bytes) -> str:
    """An address of BIP 173 (version 0) or BIP 350 (later versions)."""
    number = int.from_bytes(program, "big")
    bits = len(program) * 8
    pad = -bits % 5
    number <<= pad
    data = [version] + [number >> shift & 31 for shift in range(bits + pad - 5, -1, -5)]
    human = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = polymod(human + data + [0] * 6) ^ (1 if version == 0 else 0x2BC830A3)
    return prefix + "1" + "".join(BECH[v] for v in data + [check >> 5 * (5 - i) & 31 for i in range(6)])


def keccak256(message: bytes) -> bytes:
    """Keccak with the padding from before FIPS 202, which Ethereum kept."""
    mask = (1 << 64) - 1
    rotate = lambda v, n: (v << n | v >> 64 - n) & mask if n else v
    lanes = [[0] * 5 for _ in range(5)]
    padded = bytearray(message + b"\x01" + b"\0" * (-(len(message) + 1) % 136))
    padded[-1] |= 0x80
    for at in range(0, len(padded), 136):
        for i in range(17):
            lanes[i % 5][i // 5] ^= int.from_bytes(padded[at + 8 * i:at + 8 * i + 8], "little")
        register = 1
        for _ in range(24):
            c = [a[0] ^ a[1] ^ a[2] ^ a[3] ^ a[4] for a in lanes]
            for x in range(5):
                d = c[x - 1] ^ rotate(c[(x + 1) % 5], 1)
                for y in range(5):
                    lanes[x][y] ^= d
            x, y, current = 1, 0, lanes[1][0]
            for t in range(24):
                x, y = y, (2 * x + 3 * y) % 5
                current, lanes[x][y] = lanes[x][y], rotate(current, (t + 1) * (t + 2) // 2 % 64)
            for y in range(5):
                row = [lanes[x][y] for x in range(5)]
                for x in range(5):
                    lanes[x][y] = row[x] ^ (~row[(x + 1) % 5] & row[(x + 2) % 5])
            for j in range(7):
                register = (register << 1 ^ (register >> 7) * 0x71) % 256
                if register & 2:
                    lanes[0][0] ^= 1 << (1 << j) - 1
    return b"".join(lanes[i % 5][i // 5].to_bytes(8, "little") for i in range(4))


def ethereum(rng, mixed: bool) -> str:
    lower = chars(rng, "0123456789abcdef", 40)
    if not mixed:
        return "0x" + lower
    digest = keccak256(lower.encode()).hex()
    return "0x" + "".join(c.upper() if int(h, 16) > 7 else c for c, h in zip(lower, digest))


def crypto(rng) -> Value:
    raw = rng.randbytes(32)
    kind = rng.choice(["btc-p2pkh", "btc-p2sh", "btc-bech32", "btc-taproot", "eth", "eth-lower", "ltc", "ltc-bech32",
                       "doge",
                       "tron", "btc-p2wsh"])
    text = {
        "btc-p2pkh": lambda: base58check(b"\0" + raw[:20]), "btc-p2sh": lambda: base58check(b"\x05" + raw[:20]),
        "btc-bech32": lambda: segwit("bc", 0, raw[:20]), "btc-p2wsh": lambda: segwit("bc", 0, raw),
        "btc-taproot": lambda: segwit("bc", 1, raw), "eth": lambda: ethereum(rng, True),
        "eth-lower": lambda: ethereum(rng, False), "ltc": lambda: base58check(b"\x30" + raw[:20]),
        "ltc-bech32": lambda: segwit("ltc", 0, raw[:20]), "doge": lambda: base58check(b"\x1e" + raw[:20]),
        "tron": lambda: base58check(b"\x41" + raw[:20]),
    }[kind]()
    return Value(text, "CRYPTO", kind)


# --- dates of birth ----------------------------------------------------------------------------------------------

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "no": "januar februar mars april mai juni juli august september oktober november desember",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
    "tr": "Ocak Şubat Mart Nisan Mayıs Haziran Temmuz Ağustos Eylül Ekim Kasım Aralık",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta"
          " marraskuuta joulukuuta",
    "hu": "január február március április május június július augusztus szeptember október november december",
}


def birth_date(rng, language: str) -> Value:
    date = day(rng, 1930, 2015)
    forms = {
        "en": ["%m/%d/%Y", "%d/%m/%Y", "%Y-%m-%d", "%m-%d-%Y", "%d %B %Y", "%B %d, %Y", "%b %d, %Y", "%d-%b-%Y",
               "%Y/%m/%d",
               "%-m/%-d/%y", "%dth of %B %Y"],
        "de": ["%d.%m.%Y", "%-d.%-m.%Y", "%-d. %B %Y", "%d.%m.%y"], "fr": ["%d/%m/%Y", "%-d %B %Y", "%d-%m-%Y"],
        "es": ["%d/%m/%Y", "%-d de %B de %Y", "%d-%m-%Y"], "pt": ["%d/%m/%Y", "%-d de %B de %Y"],
        "it": ["%d/%m/%Y", "%-d %B %Y"], "nl": ["%d-%m-%Y", "%-d %B %Y"], "sv": ["%Y-%m-%d", "%-d %B %Y"],
        "da": ["%d.%m.%Y", "%-d. %B %Y", "%d-%m-%Y"], "no": ["%d.%m.%Y", "%-d. %B %Y"], "pl": ["%d.%m.%Y", "%-d %B %Y",
                                                                                               "%Y-%m-%d"],
        "cs": ["%-d. %-m. %Y", "%d.%m.%Y", "%-d. %B %Y"], "ru": ["%d.%m.%Y", "%-d %B %Y"], "uk": ["%d.%m.%Y",
                                                                                                  "%-d %B %Y"],
        "tr": ["%d.%m.%Y", "%-d %B %Y", "%d/%m/%Y"], "ro": ["%d.%m.%Y", "%-d %B %Y"], "fi": ["%-d.%-m.%Y",
                                                                                             "%-d. %B %Y"],
        "hu": ["%Y. %B %-d.", "%Y.%m.%d.", "%Y-%m-%d"], "el": ["%d/%m/%Y"], "he": ["%d/%m/%Y", "%d.%m.%Y"],
        "ar": ["%d/%m/%Y", "%Y/%m/%d"], "hi": ["%d/%m/%Y", "%d-%m-%Y"], "th": ["%d/%m/%Y"], "vi": ["%d/%m/%Y"],
        "id": ["%d-%m-%Y"],
        "zh": ["%Y年%-m月%-d日", "%Y年%m月%d日", "%Y-%m-%d", "%Y/%m/%d"], "ja": ["%Y年%-m月%-d日", "%Y/%m/%d"],
        "ko": ["%Y년 %-m월 %-d일", "%Y.%m.%d", "%Y-%m-%d"],
    }[language]
    form = rng.choice(forms)
    if "%dth" in form:
        date = date.replace(day=rng.choice([4, 5, 6, 7, 8, 9, 14, 15, 16, 17, 18, 19, 24, 25]))
        form = form.replace("%d", "%-d")
    months = MONTHS.get(language, MONTHS["en"]).split()
    form = form.replace("%B", months[date.month - 1]).replace("%b", MONTHS["en"].split()[date.month - 1][:3])
    form = form.replace("%-d", str(date.day)).replace("%-m", str(date.month))
    text = date.strftime(form)
    return Value(text[:-1] if text.endswith(".") else text, "DATE_OF_BIRTH", language)
