#!/usr/bin/env bash
# Checks the records of this checkout, audits their history and builds the site: bash build.sh KENTAN FOLDER
#
# KENTAN is the folder of install.sh, FOLDER gets the site. Errors stop it; what the audit finds is told and published,
# for nobody can mend the past.
set -euo pipefail
kentan=("$1/bin/python" -I -m kentan.cli)
"${kentan[@]}" check --format github .
"${kentan[@]}" audit --root . || [ $? -eq 1 ]
"${kentan[@]}" build --output "$2" .
