"""The check digits of identity numbers, unified social credit codes and bank cards."""

from datetime import date

CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""The signs of a unified social credit code, in the order of their values (GB 32100-2015, table 2)."""
_PROVINCES = frozenset([10, *range(11, 16), 21, 22, 23, *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66)])
_REGIONS = frozenset(str(province) for province in (*_PROVINCES, 71, 81, 82))
"""How the code of a place begins (GB/T 2260); 10 stands for the whole country."""


def is_resident_identity(number: str) -> bool:
    """Whether 18 characters are a resident identity number: its day of birth exists, and its last sign checks.

    The check is ISO 7064 MOD 11-2 (GB 11643-1999). The place is not judged: places come and go.
    """
    if not is_day(number[6:14]):
        return False
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return (total + (10 if number[17] in "Xx" else int(number[17]))) % 11 == 1


def is_credit_code(code: str) -> bool:
    """Whether 18 signs in capitals are a unified social credit code: it names a region, and its last sign checks.

    The check is MOD 31 with the powers of 3 as weights (GB 32100-2015, appendix A).
    """
    if code[2:4] not in _REGIONS:
        return False
    total = sum(CODE_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(code[:17]))
    return (total + CODE_SIGNS.index(code[17])) % 31 == 0


def passes_luhn(digits: str) -> bool:
    """Whether the last of the digits checks the others, as on bank cards (ISO/IEC 7812-1, annex B)."""
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def is_day(digits: str) -> bool:
    """Whether eight digits are a day of the twentieth or the twenty-first century."""
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2099
    except ValueError:
        return False
