"""How everybody reckons the figures of the home page again, from the table of cases alone."""

from kentan.languages import CHINESE, translate
from kentan.languages import mark as N_

FILE = "README.md"
MEANING = N_("How the figures of the home page are reckoned again from the table of cases.")
RECIPE = """\
import csv, datetime, gzip, os, statistics
reads, name = (open, "cases.csv") if os.path.exists("cases.csv") else (gzip.open, "cases.csv.gz")
rows = list(csv.DictReader(reads(name, "rt", encoding="utf-8-sig")))
ended = ("merged", "withdrawn", "not-accepted")
is_true = lambda name, of: sum(row["computed_" + name] == "true" for row in of)
answered = [row for row in rows if row["computed_first_answered_on"]]
waiting = [row for row in rows if row["computed_handed_over_on"] and row["computed_status"] not in ended]
waiting = [row for row in waiting if not row["computed_first_answered_on"]]
in_time, late = (sum(row["computed_answered_in_time"] == so for row in rows) for so in ("true", "false"))
rated = [row for row in answered if row["computed_rating"]]
day = lambda row, name: datetime.date.fromisoformat(row[f"computed_{name}_on"][:10])
days = [(day(r, "first_answered") - day(r, "handed_over")).days for r in answered if r["computed_handed_over_on"]]
figures = {
    "received": (len(rows), None),
    "open": (is_true("open", rows), len(rows)),
    "due-soon": (is_true("due_soon", rows), is_true("open", rows)),
    "overdue": (is_true("overdue", rows), is_true("open", rows)),
    "answered": (len(answered), len(answered) + len(waiting)),
    "answered-in-time": (in_time, in_time + late),
    "solved": (is_true("solved", answered), len(answered)),
    "rating-response": (len(rated), len(answered)),
    "satisfied": (is_true("satisfied", rated), len(rated)),
    "days-to-answer-median": (statistics.median(days) if days else None, len(days)),
}
for name, (count, of) in figures.items():
    print(name, count, "of", of)
"""
"""A program in Python, without anything to install; it runs beside `cases.csv` or `cases.csv.gz`."""

TOLD = (
    N_(
        "Each figure of the home page follows from `cases.csv` alone. This program (Python, nothing to install) prints "
        "count and base of each, and the median of the days from the first hand-over to the first answer:"
    ),
    N_(
        "Columns `computed_…` hold at the end of the day in `computed_as_of`. What is withheld in a record is empty "
        "in its row, and a case of which nothing is published has no row; the site counts both. "
        "`withheld.csv` names them."
    ),
)
"""What is said of it: messages of the catalogue `publish`."""


def readme() -> bytes:
    """The program with what is said of it, in both languages, as it lies beside the data."""
    chinese, english = (f"{translate('publish', TOLD[0], CHINESE)}", TOLD[0])
    notes = f"{translate('publish', TOLD[1], CHINESE)}\n\n{TOLD[1]}"
    return f"# data/v1\n\n{chinese}\n\n{english}\n\n```python\n{RECIPE}```\n\n{notes}\n".encode()
