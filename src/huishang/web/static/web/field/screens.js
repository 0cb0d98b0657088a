// One screen at a time, each a <template> of the page; nothing typed or sent becomes markup.

export const el = (name, words = "", more = {}) => {
  const made = document.createElement(name);
  made.textContent = words;
  for (const [key, value] of Object.entries(more)) made.setAttribute(key, value);
  return made;
};

// A copy of a template and its slots by name, filled with words where words are given.
export function copy(name, words = {}) {
  const root = document.getElementById(name).content.cloneNode(true);
  const slots = Object.fromEntries(
    [...root.querySelectorAll("[data-slot]")].map((slot) => [slot.dataset.slot, slot]));
  for (const [slot, said] of Object.entries(words)) slots[slot].textContent = said;
  return { root, slots };
}

export function show(name, words = {}) {
  const made = copy(name, words);
  const main = document.getElementById("main");
  main.replaceChildren(made.root);
  main.dataset.screen = name;
  window.scrollTo(0, 0);
  main.focus({ preventScroll: true });
  for (const tab of document.querySelectorAll("#bar [data-do]"))
    tab.dataset.do === name ? tab.setAttribute("aria-current", "page") : tab.removeAttribute("aria-current");
  return made.slots;
}

export function button(words, act, weight = "") {
  const made = el("button", words, { type: "button", class: `btn ${weight}`.trim() });
  made.addEventListener("click", act);
  return made;
}

export function lines(list, pairs) {
  list.replaceChildren(...pairs.map(([label, words]) => {
    const line = el("div");
    line.append(el("dt", label), el("dd", words));
    return line;
  }));
}

export const notice = (words, ...acts) => {
  const made = el("div", "", { class: "card", role: "status" });
  made.append(el("p", words));
  if (acts.length) {
    const row = el("p", "", { class: "form-acts" });
    row.append(...acts);
    made.append(row);
  }
  return made;
};

// 11月24日; with the hour: 11月24日 09:05. 北京时间, whatever the phone thinks.
export function said(moment, withHour = true) {
  const there = new Date(moment + 8 * 3_600_000);
  const two = (number) => String(number).padStart(2, "0");
  const day = `${there.getUTCMonth() + 1}月${there.getUTCDate()}日`;
  return withHour ? `${day} ${two(there.getUTCHours())}:${two(there.getUTCMinutes())}` : day;
}
