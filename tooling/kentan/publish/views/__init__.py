"""Records become frozen view objects, one a page, in the words of one language. Pure: no files, no HTML, no today."""
