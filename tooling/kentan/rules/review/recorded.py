"""What was recorded stays: changed only by a correction, removed only by a redaction, both in sight."""

from kentan.languages import mark
from kentan.rules.rule import Rule

N_ = mark

RECORDED_CHANGED = Rule(
    code="K721",
    name="recorded-changed",
    title=N_("Something recorded was changed"),
    message=N_("{path} was recorded as “{was}” and now says “{now}”, without a correction."),
    mend=N_(
        "Put the old value back and add a new entry at the end of its list; where the old one was a mistake, let the "
        "staff add an entry under corrections with both values."
    ),
    why=N_("Anyone may rely on what was published. Who could rewrite it could make a late answer punctual."),
    bad="""\
# cases/2022/HZ-2022-0001.yml: the date of the reply was 2022-06-25
assignments:
  finance:
    replies:
      - on: 2022-06-20
""",
    good="""\
# cases/2022/HZ-2022-0001.yml: the date of the reply was 2022-06-25
assignments:
  finance:
    replies:
      - on: 2022-06-20
corrections:
  - on: 2022-07-01
    by: staff-01
    path: assignments.finance.replies.0.on
    was: 2022-06-25
    now: 2022-06-20
    why: 录入笔误，以公文落款日期为准。
""",
)

RECORDED_REMOVED = Rule(
    code="K722",
    name="recorded-removed",
    title=N_("Something recorded was removed"),
    message=N_("{path} was recorded as “{was}” and is gone."),
    mend=N_(
        "Put it back. Personal data or a secret is removed with kentan redact, by a registrar and a supervisor "
        "together; a mistake is corrected under corrections, with an empty new value."
    ),
    why=N_("What can vanish without a trace proves nothing, and neither does what is left."),
    bad="""\
# cases/2022/HZ-2022-0001.yml: a rating of 2 stood here
ratings:
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
ratings:
  - on: 2022-06-30
    score: 2
    by: enterprise
""",
)

RECORD_GONE = Rule(
    code="K723",
    name="record-gone",
    title=N_("A record is gone"),
    message=N_("{id} was recorded in {file} and is recorded nowhere any more."),
    mend=N_(
        "Put the file back under its name. A case that was a mistake is withdrawn or merged by an entry under "
        "acceptance; ids are never used again."
    ),
    why=N_("Cases and meetings are never deleted, and renaming one is deleting it for all who know its id."),
    bad="""\
# cases/2022/HZ-2022-0001.yml, renamed to cases/2022/HZ-2022-0999.yml
id: HZ-2022-0999
""",
    good="""\
# cases/2022/HZ-2022-0001.yml
id: HZ-2022-0001
acceptance:
  - on: 2022-06-09
    decision: withdrawn
    explanation: 企业撤回。
""",
)

ENTRY_CLOSED = Rule(
    code="K724",
    name="entry-closed",
    title=N_("Something added to an entry that was recorded already"),
    message=N_("{path} was added to an entry that had been recorded without it."),
    mend=N_("Add a new entry at the end of the list, or let the staff correct the old one under corrections."),
    why=N_("An answer is read as it was given; what is put into it later was not said then."),
    bad="""\
# cases/2022/HZ-2022-0001.yml: the reply was recorded without late_reason
assignments:
  finance:
    replies:
      - on: 2022-06-28
        outcome: explained
        late_reason: 等候上级批复。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml: the first reply was recorded long ago
assignments:
  finance:
    replies:
      - on: 2022-06-28
        outcome: explained
      - on: 2022-07-04
        outcome: solved
""",
)

CORRECTION_MISMATCH = Rule(
    code="K725",
    name="correction-mismatch",
    title=N_("A correction that does not say what was changed"),
    message=N_(
        "The correction says that {path} changes from “{from_}” to “{to}”; recorded was “{was}”, "
        "and now it says “{now}”."
    ),
    mend=N_("Write the old value under was, the new one under now, and change the field itself in the same change."),
    why=N_("A correction is shown in place of both values; it has to tell them as they were."),
    bad="""\
# cases/2022/HZ-2022-0001.yml: raised.on was 2022-06-08
raised:
  on: 2022-06-07
corrections:
  - on: 2022-07-01
    by: staff-01
    path: raised.on
    was: 2022-06-01
    now: 2022-06-07
    why: 笔误。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml: raised.on was 2022-06-08
raised:
  on: 2022-06-07
corrections:
  - on: 2022-07-01
    by: staff-01
    path: raised.on
    was: 2022-06-08
    now: 2022-06-07
    why: 笔误。
""",
)

SIGNED_BY_ANOTHER = Rule(
    code="K726",
    name="signed-by-another",
    title=N_("A correction or redaction in another's name"),
    message=N_("{path} says “{by}”, but the change is made by {person}."),
    mend=N_("Write your own id under by."),
    why=N_("Who corrects answers for it by name."),
    bad="""\
# cases/2022/HZ-2022-0001.yml, changed by staff-01
corrections:
  - on: 2022-07-01
    by: staff-02
    path: topic
    was: tax
    now: land
    why: 归类有误。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, changed by staff-01
corrections:
  - on: 2022-07-01
    by: staff-01
    path: topic
    was: tax
    now: land
    why: 归类有误。
""",
)

JUDGEMENT_CORRECTED = Rule(
    code="K727",
    name="judgement-corrected",
    title=N_("A judgement is corrected: a supervisor has to agree"),
    message=N_(
        "{path} is what others said of the office's work, or goes with a whole entry; a supervisor has to agree to it."
    ),
    mend=N_("Ask a supervisor to approve the change."),
    why=N_(
        "Ratings, call-backs, kept promises and supervision judge the office; it does not correct them alone, "
        "and takes no entry back alone."
    ),
    bad="""\
# cases/2022/HZ-2022-0001.yml, changed by the staff alone
corrections:
  - on: 2022-07-01
    by: staff-01
    path: ratings.0.score
    was: '2'
    now: '4'
    why: 录入笔误。
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, changed by the staff and approved by a supervisor
corrections:
  - on: 2022-07-01
    by: staff-01
    path: ratings.0.score
    was: '2'
    now: '4'
    why: 录入笔误。
""",
)

