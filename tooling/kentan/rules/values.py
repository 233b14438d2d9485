"""Values that are not what their field holds; found by `files.shaping`, put into words here."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

NUMBER_EXPECTED = Rule(
    code="K206",
    name="number-expected",
    title=N_("A number is expected"),
    message=N_("A number such as {expected} is expected here, not “{value}”."),
    mend=N_("Write plain digits: no unit, no “余” or “over”, no comma, no full-width digits, no zero in front."),
    why=N_("Only a plain number can be added up; a unit or a qualifier has a field of its own."),
    bad="""\
# meetings/2022/2022-06-08-huzhou.yml
attendance:
  enterprises: 12家
""",
    good="""\
# meetings/2022/2022-06-08-huzhou.yml
attendance:
  enterprises: 12
""",
)

TRUE_OR_FALSE_EXPECTED = Rule(
    code="K207",
    name="true-or-false-expected",
    title=N_("true or false is expected"),
    message=N_("true or false is expected here, not “{value}”."),
    mend=N_("Write true for yes, false for no."),
    why=N_("yes, no, on and off mean different things to different programs."),
    bad="""\
# registry/surveys/2022-06-huzhou.yml
base_is_chosen: yes
""",
    good="""\
# registry/surveys/2022-06-huzhou.yml
base_is_chosen: true
""",
)

FORM_OF_A_DAY = Rule(
    code="K208",
    name="form-of-a-day",
    title=N_("A day in another form"),
    message=N_("“{value}” is not in the form of a day here: {expected}."),
    mend=N_(
        "Write {meant}, if that is the day. A day is year-month-day with four, two and two digits: {expected}. A time "
        "follows after one space."
    ),
    why=N_("3/4 is in March for one reader and in April for another; only one form can be compared and sorted."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022年6月8日
    decision: accepted
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
acceptance:
  - on: 2022-06-08
    decision: accepted
""",
)

DAY_THAT_DOES_NOT_EXIST = Rule(
    code="K209",
    name="day-that-does-not-exist",
    title=N_("A day that does not exist"),
    message=N_("There is no day {value}."),
    mend=N_("Look at the calendar and write the day that was meant."),
    why=N_("Most programs turn such a day into another one, or fall over it."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-31
  by: enterprise
  channel: hotline
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-30
  by: enterprise
  channel: hotline
""",
)

UNKNOWN_WORD = Rule(
    code="K210",
    name="unknown-word",
    title=N_("A word that is not on the list"),
    message=N_("“{value}” is not one of: {words}."),
    mend=N_("Write one of the words of the list exactly (the nearest is: {nearest})."),
    why=N_("What has a fixed list can be counted and translated; a word of one's own would be counted as nothing."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
kind: dificulty
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
kind: difficulty
""",
)

WRONG_FORM = Rule(
    code="K211",
    name="wrong-form",
    title=N_("A value in the wrong form"),
    message=N_("“{value}” does not have the form that is expected here (such as {expected})."),
    mend=N_(
        "Write it in the form of the example: {expected}. Write the id as {listed} has it, not a name (the nearest "
        "is: {nearest}). The nearest is: {likely}. The programme declares: {declared}. A sector is a code of your own "
        "choosing in small Latin letters and hyphens, and these have a name on the site: {sectors}."
    ),
    why=N_("Ids and addresses become file names and links, and have to be the same everywhere."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
topic: 用地
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
topic: land
""",
)

OUT_OF_BOUNDS = Rule(
    code="K212",
    name="out-of-bounds",
    title=N_("A number out of bounds"),
    message=N_("{value} is not between {least} and {most}."),
    mend=N_("Write a number from {least} to {most}."),
    why=N_("A number outside of its scale falsifies every mean that it enters."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2022-06-30
    score: 10
    by: enterprise
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2022-06-30
    score: 5
    by: enterprise
""",
)

NEWER_FORMAT = Rule(
    code="K218",
    name="newer-format",
    title=N_("Records of a newer format"),
    message=N_("The records are of format {value}; this Kentan knows up to format {most}."),
    mend=N_("Install a newer version of Kentan; do not lower the number."),
    why=N_("An older Kentan would judge newer records by rules that no longer hold."),
    bad="""\
# registry/instance.yml
format: 2
""",
    good="""\
# registry/instance.yml
format: 1
""",
)

LINE_BREAK = Rule(
    code="K214",
    name="line-break",
    title=N_("A line break in a text of one line"),
    message=N_("This text has to stand in one line."),
    mend=N_("Join the lines into one. What does not fit goes into the summary or the text."),
    why=N_("It is a headline: of lists, feeds and search results, which show one line."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
title: |
  希望加快
  工业用地审批
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
title: 希望加快工业用地审批
""",
)

RULES: tuple[Rule, ...] = (
    NUMBER_EXPECTED,
    TRUE_OR_FALSE_EXPECTED,
    FORM_OF_A_DAY,
    DAY_THAT_DOES_NOT_EXIST,
    UNKNOWN_WORD,
    WRONG_FORM,
    OUT_OF_BOUNDS,
    NEWER_FORMAT,
    LINE_BREAK,
)
