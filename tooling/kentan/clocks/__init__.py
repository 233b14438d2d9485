"""Working calendars, deadlines, their proofs, and the status of a case: judgement over time, without asking today."""
