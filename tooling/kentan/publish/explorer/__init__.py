"""What the explorer of the cases looks up: a column for each facet, and the lines of the cases by the hundred.

The cases are numbered in the order in which they were raised; that number names them in all files. A column is text
in which each case is one small number: which set of codes it has in a facet. `site/assets/explorer.js` reads it.
"""
