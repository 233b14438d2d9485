"""The closed lists of words that records use, each with its English label (Chinese from the catalogue `records`)."""

from enum import StrEnum
from typing import Self

from kentan.languages import mark

N_ = mark


class Vocabulary(StrEnum):
    """A closed list of words; `label` is the English label of each."""

    label: str

    def __new__(cls, value: str, label: str) -> Self:
        """Make a member of its word and its label."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Provenance(Vocabulary):
    """Where a record comes from; everything but `live` is said on every page that shows it."""

    LIVE = "live", N_("recorded by the programme itself")
    REPORTED = "reported", N_("reported by the press")
    SAMPLE = "sample", N_("made up as an example")
    RECONSTRUCTION = "reconstruction", N_("reconstructed to fit published figures")


class CaseKind(Vocabulary):
    """What an enterprise brings."""

    DIFFICULTY = "difficulty", N_("difficulty")
    REQUEST = "request", N_("request")
    SUGGESTION = "suggestion", N_("suggestion")
    OPINION = "opinion", N_("opinion")
    GRIEVANCE = "grievance", N_("grievance")


class RaisedBy(Vocabulary):
    """Who raised a case."""

    ENTERPRISE = "enterprise", N_("an enterprise")
    CHAMBER = "chamber", N_("a chamber of commerce")
    PERSON = "person", N_("a person")


class Channel(Vocabulary):
    """The way by which a case came in."""

    MEETING = "meeting", N_("meeting")
    VISIT = "visit", N_("visit")
    LETTER = "letter", N_("letter")
    GROUP_CHAT = "group-chat", N_("group chat")
    DIRECT_REPORT = "direct-report", N_("direct report")
    ONLINE = "online", N_("online form")
    MINI_PROGRAM = "mini-program", N_("mini program")
    HOTLINE = "hotline", N_("hotline")
    REFERRAL = "referral", N_("referral")


class Mode(Vocabulary):
    """Whether a matter was raised in person or in writing."""

    IN_PERSON = "in-person", N_("in person")
    WRITTEN = "written", N_("in writing")


class Disclosure(Vocabulary):
    """What the enterprise consented to have published of itself."""

    NAMED = "named", N_("name published")
    SECTOR = "sector", N_("only sector and size published")
    WITHHELD = "withheld", N_("nothing published of the enterprise")


class Size(Vocabulary):
    """The size of an enterprise, in the classes of China's statistics."""

    LARGE = "large", N_("large")
    MEDIUM = "medium", N_("medium")
    SMALL = "small", N_("small")
    MICRO = "micro", N_("micro")
    INDIVIDUAL = "individual", N_("individual business")


class Decision(Vocabulary):
    """What the office decided on a case as a whole."""

    ACCEPTED = "accepted", N_("accepted")
    NOT_ACCEPTED = "not-accepted", N_("not accepted")
    MERGED = "merged", N_("merged")
    WITHDRAWN = "withdrawn", N_("withdrawn")
    REOPENED = "reopened", N_("reopened")


ENDS = frozenset({Decision.NOT_ACCEPTED, Decision.MERGED, Decision.WITHDRAWN})
"""The decisions with which a case is at an end, until it is reopened."""


class RefusalReason(Vocabulary):
    """Why a case was not accepted."""

    OUTSIDE_REMIT = "outside-remit", N_("outside the remit")
    IN_COURT = "in-court", N_("before a court or in arbitration")
    IN_PETITION = "in-petition", N_("handled by the petitions office")
    NO_FACTS = "no-facts", N_("no verifiable facts")
    REPEATED = "repeated", N_("already answered")
    COMMERCIAL = "commercial", N_("a dispute between businesses")
    OTHER = "other", N_("another reason")


class Role(Vocabulary):
    """What a department is in a case."""

    LEAD = "lead", N_("lead")
    SUPPORT = "support", N_("support")
    COORDINATOR = "coordinator", N_("coordinator")