REDACTION_BY_OTHERS = Rule(
    code="K728",
    name="redaction-by-others",
    title=N_("A redaction by someone who may not"),
    message=N_("{path}: only a registrar and a supervisor together redact; {person} is neither."),
    mend=N_("Tell a registrar at once what has to be removed; kentan redact does it."),
    why=N_("Removing is the one thing that cannot be checked afterwards; so it takes two, of different offices."),
    bad="""\
# cases/2022/HZ-2022-0001.yml, changed by the finance bureau
redactions:
  - on: 2022-07-01
    by: finance-01
    path: summary
    why: 误录手机号码。
    digest: sha256:…
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, changed by a registrar and approved by a supervisor
redactions:
  - on: 2022-07-01
    by: registrar-01
    path: summary
    why: 误录手机号码。
    digest: sha256:…
""",
)

SECOND_FOR_REDACTION = Rule(
    code="K729",
    name="second-for-redaction",
    title=N_("A redaction waits for the second of the two"),
    message=N_("{path}: a registrar and a supervisor redact together; the {missing} is missing."),
    mend=N_("Ask a {missing}, another person, to approve the change."),
    why=N_("Removing is the one thing that cannot be checked afterwards; so it takes two, of different offices."),
    bad="""\
# cases/2022/HZ-2022-0001.yml, changed by a registrar alone
redactions:
  - on: 2022-07-01
    by: registrar-01
    path: summary
    why: 误录手机号码。
    digest: sha256:…
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, changed by a registrar and approved by a supervisor
redactions:
  - on: 2022-07-01
    by: registrar-01
    path: summary
    why: 误录手机号码。
    digest: sha256:…
""",
)

REDACTION_FORM = Rule(
    code="K730",
    name="redaction-form",
    title=N_("A redaction that changes more than it removes"),
    message=N_("The redaction of {path} does not only remove: {problem}."),
    mend=N_("Put the old text back and let kentan redact make the entry, the mark and the digest."),
    why=N_("A redaction leaves a mark where something was and its digest, and not one word besides."),
    bad="""\
# cases/2022/HZ-2022-0001.yml: the summary said 联系人电话 1…, 等了半年
summary: 一切满意。
redactions:
  - on: 2022-07-01
    by: registrar-01
    path: summary
    why: 误录手机号码。
    digest: sha256:…
""",
    good="""\
# cases/2022/HZ-2022-0001.yml: the summary said 联系人电话 1…, 等了半年
summary: 联系人电话［已删除］，等了半年。
redactions:
  - on: 2022-07-01
    by: registrar-01
    path: summary
    why: 误录手机号码。
    digest: sha256:…
""",
)

DATED_BACK = Rule(
    code="K731",
    name="dated-back",
    title=N_("A fact recorded long after its date, without a reason"),
    message=N_("{path} is dated {on} and recorded on {day}, more than {allowed} days later, without late_reason."),
    mend=N_("If the date is right, say under late_reason why it is recorded only now; otherwise write the right date."),
    why=N_("A date set back makes a late answer look punctual. Both times are shown; the reason has to be, too."),
    bad="""\
# cases/2022/HZ-2022-0001.yml, recorded on 2022-07-20
assignments:
  finance:
    replies:
      - on: 2022-06-20
        outcome: explained
""",
    good="""\
# cases/2022/HZ-2022-0001.yml, recorded on 2022-07-20
assignments:
  finance:
    replies:
      - on: 2022-06-20
        outcome: explained
        late_reason: 已书面答复企业，因系统故障未及时录入。
""",
)

NUMBER_TAKEN = Rule(
    code="K732",
    name="number-taken",
    title=N_("A number that somebody else has taken meanwhile"),
    message=N_("{id} has been taken on the base since this change was begun."),
    mend=N_("Give your record the next free number before the merge: kentan renumber {id}"),
    why=N_("An id names one matter for ever; two people may begin at the same number, but only one can have it."),
    bad="""\
# cases/2022/HZ-2022-0002.yml, which another change has brought meanwhile
id: HZ-2022-0002
""",
    good="""\
# cases/2022/HZ-2022-0003.yml
id: HZ-2022-0003
""",
)

NOT_COMPARABLE = Rule(
    code="K733",
    name="not-comparable",
    title=N_("A record that could not be read before"),
    message=N_("{file} could not be read in the base, so nobody can say by rule what changed in it."),
    mend=N_("Ask a person with the right to decide to compare both versions and to merge the change."),
    why=N_("What cannot be read cannot be compared; a repair could carry a rewriting."),
    bad="""\
# cases/2022/HZ-2022-0001.yml of the base
summary: "企业说：“没有人管”
""",
    good="""\
# cases/2022/HZ-2022-0001.yml of the base
summary: 企业说：“没有人管”。
""",
)

RULES = (
    RECORDED_CHANGED,
    RECORDED_REMOVED,
    RECORD_GONE,
    ENTRY_CLOSED,
    CORRECTION_MISMATCH,
    SIGNED_BY_ANOTHER,
    JUDGEMENT_CORRECTED,
    REDACTION_BY_OTHERS,
    SECOND_FOR_REDACTION,
    REDACTION_FORM,
    DATED_BACK,
    NUMBER_TAKEN,
    NOT_COMPARABLE,
)
