"""What a Chinese keyboard or an editor puts where YAML needs plain signs; found by `files.reading`."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

TAB = Rule(
    code="K110",
    name="tab",
    title=N_("A tab in the indentation"),
    message=N_("The line is indented with a tab; YAML knows only spaces."),
    mend=N_("Delete the blank at the beginning of the line and type spaces: two for each level."),
    why=N_("A tab has no fixed width, so it cannot say to what a line belongs."),
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
  channel: letter
""",
)

FULL_WIDTH_COLON = Rule(
    code="K111",
    name="full-width-colon",
    title=N_("A full-width colon"),
    message=N_("There is a full-width colon “：” after the name of the field."),
    mend=N_("Switch to English input, and write a plain colon and a space: `title: …`."),
    why=N_("For YAML the full-width colon is an ordinary character: field and value become one text."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
topic: land
summary：二期扩产项目的用地审批已等了半年。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: 二期扩产项目的用地审批已等了半年。
""",
)

FULL_WIDTH_QUOTES = Rule(
    code="K112",
    name="full-width-quotes",
    title=N_("Full-width quotation marks"),
    message=N_("The value begins with a full-width quotation mark where a plain value is expected."),
    mend=N_('Delete the quotation marks; where they are needed, switch to English input and write "…".'),
    why=N_(
        "YAML takes full-width quotation marks for a part of the value, which then is no day, number or word of a list."
    ),
    bad="""\
# cases/2022/HZ-2022-0001.yml
kind: “difficulty”
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
kind: difficulty
""",
)

FULL_WIDTH_BLANK = Rule(
    code="K124",
    name="full-width-blank",
    title=N_("A full-width blank in the indentation"),
    message=N_("The line is indented with a full-width blank or a no-break space; YAML knows only plain spaces."),
    mend=N_(
        "Switch to English input, delete the blank at the beginning of the line and type plain spaces: two "
        "for each level."
    ),
    why=N_("YAML takes such a blank for the first character of the field's name."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  disclosure: sector
  　sector: manufacturing
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  disclosure: sector
  sector: manufacturing
""",
)

RULES: tuple[Rule, ...] = (
    TAB,
    FULL_WIDTH_COLON,
    FULL_WIDTH_QUOTES,
    FULL_WIDTH_BLANK,
)
