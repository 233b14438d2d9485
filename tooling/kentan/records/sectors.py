"""The sectors that have names in both languages. The list is open: any other may be written, and is shown as it is."""

from kentan.languages import CHINESE, Language, mark, translate

N_ = mark

KNOWN = frozenset(
    {
        N_("agriculture"),
        N_("auto parts"),
        N_("bamboo products"),
        N_("battery"),
        N_("biomedicine"),
        N_("building materials"),
        N_("catering"),
        N_("chemicals"),
        N_("childrenswear"),
        N_("construction"),
        N_("cross border trade"),
        N_("electrical machinery"),
        N_("electronics"),
        N_("energy"),
        N_("finance"),
        N_("flooring"),
        N_("food"),
        N_("foreign trade"),
        N_("furniture"),
        N_("glass"),
        N_("handicraft"),
        N_("home appliances"),
        N_("integrated circuits"),
        N_("landscaping"),
        N_("lifts"),
        N_("logistics"),
        N_("machinery"),
        N_("manufacturing"),
        N_("marine equipment"),
        N_("medical devices"),
        N_("new energy"),
        N_("new materials"),
        N_("photoelectric display"),
        N_("real estate"),
        N_("recycling"),
        N_("retail"),
        N_("semiconductor materials"),
        N_("services"),
        N_("software"),
        N_("tea"),
        N_("textile"),
        N_("tourism"),
        N_("trade"),
        N_("transport"),
        N_("wholesale"),
    }
)


def sector_name(slug: str, language: Language) -> str | None:
    """Return the name of a sector in one language; None where it has none."""
    name = slug.replace("-", " ")
    return translate("records", name, language) if name in KNOWN else None


def sector_called(name: str) -> str:
    """Return the sector that is called so in Chinese or in English; empty where none is."""
    for known in KNOWN:
        if name.lower() in (known, translate("records", known, CHINESE)):
            return known.replace(" ", "-")
    return ""
