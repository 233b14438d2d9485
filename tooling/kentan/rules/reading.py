"""Files that cannot be read as text; found by `files.tree` and `files.encoding`, put into words here."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

FOLDER_INSTEAD_OF_FILE = Rule(
    code="K101",
    name="folder-instead-of-file",
    title=N_("A folder where a file should be"),
    message=N_("This is a folder; its name says that a record should be here."),
    mend=N_("Move the file out of the folder and delete the folder, or give the folder a name without “.yml”."),
    why=N_("Unpacking an archive or “New folder” easily makes one; the record that was meant is then missing."),
    bad="""\
cases/2022/HZ-2022-0002.yml/HZ-2022-0002.yml
""",
    good="""\
cases/2022/HZ-2022-0002.yml
""",
)

SYMBOLIC_LINK = Rule(
    code="K102",
    name="symbolic-link",
    title=N_("A link in the place of a file"),
    message=N_("This is a symbolic link; links are not followed."),
    mend=N_("Delete the link and put the file itself here."),
    why=N_("A link can point outside of the repository, at a file that was never meant to be published."),
    bad="""\
cases/2022/HZ-2022-0002.yml -> ../../../ledger.yml
""",
    good="""\
cases/2022/HZ-2022-0002.yml
""",
)

FILE_TOO_LARGE = Rule(
    code="K103",
    name="file-too-large",
    title=N_("A file that is too large"),
    message=N_("The file has more than {most} bytes; a record has a few thousand."),
    mend=N_(
        "Take out what does not belong in a record (pasted pictures, whole documents) and name documents "
        "under evidence by title, number and address."
    ),
    why=N_("Nobody can review such a file, and one of them slows every check down."),
    bad="""\
evidence:
  - title: data:image/png;base64,iVBORw0KGgo… (two million characters)
""",
    good="""\
evidence:
  - title: 关于加快工业用地审批的通知
    number: 湖自然资发〔2022〕12号
    address: https://example.cn/notice/12
""",
)

EMPTY_FILE = Rule(
    code="K104",
    name="empty-file",
    title=N_("An empty file"),
    message=N_("The file holds nothing."),
    mend=N_("Write the record into it (copy a sound one and change it), or delete the file."),
    why=N_("An empty file takes a number and says nothing about the matter."),
    bad="""\
# cases/2022/HZ-2022-0002.yml
# nothing yet
""",
    good="""\
id: HZ-2022-0002
programme: huzhou
""",
)

UTF_16 = Rule(
    code="K105",
    name="utf-16",
    title=N_("A file in UTF-16"),
    message=N_("The file is saved as UTF-16 (Notepad calls it “Unicode”)."),
    mend=N_("In Notepad: File → Save As → Encoding: UTF-8 → Save. Replace the old file."),
    why=N_("Other programs and Git see only unreadable bytes in it, and no change to it can be reviewed."),
    bad="""\
ÿþi d :   H Z - 2 0 2 2 - 0 0 0 2
""",
    good="""\
id: HZ-2022-0002
""",
)

GBK = Rule(
    code="K106",
    name="gbk",
    title=N_("A file in GBK"),
    message=N_("The file is not UTF-8; it looks like GBK or GB18030 (Notepad calls it “ANSI”)."),
    mend=N_(
        "In Notepad: File → Save As → Encoding: UTF-8 → Save. Look whether all characters are right, and "
        "replace the old file."
    ),
    why=N_("Read as UTF-8 the Chinese text of such a file is garbage; guessed at, it can be wrong in silence."),
    bad="""\
title: Ï£Íû¼Ó¿ì¹¤ÒµÓÃµØÉóÅú
""",
    good="""\
