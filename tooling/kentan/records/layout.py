"""What may lie among the records without being one."""

EXPLAINING = frozenset({"README.md", ".gitkeep", ".gitignore"})
"""Files that explain a folder to people or to Git."""
LEFT_BY_DESKTOPS = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""Files that a desktop puts into folders by itself: neither records nor anybody's fault."""
