// What a page does beyond plain forms: a tick that answers at once, a form that survives, one sending per tap.
(() => {
  "use strict";
  const draft = document.querySelector("form[data-draft]");
  if (draft) {
    const name = "draft " + location.pathname + location.search;
    const fields = () => [...draft.elements].filter((e) => e.name && e.name !== "key" && e.type !== "file" && e.type !== "password");
    const kept = JSON.parse(sessionStorage.getItem(name) || "null");
    const refused = document.getElementById("wrong");
    if (kept && !refused) for (const e of fields()) {
      if (!(e.name in kept)) continue;
      if (e.type === "radio" || e.type === "checkbox") e.checked = kept[e.name].includes(e.value);
      else e.value = kept[e.name][0] || "";
    }
    draft.addEventListener("input", () => {
      const now = {};
      for (const e of fields()) {
        now[e.name] = now[e.name] || [];
        if ((e.type !== "radio" && e.type !== "checkbox") || e.checked) now[e.name].push(e.value);
      }
      sessionStorage.setItem(name, JSON.stringify(now));
    });
    draft.addEventListener("submit", () => sessionStorage.setItem("sent", name));
    if (refused) refused.focus();
  } else if (!document.querySelector("[data-kept]")) {
    sessionStorage.removeItem(sessionStorage.getItem("sent"));
    sessionStorage.removeItem("sent");
  }
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.gone) { event.preventDefault(); return; }
    form.dataset.gone = "1";
    const tick = form.querySelector(".tick");
    if (tick) tick.classList.add("sent");
    setTimeout(() => { delete form.dataset.gone; }, 4000);
  });
})();
