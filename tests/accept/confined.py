"""Start a program as a unit's filter would let it run: `python confined.py UNIT PROGRAM...`.

Applies what may break a program of ours and needs no rights to try: the system call filter,
`MemoryDenyWriteExecute=` and `NoNewPrivileges=`. libseccomp is there wherever systemd is.
"""

import ctypes
import errno
import os
import subprocess
import sys
from pathlib import Path

PR_SET_NO_NEW_PRIVS = 38
PR_SET_MDWE = 65
MDWE_REFUSE_EXEC_GAIN = 1
ALLOW = 0x7FFF0000
REFUSE = 0x00050000 | errno.EPERM


def allowed_calls(unit: Path) -> set[str]:
    """Return the names of the calls that the unit's SystemCallFilter= lines allow, in order."""
    allowed: set[str] = set()
    for line in unit.read_text(encoding="utf-8").splitlines():
        key, _, value = line.partition("=")
        if key == "SystemCallFilter":
            names = {name for word in value.lstrip("~").split() for name in expand(word)}
            allowed = allowed - names if value.startswith("~") else allowed | names
    return allowed


def expand(word: str) -> set[str]:
    """Return the calls of a set such as `@system-service`, sets within it included."""
    if not word.startswith("@"):
        return {word}
    listed = subprocess.run(
        ["systemd-analyze", "syscall-filter", "--no-pager", word],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    lines = [line.strip() for line in listed.splitlines()[1:]]
    return {name for line in lines if line and not line.startswith("#") for name in expand(line)}


def confine(allowed: set[str]) -> None:
    """Let this process, and what it executes, make no other calls and map nothing W+X."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "no_new_privs")
    libc.prctl(PR_SET_MDWE, MDWE_REFUSE_EXEC_GAIN, 0, 0, 0)  # kernels before 6.3 lack it
    seccomp = ctypes.CDLL("libseccomp.so.2")
    seccomp.seccomp_init.restype = ctypes.c_void_p
    context = ctypes.c_void_p(seccomp.seccomp_init(ctypes.c_uint32(REFUSE)))
    for name in sorted(allowed):
        number = seccomp.seccomp_syscall_resolve_name(name.encode())
        if number >= 0:
            seccomp.seccomp_rule_add(context, ctypes.c_uint32(ALLOW), number, 0)
    if seccomp.seccomp_load(context):
        raise OSError("seccomp_load")


if __name__ == "__main__":
    calls = allowed_calls(Path(sys.argv[1]))
    confine(calls)
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - a list, and no shell is wanted
