// Selecting a turn, and walking from moment to moment.
const root = document.documentElement;
root.classList.add("js");
const byId = (id) => document.getElementById(id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const live = byId("live");
const turns = all(".turn");
const badges = all(".badge");
let current = null;

const turnOf = (number) => byId(`turn-${number}`);
const openBadges = (turn) => all(".badge:not([hidden])", turn);
const isShown = (turn) => !turn.hidden && openBadges(turn).length > 0;

function close() {
  if (!current) return;
  current.classList.remove("selected");
  current.querySelector(".why")?.classList.remove("open");
  for (const badge of all(".badge", current)) badge.setAttribute("aria-expanded", "false");
  current = null;
  placeCursor(null);
}

function select(turn, { focus = false, scroll = true } = {}) {
  if (!turn) return;
  close();
  current = turn;
  turn.hidden = false;
  turn.classList.add("selected");
  const shown = openBadges(turn);
  if (shown.length) turn.querySelector(".why").classList.add("open");
  for (const badge of shown) badge.setAttribute("aria-expanded", "true");
  placeCursor(turn.dataset.turn);
  if (focus) focusOn(shown[0] ?? turn);
  if (scroll) turn.scrollIntoView({ block: "start" });
}

function focusOn(target) {
  if (!target.matches("button, a")) target.tabIndex = -1;
  target.focus({ preventScroll: true });
}

function jump(number) {
  const turn = turnOf(number);
  select(turn, { focus: true });
  if (location.hash !== `#turn-${number}`) location.hash = `turn-${number}`;
}

// Next or previous among `places` (turns in order) from the selected or visible turn.
function step(places, direction, what) {
  const here = current ?? firstInView();
  const at = here ? turns.indexOf(here) : -1;
  const ahead = direction > 0
    ? places.find((turn) => turns.indexOf(turn) > at || (!current && turns.indexOf(turn) === at))
    : places.filter((turn) => turns.indexOf(turn) < at).at(-1);
  if (!ahead) {
    live.textContent = places.length ? `No ${direction > 0 ? "later" : "earlier"} ${what}.` : `No ${what} is shown.`;
    return;
  }
  select(ahead, { focus: true });
  live.textContent = `${what} ${places.indexOf(ahead) + 1} of ${places.length}`;
}

const stepMoment = (direction) => step(turns.filter(isShown), direction, "moment");
const stepEpisode = (direction) =>
  step(turns.filter((turn) => turn.querySelector(".episode-flag")), direction, "episode");

function firstInView() {
  const top = byId("transcript").getBoundingClientRect().top;
  if (top > 0) return null;
  const below = document.querySelector(".strip").getBoundingClientRect().bottom;
  return turns.find((turn) => turn.getBoundingClientRect().bottom > Math.max(0, below) + 8) ?? null;
}

byId("next").addEventListener("click", () => stepMoment(1));
byId("previous").addEventListener("click", () => stepMoment(-1));
for (const badge of badges) {
  badge.addEventListener("click", () => {
    const turn = turnOf(badge.dataset.turn);
    if (turn === current) close();
    else select(turn, { scroll: false });
  });
}
for (const button of all(".why .close")) {
  button.addEventListener("click", () => {
    const turn = turnOf(button.dataset.turn);
    close();
    (openBadges(turn)[0] ?? turn).focus({ preventScroll: true });
  });
}
document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#turn-"]');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  jump(link.getAttribute("href").slice("#turn-".length));
});
addEventListener("hashchange", () => {
  const turn = location.hash.startsWith("#turn-") ? byId(location.hash.slice(1)) : null;
  if (turn && turn !== current) select(turn, { focus: true });
});
