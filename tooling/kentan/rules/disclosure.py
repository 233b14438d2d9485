"""What an enterprise consented to have published of itself, and nothing beyond it."""

from collections.abc import Iterator

from kentan.languages import mark
from kentan.records.case import Case
from kentan.records.finding import Finding
from kentan.records.vocabulary import Disclosure
from kentan.rules.rule import Context, Rule

N_ = mark

NAME_NOT_CONSENTED_TO = Rule(
    code="K451",
    name="name-not-consented-to",
    title=N_("A name, though the enterprise did not consent"),
    message=N_("The disclosure is “{disclosure}”, but the name is written here."),
    mend=N_(
        "Delete this line before you commit; write only the pseudonym (`ref`). Write `disclosure: named` "
        "only if the enterprise consented in writing."
    ),
    why=N_("Enterprises speak openly only while they can rely on not being named; Git does not forget."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  ref: e-4f2a91
  disclosure: sector
  name: 示例机械有限公司
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

NAMED_WITHOUT_NAME = Rule(
    code="K452",
    name="named-without-name",
    title=N_("To be named, but there is no name"),
    message=N_("The disclosure is “named”, but `name` is missing."),
    mend=N_("Add `name:`, or write what the enterprise really consented to: `sector` or `withheld`."),
    why=N_("Somebody may have guessed at the consent; it is better to look it up now than to publish too much later."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  disclosure: named
  sector: manufacturing
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  disclosure: named
  name: 示例机械有限公司
  sector: manufacturing
""",
)

WITHHELD_BUT_DESCRIBED = Rule(
    code="K453",
    name="withheld-but-described",
    title=N_("Withheld, but sector or size is written"),
    message=N_("The disclosure is “withheld”, but `{field}` is written here."),
    mend=N_("Delete this line, or write `disclosure: sector` if the enterprise consented to it."),
    why=N_("In a small town sector and size are as good as a name."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  ref: e-4f2a91
  disclosure: withheld
  size: large
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  ref: e-4f2a91
  disclosure: withheld
""",
)

SECTOR_MISSING = Rule(
    code="K454",
    name="sector-missing",
    title=N_("The sector may be shown, but is missing"),
    message=N_("The disclosure is “{disclosure}”, but `sector` is missing."),
    mend=N_("Add `sector:`, or write `disclosure: withheld`."),
    why=N_("The sector is what remains to be counted when names are not shown."),
    bad="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  ref: e-4f2a91
  disclosure: sector
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
enterprise:
  ref: e-4f2a91
  disclosure: sector
  sector: manufacturing
""",
)

RULES: tuple[Rule, ...] = (
    NAME_NOT_CONSENTED_TO,
    NAMED_WITHOUT_NAME,
    WITHHELD_BUT_DESCRIBED,
    SECTOR_MISSING,
)


def check_case(case: Case, context: Context) -> Iterator[Finding]:
    """Yield where a case says more, or less, of the enterprise than its disclosure."""
    enterprise = case.enterprise
    if enterprise is None:
        return
    disclosure = enterprise.disclosure
    if disclosure is Disclosure.NAMED:
        if not enterprise.name:
            yield NAMED_WITHOUT_NAME.found(context.file("case", case.id), ("enterprise", "disclosure"))
        return
    if enterprise.sector and not (enterprise.name or enterprise.translations or disclosure is Disclosure.WITHHELD):
        return  # as nearly all
    file = context.file("case", case.id)
    named = [key for key in ("name", *enterprise.translations) if key != "name" or enterprise.name]
    for key in named:
        yield NAME_NOT_CONSENTED_TO.found(file, ("enterprise", key), at_key=True, disclosure=disclosure.value)
    if disclosure is Disclosure.WITHHELD:
        for field in ("sector", "size"):
            if getattr(enterprise, field):
                yield WITHHELD_BUT_DESCRIBED.found(file, ("enterprise", field), at_key=True, field=field)
    elif not enterprise.sector:
        yield SECTOR_MISSING.found(file, ("enterprise", "disclosure"), disclosure=disclosure.value)
