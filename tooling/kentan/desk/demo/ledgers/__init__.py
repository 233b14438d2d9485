"""The plan of the five ledgers: meetings and cases that yield every published figure which records can yield.

Only the totals were published. How they are spread over meetings, places, topics and departments is made up, and each
record says `provenance: reconstruction`: that the claims hold on it proves only that the figures fit together.
"""

from collections.abc import Iterator
from random import Random

from kentan.desk.demo.ledgers import huzhou, qingdao, suzhou, xiangshan, xiangyang
from kentan.desk.demo.plan import Numbers, Planned


def reconstruction(numbers: Numbers) -> Iterator[Planned]:
    """Yield the meetings, surveys and cases of the five ledgers."""
    for ledger in (huzhou, suzhou, qingdao, xiangshan, xiangyang):
        yield from ledger.plan(numbers, Random(f"kentan demo {ledger.__name__}"))
