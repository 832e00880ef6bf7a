"""``make ratio``: lines of tests for each line of code, by room."""

from pathlib import Path

HOME = Path(__file__).parent.parent


def lines(folder: Path) -> int:
    """Return how many lines of Python stand in a folder that say something."""
    texts = (file.read_text(encoding="utf-8") for file in folder.rglob("*.py"))
    return sum(bool(line.strip()) for text in texts for line in text.splitlines())


def main() -> None:
    """Print the ratio of each room, and of the whole house."""
    for folder in sorted(path for path in (HOME / "engine").iterdir() if path.is_dir()):
        code, tests = lines(folder), lines(HOME / "tests" / folder.name)
        if code:
            print(f"{folder.name:12} {tests:6} of {code:6} {tests / code:5.2f}")  # noqa: T201
    code, tests = lines(HOME / "engine"), lines(HOME / "tests")
    print(f"{'all':12} {tests:6} of {code:6} {tests / code:5.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
