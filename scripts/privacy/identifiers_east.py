"""Identity numbers of northern and eastern Europe, each written from the issuing authority's definition."""

import datetime

from common import chars, day, digits, grouped, luhn_digit, weighted
from identifiers_europe import FINNISH, iso7064_11_10, until


@until
def no_fodselsnummer(rng):
    born = day(rng, 1940)
    individual = rng.randint(0, 499) if born.year < 2000 else rng.randint(500, 999)
    body = f"{born:%d%m%y}{individual:03}"
    first = -weighted(body, (3, 7, 6, 1, 8, 9, 4, 5, 2)) % 11
    if first == 10:
        return None
    second = -weighted(body + str(first), (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)) % 11
    if second == 10:
        return None
    number = f"{body}{first}{second}"
    return rng.choice([number, number, f"{number[:6]} {number[6:]}"])


def se_personnummer(rng):
    born = day(rng)
    serial = f"{rng.randint(1, 999):03}"
    check = luhn_digit(f"{born:%y%m%d}" + serial)
    return rng.choice([f"{born:%y%m%d}-", f"{born:%y%m%d}-", f"{born:%Y%m%d}-", f"{born:%Y%m%d}"]) + serial + check


def fi_personal_identity_code(rng):
    born = day(rng)
    sign = "-" if born.year < 2000 else "A"
    serial = rng.randint(2, 899)
    check = FINNISH[int(f"{born:%d%m%y}{serial:03}") % 31]
    return f"{born:%d%m%y}{sign}{serial:03}{check}"


@until
def is_kennitala(rng):
    born = day(rng)
    body = f"{born:%d%m%y}{rng.randint(20, 99)}"
    check = -weighted(body, (3, 2, 7, 6, 5, 4, 3, 2)) % 11
    if check == 10:
        return None
    return f"{body[:6]}{rng.choice(['-', '-', ''])}{body[6:]}{check}{'9' if born.year < 2000 else '0'}"


def baltic(rng):
    born = day(rng)
    first = (3 if born.year < 2000 else 5) + rng.randint(0, 1)
    body = f"{first}{born:%y%m%d}{rng.randint(1, 999):03}"
    check = weighted(body, (1, 2, 3, 4, 5, 6, 7, 8, 9, 1)) % 11
    if check == 10:
        check = weighted(body, (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)) % 11 % 10
    return body + str(check)


@until
def lv_personas_kods(rng):
    born = day(rng)
    body = f"{born:%d%m%y}{1 if born.year < 2000 else 2}{rng.randint(1, 999):03}"
    check = (1 + weighted(body, (10, 5, 8, 4, 2, 1, 6, 3, 7, 9))) % 11
    return None if check == 10 else f"{body[:6]}-{body[6:]}{check}"


def pl_pesel(rng):
    born = day(rng)
    month = born.month + (20 if born.year >= 2000 else 0)
    body = f"{born:%y}{month:02}{born:%d}{digits(rng, 4)}"
    return body + str(-weighted(body, (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) % 10)


@until
def pl_nip(rng):
    body = rng.choice("156789") + digits(rng, 8)
    check = weighted(body, (6, 5, 7, 2, 3, 4, 5, 6, 7)) % 11
    if check == 10:
        return None
    number = body + str(check)
    return rng.choice([number, grouped(number, [3, 3, 2, 2], "-"), grouped(number, [3, 2, 2, 3], "-")])


def pl_id_card(rng):
    letters = "A" + chars(rng, "BCDEFGHJKLMNPRSTUVWXYZ", 2)
    tail = digits(rng, 5)
    total = sum(int(c, 36) * w for c, w in zip(letters, (7, 3, 1)))
    check = (total + weighted(tail, (7, 3, 1, 7, 3))) % 10
    return letters + rng.choice(["", " "]) + str(check) + tail


@until
def cz_rc(rng):
    born = day(rng, 1955)
    month = born.month + (50 if rng.random() < 0.5 else 0)
    body = f"{born:%y}{month:02}{born:%d}{rng.randint(1, 999):03}"
    check = int(body) % 11
    return None if check == 10 else f"{body[:6]}{rng.choice(['/', '/', '/', ''])}{body[6:]}{check}"


def hu_taj(rng):
    body = digits(rng, 8)
    number = body + str(weighted(body, (3, 7) * 4) % 10)
    return rng.choice([number, grouped(number, [3, 3, 3], " "), grouped(number, [3, 3, 3], "-")])


@until
def hu_tax_id(rng):
    body = "8" + f"{(day(rng).toordinal() - 681_576):05}" + digits(rng, 3)
    check = weighted(body, range(1, 10)) % 11
    return None if check == 10 or len(body) != 9 else body + str(check)


def ro_cnp(rng):
    born = day(rng)
    first = (1 if born.year < 2000 else 5) + rng.randint(0, 1)
    body = f"{first}{born:%y%m%d}{rng.randint(1, 46):02}{rng.randint(1, 999):03}"
    check = weighted(body, map(int, "279146358279")) % 11
    return body + str(1 if check == 10 else check)


def bg_egn(rng):
    born = day(rng)
    body = f"{born:%y}{born.month + (40 if born.year >= 2000 else 0):02}{born:%d}{digits(rng, 3)}"
    return body + str(weighted(body, (2, 4, 8, 5, 10, 9, 7, 3, 6)) % 11 % 10)


def hr_oib(rng):
    body = digits(rng, 10)
    return body + iso7064_11_10(body)


def jmbg(region_low, region_high):
    @until
    def run(rng):
        born = day(rng)
        body = f"{born:%d%m}{born.year % 1000:03}{rng.randint(region_low, region_high):02}{rng.randint(0, 999):03}"
        check = -weighted(body, (7, 6, 5, 4, 3, 2) * 2) % 11
        return None if check == 10 else body + str(check)

    return run


def gr_amka(rng):
    body = f"{day(rng):%d%m%y}{rng.randint(0, 9999):04}"
    return body + luhn_digit(body)


def gr_afm(rng):
    body = rng.choice("01234") + digits(rng, 7)
    return body + str(weighted(body, [2 ** n for n in range(8, 0, -1)]) % 11 % 10)


def tr_national_id(rng):
    body = rng.choice("123456789") + digits(rng, 8)
    odd, even = sum(map(int, body[::2])), sum(map(int, body[1::2]))
    body += str((odd * 7 - even) % 10)
    return body + str(sum(map(int, body)) % 10)


def ua_rnokpp(rng):
    days = (day(rng) - datetime.date(1899, 12, 31)).days
    body = f"{days:05}{digits(rng, 4)}"
    return body + str(weighted(body, (-1, 5, 7, 9, 4, 6, 10, 5, 7)) % 11 % 10)


def ru_snils(rng):
    body = f"{rng.randint(2_000_000, 209_999_999):09}"
    check = weighted(body, range(9, 0, -1)) % 101 % 100
    dashed = f"{body[:3]}-{body[3:6]}-{body[6:]} {check:02}"
    return rng.choice([dashed, dashed, dashed, f"{body}{check:02}"])


def ru_inn(rng):
    body = f"{rng.randint(1, 92):02}" + digits(rng, 8)
    first = weighted(body, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10
    second = weighted(body + str(first), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 11 % 10
    return f"{body}{first}{second}"


def ru_passport(rng):
    series = f"{rng.choice([45, 40, 46, 60, 65, 3, 92]):02}{rng.randint(0, 23):02}"
    return rng.choice([f"{series} {digits(rng, 6)}", f"{series[:2]} {series[2:]} {digits(rng, 6)}"])
