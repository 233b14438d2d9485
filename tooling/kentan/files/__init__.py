"""YAML ⇄ records with line and column; the tree, from disk or from a Git revision; the formatter; safe writing."""
