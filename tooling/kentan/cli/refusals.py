"""What the machine refused, in the user's language: a disk that is full, a folder that may not be entered."""

import errno

from kentan.languages import mark, messages

_ = messages("cli")
N_ = mark
_REASONS = {
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("nothing can be written there"),
    errno.EACCES: N_("permission is denied"),
    errno.EPERM: N_("permission is denied"),
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a file stands where a folder should be"),
    errno.EEXIST: N_("a file stands where a folder should be"),
    errno.EISDIR: N_("a folder stands where a file should be"),
    errno.EADDRINUSE: N_("another program has it already"),
}


def refusal(refused: OSError, what: str | None = None) -> str:
    """Return what was refused, and why; `what` stands for a file that is not named."""
    if refused.filename == "git":
        return _("This needs Git, which is not installed.")
    reason = _REASONS.get(refused.errno or 0)
    name = refused.filename2 or refused.filename or what or _("the output")
    return _("{file} cannot be used: {reason}").format(file=name, reason=_(reason) if reason else refused.strerror)
