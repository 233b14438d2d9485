"""Findings for machines: JSON, SARIF 2.1.0, JUnit XML."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any
from xml.etree import ElementTree

from kentan.languages import Language, translate
from kentan.reports.objects import json_object
from kentan.reports.printable import printable
from kentan.reports.worded import Worded
from kentan.reports.wording import page_address
from kentan.rules.catalogue import CATALOGUE


def as_json(findings: Sequence[Worded]) -> str:
    """Return the findings as one JSON object: `findings`, `errors`, `notices`."""
    errors = sum(each.is_error for each in findings)
    return json_object(
        errors=errors,
        notices=len(findings) - errors,
        findings=[
            {
                "code": each.finding.code,
                "name": each.name,
                "severity": each.finding.severity.value,
                "file": each.finding.file,
                "line": each.finding.line,
                "column": each.finding.column,
                "path": list(each.finding.path),
                "message": each.message,
                "mend": each.mend,
                "address": each.address,
            }
            for each in findings
        ],
    )


def as_sarif(findings: Sequence[Worded], language: Language, site: str | None, version: str) -> str:
    """Return the findings in SARIF, which code hosts show beside the lines; only rules that were found are listed."""
    codes = sorted({each.finding.code for each in findings})
    rules = [_sarif_rule(code, language, site) for code in codes]
    results = [
        {
            "ruleId": each.finding.code,
            "ruleIndex": codes.index(each.finding.code),
            "level": "error" if each.is_error else "note",
            "message": {"text": f"{each.message}\n{each.mend}"},
            "locations": [_sarif_location(each)],
        }
        for each in findings
    ]
    driver = {"name": "kentan", "version": version, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _sarif_rule(code: str, language: Language, site: str | None) -> Mapping[str, Any]:
    rule = CATALOGUE[code]
    described: dict[str, Any] = {
        "id": code,
        "name": rule.name,
        "shortDescription": {"text": translate("rules", rule.title, language)},
        "fullDescription": {"text": translate("rules", rule.why, language)},
    }
    if site:
        described["helpUri"] = page_address(rule, site)
    return described


def _sarif_location(each: Worded) -> Mapping[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": each.finding.file.replace("%", "%25").replace(" ", "%20")},
            "region": {"startLine": each.finding.line, "startColumn": each.finding.column},
        }
    }


def as_junit(findings: Sequence[Worded]) -> str:
    """Return the findings as JUnit XML, a case a file; notices are no failures."""
    suite = ElementTree.Element("testsuite", name="kentan check")
    files: defaultdict[str, list[Worded]] = defaultdict(list)
    for each in findings:
        files[each.finding.file].append(each)
    for file, found in sorted(files.items()):
        case = ElementTree.SubElement(suite, "testcase", classname="kentan", name=printable(file))
        for each in filter(attrgetter("is_error"), found):
            failure = ElementTree.SubElement(case, "failure", type=each.finding.code, message=each.message)
            failure.text = f"{each.place}\n{each.mend}"
    suite.set("tests", str(max(len(files), 1)))
    suite.set("failures", str(sum(each.is_error for each in findings)))
    if not files:
        ElementTree.SubElement(suite, "testcase", classname="kentan", name="kentan check")
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"
