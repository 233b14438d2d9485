"""Text that is not the plain YAML of records; found by `files.reading`, put into words here."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

ANCHOR_OR_ALIAS = Rule(
    code="K114",
    name="anchor-or-alias",
    title=N_("An anchor or an alias"),
    message=N_("There is an anchor (&) or an alias (*) here; records do not use them."),
    mend=N_('Write the value out. If the text itself begins with & or *, put it in plain quotation marks: "* …".'),
    why=N_("They make one line change many places at once, and a few lines grow into gigabytes."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
title: &title 希望加快工业用地审批
summary: *title
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
title: 希望加快工业用地审批
summary: 希望加快工业用地审批
""",
)

TAG = Rule(
    code="K115",
    name="tag",
    title=N_("A YAML tag"),
    message=N_("There is a tag (!) here; records do not use them."),
    mend=N_("Delete the word that begins with “!”. If the text itself begins with !, put it in plain quotation marks."),
    why=N_("Tags tell a program to make something else of a text; some of them run code."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
title: !important 希望加快工业用地审批
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
title: "!important 希望加快工业用地审批"
""",
)

SEVERAL_DOCUMENTS = Rule(
    code="K116",
    name="several-documents",
    title=N_("Several documents in one file"),
    message=N_("A second document begins here (a line “---” or “...”)."),
    mend=N_("Put each record into a file of its own and delete the line “---”. Inside of a text, indent such a line."),
    why=N_("One file is one record; whatever stood in the second would be missing in silence."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
topic: land
---
id: HZ-2022-0002
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
topic: land
""",
)

NESTED_TOO_DEEPLY = Rule(
    code="K117",
    name="nested-too-deeply",
    title=N_("Nested too deeply"),
    message=N_("The nesting is deeper than {most} levels here."),
    mend=N_("Look where brackets or list signs were repeated by mistake, and write the field as its example shows."),
    why=N_("No record needs so many levels; deep nesting is a way to bring programs down."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
sources: [[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
sources:
  - title: 示例报道
    publisher: 示例报社
""",
)

DUPLICATE_KEY = Rule(
    code="K119",
    name="duplicate-key",
    title=N_("A field written twice"),
    message=N_("The field “{field}” stands here a second time."),
    mend=N_(
        "Delete one of the two, after bringing what is right into the other. Entries of a list go under one "
        "field, each behind “- ”."
    ),
    why=N_("Most programs keep the second and drop the first without a word."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2022-06-30
    score: 5
    score: 2
    by: enterprise
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2022-06-30
    score: 2
    by: enterprise
""",
)

NO_FIELDS = Rule(
    code="K120",
    name="no-fields",
    title=N_("A file without fields"),
    message=N_("The file holds a list or a text, but no fields (`id: …`, `title: …`)."),
    mend=N_("Write the record as fields, one a line; a sound record beside it shows how."),
    why=N_("Text alone cannot be assigned, timed or counted."),
    bad="""\
# cases/2022/HZ-2022-0002.yml
希望加快工业用地审批
""",
    good="""\
title: 希望加快工业用地审批
""",
)

FIELD_NAME_IS_NO_TEXT = Rule(
    code="K121",
    name="field-name-is-no-text",
    title=N_("A field name that is not text"),
    message=N_("The name of a field is a list or a mapping here."),
    mend=N_("Look for a “?” or a bracket before the colon, and write the name of the field instead."),
    why=N_("The names of the fields are fixed; no record needs any other."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
withheld:
  - {field, reason}: 商业秘密
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
withheld:
  - field: summary
    reason: 商业秘密
""",
)

RULES: tuple[Rule, ...] = (
    ANCHOR_OR_ALIAS,
    TAG,
    SEVERAL_DOCUMENTS,
    NESTED_TOO_DEEPLY,
    DUPLICATE_KEY,
    NO_FIELDS,
    FIELD_NAME_IS_NO_TEXT,
)
