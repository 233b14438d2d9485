"""The pages of a few cases at once: for whoever writes a record and wants to see it, before the whole site follows."""

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from kentan.languages import Language
from kentan.publish.edition import Edition
from kentan.publish.house import find
from kentan.publish.index import index
from kentan.publish.makers.cases import case_pages
from kentan.publish.page import places
from kentan.publish.placing import write_whole
from kentan.publish.stage import Staging
from kentan.publish.stamping import Stamping
from kentan.publish.writing import LAST, work_folder
from kentan.records.ledger import Ledger
from kentan.records.vocabulary import Decision


def preview(ledger: Ledger, names: Iterable[str], instance_root: Path, output: Path, as_of: date) -> list[str]:
    """Lay down the pages of the named cases, as the next build will, and return their paths below `output`.

    Only these cases and what their pages show are looked at, so that it takes as long with many cases as with few.
    """
    instance = ledger.instance
    if instance is None:
        return []
    wanted = frozenset(names)
    around = {
        name: case
        for name, case in ledger.cases.items()
        if name in wanted or any(one.decision is Decision.MERGED and one.into in wanted for one in case.acceptance)
    }
    found = index(replace(ledger, cases=around), as_of)
    (work_folder(instance_root, output) / LAST).unlink(missing_ok=True)
    all_places = places(tuple(Language(language) for language in instance.languages))
    house = find(instance_root)
    with Staging(house, instance_root, instance_root / "build", all_places) as staging:
        rendered = staging.rendered()
    laid = []
    for one in rendered:
        stamping = Stamping(house, Edition(found, instance, one.place.language, as_of), one, all_places)
        for page in case_pages(stamping.edition):
            if Path(page.address).stem in wanted:
                laid.append(one.place.path(page.address))
                target = output / laid[-1]
                os.makedirs(target.parent, exist_ok=True)
                write_whole(target, stamping.stamped(page))
    return laid
