"""The catalogue of rules and the checks behind it: pure generators of findings."""
