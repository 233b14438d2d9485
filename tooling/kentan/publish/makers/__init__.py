"""Which pages there are: each module yields those of one place of the navigation, for one language."""
