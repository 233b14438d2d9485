"""What a change may not bring into the tree of files, whoever makes it."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

NO_PLAIN_FILE = Rule(
    code="K751",
    name="no-plain-file",
    title=N_("A link, a submodule or a program"),
    message=N_("{file} is no plain file: {what}."),
    mend=N_("Commit the text itself as a plain file, without the right to be executed."),
    why=N_("A link shows what lies elsewhere, a submodule what somebody else changes; neither is a record."),
    bad="""\
# cases/2022/HZ-2022-0002.yml is a symbolic link
../../../etc/passwd
""",
    good="""\
# cases/2022/HZ-2022-0002.yml is a plain file
id: HZ-2022-0002
""",
)

LOOK_ALIKE = Rule(
    code="K752",
    name="look-alike",
    title=N_("A name that is easily taken for another"),
    message=N_("{file} can be taken for {other}."),
    mend=N_("Use small and capital letters, digits and hyphens of ASCII only, as in the other records' names."),
    why=N_(
        "On Windows and macOS names that differ in case alone are one file; to the eye, so are names with letters of "
        "other scripts."
    ),
    bad="""\
# cases/2022/hz-2022-0001.yml, beside cases/2022/HZ-2022-0001.yml
id: HZ-2022-0001
""",
    good="""\
# cases/2022/HZ-2022-0002.yml, beside cases/2022/HZ-2022-0001.yml
id: HZ-2022-0002
""",
)

PASSING_PERSONAL_DATA = Rule(
    code="K753",
    name="passing-personal-data",
    title=N_("Personal data in an earlier commit of the change"),
    message=N_(
        "An earlier commit of this change has {value} in this file: the last one does not, but the history would."
    ),
    mend=N_(
        "Make one commit of the change (git reset --soft BASE, git commit) and push it under another name, or have a "
        "registrar approve it and merge by squash. Delete the old branch, and what the host keeps of it."
    ),
    why=N_("What is merged with its commits stays in the history, where anybody can read it; Git cannot forget."),
    bad="""\
# the first of two commits; the second one took the number out again
summary: |
  联系人王经理，电话13800138000。
""",
    good="""\
# the only commit
summary: |
  联系方式已另行告知经办人员。
""",
)

RULES = (NO_PLAIN_FILE, LOOK_ALIKE, PASSING_PERSONAL_DATA)
