"""Word files, written by ourselves: the few parts of WordprocessingML (ECMA-376) that a report needs.

The archive is stored, not deflated, and carries no day of making: the same paper gives the same bytes, whatever
library of compression a machine has.
"""
