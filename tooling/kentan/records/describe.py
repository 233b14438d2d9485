"""How a record's type says what its fields mean: the one source of reader, formatter, editor schema and field help.

A record is a frozen dataclass made by `@record`. A field is declared as
`name: Type = described("English meaning")`, with a default where the file may leave it out. The order of the fields
is the canonical order of the keys. A trailing underscore (`from_`) is not part of the key. Markers inside
`Annotated` say what a plain type cannot: `Text` is free text (searched for personal data, translatable),
`Refers` names the kind of thing that an id refers to.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, field, is_dataclass
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, dataclass_transform, get_args, get_origin, get_type_hints

from kentan.languages import mark
from kentan.records.frozen import frozen, frozen_value

N_ = mark
_T = TypeVar("_T")


@frozen_value
class FreeText:
    """Marks text that people write: plain text, published as paragraphs, searched for personal data."""

    single_line: bool = False


@frozen_value
class Searched:
    """Marks a value of a fixed form that personal data can stand in, such as an address: it is searched for them."""


@frozen_value
class Refers:
    """Marks an id: the kind of thing that it names (`department`, `case` …), and whether this is its own place."""

    to: str
    own: bool = False


@frozen_value
class Pattern:
    """Marks text of a fixed form, given as a regular expression, with an example for the message."""

    expression: str
    example: str


@frozen_value
class Between:
    """Marks a number with bounds, both included."""

    least: int
    most: int


@frozen_value
class OneFact:
    """Marks a type of which exactly one of the named fields is given (a limit is hours *or* days …)."""

    fields: tuple[str, ...]


@frozen_value
class TranslationsOf:
    """Marks the field that gathers `<field>_<language>` for every `FreeText` field beside it."""


Text = Annotated[str, FreeText()]
Line = Annotated[str, FreeText(single_line=True)]
Translations = Annotated[Mapping[str, str], TranslationsOf()]

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
CaseId = Annotated[str, Refers("case"), Pattern(r"[A-Z]{2,6}-[0-9]{4}-[0-9]{4,9}", "HZ-2022-0123")]
MeetingId = Annotated[str, Refers("meeting"), Pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}-" + _SLUG, "2022-06-08-huzhou")]
ProgrammeId = Annotated[str, Refers("programme"), Pattern(_SLUG, "huzhou")]
PlaceId = Annotated[str, Refers("place"), Pattern(_SLUG, "huzhou-wuxing")]
TopicId = Annotated[str, Refers("topic"), Pattern(_SLUG, "land")]
DepartmentId = Annotated[str, Refers("department"), Pattern(_SLUG, "natural-resources")]
InstitutionId = Annotated[str, Refers("institution"), Pattern(_SLUG, "bank-01")]
PersonId = Annotated[str, Refers("person"), Pattern(_SLUG, "staff-01")]
EnterpriseRef = Annotated[str, Pattern(r"e-[0-9a-f]{6,16}", "e-4f2a91"), Searched()]
Slug = Annotated[str, Pattern(_SLUG, "hand-over")]
KindOfMeeting = Annotated[str, Pattern(_SLUG, "monthly-talk")]
GradeId = Annotated[str, Pattern(_SLUG, "ordinary")]
KindOfResult = Annotated[str, Pattern(_SLUG, "financing")]
Dimension = Annotated[str, Pattern(_SLUG, "service")]
Sector = Annotated[str, Pattern(_SLUG, "textile")]
Address = Annotated[str, Pattern(r"""https?://[^\s<>"']+""", "https://example.cn/notice/12"), Searched()]
Month = Annotated[str, Pattern(r"[0-9]{4}-(?:0[1-9]|1[0-2])", "2022-06")]
FieldPath = Annotated[str, Pattern(r"[A-Za-z0-9_.\-]+", "enterprise.name")]


def described(
    meaning: str, *, default: Any = MISSING, factory: Callable[[], Any] | None = None, slot: bool = False
) -> Any:
    """Return a dataclass field that carries its `meaning` (English, translated from the catalogue `records`).

    A `slot` is written in the canonical form even while it is empty: somebody else may fill it later.
    """
    metadata = {"meaning": meaning, "slot": slot}
    if factory is not None:
        return field(default_factory=factory, metadata=metadata)
    return field(default=default, metadata=metadata)


def meaning(of: "Field[Any]") -> str:
    """Return the English meaning of a record's field."""
    return str(of.metadata["meaning"])


@cache
def hints_of(kind: type) -> Mapping[str, Any]:
    """Return the types of a record's fields by their names, with the markers that they carry."""
    return get_type_hints(kind, include_extras=True)


def inner(hint: Any) -> Any:
    """Return a field's type without `| None`."""
    if get_origin(hint) in (Union, UnionType):
        (hint,) = [each for each in get_args(hint) if each is not NoneType]
    return hint


def marker(hint: Any, of: type) -> Any:
    """Return the marker of that kind which a field's type carries, looking through `| None`; None without one."""
    hint = inner(hint)
    marks = get_args(hint)[1:] if get_origin(hint) is Annotated else ()
    return next((each for each in marks if isinstance(each, of)), None)


def is_record(hint: Any) -> bool:
    """Whether a type is that of a record."""
    return is_dataclass(hint)


def is_mapping(hint: Any) -> bool:
    """Whether a type is that of a mapping from keys to values."""
    origin = get_origin(hint)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def is_required(of: "Field[Any]") -> bool:
    """Whether a file may not leave a field out."""
    return of.default is MISSING and of.default_factory is MISSING


def is_slot(of: "Field[Any]") -> bool:
    """Whether a field is written even while it is empty."""
    return bool(of.metadata["slot"])


def key_of(of: "Field[Any]") -> str:
    """Return the key under which a record's field stands in a file."""
    return of.name.removesuffix("_")


def text_in(record: Any, field: str, language: str) -> str:
    """Return a text of a record in a language; as written where no translation is recorded, empty without one."""
    return str(record.translations.get(f"{field}_{language}", getattr(record, field) or ""))


def translations() -> Any:
    """Return the field for the translations of a record's texts, keyed by `<field>_<language>`."""
    return described(N_("Translations of the texts beside it, such as title_en."), factory=dict)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field, described, translations))
def record(of: type[_T]) -> type[_T]:
    """Make a frozen value type with keyword-only fields out of a class."""
    return frozen(of)
