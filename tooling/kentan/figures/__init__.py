"""Indicators and claims: every figure with its numerator, its denominator and what was left out."""
