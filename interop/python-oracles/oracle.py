"""Judges our recurrences by dateutil's rrule and our clocks by zoneinfo; reads questions and our answers as JSON lines.

Where Exchange differs from RFC 5545, the rule given to rrule says what Exchange does:
- a day of the month past its end is the last day: 29 to 31 are the last of the days from 28 that the month has;
- a relative pattern counts the days of a set (Day, Weekday, WeekendDay) together: BYDAY with BYSETPOS;
- a month or week without DTSTART itself among its dates counts from the first date that fits: rrule does so too,
  for DTSTART is only counted where the rule has it;
- times are those of the wall clock in the zone; one that a jump of the clock leaves out is as far past midnight as
  the clock before the jump says, one that comes twice is the first: fold=0 in Python's words.
Compared are instants from 1980 to 2037. Nothing else is left out.
"""

import collections
import datetime as dt
import itertools
import json
import pathlib
import sys
import zoneinfo

from dateutil import rrule

EPOCH = dt.datetime(1970, 1, 1)
UTC = dt.timezone.utc
LAST = dt.datetime(2037, 12, 31)
WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
RRULE_DAYS = dict(zip(WEEKDAYS, [rrule.SU, rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA]))
DAY_SETS = {
    "Day": list(RRULE_DAYS.values()),
    "Weekday": [rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR],
    "WeekendDay": [rrule.SA, rrule.SU],
}
MONTHS = [
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
]  # fmt: skip
PLACES = {"First": 1, "Second": 2, "Third": 3, "Fourth": 4, "Last": -1}
MAX_FAILURES_SHOWN = 20


def by_day(pattern):
    day = pattern["DayOfMonth"]
    return {"bymonthday": day} if day <= 28 else {"bymonthday": list(range(28, day + 1)), "bysetpos": -1}


def by_weekday(pattern):
    name = pattern["DaysOfWeek"]
    days = DAY_SETS.get(name) or [RRULE_DAYS[name]]
    return {"byweekday": days, "bysetpos": PLACES[pattern["DayOfWeekIndex"]]}


def weekly(pattern):
    first = RRULE_DAYS[pattern.get("FirstDayOfWeek", "Sunday")]
    return {"byweekday": [RRULE_DAYS[day] for day in pattern["DaysOfWeek"]], "wkst": first}


def month(pattern):
    return {"bymonth": MONTHS.index(pattern["Month"]) + 1}


PATTERNS = {
    "DailyRecurrence": (rrule.DAILY, lambda pattern: {}),
    "WeeklyRecurrence": (rrule.WEEKLY, weekly),
    "AbsoluteMonthlyRecurrence": (rrule.MONTHLY, by_day),
    "RelativeMonthlyRecurrence": (rrule.MONTHLY, by_weekday),
    "AbsoluteYearlyRecurrence": (rrule.YEARLY, lambda pattern: {**by_day(pattern), **month(pattern)}),
    "RelativeYearlyRecurrence": (rrule.YEARLY, lambda pattern: {**by_weekday(pattern), **month(pattern)}),
}


def date(text):
    return dt.datetime.strptime(text[:10], "%Y-%m-%d")


def to_wall(ms, zone):
    """An instant as a naive time on the clock of a zone."""
    moment = (EPOCH + dt.timedelta(milliseconds=ms)).replace(tzinfo=UTC)
    return moment.astimezone(zone).replace(tzinfo=None, fold=0)


def from_wall(wall, zone):
    moment = wall.replace(tzinfo=zone, fold=0).astimezone(UTC).replace(tzinfo=None)
    return (moment - EPOCH) // dt.timedelta(milliseconds=1)


def names_of(recurrence):
    pattern = next(name for name in PATTERNS if name in recurrence)
    return pattern, next(name for name in recurrence if name != pattern)


def dates_of(recurrence, time_of_day):
    """The occurrences as rrule has them, naive."""
    name, range_name = names_of(recurrence)
    frequency, options = PATTERNS[name]
    bounds = recurrence[range_name]
    first = date(bounds["StartDate"])
    rule = {"dtstart": first + time_of_day, "interval": recurrence[name].get("Interval", 1), **options(recurrence[name])}
    if "EndDate" in bounds:
        rule["until"] = date(bounds["EndDate"]) + dt.timedelta(days=1, microseconds=-1)
    if "NumberOfOccurrences" in bounds:
        rule["count"] = bounds["NumberOfOccurrences"]
    return rrule.rrule(frequency, **rule)