class Outcome(Vocabulary):
    """How a department's reply ends the matter; A to D in the offices' own lists."""

    SOLVED = "solved", N_("A solved")
    IN_PROGRESS = "in-progress", N_("B in progress")
    PLANNED = "planned", N_("C planned")
    EXPLAINED = "explained", N_("D explained")


class ObjectionOutcome(Vocabulary):
    """What became of a department's objection to an assignment."""

    UPHELD = "upheld", N_("upheld")
    REJECTED = "rejected", N_("rejected")


class ExtensionOutcome(Vocabulary):
    """What became of a request for more time."""

    GRANTED = "granted", N_("granted")
    REFUSED = "refused", N_("refused")


class KeptBy(Vocabulary):
    """Who says that a promise was kept; never the department that gave it."""

    ENTERPRISE = "enterprise", N_("the enterprise")
    STAFF = "staff", N_("staff")
    SUPERVISOR = "supervisor", N_("a supervising office")


class SupervisionKind(Vocabulary):
    """How an office stepped in."""

    REMINDER = "reminder", N_("reminder")
    NOTICE = "notice", N_("notice")
    INSTRUCTION = "instruction", N_("instruction")
    TASK_FORCE = "task-force", N_("task force")
    ESCALATION = "escalation", N_("escalation")
    VISIT = "visit", N_("visit")


class RatedBy(Vocabulary):
    """How a rating reached the record."""

    ENTERPRISE = "enterprise", N_("by the enterprise itself")
    CALLBACK = "callback", N_("asked by call-back")
    PROXY = "proxy", N_("entered for the enterprise")


class CallbackResult(Vocabulary):
    """What a call-back found."""

    CONFIRMED = "confirmed", N_("confirmed as answered")
    NOT_SOLVED = "not-solved", N_("not solved")
    UNREACHABLE = "unreachable", N_("not reached")


class MeetingFormat(Vocabulary):
    """How people meet."""

    ONSITE = "onsite", N_("on site")
    VIDEO = "video", N_("by video")
    HYBRID = "hybrid", N_("on site and by video")


class HostKind(Vocabulary):
    """Who hosts a meeting."""

    CHAMBER = "chamber", N_("a chamber of commerce")
    EXECUTIVE_MEMBER = "executive-member", N_("an executive member")
    DEPARTMENT = "department", N_("a department")
    LEADER = "leader", N_("a leader")


class Level(Vocabulary):
    """The administrative level of a place or a department."""

    NATIONAL = "national", N_("national")
    PROVINCE = "province", N_("province")
    CITY = "city", N_("city")
    DISTRICT = "district", N_("district or county")
    TOWNSHIP = "township", N_("township")


class DepartmentType(Vocabulary):
    """What kind of body a department is."""

    GOVERNMENT = "government", N_("government department")
    PARTY = "party", N_("party organ")
    COURT = "court", N_("court")
    PROCURATORATE = "procuratorate", N_("procuratorate")
    FEDERATION = "federation", N_("federation of industry and commerce")
    UTILITY = "utility", N_("public utility")
    LEADERS = "leaders", N_("leaders")


class InstitutionType(Vocabulary):
    """What kind of body an institution outside government is."""

    BANK = "bank", N_("bank")
    LEASING = "leasing", N_("leasing company")
    UNIVERSITY = "university", N_("university")
    CHAMBER = "chamber", N_("chamber of commerce")
    EXECUTIVE_MEMBER = "executive-member", N_("executive member")
    CHAIN_LEADER = "chain-leader", N_("leader of an industry chain")
    LEGAL_AID = "legal-aid", N_("legal aid")


class PersonRole(Vocabulary):
    """What an account may do in the repository."""

    STAFF = "staff", N_("staff")
    DEPARTMENT = "department", N_("department")
    SUPERVISOR = "supervisor", N_("supervisor")
    REGISTRAR = "registrar", N_("registrar")


class Qualifier(Vocabulary):
    """How exactly a figure was published."""

    EXACT = "exact", N_("exactly")
    OVER = "over", N_("over")
    NEARLY = "nearly", N_("nearly")
    ABOUT = "about", N_("about")
