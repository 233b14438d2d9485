"""Files that are not read because of where they stand; found by `files.loading`, put into words here."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

FILE_NAME = Rule(
    code="K126",
    name="file-name",
    title=N_("A file name that cannot be shown"),
    message=N_("The file's name holds control characters, invisible characters, or bytes that are not UTF-8."),
    mend=N_(
        "Rename the file to its id and “.yml”, for example HZ-2022-0123.yml. Archives packed on Windows "
        "should be unpacked there, too."
    ),
    why=N_("Such a name is different on every computer, and can disturb the terminal of whoever lists it."),
    bad="""\
cases/2022/\\xba\\xfe\\xd6\\xdd.yml
""",
    good="""\
cases/2022/HZ-2022-0002.yml
""",
)

ID_TWICE = Rule(
    code="K322",
    name="id-twice",
    title=N_("The same id in two files"),
    message=N_("“{id}” is already the id of {other}; this file is left out."),
    mend=N_(
        "If this file is a copy, delete it. If it is another matter, give it the next free number, in its `id` and in "
        "its file's name; before the merge numbers may still change."
    ),
    why=N_(
        "Two people often take the next number at the same time, and desktops make copies; each matter needs its own."
    ),
    bad="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0001
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
""",
)

STRAY_FILE = Rule(
    code="K324",
    name="stray-file",
    title=N_("A file that does not belong here"),
    message=N_("No record belongs at this place under this name."),
    mend=N_(
        "Move the file out of cases/, meetings/ and registry/, or give it the name of a record: "
        "cases/YEAR/ID.yml, meetings/YEAR/ID.yml; the ending is .yml."
    ),
    why=N_(
        "A record under a wrong name is read by nobody; other files, such as a spreadsheet with names, "
        "should not be published at all."
    ),
    bad="""\
# cases/2022/HZ-2022-0002.yaml
id: HZ-2022-0002
""",
    good="""\
# cases/2022/HZ-2022-0002.yml
id: HZ-2022-0002
""",
)

RULES: tuple[Rule, ...] = (
    FILE_NAME,
    ID_TWICE,
    STRAY_FILE,
)