title: 希望加快工业用地审批
""",
)

BYTE_ORDER_MARK = Rule(
    code="K107",
    name="byte-order-mark",
    title=N_("A byte-order mark"),
    message=N_("The file begins with an invisible byte-order mark (Notepad: “UTF-8 with BOM”)."),
    mend=N_("In Notepad: File → Save As → Encoding: UTF-8 (without BOM) → Save. Or run `kentan format`."),
    why=N_("Many programs take the mark for a part of the first key, which then is an unknown field."),
    bad="""\
﻿id: HZ-2022-0002
""",
    good="""\
id: HZ-2022-0002
""",
)

CONTROL_CHARACTER = Rule(
    code="K108",
    name="control-character",
    title=N_("A control character"),
    message=N_("There is a control character ({character}) here that cannot be seen."),
    mend=N_(
        "Put the cursor at this place, delete the invisible character (Delete or Backspace), and type the "
        "text again rather than pasting it."
    ),
    why=N_("Such characters come with text pasted from other programs; they can hide text or disturb a terminal."),
    bad="""\
title: 希望加快␇工业用地审批
""",
    good="""\
title: 希望加快工业用地审批
""",
)

HIDDEN_CHARACTER = Rule(
    code="K109",
    name="hidden-character",
    title=N_("An invisible or direction-changing character"),
    message=N_("There is an invisible character ({character}) here, or one that changes the direction of the text."),
    mend=N_(
        "Delete the invisible character at this place; if you cannot find it, delete the whole line and type it again."
    ),
    why=N_(
        "What a reviewer sees would not be what the file says: two ids can look the same, or a text can read backwards."
    ),
    bad="""\
title: 希望加快⟨U+202E⟩批审地用业工
""",
    good="""\
title: 希望加快工业用地审批
""",
)

LINE_TOO_LONG = Rule(
    code="K118",
    name="line-too-long",
    title=N_("A line that is too long"),
    message=N_("The line has more than {most} characters."),
    mend=N_(
        "Break the text into lines behind `|`, each indented by two spaces. If a picture or a document was "
        "pasted, take it out."
    ),
    why=N_("A change in such a line cannot be reviewed: every tool shows the whole line as changed."),
    bad="""\
summary: 二期扩产项目……(30000 characters in one line)
""",
    good="""\
summary: |
  二期扩产项目的用地审批已等了半年。
  希望尽快办理。
""",
)

CANNOT_BE_OPENED = Rule(
    code="K123",
    name="cannot-be-opened",
    title=N_("A file that cannot be opened"),
    message=N_("The file cannot be opened: it is no ordinary file, or may not be read."),
    mend=N_(
        "Delete it and put an ordinary file in its place; look whether you may read it (close the program "
        "that has it open)."
    ),
    why=N_("What cannot be opened cannot be checked or published; the other files are still read."),
    bad="""\
cases/2022/HZ-2022-0002.yml (a named pipe)
""",
    good="""\
cases/2022/HZ-2022-0002.yml
""",
)

UNKNOWN_ENCODING = Rule(
    code="K125",
    name="unknown-encoding",
    title=N_("An encoding that is not known"),
    message=N_("The file is neither UTF-8 nor GBK: it is damaged, or no text at all."),
    mend=N_(
        "Open it in the program that wrote it, copy the text into a new file in Notepad and save that with "
        "Encoding: UTF-8. Word, Excel and PDF files do not belong here."
    ),
    why=N_("Half-read text is worse than none: a lost character can change a sum or a name."),
    bad="""\
title: ��ࡱ��
""",
    good="""\
title: 希望加快工业用地审批
""",
)

RULES: tuple[Rule, ...] = (
    FOLDER_INSTEAD_OF_FILE,
    SYMBOLIC_LINK,
    FILE_TOO_LARGE,
    EMPTY_FILE,
    UTF_16,
    GBK,
    BYTE_ORDER_MARK,
    CONTROL_CHARACTER,
    HIDDEN_CHARACTER,
    LINE_TOO_LONG,
    CANNOT_BE_OPENED,
    UNKNOWN_ENCODING,
)
