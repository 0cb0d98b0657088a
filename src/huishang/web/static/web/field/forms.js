// A form asked a step at a time, kept at every letter, looked over before it is handed in.

import { lines, show } from "./screens.js";

const SOON = 250;
const valued = (box) => box.type === "checkbox" || box.type === "radio" ? box.checked : true;

// What a field is answered with, as it would be sent.
const answers = (asked) => [...asked.querySelectorAll("input, select, textarea")]
  .filter((box) => box.name && valued(box)).map((box) => box.value);
function inWords(asked) {
  return [...asked.querySelectorAll("input, select, textarea")].filter(valued).map((box) => {
    if (box.tagName === "SELECT") return box.value ? box.selectedOptions[0].textContent : "";
    if (box.type === "checkbox" || box.type === "radio") return box.closest("label").textContent.trim();
    return box.value;
  }).filter(Boolean).join("、");
}

// As it would be sent; without the fields some values stand for already.
const sent = (fields, but = []) => fields.flatMap((one) =>
  [...one.querySelectorAll("input, select, textarea")].filter((box) => box.name && valued(box))
    .map((box) => [box.name, box.value])).filter(([name]) => !but.some(([other]) => other === name));

function put(form, values) {
  const given = new Map();
  for (const [name, value] of values) given.set(name, [...(given.get(name) ?? []), value]);
  for (const box of form.querySelectorAll("input, select, textarea")) {
    const mine = given.get(box.name) ?? [];
    if (box.type === "checkbox" || box.type === "radio") box.checked = mine.includes(box.value);
    else box.value = mine[0] ?? "";
  }
}

// `item` is what is kept; `keep(item)` writes it down; `done(item)` when it is to be handed in.
export function ask({ item, html, title, who, today, keep, done, drop }) {
  const slots = show("ask", { title, who });
  const { asked, review, answers: told, next, back, step: where, kept, refusal } = slots;
  const form = asked.closest("form");
  asked.innerHTML = html;  // the platform's own form, opened from under the key
  const steps = [...asked.querySelectorAll(".step")];
  const fields = [...asked.querySelectorAll(".asked")];
  const named = (name) => fields.find((one) => one.dataset.field === name);
  for (const box of asked.querySelectorAll("[type=date]")) box.max = today;

  if (item.values && item.step === undefined) put(form, [...sent(fields, item.values), ...item.values]);
  else if (item.values) put(form, item.values);
  else if (named("on")) named("on").querySelector("input").value = today;
  let at = item.faults ? 0 : Math.min(item.step ?? 0, steps.length);

  const follow = () => {
    for (const one of fields) {
      const { after, values } = one.dataset;
      if (after) one.hidden = !answers(named(after)).some((value) => values.split(" ").includes(value));
    }
  };
  const collect = () => sent(fields.filter((one) => !one.hidden));
  const fault = (one, words) => {
    const line = one.querySelector("[data-fault]");
    line.textContent = words;
    line.hidden = !words;
  };
  const missing = (step) => {
    const wrong = [...step.querySelectorAll(".asked")].filter((one) => {
      const empty = "wanted" in one.dataset && !one.hidden && !answers(one).some((value) => value.trim());
      const verb = one.querySelector("select, [type=radio], [type=checkbox]") ? "选择" : "填写";
      fault(one, empty ? `请${verb}“${one.dataset.label}”。` : "");
      return empty;
    });
    wrong[0]?.querySelector("input, select, textarea").focus();
    return wrong.length > 0;
  };

  let timer = 0, over = false, saving = Promise.resolve(true);
  const save = () => {
    clearTimeout(timer);
    if (over) return saving;
    item = { ...item, values: collect(), step: at };
    const told = (words, isKept) => { kept.textContent = words; return isKept; };
    saving = saving.then(() => keep(item)).then(
      () => told("已保存在手机里", true),
      () => told("没有能保存，手机存储可能已满。请不要关闭页面，清理手机后继续填写。", false));
    return saving;
  };
  const turn = () => {
    follow();
    steps.forEach((step, number) => { step.hidden = number !== at; });
    const last = at === steps.length;
    asked.hidden = last;
    review.hidden = !last;
    next.textContent = last ? "保存并报送" : "下一步";
    back.hidden = at === 0;
    where.textContent = `第${at + 1}步，共${steps.length + 1}步`;
    if (last) lines(told, fields.filter((one) => !one.hidden && inWords(one)).map((one) => [one.dataset.label, inWords(one)]));
    window.scrollTo(0, 0);
  };

  form.addEventListener("input", () => { follow(); clearTimeout(timer); timer = setTimeout(save, SOON); });
  form.addEventListener("change", () => { follow(); save(); });
  back.addEventListener("click", () => { at -= 1; turn(); save(); });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (at < steps.length) {
      if (missing(steps[at])) return;
      at += 1;
      turn();
      await save();
      return;
    }
    next.disabled = true;
    if (!(await save())) { next.disabled = false; return; }
    over = true;
    await done({ ...item, faults: undefined });
  });
  slots.drop.addEventListener("click", async () => {
    await save();
    over = await drop(item);
  });
  turn();
  if (item.faults) {
    const words = Object.entries(item.faults).map(([name, one]) => {
      const there = named(name);
      if (there) fault(there, one);
      return one;
    });
    refusal.hidden = false;
    refusal.textContent = `平台没有收下，请更正后重新报送：${words.join("")}`;
    const first = Object.keys(item.faults).map(named).find(Boolean);
    at = first ? Math.max(0, steps.indexOf(first.closest(".step"))) : 0;
    turn();
    refusal.focus();
  }
  return { save };
}
