"""How long a check takes, beside what others need for a part of it: `python tooling/bench/checking.py --cases 10000`.

The corpus is `kentan demo`. Peers check the form of each file alone, without references, clocks and rules. They are
fetched from npm and PyPI with `--peers`. ajv-cli takes a day for a point in time; its copy of the schema allows that.
`--write` puts the table into `docs/measurements.md`.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from turns import Contender, measure, table
from written import busy, write

HERE = Path(__file__).resolve()
WORK = HERE.parents[2] / "build" / "bench"
KENTAN = (sys.executable, "-m", "kentan")
READ_ALL = "import os,sys\nfor f,_,n in os.walk('cases'):\n for x in n: open(os.path.join(f,x),'rb').read()"


def main() -> None:
    """Measure and print the table."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=10_000)
    asked.add_argument("--turns", type=int, default=5)
    asked.add_argument("--peers", action="store_true")
    asked.add_argument("--write", action="store_true")
    given = asked.parse_args()
    os.environ.setdefault("PYTHONPATH", str(HERE.parents[1]))
    os.environ["KENTAN_TODAY"] = "2026-12-31"
    corpus = _corpus(given.cases)
    contenders = _kentan(corpus)
    if given.peers:
        contenders += _peers(corpus)
    began = busy()
    found = table(measure(contenders, given.turns), "kentan check, cold")
    print(found)
    if given.write:
        write("checking", f"checking.py --cases {given.cases} --turns {given.turns}", began, found)


def _corpus(cases: int) -> Path:
    """Return the folder of a demo with so many cases, in a Git repository; it is made once."""
    folder = WORK / f"cases-{cases}"
    if not folder.exists():
        subprocess.run([*KENTAN, "demo", str(folder), "--cases", str(cases)], check=True, stdout=subprocess.DEVNULL)
    (folder / ".git").mkdir(exist_ok=True)
    return folder


def _kentan(corpus: Path) -> list[Contender]:
    """Return what is measured of Kentan: the floor, a check that knows nothing, and one after which nothing changed."""
    folder = str(corpus)
    check = (*KENTAN, "check", ".")

    def forget() -> None:
        shutil.rmtree(corpus / ".git" / "kentan", ignore_errors=True)

    def remember() -> None:
        subprocess.run(check, cwd=folder, check=False, capture_output=True)

    return [
        Contender("start of Python", (sys.executable, "-c", "pass"), folder),
        Contender("read all bytes", (sys.executable, "-c", READ_ALL), folder),
        Contender("kentan check, cold", check, folder, forget, (0, 1)),
        Contender("kentan check, nothing changed", check, folder, remember, (0, 1)),
    ]


def _peers(corpus: Path) -> list[Contender]:
    """Return the other tools, fetched into the folder of the benchmark."""
    modules = WORK / "peers"
    if not (modules / "node_modules").exists():
        modules.mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", "ajv-cli@5"], cwd=modules, check=True)
    tools = WORK / "peers" / "python"
    if not tools.exists():
        subprocess.run([sys.executable, "-m", "venv", str(tools)], check=True)
        subprocess.run(
            [str(tools / "bin" / "python"), "-I", "-m", "pip", "install", "--quiet", "check-jsonschema", "yamale"],
            check=True,
        )
    schema = corpus / "registry" / "schema" / "case.schema.json"
    eased = WORK / "peers" / "case.schema.json"
    eased.write_text(json.dumps(_eased(json.loads(schema.read_text("utf-8")))), "utf-8")
    files = sorted(path.relative_to(corpus).as_posix() for path in (corpus / "cases").rglob("*.yml"))
    for_yamale = WORK / "peers" / "case.yamale.yml"
    for_yamale.write_text(_yamale(json.loads(eased.read_text("utf-8"))["definitions"]), "utf-8")
    few = WORK / "peers" / corpus.name
    few.mkdir(exist_ok=True)
    for file in files[::20]:
        shutil.copy(corpus / file, few)
    ajv = str(modules / "node_modules" / ".bin" / "ajv")
    options = ("--strict=false", "--validate-formats=false", "-s", str(eased), "-d", "cases/**/*.yml")
    jsonschema = str(tools / "bin" / "check-jsonschema")
    return [
        Contender("ajv-cli, schema alone", (ajv, "validate", *options), str(corpus)),
        Contender(
            "check-jsonschema, a twentieth of the files",
            (jsonschema, "--schemafile", str(eased), *files[::20]),
            str(corpus),
        ),
        Contender(
            "yamale, a twentieth of the files",
            (str(tools / "bin" / "yamale"), "--no-strict", "-n", "2", "-s", str(for_yamale), str(few)),
            str(corpus),
        ),
    ]


def _yamale(definitions: Any) -> str:
    """Return the schema of a case in the words of yamale, which asks for the fields that are declared."""
    documents = []
    for name, kind in sorted(definitions.items(), key=lambda item: item[0] != "Case"):
        head, blank = ("", "") if name == "Case" else (f"{name}:\n", "  ")
        required = kind.get("required", ())
        lines = (f"{blank}{key}: {_word(value, key in required)}\n" for key, value in kind["properties"].items())
        documents.append(head + "".join(lines))
    return "---\n".join(documents)


def _word(schema: Any, required: bool = True) -> str:
    """Return what yamale calls a part of the schema."""
    more = "" if required else "required=False"
    (schema,) = schema.get("allOf", [schema])
    schema = next((each for each in schema.get("anyOf", ()) if each != {"type": "null"}), schema)
    types = schema.get("type", ())
    if "$ref" in schema:
        said, words = "include", [f"'{schema['$ref'].rpartition('/')[2]}'"]
    elif "enum" in schema:
        said, words = "enum", [f"'{each}'" for each in schema["enum"]]
    elif "array" in types:
        said, words = "any", [f"list({_word(schema['items'])})", "null()"]
    elif "object" in types:
        said, words = "map", [_word(schema["additionalProperties"])]
    else:
        said, words = ("int", []) if types == "integer" else ("any", [])
    return f"{said}({', '.join([*words, *([more] if more else [])])})"


def _eased(schema: Any) -> Any:
    """Return a schema without the form of days, which other YAML readers turn into points in time."""
    if isinstance(schema, list):
        return [_eased(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    pattern = schema.get("pattern", "")
    dropped = {"pattern", "type", "format"} if str(pattern).startswith("^[0-9]{4}-[0-9]{2}") else set()
    eased = {key: _eased(value) for key, value in schema.items() if key not in dropped}
    if "pattern" in eased:
        eased["pattern"] = eased["pattern"].replace('\\"', '"')
    return eased


if __name__ == "__main__":
    main()
