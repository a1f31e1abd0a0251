#!/usr/bin/env python3
"""Prints what Tests/TurnoutLedgerTests/Periods/PeriodSamples.swift expects, found with Python's zoneinfo.

The periods are found by walking along the time line minute by minute and looking at what the zone's clocks show: no
rule of time zones and no arithmetic of calendars is used twice.

    scripts/ledger/periods.py > Tests/TurnoutLedgerTests/Periods/PeriodSamples.swift
"""

import datetime
import zoneinfo

UTC = datetime.timezone.utc
MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)

# Zone, the years whose changes of clocks are looked at, and moments by the zone's clocks.
SAMPLES = [
    ("UTC", [], ["2024-02-29 12:00", "2026-12-31 23:59", "2027-01-03 23:59", "2027-01-04 00:00", "1969-12-31 23:59"]),
    ("Europe/Berlin", [2026, 2041], ["2024-02-29 23:30", "2100-02-28 12:00", "2026-12-31 23:59", "2026-03-30 00:00"]),
    ("America/New_York", [2026], ["2028-02-29 00:00", "2026-10-31 23:59", "2026-11-01 00:00"]),
    ("America/Sao_Paulo", [2018], ["2018-02-28 23:59", "2018-12-31 23:59"]),
    ("Australia/Lord_Howe", [2025, 2040], ["2024-02-29 12:00", "2025-12-31 23:45"]),
    ("Asia/Kathmandu", [1986], ["2024-02-29 00:00", "2026-01-01 00:00", "2026-06-07 23:59"]),
    ("Pacific/Apia", [2011], ["2011-12-29 12:00", "2011-12-31 12:00", "2012-02-29 12:00"]),
    ("Asia/Beirut", [2022], ["2022-03-31 12:00", "2022-12-31 23:59"]),
    ("Africa/Casablanca", [2024], ["2024-02-29 23:59", "2024-12-31 12:00"]),
    ("America/St_Johns", [2006, 2040], ["2024-02-29 23:45", "2026-11-30 23:59"]),
    ("America/Havana", [2024], ["2024-03-10 12:00"]),
    ("Africa/Cairo", [2024], ["2024-04-26 12:00"]),
    ("Atlantic/Azores", [2024], ["2024-03-31 12:00"]),
    ("Europe/Dublin", [2039], ["2039-02-28 23:59"]),
    ("Asia/Kolkata", [], ["2024-02-29 00:15", "2026-12-31 23:59"]),
]


def clock(moment, zone):
    return moment.astimezone(zone).replace(tzinfo=None)


def is_change(moment, zone):
    return moment.astimezone(zone).utcoffset() != (moment - MINUTE).astimezone(zone).utcoffset()


def first(unit, shown):
    """The first minute of the unit that a clock shows a minute of."""
    if unit == "hour":
        return shown.replace(minute=0)
    shown = shown.replace(hour=0, minute=0)
    if unit == "week":
        return shown - datetime.timedelta(days=shown.weekday())
    return shown.replace(day=1) if unit == "month" else shown


def period(moment, unit, zone):
    """The first minute of the period, and the first one after it."""
    if unit == "hour":

        def starts(at):
            return clock(at, zone).minute == 0 or is_change(at, zone)

        start = moment
        while not starts(start):
            start -= MINUTE
        end = moment + MINUTE
        while not starts(end):
            end += MINUTE
        return start, end
    # How far the clocks had come, with each minute from long before on: they never fall back behind it.
    at = moment - datetime.timedelta(days=34)
    reached = clock(at, zone)
    start = None
    while True:
        at += MINUTE
        now = max(reached, clock(at, zone))
        if first(unit, now) != first(unit, reached):
            if at > moment:
                return start, at
            start = at
        reached = now


def changes(zone, year):
    at = datetime.datetime(year, 1, 1, tzinfo=UTC)
    while at.year == year:
        if is_change(at, zone):
            yield at
        at += MINUTE


def text(moment):
    return moment.strftime("%Y-%m-%dT%H:%MZ")


def rows(name, years, shown):
    zone = zoneinfo.ZoneInfo(name)
    moments = [datetime.datetime.fromisoformat(each).replace(tzinfo=zone).astimezone(UTC) for each in shown]
    for year in years:
        for change in changes(zone, year):
            moments += [change - MINUTE, change, change + HOUR]
    seen = set()
    for unit in ["hour", "day", "week", "month"]:
        for moment in sorted(moments):
            start, end = period(moment, unit, zone)
            if (unit, start) not in seen:
                seen.add((unit, start))
                yield f"{unit} {text(moment)} {text(start)} {text(end)}"


print("// Made by scripts/ledger/periods.py with Python's zoneinfo. Make it again when a zone's rules have changed.")
print()
print("/// Periods in many zones around changes of clocks, leap days and the ends of weeks, months and years.")
print("enum PeriodSamples {")
print("    /// By zone: unit, a moment, start and end of its period.")
print("    static let lines: [(zone: String, lines: String)] = [")
for sample in SAMPLES:
    print("        (")
    print(f'            "{sample[0]}",')
    print('            """')
    for row in rows(*sample):
        print(f"            {row}")
    print('            """')
    print("        ),")
print("    ]")
print("}")
