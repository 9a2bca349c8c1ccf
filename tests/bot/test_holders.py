"""Whether a process that held something is gone, and what becomes of what it held."""

import os
import subprocess
import sys

from bot.serving.holders import is_gone, new_holder

OWN = new_holder()


def of_process(number):
    machine, _number, word = OWN.split(":")
    return f"{machine}:{number}:{word[::-1]}x"


def test_a_process_that_ended_is_gone_and_one_that_runs_is_not():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert is_gone(of_process(ended.pid), OWN)
    assert not is_gone(of_process(os.getppid()), OWN)
    assert not is_gone(OWN, OWN)


def test_whoever_had_our_number_before_is_gone():
    assert is_gone(of_process(os.getpid()), OWN)


def test_of_another_machine_nobody_knows():
    assert not is_gone("elsewhere/pid-1:1:abcd", OWN)
    assert not is_gone("", OWN)
    assert not is_gone("a:b", OWN)
    assert not is_gone("a:b:c:d", OWN)
