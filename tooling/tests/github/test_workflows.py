"""The workflows by the linters that can be had, and by what no linter knows: whose code runs, with which rights."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from kentan.desk.instance import Beginning, begin
from kentan.desk.owners import codeowners
from kentan.files.loading import load
from kentan.files.tree import DiskTree

ROOT = Path(__file__).resolve().parents[3]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
NAMES = [path.stem for path in WORKFLOWS]
SAMPLES = sorted((ROOT / "docs" / "hosts").glob("*.yml"))
PROGRAMS = Path(sys.executable).parent


def loaded(path: Path):
    """A workflow; YAML takes its key `on` for true."""
    return yaml.safe_load(path.read_text("utf-8"))


def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def run(program: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    if not (PROGRAMS / program).exists():
        pytest.skip(f"{program} is not installed")
    return subprocess.run(
        [PROGRAMS / program, *arguments], capture_output=True, encoding="utf-8", cwd=ROOT, check=False
    )


def test_zizmor_finds_nothing() -> None:
    done = run("zizmor", "--offline", "--persona=auditor", "--no-progress", GITHUB)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", [*GITHUB.glob("ISSUE_TEMPLATE/answer.*"), *GITHUB.glob("appeal-forms/*.yml")]),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
        ("vendor.gitlab-ci", [each for each in SAMPLES if "gitlab" in each.name]),
    ],
)
def test_files_have_the_form_that_the_host_reads(schema, files) -> None:
    assert files
    done = run("check-jsonschema", "--builtin-schema", schema, *files)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=NAMES)
def test_every_action_is_pinned_and_says_its_version(path) -> None:
    for line in path.read_text("utf-8").splitlines():
        if re.search(r"\buses:", line):
            assert re.fullmatch(r"\s+(?:- )?uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line


@pytest.mark.parametrize("path", WORKFLOWS, ids=NAMES)
def test_rights_are_named_by_job_and_jobs_end(path) -> None:
    workflow = loaded(path)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 30
        assert job["permissions"]
        assert job["runs-on"] != "ubuntu-latest"


@pytest.mark.parametrize("path", WORKFLOWS, ids=NAMES)
def test_nothing_of_an_event_reaches_a_shell(path) -> None:
    workflow = loaded(path)
    for step in steps(workflow):
        assert "${{" not in step.get("run", "")
        values = "\n".join(map(str, step.get("env", {}).values()))
        for hostile in ("body", "title", "head.ref", "head_ref", "head_branch", "user.login", "label.name", "message"):
            assert f".{hostile}" not in values, hostile
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_a_pull_request_runs_without_rights_and_secrets_and_only_the_bases_files() -> None:
    workflow = loaded(GITHUB / "workflows" / "check.yml")
    assert set(workflow[True]) == {"pull_request"}
    (job,) = workflow["jobs"].values()
    assert set(job["permissions"].values()) == {"read"}
    base, head = [step["with"] for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert "base" in base["ref"]
    assert head["sparse-checkout"].split() == ["cases", "meetings", "registry"]
    for step in job["steps"]:
        for script in re.findall(r"(?:bash|python3 -I) (\S+)", step.get("run", "")):
            assert script.startswith("trusted/.github/steps/")
        assert ("GH_TOKEN" in step.get("env", {})) == ("approvals.sh" in step.get("run", ""))


def test_what_may_write_checks_out_nothing_of_a_pull_request() -> None:
    for path in WORKFLOWS:
        workflow = loaded(path)
        if any("write" in job["permissions"].values() for job in workflow["jobs"].values()):
            assert "pull_request" not in workflow[True]
            assert "pull_request_target" not in workflow[True]
            for step in steps(workflow):
                assert step.get("with", {}).get("ref", "main") == "main"


@pytest.mark.parametrize("path", WORKFLOWS, ids=NAMES)
def test_every_script_that_is_called_is_there(path) -> None:
    for script in re.findall(r"\.github/steps/\S+\.(?:sh|py)", path.read_text("utf-8")):
        assert (ROOT / script).is_file()


def test_updates_wait_for_others_to_have_tried_them() -> None:
    updates = loaded(GITHUB / "dependabot.yml")["updates"]
    assert {each["package-ecosystem"] for each in updates} == {"pip", "github-actions"}
    assert all(each["cooldown"]["default-days"] >= 7 for each in updates)


def test_owners_are_those_of_the_registry() -> None:
    committed = (GITHUB / "CODEOWNERS").read_text("utf-8")
    assert committed == codeowners(load(DiskTree(str(ROOT))).ledger, None, date(2026, 1, 1)), "run: kentan owners"


def test_owners_count_once_an_organisation_is_named() -> None:
    text = codeowners(load(DiskTree(str(ROOT))).ledger, "office", date(2026, 1, 1))
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert lines[0] == "* @office/registrars"
    assert "/cases/*/HZ-*.yml @office/staff-federation" in lines
    assert "staff-suzhou-02" not in text  # whose role ended in 2021


@pytest.fixture(scope="module")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("instance") / "ledger"
    begin(Beginning(str(folder), "huzhou", "台账", date(2026, 11, 22)))
    return folder


def test_an_instance_gets_the_workflows_and_says_which_kentan_they_install(instance) -> None:
    for path in WORKFLOWS:
        assert (instance / ".github" / "workflows" / path.name).read_bytes() == path.read_bytes()
    lines = (instance / ".github" / "kentan.txt").read_text("utf-8").splitlines()
    assert re.fullmatch(r"kentan==\d+\.\d+\.\d+", lines[-1])
    assert all(line.startswith("#") for line in lines[:-1])
    assert (instance / "requirements.txt").read_bytes() == (ROOT / "requirements.txt").read_bytes()
    assert not (instance / ".github" / "CONTRIBUTING.md").exists()
    owners = (instance / ".github" / "CODEOWNERS").read_text("utf-8")
    assert "/cases/*/HZ-*.yml" in owners
    assert "QW-" not in owners


def test_the_sample_for_gitea_judges_a_change_by_the_base(host, change, git) -> None:
    git(change, "rm", "--quiet", "cases/2022/HZ-2022-0001.yml")
    git(change, "commit", "--quiet", "--message=gone")
    git(change, "push", "--quiet", "origin", "HEAD:refs/pull/7/head")
    (job,) = loaded(ROOT / "docs" / "hosts" / "gitea.yml")["jobs"].values()
    fetch, _install, review = [step["run"] for step in job["steps"]]
    told = {"SERVER": f"file://{host.folder}", "REPOSITORY": "origin", "PULL": "7", "TOKEN": "none", "AUTHOR": "1003"}
    for script, expected in ((fetch, 0), (review, 1)):
        environment = {**host.environment, **told}
        done = subprocess.run(["bash", "-ec", script], cwd=host.folder, env=environment, check=False)
        assert done.returncode == expected
    assert (host.folder / "trusted" / "cases" / "2022" / "HZ-2022-0001.yml").exists()


# In place of `python3 -m venv`: a Python that writes down what it is asked.
FAKE = """\
#!/bin/bash
here=$(dirname "$0")
if [ "$3" = venv ]; then mkdir -p "$4/bin"; cp "$0" "$4/bin/python"; here=$4/bin; fi
echo "$PWD: $*" >> {log}
"""


@pytest.mark.parametrize("own", [True, False])
def test_the_checker_comes_from_the_checkout_in_which_the_script_stands(instance, tmp_path, own) -> None:
    log, program = tmp_path / "log", tmp_path / "bin" / "python3"
    program.parent.mkdir()
    program.write_text(FAKE.format(log=log), "utf-8")
    program.chmod(0o755)
    root = ROOT if own else instance
    subprocess.run(
        ["bash", root / ".github/steps/install.sh", tmp_path / "kentan"],
        cwd=tmp_path,
        env={"PATH": f"{program.parent}:/usr/bin:/bin"},
        check=True,
    )
    venv, requirements, kentan, version = log.read_text("utf-8").splitlines()
    assert venv.endswith(f": -I -m venv {tmp_path / 'kentan'}")
    assert requirements.endswith(f"--require-hashes --only-binary :all: --requirement {root}/requirements.txt")
    if own:
        assert kentan.endswith(f"--no-deps --no-build-isolation {ROOT}")
    else:
        assert kentan.startswith(f"{instance}: ")
        assert kentan.endswith("--no-deps --requirement .github/kentan.txt")
    assert version.endswith("-I -m kentan.cli --version")


@pytest.mark.parametrize(
    ("published", "anchors"),
    [
        (f'{{"commit": "{"0123456789" * 4}"}}', "0123456789" * 4),
        ('{"commit": "$(touch /tmp/broken)"}', ""),
        ("<html>", ""),
        ("", ""),
    ],
    ids=["a commit", "something else", "no JSON", "nothing was published"],
)
def test_a_build_has_to_lead_on_from_the_site_that_was_published(tmp_path, published: str, anchors: str) -> None:
    programs, told = tmp_path / "kentan" / "bin", tmp_path / "told"
    programs.mkdir(parents=True)
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry" / "instance.yml").write_text("base_address: https://records.example.cn/\n")
    stubs = {
        programs / "python": f'[ "$2" = -c ] && exec {sys.executable} "$@"\necho "$4 $KENTAN_ANCHORS" >> {told}\n',
        tmp_path / "curl": f'[ -n "$PUBLISHED" ] || exit 22\nprintf %s "$PUBLISHED" > "$7"\necho "$9" >> {told}\n',
    }
    for path, text in stubs.items():
        path.write_text(f"#!/bin/sh\n{text}")
        path.chmod(0o755)
    subprocess.run(
        ["bash", GITHUB / "steps" / "build.sh", tmp_path / "kentan", tmp_path / "site"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{tmp_path}:{os.environ['PATH']}", "PUBLISHED": published},
        check=True,
    )
    asked = ["https://records.example.cn/build.json"] if published else []
    wanted = ["check ", *asked, f"audit {anchors}", f"build {anchors}"]
    assert [line.rstrip() for line in told.read_text().splitlines()] == [each.rstrip() for each in wanted]
