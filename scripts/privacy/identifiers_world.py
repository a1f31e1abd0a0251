"""Identity numbers of the other continents, and the documents without a check digit."""

from common import DIGITS, UPPER, chars, day, digits, grouped, luhn_digit, weighted
from identifiers_europe import until, verhoeff_digit


def us_ssn(rng):
    area = rng.randint(1, 898)
    parts = f"{area + (area >= 666):03}", f"{rng.randint(1, 99):02}", f"{rng.randint(1, 9999):04}"
    return rng.choice(["-", "-", "-", " "]).join(parts)


def us_itin(rng):
    group = rng.choice([*range(70, 89), 90, 91, 92, *range(94, 100)])
    return rng.choice(["-", "-", " "]).join([f"9{digits(rng, 2)}", f"{group:02}", digits(rng, 4)])


def us_driver_license(rng):
    # California and Hawaii, Florida and Illinois, New York and others, Washington, New Jersey.
    return rng.choice([f"{rng.choice(UPPER)}{digits(rng, 7)}", f"{rng.choice(UPPER)}{digits(rng, 12)}",
                       digits(rng, 9), digits(rng, 8), f"{rng.choice(UPPER)}{digits(rng, 14)}"])


def us_passport(rng):
    return rng.choice([rng.choice("123456") + digits(rng, 8), rng.choice("ABCXZ") + digits(rng, 8)])


def us_mbi(rng):
    letters = "ACDEFGHJKMNPQRTUVWXY"
    both = letters + DIGITS
    pick = rng.choice
    text = pick("123456789") + pick(letters) + pick(both) + pick(DIGITS) + pick(letters) + pick(both)
    text += pick(DIGITS) + pick(letters) + pick(letters) + pick(DIGITS) + pick(DIGITS)
    return rng.choice([text, grouped(text, [4, 3, 4], "-")])


def us_npi(rng):
    body = rng.choice("12") + digits(rng, 8)
    return body + luhn_digit("80840" + body)


def us_bank_number(rng):
    return digits(rng, rng.choice([8, 9, 10, 11, 12, 13]))


def aba_routing_number(rng):
    body = f"{rng.choice([*range(1, 13), *range(21, 33), *range(61, 73)]):02}" + digits(rng, 6)
    return body + str(-weighted(body, (3, 7, 1, 3, 7, 1, 3, 7)) % 10)


def us_ein(rng):
    prefix = rng.choice([1, 12, 20, 27, 35, 41, 46, 52, 61, 75, 81, 88, 94])
    return f"{prefix:02}-{digits(rng, 7)}"


def ca_sin(rng):
    body = rng.choice("1234567") + digits(rng, 7)
    number = body + luhn_digit(body)
    return rng.choice([number, grouped(number, [3, 3, 3], " "), grouped(number, [3, 3, 3], "-")])


@until
def au_tfn(rng):
    body = rng.choice("123456789") + digits(rng, 7)
    for check in DIGITS:
        if weighted(body + check, (1, 4, 3, 7, 5, 8, 6, 9, 10)) % 11 == 0:
            return rng.choice([body + check, grouped(body + check, [3, 3, 3], " ")])
    return None


def au_abn(rng):
    body = digits(rng, 9)
    # The first two digits are the check: 89 minus the weighted rest, written after adding ten.
    check = 89 - weighted(body, range(3, 20, 2)) % 89 + 10
    number = f"{check}{body}"
    return rng.choice([number, grouped(number, [2, 3, 3, 3], " ")])


def au_acn(rng):
    body = rng.choice("01") + digits(rng, 7)
    number = body + str(-weighted(body, range(8, 0, -1)) % 10)
    return rng.choice([number, grouped(number, [3, 3, 3], " ")])


def au_medicare(rng):
    body = rng.choice("23456") + digits(rng, 7)
    number = body + str(weighted(body, (1, 3, 7, 9, 1, 3, 7, 9)) % 10) + rng.choice("123456789")
    return rng.choice([number, grouped(number, [4, 5, 1], " ")])