class Judge:
    def __init__(self):
        self.failures = 0
        self.rules = collections.Counter()
        self.occurrences = collections.Counter()
        self.zones = collections.Counter()
        self.clocks = 0
        self.walls = 0
        self.windows = 0
        self.far = 0
        self.counts = 0

    def fail(self, what, question, expected, got):
        self.failures += 1
        if self.failures <= MAX_FAILURES_SHOWN:
            print(f"  FAIL {what}: {json.dumps(question)}\n       expected {expected}\n       got      {got}")

    def clock(self, question):
        zone = zoneinfo.ZoneInfo(question["zone"])
        for at, offset in question["clock"]:
            expected = (to_wall(at, zone) - EPOCH) // dt.timedelta(milliseconds=1) - at
            self.clocks += 1
            if expected != offset:
                self.fail("offset", [question["zone"], at], expected, offset)
        for wall, at in question["walls"]:
            expected = from_wall(EPOCH + dt.timedelta(milliseconds=wall), zone)
            self.walls += 1
            if expected != at:
                self.fail("wall time", [question["zone"], wall], expected, at)

    def series(self, question):
        zone = zoneinfo.ZoneInfo(question["zone"])
        recurrence = question["recurrence"]
        start, end = (to_wall(question[name], zone) for name in ("start", "end"))
        midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        length = end - start
        rule = dates_of(recurrence, start - midnight)

        def times(wall):
            return [from_wall(wall, zone), from_wall(wall + length, zone)]

        self.rules[names_of(recurrence)] += 1
        self.zones[question["zone"]] += 1
        self.shown(question, rule, times)
        self.window(question, rule, times)
        self.whole(question, rule, times)

    def shown(self, question, rule, times):
        walls = list(itertools.takewhile(lambda wall: wall < LAST, itertools.islice(rule, len(question["shown"]) + 1)))
        walls = walls[: len(question["shown"])]
        expected = [times(wall) for wall in walls]
        got = question["shown"][: len(expected)]
        self.occurrences[names_of(question["recurrence"])] += len(expected)
        if expected != got:
            self.fail("occurrences", about(question), expected, got)

    def window(self, question, rule, times):
        """What takes place in a window, by a filter of all."""
        begin, stop = question["window"]
        until = EPOCH + dt.timedelta(milliseconds=stop, days=2)
        expected = []
        for wall in itertools.takewhile(lambda wall: wall < until, rule):
            start, end = times(wall)
            if start < stop and (end > begin or start >= begin):
                expected.append([start, end])
        self.windows += 1
        if expected != question["inWindow"]:
            self.fail("window", about(question), expected, question["inWindow"])

    def whole(self, question, rule, times):
        """How many occurrences there are, and one far from the start."""
        if question["count"] is not None:
            self.counts += 1
            if rule.count() != question["count"]:
                self.fail("count", about(question), rule.count(), question["count"])
        if question["far"] is None:
            return
        place, got = question["far"]
        wall = next(itertools.islice(rule, place - 1, None), None)
        if wall is not None and wall >= LAST:
            return
        self.far += 1
        expected = None if wall is None else times(wall)
        if expected != got:
            self.fail("place", [about(question), place], expected, got)

    def report(self):
        print(f"  {sum(self.rules.values())} series, {sum(self.occurrences.values())} occurrences, {len(self.zones)} zones")
        for (pattern, bounds), count in sorted(self.rules.items()):
            print(f"    {pattern:28}{bounds:22}{count:6} series {self.occurrences[pattern, bounds]:7} occurrences")
        print(f"  {self.windows} windows, {self.counts} counts, {self.far} places far from the start")
        print(f"  {self.clocks} offsets and {self.walls} wall times")
        print("  series by zone: " + ", ".join(f"{zone} {count}" for zone, count in sorted(self.zones.items())))
        print(f"  {self.failures} differences")


def about(question):
    return {name: question[name] for name in ("zone", "recurrence", "start", "end", "window")}


def tzdata_version():
    for folder in zoneinfo.TZPATH:
        source = pathlib.Path(folder) / "tzdata.zi"
        if source.exists():
            return source.open().readline().split()[-1]
    try:
        import tzdata

        return tzdata.IANA_VERSION
    except ImportError:
        return "unknown"


def main():
    judge = Judge()
    for line in sys.stdin:
        question = json.loads(line)
        if question["kind"] == "versions":
            ours, theirs = question["node"], tzdata_version()
            note = "" if ours == theirs else "  *** THE TIME ZONE DATABASES DIFFER ***"
            print(f"  tzdata {ours} in Node, {theirs} in Python{note}")
        elif question["kind"] == "clock":
            judge.clock(question)
        else:
            judge.series(question)
    judge.report()
    sys.exit(1 if judge.failures or not judge.rules or not judge.clocks else 0)


main()
