"""Text that YAML cannot read, by its cause; found by `files.syntax`, put into words here."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

NOT_YAML = Rule(
    code="K113",
    name="not-yaml",
    title=N_("Not readable as YAML"),
    message=N_("YAML cannot be read from here on: {problem}."),
    mend=N_(
        "Compare this line and the one above it with the example on the rule's page or with another file: "
        "each line is `field: value` or begins with “- ”, brackets and quotation marks come in pairs. Long "
        "texts go behind `|` on indented lines of their own."
    ),
    why=N_("What cannot be read cannot be checked or published; the other files are still read."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
callbacks: [
withheld:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
callbacks:
withheld:
""",
)

COLON_IN_A_TEXT = Rule(
    code="K127",
    name="colon-in-a-text",
    title=N_("A colon and a blank inside of a text"),
    message=N_(
        "There is a second colon with a blank behind it in this line; YAML takes it for the end of another "
        "field's name."
    ),
    mend=N_('In a Chinese text write a full-width colon “：”; or put the whole text in plain quotation marks: "…".'),
    why=N_("Only the first colon of a line separates the field from its value."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
title: 关于工业用地: 希望加快审批
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
title: 关于工业用地：希望加快审批
""",
)

SIGN_WITH_A_MEANING = Rule(
    code="K128",
    name="sign-with-a-meaning",
    title=N_("A text that begins with a sign that YAML understands"),
    message=N_(
        "This text begins with a sign that has a meaning of its own in YAML: one of @ ` % & * ! [ { >, or a hyphen "
        "with a blank behind it."
    ),
    mend=N_(
        'Put the whole text in plain quotation marks: "[…] …". In a Chinese text full-width brackets 【】 need none.'
    ),
    why=N_("YAML reads such a text as a list, a link or a command, and then no further."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
title: [加急] 希望加快工业用地审批
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
title: 【加急】希望加快工业用地审批
""",
)

INDENTATION = Rule(
    code="K129",
    name="indentation",
    title=N_("A line that is not indented like its neighbours"),
    message=N_("The blanks at the beginning of this line do not fit the lines above it."),
    mend=N_(
        "Give this line as many blanks as the other fields of the same group have; two more for what belongs "
        "to the line above it."
    ),
    why=N_("The indentation says what belongs to what; one blank more or less changes it."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  ref: e-4f2a91
   disclosure: sector
  sector: manufacturing
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  ref: e-4f2a91
  disclosure: sector
  sector: manufacturing
""",
)

QUOTATION_MARKS = Rule(
    code="K130",
    name="quotation-marks",
    title=N_("Quotation marks that do not enclose the whole text"),
    message=N_(
        "The text that begins here with a plain quotation mark does not end with one, or holds another or a backslash."
    ),
    mend=N_(
        "Put the quotation marks around the whole text, and inside of it write Chinese ones “…”; or delete "
        "them all, they are rarely needed. A backslash is doubled: \\\\."
    ),
    why=N_("YAML takes the text to be over at the second quotation mark, or reads on to the end of the file for one."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
title: "关于"工业用地"的审批
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
title: 关于“工业用地”的审批
""",
)

LINE_WITHOUT_A_FIELD = Rule(
    code="K131",
    name="line-without-a-field",
    title=N_("A line that is neither a field nor part of a text"),
    message=N_("No `field: value` can be read from this line."),
    mend=N_(
        "Write a plain colon and a blank after the field's name. If the line belongs to the text above it, "
        "put `|` behind that field's colon and indent the text by two blanks."
    ),
    why=N_("A line on its own belongs to nothing, and would get lost."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
summary:
二期扩产项目的用地审批已等了半年。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
summary: |
  二期扩产项目的用地审批已等了半年。
""",
)

WORDS_LOST = Rule(
    code="K132",
    name="words-lost",
    title=N_("Words behind “ #” of a text, which nobody would see"),
    message=N_("What stands behind the blank and “#” on this line is a comment and no part of the text: it gets lost."),
    mend=N_(
        'If it belongs to the text, put the whole text in plain quotation marks: "…"; a longer one goes behind `|` on '
        "lines of its own. If it is a comment, put it on a line of its own above the field."
    ),
    why=N_("YAML reads no further and says nothing; what somebody wrote would be missing on the page."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
title: 道路照明 #3路灯不亮
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
title: "道路照明 #3路灯不亮"
""",
)

CONFLICT = Rule(
    code="K133",
    name="conflict-of-git",
    title=N_("A merge that Git could not finish"),
    message=N_("Here begins what two people wrote in the same place; Git left both for a person to decide."),
    mend=N_(
        "Between `<<<<<<<` and `=======` stands one version, between `=======` and `>>>>>>>` the other. Keep what is "
        "right of both, and delete the three lines with these signs."
    ),
    why=N_("Only a person knows which of the two is right, or whether both are."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
<<<<<<< HEAD
    role: lead
=======
    role: support
>>>>>>> staff
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
    role: lead
""",
)

RULES: tuple[Rule, ...] = (
    NOT_YAML,
    COLON_IN_A_TEXT,
    SIGN_WITH_A_MEANING,
    INDENTATION,
    QUOTATION_MARKS,
    LINE_WITHOUT_A_FIELD,
    WORDS_LOST,
    CONFLICT,
)
