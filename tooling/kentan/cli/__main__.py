"""The command `kentan`: chooses the language, runs a verb, and turns what happens into an exit code.

0 sound, 1 findings, 2 wrong use or a fault of ours (said as such).
"""

import os
import sys
from collections.abc import Sequence
from typing import TextIO

from kentan.languages import LOCALE, UnknownLanguage, choose, messages, set_language

_ = messages("cli")
SOUND, FINDINGS, FAULT = 0, 1, 2
CUT_OFF = 141
"""The reader of a pipe went away: as shells say it, and never "sound"."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run `kentan` with the given arguments, or those of the process; exits."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.stdout, sys.stderr = _open(sys.stdout), _open(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        language = choose(_asked_language(given), os.environ)
    except UnknownLanguage as unknown:
        print(f"kentan: {unknown}", file=sys.stderr)
        sys.exit(FAULT)
    set_language(language)
    wished = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = language  # for what click says by itself, and for the commands that we call
    try:
        status = _run(given)
    finally:
        os.environ.pop("LANGUAGE")
        if wished is not None:
            os.environ["LANGUAGE"] = wished
    if arguments is None:
        _leave(status)
    sys.exit(status)


def _open(stream: TextIO | None) -> TextIO:
    """Return a stream; where the command was begun without it, one in which everything is lost."""
    return open(os.devnull, "w", encoding="utf-8") if stream is None else stream


def _leave(status: int) -> None:
    """End the process at once, where nothing of it goes on: freeing what it held is a tenth of the time of a check."""
    threading = sys.modules.get("threading")
    if threading is not None and threading.active_count() > 1:
        return
    try:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    except BrokenPipeError:
        status = CUT_OFF
    except OSError as refused:
        status = status if status == FAULT else _fault(refused)  # else it was said already
    os._exit(status)


def _asked_language(arguments: Sequence[str]) -> str | None:
    """Return the value of `--lang`, which must be known before the first message is made."""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
    return None


def _run(arguments: list[str]) -> int:
    import gettext

    import click

    gettext.bindtextdomain("click", LOCALE)
    gettext.textdomain("click")
    from kentan.cli.verbs import kentan

    try:
        result = kentan.main(arguments, prog_name="kentan", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        return FAULT
    except (click.Abort, KeyboardInterrupt):
        print(_("Interrupted; nothing half-written is left behind."), file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stdout = None  # the reader went away; there is nobody to flush to
        return CUT_OFF
    except Exception as fault:
        return _fault(fault)
    return result if isinstance(result, int) else SOUND


def _fault(fault: Exception) -> int:
    """Say what the machine or Git refused, or that the fault is ours, and how to report it; the traceback only where it
    is asked for."""
    if os.environ.get("KENTAN_DEBUG"):
        import traceback

        traceback.print_exc()
    from kentan.cli.refusals import refusal
    from kentan.files.git import GitFailed
    from kentan.reports.printable import printable

    if isinstance(fault, OSError | GitFailed):
        refused = refusal(fault) if isinstance(fault, OSError) else _("Git: {message}").format(message=fault)
        print(printable(refused), file=sys.stderr)
        print(_("Where that is not for you to mend, report it with the output under KENTAN_DEBUG=1."), file=sys.stderr)
        return FAULT
    print(_("This is a fault of Kentan, not of your files:"), file=sys.stderr)
    print(f"  {type(fault).__name__}: {printable(str(fault))[:500]}", file=sys.stderr)
    print(_("Please report it with the output of the same command under KENTAN_DEBUG=1."), file=sys.stderr)
    return FAULT


if __name__ == "__main__":
    main()
