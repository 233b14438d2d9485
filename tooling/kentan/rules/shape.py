"""Fields that are missing, unknown or of another shape; found by `files.shaping`, put into words here."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

UNKNOWN_FIELD = Rule(
    code="K201",
    name="unknown-field",
    title=N_("A field that does not exist"),
    message=N_("There is no field “{field}” here."),
    mend=N_(
        "Correct the name of the field (the nearest is: {nearest}), or look whether the line is indented "
        "under the right one."
    ),
    why=N_("A misspelt field would be left out in silence, and with it what somebody wrote there."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
summery: 二期扩产项目的用地审批已等了半年。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 二期扩产项目的用地审批已等了半年。
""",
)

MISSING_FIELD = Rule(
    code="K202",
    name="missing-field",
    title=N_("A missing field"),
    message=N_("The field “{field}” is missing, or nothing stands behind it. What it says: {meaning}"),
    mend=N_("Add the line `{field}: …`, indented like its neighbours. One of these may stand there: {words}."),
    why=N_("Without it the record cannot be published, assigned or counted."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: hotline
""",
)

TEXT_EXPECTED = Rule(
    code="K203",
    name="text-expected",
    title=N_("A text is expected"),
    message=N_("A text is expected here, but a list or a group of fields was found: {value}"),
    mend=N_(
        "Write one text. If it begins with a bracket or with “- ”, put it in plain quotation marks, or "
        "behind `|` on lines of its own."
    ),
    why=N_("A text of its own is what people read on the page; there is no place for a list in it."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
title: [希望加快工业用地审批]
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
title: "[希望加快工业用地审批]"
""",
)

LIST_EXPECTED = Rule(
    code="K204",
    name="list-expected",
    title=N_("A list is expected"),
    message=N_("A list is expected here, but this was found: {value}"),
    mend=N_("Put each entry on lines of its own that begin with “- ”, indented by two spaces."),
    why=N_("What can happen twice is a list from the beginning, so that the second time only adds lines."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  on: 2022-06-30
  score: 5
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

FIELDS_EXPECTED = Rule(
    code="K205",
    name="fields-expected",
    title=N_("A group of fields is expected"),
    message=N_("A group of fields is expected here, but this was found: {value}"),
    mend=N_("Put the fields on lines of their own below it, indented by two spaces, without “- ”."),
    why=N_("Each part has a name, so that it can be checked, corrected or withheld by itself."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
raised: 2022-06-08
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
raised:
  on: 2022-06-08
  by: enterprise
  channel: hotline
""",
)

EXACTLY_ONE_OF = Rule(
    code="K213",
    name="exactly-one-of",
    title=N_("Exactly one of several fields"),
    message=N_("Exactly one of these is needed here: {fields}."),
    mend=N_("Keep the one that is meant and delete the others; if there is none, add it."),
    why=N_("A time limit of three days and of five working days at once is none at all."),
    bad="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    recorded_within:
      days: 3
      working_days: 5
""",
    good="""\
# registry/programmes/huzhou.yml
versions:
  - from: 2022-01-01
    recorded_within:
      working_days: 5
""",
)

COMPUTED_FIELD = Rule(
    code="K215",
    name="computed-field",
    title=N_("A computed field that somebody typed"),
    message=N_("“{field}” is computed from the dates; it is never typed."),
    mend=N_("Delete this line. Record what happened, with its date, and the rest follows from it."),
    why=N_("A typed status can say “on time” while the dates say otherwise; a computed one cannot."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
status: closed
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
topic: land
""",
)

EMPTY_ENTRY = Rule(
    code="K216",
    name="empty-entry",
    title=N_("An empty entry"),
    message=N_("Nothing is written here."),
    mend=N_("Write the entry, or delete the line (the “- ” of a list, or the name of the field with it)."),
    why=N_("An empty entry is a placeholder that somebody meant to fill in, and forgot."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  -
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
ratings:
""",
)

PERSONAL_FIELD = Rule(
    code="K217",
    name="personal-field",
    title=N_("A personal field in the roster"),
    message=N_("The roster has no field “{field}”: it holds account ids, keys, roles and dates only."),
    mend=N_(
        "Delete this line, and do not commit the file before. Who is behind an account is written down in "
        "the office, not here."
    ),
    why=N_(
        "The repository is public, and Git does not forget: a name or a number once published cannot be taken back."
    ),
    bad="""\
# registry/people.yml
people:
  staff-01:
    name: 张三
    roles:
      - role: staff
        from: 2022-01-01
""",
    good="""\
# registry/people.yml
people:
  registrar-01:
    roles:
      - role: registrar
        from: 2022-01-01
  staff-01:
    roles:
      - role: staff
        from: 2022-01-01
""",
)

RULES: tuple[Rule, ...] = (
    UNKNOWN_FIELD,
    MISSING_FIELD,
    TEXT_EXPECTED,
    LIST_EXPECTED,
    FIELDS_EXPECTED,
    EXACTLY_ONE_OF,
    COMPUTED_FIELD,
    EMPTY_ENTRY,
    PERSONAL_FIELD,
)
