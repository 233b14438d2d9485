"""`python -m kentan`, where the command itself is not on the path."""

from kentan.cli.__main__ import main

if __name__ == "__main__":
    main()
