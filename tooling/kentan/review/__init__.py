"""The review: a change against its base; who may record what, what was rewritten, the verdict; the audit of history."""
