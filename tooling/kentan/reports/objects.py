"""Reports for machines: one JSON object each, which says first of which form it is."""

import json
from typing import Any


def json_object(**body: Any) -> str:
    """Return a report as a JSON object; Chinese text stays as it is written."""
    return json.dumps({"format": 1, **body}, ensure_ascii=False, indent=1) + "\n"
