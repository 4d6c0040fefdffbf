"""The walls around reading somebody's file, put up in the child before it opens anything."""

import ctypes
import os
import resource
import sys
from dataclasses import dataclass

_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
# What a reader of documents has no business with. Opening files to read stays: modules are loaded.
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.spawn",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.kill", "shutil.",
    "webbrowser.", "ftplib.", "smtplib.", "urllib.Request", "http.client.",
)  # fmt: skip


@dataclass(frozen=True)
class Limits:
    memory_bytes: int = 1024**3
    cpu_s: int = 60
    wall_s: float = 90.0
    pages: int = 2_000
    # Some 3,000 pages of prose.
    characters: int = 5_000_000
    # Of all that is packed in an Office file.
    unpacked_bytes: int = 200 * 1024**2


def put_up_walls(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_s, limits.cpu_s + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))
    _leave_the_network()
    sys.addaudithook(_refuse)


def _leave_the_network() -> None:
    """A namespace without any network, where the kernel lets us. The hook is the other wall."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.unshare(_CLONE_NEWNET) != 0:
            libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise PermissionError(f"{event} has no place in reading a document")
    if event == "open" and _writes(arguments):
        raise PermissionError("a document's reader writes no files")


def _writes(arguments: tuple[object, ...]) -> bool:
    mode, flags = arguments[1], arguments[2]
    if isinstance(mode, str) and any(letter in mode for letter in "wax+"):
        return True
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
