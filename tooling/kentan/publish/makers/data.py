"""The page of the open data: what there is, what each field means, what is not in it, and how to reckon it again."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from kentan.publish.data.files import FOLDER, json_names, table_name
from kentan.publish.data.packing import is_packed
from kentan.publish.data.recipe import FILE as README
from kentan.publish.data.recipe import RECIPE, TOLD
from kentan.publish.data.shape import NOT_PUBLISHED
from kentan.publish.data.tables import TABLES, Table, columns_of
from kentan.publish.edition import Edition
from kentan.publish.feeds.files import ANSWERS, DEADLINES, MEETINGS
from kentan.publish.page import Page
from kentan.publish.text import Said, clean
from kentan.publish.views.parts import Fact, Link


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One column of a table, in words."""

    name: str
    type: str
    meaning: str
    computed: bool


@dataclass(frozen=True, slots=True)
class TableView:
    """One table: its file and its columns."""

    name: str
    file: str
    meaning: str
    columns: tuple[ColumnView, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """What the page of the open data shows."""

    folder: str
    tables: tuple[TableView, ...]
    records: tuple[str, ...]
    schemas: tuple[str, ...]
    left_out: tuple[tuple[str, tuple[str, ...]], ...]
    feeds: tuple[Link, ...]
    licence: Fact | None
    as_of: str
    repository: str | None
    recipe: str
    told: tuple[str, ...]
    readme: str
    packed: bool


def data_pages(edition: Edition) -> Iterator[Page]:
    """The page of the open data."""
    _ = edition.words._
    yield Page(
        kind="data",
        language=edition.language,
        address="data/index.html",
        title=_("Open data"),
        description=_("All cases and meetings as CSV and JSON, with their schema, and feeds to subscribe to."),
        view=partial(_view, edition),
        section="data",
        search="CSV JSON Atom iCalendar API",
    )


def _view(edition: Edition) -> DataView:
    _, instance = edition.words._, edition.instance
    folder = f"{edition.site}{FOLDER}/"
    reasons: dict[str, list[str]] = {}
    for of, fields in NOT_PUBLISHED.items():
        for field, why in fields.items():
            reasons.setdefault(why, []).append(f"{of.__name__.lower()}.{field}")
    return DataView(
        folder=folder,
        tables=tuple(_table(edition, table) for table in TABLES),
        records=tuple(json_names(edition)),
        schemas=("case.schema.json", "meeting.schema.json", "datapackage.json"),
        left_out=tuple((_(why), tuple(names)) for why, names in reasons.items()),
        feeds=(
            Link(ANSWERS, Said(_("Newest answers (Atom)"))),
            Link(MEETINGS, Said(_("Meetings (calendar)"))),
            Link(DEADLINES, Said(_("Open deadlines (calendar)"))),
        ),
        licence=Fact("", Said(clean(instance.licence.name)), outside=instance.licence.address)
        if instance.licence
        else None,
        as_of=edition.as_of.isoformat(),
        repository=instance.repository,
        recipe=RECIPE,
        told=tuple(_(told) for told in TOLD),
        readme=README,
        packed=is_packed(edition),
    )


def _table(edition: Edition, table: Table) -> TableView:
    _ = edition.words._
    columns = tuple(ColumnView(one.name, one.type, _(one.meaning), one.computed) for one in columns_of(table))
    return TableView(table.name, table_name(edition, table), _(table.meaning), columns)
