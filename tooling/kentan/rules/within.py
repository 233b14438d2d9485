"""Places and topics within larger ones: no circle, and nothing larger within something smaller."""

from collections.abc import Iterator, Mapping

from kentan.languages import mark
from kentan.records.finding import Finding
from kentan.records.registry import Place, Topic
from kentan.records.vocabulary import Level
from kentan.rules.circles import is_in_circle
from kentan.rules.rule import Context, Rule

N_ = mark

PLACE_WITHIN_ITSELF = Rule(
    code="K804",
    name="place-within-itself",
    title=N_("A place within itself"),
    message=N_("“{id}” lies, directly or by way of others, within itself."),
    mend=N_("Write under `within` the next larger place; the largest has none."),
    why=N_("Figures are added up along this line; in a circle they never end."),
    bad="""\
# registry/places.yml
places:
  huzhou:
    name: 湖州市
    level: city
    within: taihu
  taihu:
    name: 南太湖新区
    level: city
    within: huzhou
""",
    good="""\
# registry/places.yml
places:
  huzhou:
    name: 湖州市
    level: city
  taihu:
    name: 南太湖新区
    level: city
    within: huzhou
""",
)

TOPIC_WITHIN_ITSELF = Rule(
    code="K805",
    name="topic-within-itself",
    title=N_("A topic within itself"),
    message=N_("“{id}” lies, directly or by way of others, within itself."),
    mend=N_("Write under `within` the wider topic; the widest has none."),
    why=N_("Figures are added up along this line; in a circle they never end."),
    bad="""\
# registry/topics.yml
topics:
  land:
    name: 用地
    within: land
""",
    good="""\
# registry/topics.yml
topics:
  land:
    name: 用地
""",
)

SMALLER_AROUND_LARGER = Rule(
    code="K815",
    name="smaller-around-larger",
    title=N_("A larger place within a smaller one"),
    message=N_("“{id}” is of a higher level than “{other}”, within which it is said to lie."),
    mend=N_("Correct `level` or `within`."),
    why=N_("A city's figures would be counted as those of its district."),
    bad="""\
# registry/places.yml
places:
  huzhou:
    name: 湖州市
    level: city
    within: huzhou-wuxing
  huzhou-wuxing:
    name: 吴兴区
    level: district
""",
    good="""\
# registry/places.yml
places:
  huzhou:
    name: 湖州市
    level: city
  huzhou-wuxing:
    name: 吴兴区
    level: district
    within: huzhou
""",
)

RULES: tuple[Rule, ...] = (
    PLACE_WITHIN_ITSELF,
    TOPIC_WITHIN_ITSELF,
    SMALLER_AROUND_LARGER,
)

_RANK = {level: rank for rank, level in enumerate(Level)}


def check_ledger(context: Context) -> Iterator[Finding]:
    """Yield what is wrong with how places and topics lie within each other."""
    ledger = context.ledger
    yield from _circles("places", ledger.places, PLACE_WITHIN_ITSELF, context)
    yield from _circles("topics", ledger.topics, TOPIC_WITHIN_ITSELF, context)
    for name, place in ledger.places.items():
        around = ledger.places.get(place.within or "")
        if around and _RANK[around.level] > _RANK[place.level]:
            yield SMALLER_AROUND_LARGER.found(
                context.file("places"), ("places", name, "within"), id=name, other=place.within or ""
            )


def _circles(
    kind: str, entries: Mapping[str, Place] | Mapping[str, Topic], rule: Rule, context: Context
) -> Iterator[Finding]:
    known: dict[str, bool] = {}

    def around(name: str) -> str | None:
        within = entries[name].within
        return within if within in entries else None

    for name in entries:
        if is_in_circle(name, around, known):
            yield rule.found(context.file(kind), (kind, name, "within"), id=name)
