"""Models opened in dmn-js, the editor inside Camunda Modeler, in a real browser."""

import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

HOME = Path(os.environ.get("CONSORT_DMN_JS", Path.home() / ".cache" / "consort" / "dmn-js"))
BUNDLE = HOME / "node_modules" / "dmn-js" / "dist" / "dmn-modeler.production.min.js"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("chrome")

_PAGE = """<!doctype html><div id="canvas" style="width:800px;height:600px"></div>
<pre id="found"></pre><script src="BUNDLE"></script><script>
const texts = TEXTS;
async function opened(xml) {
  const editor = new DmnJS({container: '#canvas'});
  try {
    const {warnings} = await editor.importXML(xml);
    const views = editor.getViews();
    for (const view of views) await editor.open(view);
    const shown = new Set(views.map(view => view.element));
    const decisions = (editor.getDefinitions().drgElement || [])
      .filter(one => one.$type === 'dmn:Decision' && one.decisionLogic && !shown.has(one));
    return {views: views.map(view => view.type), warnings: warnings.map(one => one.message),
            unopened: decisions.map(one => one.name)};
  } catch (wrong) {
    return {error: wrong.message};
  } finally {
    editor.destroy();
  }
}
(async () => {
  const found = {};
  for (const [name, xml] of Object.entries(texts)) found[name] = await opened(xml);
  document.getElementById('found').textContent = JSON.stringify(found);
})();
</script>"""


def missing() -> str:
    """Return why no model can be opened here; nothing where it can."""
    if BROWSER is None:
        return "no Chromium: apt-get install chromium"
    return "" if BUNDLE.is_file() else f"no dmn-js: npm install --prefix {HOME} dmn-js"


def opened(texts: Mapping[str, str], folder: Path) -> dict[str, Any]:
    """Return for each model its views and what dmn-js warned of, or its error."""
    page = folder / "dmn-js.html"
    body = json.dumps(dict(texts)).replace("</", "<\\/")
    page.write_text(
        _PAGE.replace("BUNDLE", BUNDLE.resolve().as_uri()).replace("TEXTS", body), encoding="utf-8"
    )
    command = [BROWSER or "", "--headless", "--no-sandbox", "--disable-gpu"]
    command += [f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=120000"]
    command += ["--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603 - ours
    found = done.stdout.partition('<pre id="found">')[2].partition("</pre>")[0]
    answer: dict[str, Any] = json.loads(_plain(found))
    return answer


def _plain(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
