#!/usr/bin/env bash
# Writes the account ids of those whose last word on this very commit is an approval, one a line.
# Given in the environment: GITHUB_REPOSITORY, PULL (number of the pull request), HEAD (its head commit), GH_TOKEN.
set -euo pipefail
gh api --paginate "repos/$GITHUB_REPOSITORY/pulls/$PULL/reviews" | jq -rs --arg head "$HEAD" '
  add // [] | map(select(.user != null and (.state == "APPROVED" or .state == "CHANGES_REQUESTED" or .state == "DISMISSED")))
  | group_by(.user.id) | map(last) | .[] | select(.state == "APPROVED" and .commit_id == $head) | .user.id'
