#!/usr/bin/env bash
# Turns a form into a record and judges it: bash take-in.sh KENTAN FOLDER
#
# KENTAN is the folder of install.sh; FOLDER gets what `host.py propose` needs: `intake.json`, `verdict.json`, `base`.
# Given in the environment: GITHUB_EVENT_PATH (the event, with the form as somebody filled it in), KIND (answer or
# appeal), ISSUE (its number), ACCOUNT (id of who answers for it), RAISED (when the issue was opened), PRIVATE
# (--private or --public). The form goes from file to file unread; Git hears of one file whose name is ours.
set -euo pipefail
kentan=("$1/bin/python" -I -m kentan.cli)
mkdir -p "$2"
jq -j '.issue.body // ""' "$GITHUB_EVENT_PATH" > "$2/body"
git rev-parse HEAD > "$2/base"
code=0
"${kentan[@]}" intake "$KIND" --body "$2/body" --account "$ACCOUNT" --raised "$RAISED" "$PRIVATE" --root . \
  > "$2/intake.json" || code=$?
if [ "$code" -eq 0 ]; then
  git add -- cases
  git -c user.name=kentan -c user.email=kentan@localhost commit --quiet --no-verify --message="intake $ISSUE"
  "${kentan[@]}" review --base "$(cat "$2/base")" --head HEAD --actor "$ACCOUNT" --format json \
    > "$2/verdict.json" || [ $? -ne 2 ]
elif [ "$code" -ne 1 ]; then
  exit "$code"
fi
