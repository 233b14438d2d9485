"""What staff do: begin an instance, write, import, export; no rules of its own."""
