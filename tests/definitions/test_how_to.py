"""The example of docs/how-to/change-the-method.md works as it stands there."""

import re
from pathlib import Path

from engine.definitions.check import check
from engine.definitions.library import Library, shipped_folder

PAGE = Path(__file__).parents[2] / "docs/how-to/change-the-method.md"


def test_the_page_on_changing_the_method_shows_a_sound_file(tmp_path: Path) -> None:
    found = re.search(r"```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found
    (tmp_path / "workflows").mkdir()
    (tmp_path / "workflows" / "ours.yaml").write_text(found[1], encoding="utf-8")
    library = Library((tmp_path, shipped_folder()))
    assert [str(problem) for problem in check([tmp_path], library).problems] == []
    ours = library.workflow("chamber.export_network")
    shipped = library.workflow("unido.export_network")
    assert len(ours.tasks) == len(shipped.tasks) - 1
    assert ours.parameters["min_members"].value == 4
