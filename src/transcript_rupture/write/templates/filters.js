// What is shown: families, clarity, flagged only, only turns near moments.
const filters = byId("filters");
const NEAR = 3;
const CLARITIES = ["possible", "clear", "strong"];
const judged = all("[data-moment][data-family]");
const marks = all("mark[data-moments]");

function apply() {
  const chosen = new FormData(filters);
  const families = new Set(chosen.getAll("family"));
  const least = CLARITIES.indexOf(chosen.get("clarity"));
  const flaggedOnly = chosen.has("flagged");
  const off = new Set();
  for (const one of judged) {
    const { family, clarity, flagged, moment } = one.dataset;
    const shown = families.has(family) && least <= CLARITIES.indexOf(clarity) && (flagged === "yes" || !flaggedOnly);
    one.toggleAttribute("hidden", !shown);
    if (!shown) off.add(moment);
  }
  for (const mark of marks) mark.classList.toggle("off", mark.dataset.moments.split(" ").every((name) => off.has(name)));
  narrow(chosen.has("near"));
  keepStop();
  const count = turns.filter((turn) => openBadges(turn).length > 0).length;
  byId("count").textContent = `${count} ${flaggedOnly ? "flagged " : ""}${count === 1 ? "turn" : "turns"}`;
  if (current && !openBadges(current).length && current.querySelector(".why")) close();
  return count;
}

// Context matters: three turns stay on each side of a moment.
function narrow(isNarrow) {
  const has = turns.map((turn) => openBadges(turn).length > 0);
  let before = true;
  turns.forEach((turn, at) => {
    const near = !isNarrow || has.slice(Math.max(0, at - NEAR), at + NEAR + 1).includes(true);
    turn.hidden = !near;
    turn.classList.toggle("gap", near && !before);
    before = near;
  });
}

filters.addEventListener("change", () => {
  const count = apply();
  live.textContent = `${count} ${count === 1 ? "turn" : "turns"} with moments shown`;
});
filters.addEventListener("submit", (event) => event.preventDefault());
filters.reset();
apply();
