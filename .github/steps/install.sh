#!/usr/bin/env bash
# Installs Kentan into a new virtual environment: bash .github/steps/install.sh FOLDER
#
# It installs what the checkout says in which it stands, so that has to be the trusted one (the base of a change):
# the requirements by requirements.txt, each file with its hash; then Kentan itself, from this checkout where it is
# Kentan's own repository, else as .github/kentan.txt says in one line. Any CI host can call it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
python3 -I -m venv "$1"
pip=("$1/bin/python" -I -m pip --disable-pip-version-check install --quiet --no-input)
"${pip[@]}" --require-hashes --only-binary :all: --requirement "$root/requirements.txt"
if [ -d "$root/tooling/kentan" ]; then
  "${pip[@]}" --no-deps --no-build-isolation "$root"
else
  (cd "$root" && "${pip[@]}" --no-deps --requirement .github/kentan.txt)
fi
"$1/bin/python" -I -m kentan.cli --version
