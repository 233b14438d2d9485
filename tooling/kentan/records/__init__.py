"""What a case, a meeting, a registry and a finding *are*: frozen value types, and nothing else."""
