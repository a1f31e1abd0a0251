"""Identity numbers of western Europe with their check digits, each written from the issuing authority's definition."""

from common import DIGITS, UPPER, chars, day, digits, grouped, luhn_digit, weighted

NIF_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE"
FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY"
# Document numbers of ICAO 9303 style leave out vowels and letters that look like digits.
DOCUMENT = "0123456789CFGHJKLMNPRTVWXYZ"


def until(make):
    """Repeats a draw until it has a check digit: some schemes leave values without one."""

    def run(rng):
        while True:
            value = make(rng)
            if value is not None:
                return value

    return run


def uk_nhs(rng):
    def draw(rng):
        body = rng.choice("4679") + digits(rng, 8)
        check = 11 - weighted(body, range(10, 1, -1)) % 11
        return None if check == 10 else body + str(check % 11)

    number = until(draw)(rng)
    return rng.choice([number, grouped(number, [3, 3, 4], " "), grouped(number, [3, 3, 4], " "),
                       grouped(number, [3, 3, 4], "-")])


def uk_nino(rng):
    while True:
        prefix = rng.choice("ABCEGHJKLMNOPRSTWXYZ") + rng.choice("ABCEGHJKLMNPRSTWXYZ")
        if prefix not in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"):
            break
    body = digits(rng, 6)
    suffix = rng.choice("ABCD")
    return rng.choice([prefix + body + suffix, f"{prefix} {body[:2]} {body[2:4]} {body[4:]} {suffix}"])


def uk_passport(rng):
    return rng.choice("123589") + digits(rng, 8)


def uk_utr(rng):
    body = digits(rng, 9)
    check = "21987654321"[weighted(body, (6, 7, 8, 9, 10, 5, 4, 3, 2)) % 11]
    number = check + body
    return rng.choice([number, grouped(number, [5], " ")])


def uk_driving_licence(rng):
    born = day(rng)
    month = born.month + (50 if rng.random() < 0.5 else 0)
    name = rng.choice(["MORGA", "SMITH", "JONES", "TAYLO", "BROWN", "EVANS", "WOOD9", "LEE99", "PATEL"])
    initials = chars(rng, UPPER, rng.choice([1, 2])).ljust(2, "9")
    tail = rng.choice(DIGITS) + chars(rng, UPPER, 2)
    return f"{name}{born.year // 10 % 10}{month:02}{born.day:02}{born.year % 10}{initials}{tail}"


def iso7064_11_10(body: str) -> str:
    """The check digit of ISO 7064 MOD 11,10."""
    product = 10
    for digit in body:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return str((11 - product) % 10)


def de_tax_id(rng):
    # One digit of the first ten occurs twice (or thrice, not in a row), one or two do not occur.
    while True:
        pool = rng.sample(DIGITS, 9)
        body = pool + [rng.choice(pool)]
        rng.shuffle(body)
        if body[0] != "0":
            break
    number = "".join(body)
    number += iso7064_11_10(number)
    return rng.choice([number, number, grouped(number, [2, 3, 3, 3], " "), grouped(number, [2, 3, 3, 3], "/")])


def de_id_card(rng):
    body = rng.choice("CFGHJKLMNPRTVWXYZ") + chars(rng, DOCUMENT, 8)
    if not any(c.isdigit() for c in body):
        body = body[:4] + digits(rng, 2) + body[6:]
    total = sum(int(c, 36) * (7, 3, 1)[i % 3] for i, c in enumerate(body))
    return body + str(total % 10)


def de_social_security(rng):
    area = rng.choice(["12", "13", "15", "18", "53", "65", "08"])
    born = day(rng)
    letter = rng.choice(UPPER)
    head = f"{area}{born:%d%m%y}"
    serial = f"{rng.randint(0, 99):02}"
    numeric = head + f"{ord(letter) - 64:02}" + serial
    total = sum(sum(map(int, str(int(d) * w))) for d, w in zip(numeric, (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)))
    number = head + letter + serial + str(total % 10)
    return rng.choice([number, f"{number[:2]} {number[2:8]} {number[8]} {number[9:]}"])


def de_health_insurance(rng):
    letter = rng.choice(UPPER)
    body = digits(rng, 8)
    numeric = f"{ord(letter) - 64:02}" + body
    total = sum(sum(map(int, str(int(d) * (1 + i % 2)))) for i, d in enumerate(numeric))
    return letter + body + str(total % 10)


def fr_nir(rng):
    head = f"{rng.choice('12')}{rng.randint(35, 99):02}{rng.randint(1, 12):02}{rng.randint(1, 95):02}"
    head = head.replace("20", "75") if head[5:7] == "20" else head
    body = head + f"{rng.randint(1, 989):03}{rng.randint(1, 999):03}"
    number = body + f"{97 - int(body) % 97:02}"
    return rng.choice([number, grouped(number, [1, 2, 2, 2, 3, 3, 2], " ")])


def fr_spi(rng):
    body = rng.choice("0123") + digits(rng, 9)
    number = body + f"{int(body) % 511:03}"
    return rng.choice([number, grouped(number, [2, 2, 3, 3, 3], " ")])


def es_nif(rng):
    number = rng.randint(1_000_000, 79_999_999)
    letter = NIF_LETTERS[number % 23]
    plain = f"{number:08}"
    return rng.choice([plain + letter, f"{plain}-{letter}", f"{plain[:2]}.{plain[2:5]}.{plain[5:]}-{letter}"])


