"""Findings and figures as text, GitHub annotations, JSON, SARIF, JUnit, job summary; nothing is judged again here."""
