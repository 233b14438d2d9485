"""The commands: one file a verb; arguments and exit codes, nothing else."""
