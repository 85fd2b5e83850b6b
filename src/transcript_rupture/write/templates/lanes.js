// The drawn time line: cursor, the part in view, arrow keys, clicks between the marks.
const lanes = byId("lanes");
const cursor = byId("cursor");
const view = byId("view");
const speech = all(".speech", lanes).map((bar) => ({
  turn: Number(bar.dataset.turn),
  from: Number.parseFloat(bar.getAttribute("x")),
  to: Number.parseFloat(bar.getAttribute("x")) + Number.parseFloat(bar.getAttribute("width")),
})).sort((a, b) => a.turn - b.turn);

function placeCursor(number) {
  const bar = speech.find((one) => one.turn === Number(number));
  cursor.toggleAttribute("hidden", !bar);
  for (const end of bar ? ["x1", "x2"] : []) cursor.setAttribute(end, `${(bar.from + bar.to) / 2}%`);
  for (const mark of all("a.mark", lanes)) mark.classList.toggle("current", mark.dataset.turn === number);
}

// One tab stop for all marks; the arrow keys move among those that are shown.
const stops = all("a", lanes);
const shownStops = () => stops.filter((stop) => !stop.hasAttribute("hidden"));
function rove(to) {
  for (const stop of stops) stop.setAttribute("tabindex", stop === to ? "0" : "-1");
}
function keepStop() {
  const shown = shownStops();
  if (!shown.some((stop) => stop.getAttribute("tabindex") === "0")) rove(shown[0]);
}
const order = (stop) => Number(stop.getAttribute("href").slice("#turn-".length));
lanes.addEventListener("keydown", (event) => {
  const moves = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
  const shown = shownStops().sort((a, b) => order(a) - order(b));
  const at = shown.indexOf(document.activeElement);
  if (at < 0) return;
  let to = null;
  if (event.key in moves) to = shown[at + moves[event.key]];
  else if (event.key === "Home") to = shown[0];
  else if (event.key === "End") to = shown.at(-1);
  else return;
  event.preventDefault();
  if (!to) return;
  rove(to);
  to.focus({ preventScroll: true });
});

lanes.addEventListener("click", (event) => {
  if (event.target.closest("a") || !speech.length) return;
  const box = lanes.getBoundingClientRect();
  const x = ((event.clientX - box.left) / box.width) * 100;
  const bar = speech.findLast((one) => one.from <= x) ?? speech[0];
  select(turnOf(bar.turn));
});

// Turns must not come to rest under the strip, however many rows it has.
const strip = document.querySelector(".strip");
new ResizeObserver(() => {
  const covers = getComputedStyle(strip).position === "sticky" ? strip.offsetHeight : 0;
  root.style.setProperty("--strip", `${covers}px`);
}).observe(strip);

const inView = new Set();
function showView() {
  const bars = speech.filter((bar) => inView.has(bar.turn));
  const from = bars.length ? Math.min(...bars.map((bar) => bar.from)) : 0;
  const to = bars.length ? Math.max(...bars.map((bar) => bar.to)) : 0;
  view.setAttribute("x", `${from}%`);
  view.setAttribute("width", `${Math.max(0, to - from)}%`);
}
const watcher = new IntersectionObserver((seen) => {
  for (const { target, isIntersecting } of seen) {
    if (isIntersecting) inView.add(Number(target.dataset.turn));
    else inView.delete(Number(target.dataset.turn));
  }
  showView();
}, { rootMargin: "-240px 0px 0px 0px" });
for (const turn of turns) watcher.observe(turn);
