"""The open data: all cases and meetings as tables (CSV) and as records (JSON), at addresses that stay, with schemas.

What is not on the pages is not in here either: everything is made of the same published records. The version in the
address changes only when a field goes or means something else; fields may be added.
"""