def es_nie(rng):
    first = rng.randint(0, 2)
    number = rng.randint(0, 9_999_999)
    letter = NIF_LETTERS[(first * 10_000_000 + number) % 23]
    return rng.choice([f"{'XYZ'[first]}{number:07}{letter}", f"{'XYZ'[first]}-{number:07}-{letter}"])


def es_nuss(rng):
    province, number = rng.randint(1, 52), rng.randint(10_000_000, 99_999_999)
    body = f"{province:02}{number:08}"
    full = body + f"{int(body) % 97:02}"
    return rng.choice([full, f"{full[:2]} {full[2:10]} {full[10:]}", f"{full[:2]}/{full[2:10]}/{full[10:]}"])


IT_ODD = dict(zip("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                  (1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8,
                   12, 14, 16, 10, 22, 25, 24, 23)))


def it_fiscal_code(rng):
    born = day(rng)
    name = chars(rng, "BCDFGLMNPRSTVZ", 6)
    place = rng.choice("ABCDEFGHIL") + f"{rng.randint(1, 999):03}"
    body = f"{name}{born.year % 100:02}{'ABCDEHLMPRST'[born.month - 1]}"
    body += f"{born.day + (40 if rng.random() < 0.5 else 0):02}{place}"
    total = sum(IT_ODD[c] if i % 2 == 0 else int(c, 36) - (10 if c.isalpha() else 0) for i, c in enumerate(body))
    return body + UPPER[total % 26]


def it_vat_code(rng):
    body = digits(rng, 7) + f"{rng.randint(1, 100):03}"
    return rng.choice(["", "", "IT"]) + body + luhn_digit(body)


def it_identity_card(rng):
    return rng.choice([f"CA{digits(rng, 5)}{chars(rng, UPPER, 2)}", f"A{rng.choice('RSTUVXY')}{digits(rng, 7)}"])


def pt_nif(rng):
    body = rng.choice("1235") + digits(rng, 7)
    check = 11 - weighted(body, range(9, 1, -1)) % 11
    number = body + str(check if check < 10 else 0)
    return rng.choice([number, grouped(number, [3, 3, 3], " ")])


def pt_cc(rng):
    body = digits(rng, 9) + chars(rng, UPPER, 2)
    for check in DIGITS:
        total = 0
        for index, c in enumerate(reversed(body + check)):
            n = int(c, 36) * (2 if index % 2 else 1)
            total += n - 9 if index % 2 and n > 9 else n
        if total % 10 == 0:
            break
    full = body + check
    return rng.choice([full, f"{full[:8]} {full[8]} {full[9:]}", f"{full[:8]}-{full[8]}-{full[9:]}"])


@until
def nl_bsn(rng):
    body = rng.choice("123") + digits(rng, 7)
    check = weighted(body, range(9, 1, -1)) % 11
    if check == 10:
        return None
    number = body + str(check)
    return rng.choice([number, number, grouped(number, [4, 2, 3], "."), grouped(number, [3, 3, 3], " ")])


def be_nn(rng):
    born = day(rng)
    body = f"{born:%y%m%d}{rng.randint(1, 997):03}"
    check = 97 - int(("2" if born.year >= 2000 else "") + body) % 97
    number = body + f"{check:02}"
    dotted = f"{number[:2]}.{number[2:4]}.{number[4:6]}-{number[6:9]}.{number[9:]}"
    return rng.choice([number, dotted, dotted, dotted])


VERHOEFF_D = ("0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
              "5987604321", "6598710432", "7659821043", "8765932104", "9876543210")
VERHOEFF_P = ("0123456789", "1576283094", "5803796142", "8916043527", "9453126870",
              "4286573901", "2793806415", "7046913258")
VERHOEFF_INVERSE = "0432156789"


def verhoeff_digit(number: str) -> str:
    """The check digit of Verhoeff's scheme over the dihedral group of ten elements."""
    state = 0
    for index, digit in enumerate(reversed(number)):
        state = int(VERHOEFF_D[state][int(VERHOEFF_P[(index + 1) % 8][int(digit)])])
    return VERHOEFF_INVERSE[state]


def lu_nin(rng):
    body = f"{day(rng):%Y%m%d}{rng.randint(1, 999):03}"
    number = body + luhn_digit(body) + verhoeff_digit(body)
    return rng.choice([number, grouped(number, [4, 2, 2, 5], " ")])


def ch_ahv(rng):
    body = "756" + digits(rng, 9)
    check = -weighted(body, (1, 3) * 6) % 10
    number = body + str(check)
    return rng.choice([grouped(number, [3, 4, 4, 2], ".")] * 3 + [number])


@until
def at_svnr(rng):
    serial, born = f"{rng.randint(100, 999)}", f"{day(rng):%d%m%y}"
    check = weighted(serial + born, (3, 7, 9, 5, 8, 4, 2, 1, 6)) % 11
    if check == 10:
        return None
    return rng.choice([f"{serial}{check}{born}", f"{serial}{check} {born}"])


def ie_pps(rng):
    body = digits(rng, 7)
    second = rng.choice(["", "", "A", "B"])
    total = weighted(body, range(8, 1, -1)) + (9 * (ord(second) - 64) if second else 0)
    return body + "WABCDEFGHIJKLMNOPQRSTUV"[total % 23] + second


def dk_cpr(rng):
    # The seventh digit tells the century; the old modulus is no longer guaranteed and not used.
    born = day(rng)
    seventh = rng.choice("0123" if born.year < 2000 else "4567")
    if 1937 > born.year:
        seventh = rng.choice("0123")
    return f"{born:%d%m%y}{rng.choice(['-', '-', ''])}{seventh}{digits(rng, 3)}"
