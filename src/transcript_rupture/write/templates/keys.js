// Single-letter keys: off while typing, off when switched off (WCAG 2.1.4).
const help = byId("help");
const keysOn = byId("keys-on");
const actions = {
  j: () => stepMoment(1),
  k: () => stepMoment(-1),
  e: () => stepEpisode(1),
  t: () => { close(); scrollTo(0, 0); },
  "?": () => help.showModal(),
};
const isTyping = (target) => target.matches("input:not([type=checkbox]), select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (help.open) return;
  if (event.key === "Escape" && current) {
    const turn = current;
    close();
    (openBadges(turn)[0] ?? turn).focus({ preventScroll: true });
    return;
  }
  if (!keysOn.checked || isTyping(event.target) || !(event.key in actions)) return;
  event.preventDefault();
  actions[event.key]();
});
byId("help-open").addEventListener("click", () => help.showModal());
byId("help-close").addEventListener("click", () => help.close());
if (location.hash.startsWith("#turn-")) {
  const linked = byId(location.hash.slice(1));
  if (linked) select(linked, { focus: true });
}
