"""Sessions: commands of a text file played through the real command line, with what they print."""

import re
import shlex
from pathlib import Path

from engine.cli.script import answer_of

HERE = Path(__file__).parent
LIBRARY = HERE.parent / "library"


def transcript(session: Path, url: str, folder: Path) -> str:
    """Return every command of a session with its exit status and what it printed.

    Commands speak English unless a line has its own ``--lang``.
    """
    day, parts = "2026-03-02", []
    for raw in session.read_text(encoding="utf-8").splitlines():
        line = raw.strip()
        if line.startswith("@"):
            day = line[1:].strip()
        elif line.startswith("#") or not line:
            parts.append(line)
        else:
            words = shlex.split(line.replace("FOLDER", str(folder)))
            spoken = [] if "--lang" in words else ["--lang", "en"]
            status, answer = answer_of(
                [*words, "--db", url, "--today", day, "--library", str(LIBRARY), *spoken]
            )
            shown = answer.rstrip().replace(str(folder), "FOLDER")
            ending = f"\n[exit {status}]" if status else ""
            parts.append(f"$ consort {line}\n{shown}{ending}")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts))
