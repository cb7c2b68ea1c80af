"use strict";
// Adds what a page without script cannot do: stepping, filtering, copying. Nothing is loaded and nothing is sent.
(() => {
  const all = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  // Stepping. A long sequence starts with one picture at a time, on the step that breaks the rule.
  const players = all(".case").map((box) => {
    const steps = all(".step", box);
    const player = box.querySelector(".player");
    const list = box.querySelector(".steps");
    const single = player.querySelector("input");
    const where = player.querySelector("output");
    let current = steps.length - 1;
    const show = (index, scroll) => {
      current = Math.max(0, Math.min(steps.length - 1, index));
      steps.forEach((step, i) => {
        if (i === current) step.setAttribute("aria-current", "step");
        else step.removeAttribute("aria-current");
      });
      where.textContent = "step " + (current + 1) + " of " + steps.length;
      player.querySelector("[data-go=first]").disabled = player.querySelector("[data-go=previous]").disabled = current === 0;
      player.querySelector("[data-go=last]").disabled = player.querySelector("[data-go=next]").disabled = current === steps.length - 1;
      if (scroll) steps[current].querySelector(".words").scrollIntoView({ block: "nearest" });
    };
    const go = (move) => show({ first: 0, previous: current - 1, next: current + 1, last: steps.length - 1 }[move], true);
    if (steps.length < 2) return { box, go: () => {} };
    player.hidden = false;
    player.addEventListener("click", (event) => { if (event.target.dataset.go) go(event.target.dataset.go); });
    single.checked = steps.length > 7;
    const arrange = () => list.classList.toggle("single", single.checked);
    single.addEventListener("change", arrange);
    steps.forEach((step, i) => step.querySelector(".words").addEventListener("click", () => show(i, false)));
    arrange();
    show(current, false);
    return { box, go };
  });

  const inView = () => {
    const focused = players.find((player) => player.box.contains(document.activeElement));
    return focused || players.find((player) => {
      const box = player.box.getBoundingClientRect();
      return box.bottom > 80 && box.top < window.innerHeight * 0.8;
    });
  };
  document.addEventListener("keydown", (event) => {
    const move = { ArrowLeft: "previous", ArrowRight: "next" }[event.key];
    if (!move || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.matches("input[type=search], textarea, select") || event.target.closest(".scroll")) return;
    const player = inView();
    if (player) { player.go(move); event.preventDefault(); }
  });

  // Filtering.
  const rows = all("#rules tbody tr");
  const chips = all(".chip");
  const query = document.getElementById("query");
  const filter = () => {
    const wanted = new Set(chips.filter((chip) => chip.getAttribute("aria-pressed") === "true").map((chip) => chip.dataset.verdict));
    const words = query.value.trim().toLowerCase();
    rows.forEach((row) => { row.hidden = !wanted.has(row.dataset.verdict) || !row.textContent.toLowerCase().includes(words); });
    const shown = rows.filter((row) => !row.hidden).length;
    document.getElementById("shown").textContent = shown === rows.length ? "" : shown + " of " + rows.length + " rules";
  };
  chips.forEach((chip) => { chip.disabled = false; });
  chips.forEach((chip) => chip.addEventListener("click", () => {
    const pressed = (other) => other.getAttribute("aria-pressed") === "true";
    if (chips.every(pressed)) chips.forEach((other) => other.setAttribute("aria-pressed", String(other === chip)));
    else {
      chip.setAttribute("aria-pressed", String(!pressed(chip)));
      if (!chips.some(pressed)) chips.forEach((other) => other.setAttribute("aria-pressed", "true"));
    }
    filter();
  }));
  query.addEventListener("input", filter);
  document.getElementById("find").hidden = false;
  document.documentElement.classList.add("scripted");

  // Taking things along.
  const copy = document.getElementById("copy");
  if (navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", () => navigator.clipboard.writeText(document.getElementById("command").textContent)
      .then(() => { copy.textContent = "Copied"; }, () => { copy.textContent = "Select it by hand"; }));
  }
  const save = document.getElementById("save");
  if (save) {
    save.hidden = false;
    save.addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([document.getElementById("results").textContent], { type: "application/json" }));
      link.download = "results.json";
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }
})();
