"""Kill the keeping of a proof at each step; say whether the file is then whole or absent."""

import os
import signal
import sys
from hashlib import sha256
from pathlib import Path
from types import FrameType
from typing import Any

from engine.store.proofs import Proofs, looked_at

FOLDER = Path(sys.argv[1])
STEPS = {"write", "fsync", "flock", "replace", "mkdir", "mkstemp", "open", "close", "read"}


def die_at(step: int) -> Any:
    left = step

    def count(frame: FrameType, kind: str, called: Any) -> None:
        nonlocal left
        name = called.__name__ if kind.startswith("c_") else frame.f_code.co_name
        if name in STEPS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return count


def main() -> None:
    step, done = 0, False
    while not done:
        step += 1
        source = FOLDER / f"proof {step}"
        source.write_bytes(b"%d " % step * 1_000_000)
        proofs = Proofs(FOLDER / "kept")
        child = os.fork()
        if child == 0:
            sys.setprofile(die_at(step))
            with proofs.staging([looked_at(source)], lambda _digest: False):
                pass
            sys.setprofile(None)
            os._exit(0)
        done = os.WIFEXITED(os.waitpid(child, 0)[1])
        digest = sha256(source.read_bytes()).hexdigest()
        there = (proofs.folder / digest[:2] / digest).exists()
        if (there or proofs.path(digest).exists()) and proofs.wrong(digest):
            sys.exit(f"torn at step {step}")
        if len(proofs.left_behind()) > 1 - there:
            sys.exit(f"too much left at step {step}")
        proofs.clear(lambda _digest: False)
        if proofs.left_behind():
            sys.exit(f"not cleared at step {step}")
        sys.stdout.write("whole " if there else "absent ")


main()
