#!/usr/bin/env bash
# Checks the records of this checkout, audits their history and builds the site: bash build.sh KENTAN FOLDER
#
# KENTAN is the folder of install.sh, FOLDER gets the site. Errors stop it; what the audit finds is told and published,
# for nobody can mend the past. The history has to lead on from the commit of the site that was published last.
# KENTAN_HOST_KEYS names the keys with which the host signs what it merges.
set -euo pipefail
rm -rf build # what earlier builds left there is believed; a commit could have put it there
kentan=("$1/bin/python" -I -m kentan.cli)
"${kentan[@]}" check --format github .
address=$(sed -n 's/^base_address: *//p' registry/instance.yml)
if [ -n "$address" ] && curl -fsSL --max-time 20 --max-filesize 10000 -o "$2.published" -- "${address%/}/build.json"; then
  KENTAN_ANCHORS=$("$1/bin/python" -I -c '
import json, re, sys
commit = json.load(open(sys.argv[1], encoding="utf-8")).get("commit")
print(commit if re.fullmatch(r"[0-9a-f]{40}(?:[0-9a-f]{24})?", str(commit)) else "")
' "$2.published") || KENTAN_ANCHORS=
  export KENTAN_ANCHORS
fi
# the audit leaves what it found in .git/kentan, where no commit can put anything: the build goes on from there
"${kentan[@]}" audit --root . || [ $? -eq 1 ]
"${kentan[@]}" build --output "$2" .
