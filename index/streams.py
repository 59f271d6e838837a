"""The standard streams at the edge of a command: closed from the start, or by a reader who has seen enough."""

from __future__ import annotations

import os
import sys


def ready() -> None:
    """Give a command that was started with closed streams (`>&-`) some; what is written to them is nowhere.

    Python has None in their place, and prints what is for standard error to standard output then.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115  open as long as we run


def abandon() -> None:
    """After a BrokenPipeError: what is still in the buffer of standard output goes nowhere, without a word."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
