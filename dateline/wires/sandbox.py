"""Shuts a process in by seccomp (Linux): no programs, children or written files, and no network unless allowed."""

from __future__ import annotations

import ctypes
import os
import platform
import struct
import sys
from typing import Any

# Numbers of the calls: x86_64 from the kernel's syscall_64.tbl, the others from asm-generic/unistd.h.
CALLS = {
    "x86_64": {
        "socket": 41, "fork": 57, "vfork": 58, "execve": 59, "kill": 62, "rename": 82, "unlink": 87, "ptrace": 101,
        "clone": 56, "unlinkat": 263, "renameat": 264, "process_vm_readv": 310, "process_vm_writev": 311,
        "renameat2": 316, "execveat": 322, "io_uring_setup": 425, "clone3": 435, "truncate": 76, "tkill": 200,
        "tgkill": 234, "pidfd_send_signal": 424, "creat": 85, "openat2": 437,
    },
    "aarch64": {
        "socket": 198, "execve": 221, "kill": 129, "ptrace": 117, "clone": 220, "unlinkat": 35, "renameat": 38,
        "process_vm_readv": 270, "process_vm_writev": 271, "renameat2": 276, "execveat": 281, "io_uring_setup": 425,
        "clone3": 435, "truncate": 45, "tkill": 130, "tgkill": 131, "pidfd_send_signal": 424, "openat2": 437,
    },
}  # fmt: skip
# Calls that open a file, with the place of their flags among their arguments.
OPENING = {"x86_64": ((2, 1), (257, 2)), "aarch64": ((56, 2),)}
TO_WRITE = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# A resolver may start threads and needs sockets; a reader needs neither.
FOR_NETWORK = {"socket", "clone", "clone3", "tgkill"}
LOAD, EQUAL, AT_LEAST, ANY_OF, ANSWER = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, DENY = 0x7FFF0000, 0x00050001
NUMBER, ARCHITECTURE, ARGUMENTS = 0, 4, 16
OTHER_TABLE = 0x40000000
NO_NEW_PRIVILEGES, SET_SECCOMP, FILTER = 38, 22, 2
BARRED = ("socket.", "subprocess.", "os.exec", "os.fork", "os.system", "os.posix_spawn", "ctypes.")


def shut(*, network: bool) -> None:
    """Shut this process in for the rest of its life. Where the kernel has no filter, Python itself still refuses."""
    machine = platform.machine()
    if sys.platform == "linux" and machine in CALLS:
        barred = [number for name, number in CALLS[machine].items() if not (network and name in FOR_NETWORK)]
        _filter(_program(machine, barred))
    names = tuple(name for name in BARRED if not (network and name == "socket."))
    sys.addaudithook(lambda event, _arguments: _refuse(event, names))


def _refuse(event: str, names: tuple[str, ...]) -> None:
    if event.startswith(names):
        raise PermissionError(f"{event} is barred where strangers' bytes are read")


def _program(machine: str, barred: list[int]) -> bytes:
    """Berkeley packet filter: another architecture or table of calls, a barred call and opening to write get EPERM."""
    checks: list[tuple[int, str, str, int]] = [
        (LOAD, "", "", ARCHITECTURE),
        (EQUAL, "", "deny", ARCHITECTURES[machine]),
        (LOAD, "", "", NUMBER),
        (AT_LEAST, "deny", "", OTHER_TABLE),
        *((EQUAL, "deny", "", number) for number in barred),
    ]
    for number, place in OPENING[machine]:
        checks += [(EQUAL, "", "skip", number), (LOAD, "", "", ARGUMENTS + 8 * place), (ANY_OF, "deny", "", TO_WRITE)]
    end = len(checks)
    steps = []
    for place, (code, yes, no, value) in enumerate(checks):
        ways = {"": 0, "deny": end - place, "skip": 2}
        steps.append((code, ways[yes], ways[no], value))
    return b"".join(struct.pack("HBBI", *step) for step in [*steps, (ANSWER, 0, 0, ALLOW), (ANSWER, 0, 0, DENY)])


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.c_char_p)]


def _filter(program: bytes) -> None:
    prctl: Any = ctypes.CDLL(None, use_errno=True).prctl
    kept = ctypes.create_string_buffer(program, len(program))
    steps = _Program(len(program) // 8, ctypes.cast(kept, ctypes.c_char_p))
    zero = ctypes.c_ulong(0)
    prctl(NO_NEW_PRIVILEGES, ctypes.c_ulong(1), zero, zero, zero)
    # A kernel built without seccomp answers with an error; the limits and Python's own hook stand all the same.
    prctl(SET_SECCOMP, ctypes.c_ulong(FILTER), ctypes.byref(steps), zero, zero)
