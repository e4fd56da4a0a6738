"""What the kernel knows about its clocks: is it synchronised, what the hardware clock says.

Linux only; where a file or call is missing the answer is "not synchronised" or "none".
"""

import ctypes
import fcntl
import os
import struct
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

RTC_FOLDER = Path("/sys/class/rtc")
LARGEST_ERROR_US = 16_000_000
"""The kernel's own limit (NTP_PHASE_LIMIT): an error that reached it means nobody disciplines the
clock. The STA_UNSYNC flag is not asked, because systemd-timesyncd sets it on a synchronised
machine whose hardware clock keeps local time."""

RTC_SET_TIME = 0x4024700A
"""ioctl of linux/rtc.h: a `struct rtc_time` of nine ints."""


class Timex(ctypes.Structure):
    """`struct timex` of sys/timex.h; only its head is read."""

    _fields_ = [
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_byte * 256),
    ]


@cache
def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def largest_error_us() -> int:
    """Return by how much the kernel says its clock may be off; `LARGEST_ERROR_US` for unknown."""
    answer = Timex()  # modes 0 only reads, and needs no privilege
    try:
        if _libc().adjtimex(ctypes.byref(answer)) < 0:
            return LARGEST_ERROR_US
    except AttributeError:  # a C library without the call
        return LARGEST_ERROR_US
    return int(answer.maxerror)


def is_synchronised() -> bool:
    """Say whether a time service disciplines the system's clock."""
    return largest_error_us() < LARGEST_ERROR_US


def boot_rtc(folder: Path = RTC_FOLDER) -> Path | None:
    """Return the hardware clock from which the kernel set the system's clock at boot."""
    for device in sorted(folder.glob("rtc*")):
        try:
            if (device / "hctosys").read_text().strip() == "1":
                return device
        except OSError:
            continue
    return None


def hardware_clock(folder: Path = RTC_FOLDER) -> datetime | None:
    """Return what that clock says now, to the second; None when there is none to read."""
    device = boot_rtc(folder)
    if device is None:
        return None
    try:
        return datetime.fromtimestamp(int((device / "since_epoch").read_text()), UTC)
    except (OSError, ValueError, OverflowError):
        return None


def set_system_clock(moment: datetime) -> None:
    """Set the system's clock; PermissionError without the privilege."""
    time.clock_settime(time.CLOCK_REALTIME, moment.timestamp())


def set_hardware_clock(moment: datetime) -> None:
    """Set the hardware clock that is read at boot, in UTC; OSError when there is none to set."""
    device = boot_rtc()
    if device is None:
        raise FileNotFoundError(f"no hardware clock in {RTC_FOLDER}")
    utc = moment.astimezone(UTC)
    fields = (utc.second, utc.minute, utc.hour, utc.day, utc.month - 1, utc.year - 1900, 0, 0, 0)
    handle = os.open(Path("/dev", device.name), os.O_RDONLY)
    try:
        fcntl.ioctl(handle, RTC_SET_TIME, struct.pack("9i", *fields))
    finally:
        os.close(handle)
