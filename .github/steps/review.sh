#!/usr/bin/env bash
# Judges the change in the folder `change` by the branch into which it is to be merged: bash review.sh KENTAN FOLDER
#
# KENTAN is the folder of install.sh, FOLDER gets `verdict.json` for the comment. Given in the environment:
# BASE and HEAD (commits of `change`), AUTHOR and SENDER (account ids), APPROVALS (a file with account ids).
# The data are read, nothing of them is executed: Python is isolated, and no text of theirs reaches this shell.
set -euo pipefail
kentan=("$1/bin/python" -I -m kentan.cli)
mkdir -p "$2"

# All findings beside their lines. What was wrong before is not this change's fault: the review below decides.
"${kentan[@]}" check --format github change || [ $? -eq 1 ]

judged=(review --root change --base "$BASE" --head "$HEAD")
while read -r approver; do judged+=(--approved-by "$approver"); done < "$APPROVALS"
code=0
"${kentan[@]}" "${judged[@]}" --actor "$AUTHOR" --format github || code=$?
"${kentan[@]}" "${judged[@]}" --actor "$AUTHOR" --format json > "$2/verdict.json" || [ $? -ne 2 ]
if [ "$SENDER" != "$AUTHOR" ]; then
  # Somebody else pushed or opened it again: it must be theirs to record as well, or nobody knows whose it is.
  other=0
  "${kentan[@]}" "${judged[@]}" --actor "$SENDER" --format github || other=$?
  if [ "$code" -eq 0 ]; then
    code=$other
    "${kentan[@]}" "${judged[@]}" --actor "$SENDER" --format json > "$2/verdict.json" || [ $? -ne 2 ]
  fi
fi
if [ "$code" -eq 3 ]; then
  echo '需要有权限的人批准；批准后请重新运行本检查。 / A person has to approve; then run this check again.'
fi
exit "$code"
