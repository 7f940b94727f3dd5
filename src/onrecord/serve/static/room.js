// What the pages do beyond links and forms: a mark and its note show each other, and facts are gone through by keys.
"use strict";
(() => {
  const all = (selector, inside = document) => [...inside.querySelectorAll(selector)];
  const named = (fact) => all("[data-fact]").filter((each) => each.dataset.fact === fact);
  const csrf = () => document.querySelector('meta[name="csrf"]')?.content;

  let here = null; // the fact that is looked at
  const look = (fact) => {
    if (here === fact) return;
    all(".here").forEach((each) => each.classList.remove("here"));
    here = fact;
    if (fact) named(fact).forEach((each) => each.classList.add("here"));
  };
  const of = (target) => target.closest?.("[data-fact]")?.dataset.fact ?? null;

  document.addEventListener("mouseover", (event) => { const fact = of(event.target); if (fact) look(fact); });
  document.addEventListener("focusin", (event) => { const fact = of(event.target); if (fact) look(fact); });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest?.("span.m[data-fact]");
    if (mark && document.getElementById(mark.dataset.fact)) location.hash = `n-${mark.dataset.fact}`;
  });

  const shown = (note) => note.offsetParent !== null;
  const step = (by) => {
    const notes = all(".note:not(.times)").filter(shown);
    if (!notes.length) return;
    const at = notes.findIndex((note) => note.dataset.fact === here);
    const next = notes[at < 0 ? (by > 0 ? 0 : notes.length - 1) : Math.min(notes.length - 1, Math.max(0, at + by))];
    const words = next.querySelector(".words");
    words.focus({ preventScroll: true });
    look(next.dataset.fact);
    const mark = document.getElementById(next.dataset.fact) ?? next;
    mark.scrollIntoView({ block: "center" });
  };

  const judge = (fact, verdict) => {
    const report = document.querySelector("[data-sighting]")?.dataset.sighting;
    const note = document.getElementById(`n-${fact}`);
    if (!note || !report || !window.htmx) return;
    htmx.ajax("POST", "/judgements", { values: { fact, sighting: report, verdict }, target: note, swap: "outerHTML" })
      .then(() => document.getElementById(`n-${fact}`)?.querySelector(".words")?.focus());
  };

  // Marks of events are come to by the keyboard where they are shown.
  const events = document.getElementById("show-events");
  const linked = () => all("a.m[data-href]").forEach((mark) => {
    if (events.checked) mark.setAttribute("href", mark.dataset.href); else mark.removeAttribute("href");
  });
  if (events) { events.addEventListener("change", linked); linked(); }

  const keys = { j: () => step(1), k: () => step(-1) };
  const judging = {
    a: () => judge(here, "accepted"), r: () => judge(here, "rejected"), u: () => judge(here, "withdrawn"),
    c: () => open("correct"), n: () => open("note"), t: () => open("tag"),
  };
  const open = (what) => { if (here) location.href = `/fact/${encodeURIComponent(here)}#${what}`; };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
    const does = keys[event.key] ?? (csrf() && here ? judging[event.key] : undefined);
    if (does && document.querySelector(".desk")) { event.preventDefault(); does(); }
    if (event.key === "/" && document.getElementById("words")) {
      event.preventDefault();
      document.getElementById("words").focus();
    }
  });

  document.addEventListener("htmx:configRequest", (event) => {
    if (csrf()) event.detail.headers["X-CSRF-Token"] = csrf();
  });
  document.addEventListener("htmx:responseError", (event) => {
    const line = document.getElementById("trouble");
    if (line) line.textContent = `That did not work (${event.detail.xhr.status}).`;
  });
})();