@until
def nz_ird(rng):
    body = str(rng.randint(10_000_000, 15_000_000))
    check = -weighted(body, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    if check == 10:
        check = -weighted(body, (7, 4, 3, 2, 5, 2, 7, 6)) % 11
    if check == 10:
        return None
    number = body + str(check)
    return rng.choice([number, grouped(number, [3, 3, 3], "-")])


@until
def nz_nhi(rng):
    letters = "ABCDEFGHJKLMNPQRSTUVWXYZ"
    head = chars(rng, letters, 3)
    body = digits(rng, 3)
    total = sum((letters.index(c) + 1) * w for c, w in zip(head, (7, 6, 5))) + weighted(body, (4, 3, 2))
    if total % 11 == 0:
        return None
    return head + body + str((11 - total % 11) % 10)


@until
def za_id_number(rng):
    body = f"{day(rng, 1940):%y%m%d}{digits(rng, 4)}{rng.choice('01')}8"
    return body + luhn_digit(body)


def in_aadhaar(rng):
    body = rng.choice("23456789") + digits(rng, 10)
    number = body + verhoeff_digit(body)
    return rng.choice([number, grouped(number, [4, 4, 4], " "), grouped(number, [4, 4, 4], " "),
                       grouped(number, [4, 4, 4], "-")])


def in_pan(rng):
    return chars(rng, UPPER, 3) + rng.choice("PPPPPCHF") + chars(rng, UPPER, 1) + digits(rng, 4) + rng.choice(UPPER)


def in_gstin(rng):
    body = f"{rng.randint(1, 37):02}{in_pan(rng)}1Z"
    total = 0
    for index, c in enumerate(body):
        n = int(c, 36) * (1 + index % 2)
        total += n // 36 + n % 36
    return body + "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[-total % 36]


def in_voter(rng):
    body = digits(rng, 6)
    return chars(rng, UPPER, 3) + body + luhn_digit(body)


def cn_ric(rng):
    area = rng.choice(["110101", "310104", "440305", "510104", "330106", "420106", "320102", "610113", "210102"])
    body = f"{area}{day(rng):%Y%m%d}{rng.randint(1, 999):03}"
    return body + "10X98765432"[weighted(body, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11]


def hk_id(rng):
    letter, body = rng.choice("ABCDEFGHKPRSVYZ"), digits(rng, 6)
    total = 36 * 9 + (ord(letter) - 55) * 8 + weighted(body, range(7, 1, -1))
    check = "0123456789A"[-total % 11]
    return f"{letter}{body}({check})"


def tw_id(rng):
    letter = rng.choice(UPPER)
    code = dict(zip("ABCDEFGHJKLMNPQRSTUVXYWZIO", range(10, 36)))[letter]
    body = rng.choice("12") + digits(rng, 7)
    total = code // 10 + code % 10 * 9 + weighted(body, range(8, 0, -1))
    return letter + body + str(-total % 10)


def jp_my_number(rng):
    body = digits(rng, 11)
    rest = weighted(reversed(body), (2, 3, 4, 5, 6, 7, 2, 3, 4, 5, 6)) % 11
    number = body + str(0 if rest <= 1 else 11 - rest)
    return rng.choice([number, grouped(number, [4, 4, 4], " "), grouped(number, [4, 4, 4], "-")])


def kr_rrn(rng):
    born = day(rng, 1935, 2004)
    first = rng.choice("12" if born.year < 2000 else "34")
    body = f"{born:%y%m%d}{first}{rng.randint(0, 95):02}{digits(rng, 3)}"
    check = (11 - weighted(body, (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)) % 11) % 10
    return f"{body[:6]}-{body[6:]}{check}"


def sg_nric_fin(rng):
    prefix, body = rng.choice("STFG"), digits(rng, 7)
    total = weighted(body, (2, 7, 6, 5, 4, 3, 2)) + (4 if prefix in "TG" else 0)
    return prefix + body + ("JZIHGFEDCBA" if prefix in "ST" else "XWUTRQPNMLK")[total % 11]


def my_nric(rng):
    place = rng.choice([*range(1, 17), *range(21, 60)])
    return f"{day(rng):%y%m%d}-{place:02}-{digits(rng, 4)}"


def th_tnin(rng):
    body = rng.choice("1234567") + digits(rng, 11)
    number = body + str((11 - weighted(body, range(13, 1, -1)) % 11) % 10)
    return rng.choice([number, grouped(number, [1, 4, 5, 2, 1], "-"), grouped(number, [1, 4, 5, 2, 1], " ")])


def kz_iin(rng):
    while True:
        born = day(rng)
        century = (3 if born.year < 2000 else 5) + rng.randint(0, 1)
        body = f"{born:%y%m%d}{century}{digits(rng, 4)}"
        check = weighted(body, range(1, 12)) % 11
        if check == 10:
            check = weighted(body, (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)) % 11
        if check != 10:
            return body + str(check)


def id_nik(rng):
    born = day(rng)
    area = rng.choice(["317305", "327301", "357801", "517103", "337404", "127106"])
    return f"{area}{born.day + (40 if rng.random() < 0.5 else 0):02}{born:%m%y}{rng.randint(1, 30):04}"


def vn_cccd(rng):
    born = day(rng)
    gender = (0 if born.year < 2000 else 2) + rng.randint(0, 1)
    return f"{rng.choice([1, 4, 31, 48, 79, 92]):03}{gender}{born:%y}{digits(rng, 6)}"


def pk_cnic(rng):
    number = rng.choice("1234567") + rng.choice("12345") + digits(rng, 10) + rng.choice("123456789")
    return rng.choice([grouped(number, [5, 7, 1], "-")] * 4 + [number])


def sa_national_id(rng):
    body = rng.choice("12") + digits(rng, 8)
    return body + luhn_digit(body)


def ae_emirates_id(rng):
    body = f"784{day(rng).year}{digits(rng, 7)}"
    return rng.choice([grouped(body + luhn_digit(body), [3, 4, 7, 1], "-")] * 3 + [body + luhn_digit(body)])


def eg_national_id(rng):
    born = day(rng)
    area = rng.choice([1, 2, 3, 4, 11, 12, 13, 14, 21, 22])
    body = f"{2 if born.year < 2000 else 3}{born:%y%m%d}{area:02}{digits(rng, 4)}"
    return body + str((11 - weighted(body, (2, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10)


def ir_national_code(rng):
    body = f"{rng.randint(1, 520):03}" + digits(rng, 6)
    rest = weighted(body, range(10, 1, -1)) % 11
    number = body + str(rest if rest < 2 else 11 - rest)
    return rng.choice([number, grouped(number, [3, 6, 1], "-")])


def ng_nin(rng):
    return rng.choice("123456789") + digits(rng, 10)


def two_mod11(body, first_weights, second_weights):
    for weights in (first_weights, second_weights):
        rest = weighted(body, weights) % 11
        body += str(0 if rest < 2 else 11 - rest)
    return body


def br_cpf(rng):
    number = two_mod11(digits(rng, 9), range(10, 1, -1), range(11, 1, -1))
    dotted = f"{number[:3]}.{number[3:6]}.{number[6:9]}-{number[9:]}"
    return rng.choice([number, dotted, dotted])


def br_cnpj(rng):
    body = digits(rng, 8) + "0001"
    number = two_mod11(body, map(int, "543298765432"), map(int, "6543298765432"))
    dotted = f"{number[:2]}.{number[2:5]}.{number[5:8]}/{number[8:12]}-{number[12:]}"
    return rng.choice([number, dotted, dotted])


def br_pis(rng):
    body = rng.choice("12") + digits(rng, 9)
    check = -weighted(body, (3, 2, 9, 8, 7, 6, 5, 4, 3, 2)) % 11
    number = body + str(check % 10 if check < 10 else 0)
    return rng.choice([number, f"{number[:3]}.{number[3:8]}.{number[8:10]}-{number[10:]}"])


SPANISH = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"
CONSONANTS = "BCDFGHJKLMNPQRSTVWXYZ"


def mx_curp(rng):
    born = day(rng)
    state = rng.choice("AS BC CS CC CH CL CM DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN ZS".split())
    head = rng.choice(CONSONANTS) + rng.choice("AEIU") + chars(rng, CONSONANTS, 2)
    body = f"{head}{born:%y%m%d}{rng.choice('HM')}{state}{chars(rng, CONSONANTS, 3)}"
    body += rng.choice(DIGITS) if born.year < 2000 else rng.choice("ABC")
    total = sum(SPANISH.index(c) * (18 - i) for i, c in enumerate(body))
    return body + str(-total % 10)


def mx_rfc(rng):
    alphabet = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ"
    head = rng.choice(CONSONANTS) + rng.choice("AEIU") + chars(rng, CONSONANTS, 2)
    body = f"{head}{day(rng):%y%m%d}{chars(rng, 'ABCDEFGHJKLMNPQRSTUV123456789', 2)}"
    total = sum(alphabet.index(c) * (13 - i) for i, c in enumerate(body))
    rest = 11 - total % 11
    return body + ("0" if rest == 11 else "A" if rest == 10 else str(rest))


def mx_nss(rng):
    body = digits(rng, 2) + f"{rng.randint(60, 99)}{rng.randint(40, 99)}" + digits(rng, 4)
    return body + luhn_digit(body)


def cl_rut(rng):
    number = str(rng.randint(4_000_000, 26_000_000))
    total = sum(int(d) * (2 + i % 6) for i, d in enumerate(reversed(number)))
    check = {10: "K", 11: "0"}.get(11 - total % 11, str(11 - total % 11))
    return rng.choice([f"{int(number):,}".replace(",", ".") + "-" + check, number + "-" + check])


@until
def ar_cuit(rng):
    body = rng.choice(["20", "23", "24", "27", "30"]) + digits(rng, 8)
    check = -weighted(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    if check == 10:
        return None
    return rng.choice([f"{body[:2]}-{body[2:]}-{check}"] * 3 + [f"{body}{check}"])


def ar_dni(rng):
    number = rng.randint(10_000_000, 47_000_000)
    return rng.choice([str(number), f"{number:,}".replace(",", ".")])


def co_nit(rng):
    body = str(rng.choice([rng.randint(800_000_000, 901_999_999), rng.randint(10_000_000, 99_999_999)]))
    rest = weighted(reversed(body), (3, 7, 13, 17, 19, 23, 29, 37, 41)) % 11
    check = rest if rest < 2 else 11 - rest
    return rng.choice([f"{body}-{check}", f"{int(body):,}".replace(",", ".") + f"-{check}"])


def co_cedula(rng):
    number = rng.choice([rng.randint(10_000_000, 99_999_999), rng.randint(1_000_000_000, 1_199_999_999)])
    return rng.choice([str(number), f"{number:,}".replace(",", ".")])


def pe_ruc(rng):
    body = rng.choice(["10", "20"]) + digits(rng, 8)
    return body + str((11 - weighted(body, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11) % 10)


def pe_dni(rng):
    return f"{rng.randint(6_000_000, 79_999_999):08}"


def ec_cedula(rng):
    body = f"{rng.randint(1, 24):02}{rng.randint(0, 5)}{digits(rng, 6)}"
    number = body + luhn_digit(body)
    return rng.choice([number, f"{number[:9]}-{number[9]}"])


def uy_ci(rng):
    body = str(rng.randint(1_000_000, 6_999_999))
    check = -weighted(body, (2, 9, 8, 7, 6, 3, 4)) % 10
    return rng.choice([f"{body[0]}.{body[1:4]}.{body[4:]}-{check}", f"{body}-{check}"])


def do_cedula(rng):
    body = f"{rng.randint(1, 121):03}" + digits(rng, 7)
    full = body + luhn_digit(body)
    return rng.choice([f"{full[:3]}-{full[3:10]}-{full[10]}"] * 3 + [full])


def il_id(rng):
    body = rng.choice("0123") + digits(rng, 7)
    return body + luhn_digit(body)


def passport(rng):
    return rng.choice([chars(rng, "ABCEGHKLMNPRTX", 2) + digits(rng, 7), rng.choice("EGKLMNPRTZ") + digits(rng, 8),
                       f"{rng.randint(10, 23):02}{chars(rng, 'ACDFHKRTV', 2)}{digits(rng, 5)}"])


def driver_license(rng):
    return rng.choice([f"{chars(rng, UPPER, 2)}{digits(rng, 7)}", f"{rng.choice(UPPER)}{digits(rng, 9)}",
                       f"B{digits(rng, 3)}{chars(rng, UPPER, 3)}{digits(rng, 2)}{rng.choice('123456789')}"])


def bank_account(rng):
    return digits(rng, rng.choice([8, 9, 10, 11, 12]))


def medical_record_number(rng):
    return rng.choice([digits(rng, rng.choice([7, 8, 10])), f"{digits(rng, 2)}-{digits(rng, 2)}-{digits(rng, 2)}",
                       rng.choice(UPPER) + digits(rng, 7)])
