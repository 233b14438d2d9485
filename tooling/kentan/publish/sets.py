"""The sets of cases behind the figures: their names, and where their lists stand."""

from kentan.publish.wording import Wording


def set_folder(name: str) -> str:
    """The folder of the list of a set."""
    return f"cases/counted/{name}"


def names(words: Wording) -> dict[str, str]:
    """The sets that have a list of their own, with their names in one language."""
    _ = words._
    return {
        "open": _("Cases that are open"),
        "due-soon": _("Cases that are due soon"),
        "overdue": _("Cases that are overdue"),
        "was-overdue": _("Cases that were ever overdue"),
        "answered": _("Cases answered"),
        "answered-in-time": _("Cases answered in time"),
        "solved": _("Cases solved"),
        "rating-response": _("Cases rated"),
        "satisfied": _("Cases rated as satisfied"),
    }
