// 离线走访: opens with the PIN, shows whom to visit, keeps what is written, hands it in when it can.

import { askPin, enter, restore, toSignIn, toSignOut, wiped } from "./door.js";
import { ask } from "./forms.js";
import { button, copy, el, lines, notice, said, show } from "./screens.js";
import { Locked, leave } from "./store.js";
import { SENDABLE, dayOf, now, sync } from "./sync.js";
import { hello } from "./wire.js";

const AGAIN = 60_000;
const STATES = {
  draft: ["草稿", "plain"], waiting: ["还没有报送", "amber"], done: ["已送达", "green"],
  faulty: ["需要更正", "red"], changed: ["需要核对", "red"], clock: ["需要核对日期", "red"],
  turned: ["已改作报告", "plain"], gone: ["不能报送", "red"], refused: ["没有收下", "red"],
};
const OVER = ["done", "turned"];
const WANTS_SOMEBODY = ["faulty", "changed", "clock", "gone", "refused"];

let store, pack = null, reportForms = null, items = [], met = { state: "" }, editing = null, touched = Date.now();

const $ = (id) => document.getElementById(id);
const screen = () => $("main").dataset.screen;
const today = () => dayOf(now(pack));

async function inside(openStore) {
  store = openStore;
  touched = Date.now();
  $("bar").hidden = $("menu").hidden = false;
  await expire();
  await read();
  home();
  await exchange(false);
}

// What was kept longer than it may goes, whatever was written meanwhile stays. A clock put back
// does not lengthen it: the latest time the phone ever saw counts.
async function expire() {
  pack = await store.get("pack", "now");
  if (!pack) return;
  const seen = Math.max(pack.seen ?? 0, Date.now());
  if (seen > pack.until) await store.drop("pack", "now");
  else await store.put("pack", "now", { ...pack, seen });
}

async function read() {
  pack = await store.get("pack", "now");
  reportForms = await store.get("forms", "report");
  items = (await store.all("item")).sort((one, other) => other.written - one.written);
  const open = items.filter((item) => ![...OVER, "draft"].includes(item.state)).length;
  const count = document.querySelector("[data-count]");
  count.hidden = !open;
  count.textContent = open;
}

// --- handing in and taking along --------------------------------------------------------------

function signal(words, tone) {
  $("signal").hidden = false;
  $("signal").textContent = words;
  $("signal").className = `tag tone-${tone}`;
}

// Whatever was under way when it was locked ends there.
const unlessLocked = (work) => work.catch((error) => { if (!(error instanceof Locked)) throw error; });
const exchange = (quiet) => unlessLocked(exchanged(quiet));

async function exchanged(quiet) {
  if (!store.isOpen) return;
  signal("正在更新", "plain");
  const told = await sync(store, quiet);
  if (told.state === "wiped") {
    pack = null;
    items = [];
    return wiped();
  }
  if (told.state !== "busy") met = told;
  signal(...(met.state === "no_signal" ? ["没有信号", "amber"] : met.state === "done" ? ["已连接", "green"] : ["需要登录", "amber"]));
  await tidy();
  await read();
  if (screen() === "home") home();
  if (screen() === "outbox") outbox();
}

// What arrived yesterday need not be told today.
async function tidy() {
  for (const item of await store.all("item"))
    if (OVER.includes(item.state) && dayOf(item.written + (pack?.offset ?? 0)) < today()) await store.drop("item", item.key);
}

function notices(box, inOutbox = false) {
  const waiting = items.filter((item) => item.state === SENDABLE).length;
  const wanting = items.filter((item) => WANTS_SOMEBODY.includes(item.state)).length;
  if (waiting) box.append(notice(`还有${waiting}条没有报送，都在手机里，有信号时自动报送。`));
  if (wanting && !inOutbox) box.append(notice(`有${wanting}条需要您核对后才能报送。`, button("去核对", outbox, "weight-main")));
  if (met.state === "signed_out") box.append(notice("登录已过期。手机里的内容都还在，登录后自动报送、更新。", toSignIn()));
  if (met.state === "other_person") box.append(notice(`平台上登录的是${met.person}，不是${store.device.person}，没有报送。`, toSignOut()));
  if (met.state === "refused") box.append(notice(met.said));
  const apart = Math.round((met.offset ?? 0) / 60_000);
  if (Math.abs(apart) > 10) box.append(notice(`手机时间比平台${apart > 0 ? "慢" : "快"}${inWords(Math.abs(apart))}，请在手机设置里校准。走访日期已按平台时间填写。`));
}
const inWords = (minutes) => minutes < 120 ? `${minutes}分钟` : minutes < 2880 ? `${Math.round(minutes / 60)}小时` : `${Math.round(minutes / 1440)}天`;

// --- whom to visit -----------------------------------------------------------------------------

const days = (due) => Math.round((Date.parse(due) - Date.parse(today())) / 86_400_000);
function due(child) {
  const left = days(child.due_on);
  if (left < 0) return [`逾期${-left}天`, "red"];
  return left === 0 ? ["今天到期", "amber"] : [`${said(Date.parse(child.due_on), false)}前`, "plain"];
}

function home() {
  if (!store.isOpen) return;
  const slots = show("home");
  notices(slots.notices);
  if (!pack) {
    slots.places.append(notice("手机里还没有走访资料。有信号并登录后，资料自动下载。", toSignIn("登录并下载")));
    return;
  }
  slots.taken.textContent = `${pack.body}，${pack.children.length}名儿童，资料更新于${said(pack.taken_at)}`
    + (pack.total > pack.children.length ? `，另有${pack.total - pack.children.length}名没有带上` : "");
  const places = Map.groupBy ? Map.groupBy(pack.children, (child) => child.place) : group(pack.children);
  for (const [place, children] of places) {
    const section = copy("place", { name: place });
    for (const child of children) section.slots.cards.append(card(child));
    slots.places.append(section.root);
  }
  if (!pack.children.length) slots.places.append(notice("七天以内没有到期的走访。发现孩子有危险的，请立即报告。"));
}
function group(children) {
  const found = new Map();
  for (const child of children) found.set(child.place, [...(found.get(child.place) ?? []), child]);
  return found;
}

function card(child) {
  const own = items.filter((item) => item.child === child.id && item.what === "visit");
  const { root, slots } = copy("card", { name: `${child.name} ${child.words}`, every: child.every });
  const [words, tone] = due(child);
  slots.due.textContent = words;
  slots.due.classList.add(`tone-${tone}`);
  slots.item.textContent = own.map((item) => `走访记录：${STATES[item.state][0]}`).join("；");
  slots.visit.addEventListener("click", () => visit(child));
  slots.file.addEventListener("click", () => file(child));
  return root;
}

function file(child) {
  const slots = show("file", { name: child.name });
  lines(slots.lines, child.lines);
  slots.visit.addEventListener("click", () => visit(child));
  slots.report.addEventListener("click", () => report(child));
}

// --- writing ------------------------------------------------------------------------------------

const fresh = (more) => ({ key: crypto.randomUUID(), state: "draft", written: Date.now(), offset: pack?.offset ?? 0, ...more });
const drafted = (what, child) => items.find((item) => item.state === "draft" && item.what === what && item.child === child?.id);

function visit(child) {
  write(drafted("visit", child) ?? fresh({
    what: "visit", child: child.id, title: child.name, stamp: child.stamp, had: child.lines, html: pack.forms[child.form],
  }));
}

function report(child, values) {
  if (!reportForms) return void $("main").prepend(notice("手机里还没有报告表，登录并更新资料后才能在这里写。孩子正在面临危险的，请立即拨打110。"));
  write(drafted("report", child) ?? fresh({
    what: "report", child: child?.id, title: child ? child.name : "没有建档的孩子", values,
    html: child ? reportForms.kept : reportForms.unknown,
  }));
}

// What a visit found and is to be reported at once is reported at once: the form is there already.
function reportOf(item) {
  const child = pack?.children.find((one) => one.id === item.child);
  const toReport = item.values.filter(([name, value]) => name.endsWith("_step") && value === "report");
  if (!child || !toReport.length) return false;
  const words = toReport.map(([name]) => item.values.find(([other]) => other === name.replace(/_step$/, "_words"))?.[1]);
  const on = item.values.find(([name]) => name === "on")[1];
  report(child, [["narrative", [`${on}走访发现：`, ...words].join("\n")], ["occurred_on", on]]);
  $("main").prepend(notice("走访记录已保存。您选了“立即报告”，请接着写报告。"));
  return true;
}

function write(item) {
  editing = ask({
    item, html: item.html, today: today(),
    title: item.what === "visit" ? "登记走访" : "立即报告",
    who: item.title,
    // A form that is just being taken off the screen says once more that it changed.
    keep: (kept) => unlessLocked(store.put("item", kept.key, { ...kept, state: "draft" })),
    done: async (whole) => {
      await store.put("item", whole.key, { ...whole, state: SENDABLE, written: Date.now(), offset: pack?.offset ?? whole.offset });
      editing = null;
      await read();
      if (item.what !== "visit" || !reportOf(whole)) outbox();
      exchange(false);
    },
    drop: async (kept) => {
      if (!confirm("删除这份草稿吗？删除后不能恢复。")) return false;
      await store.drop("item", kept.key);
      editing = null;
      await read();
      home();
      return true;
    },
  });
}

// An item that is perhaps just being sent is not taken back under the platform's hands.
function take(item) {
  return navigator.locks.request("huishang-field", async () => {
    const kept = await store.get("item", item.key);
    const taken = kept.state !== "done" && !(kept.state === SENDABLE && kept.tried);
    if (taken) await store.put("item", kept.key, { ...kept, state: "draft" });
    return taken ? { ...kept, state: "draft" } : null;
  });
}
async function edit(item) {
  const taken = await take(item);
  await read();
  if (taken) write(taken);
  else { outbox(); $("main").prepend(notice("这一条已经发出，正在等平台回执，不能修改。")); }
}

async function again(item, more = {}) {
  await store.put("item", item.key, { ...item, ...more, state: SENDABLE });
  await read();
  outbox();
  exchange(false);
}

// --- what became of it ---------------------------------------------------------------------------

function outbox() {
  if (!store.isOpen) return;
  const slots = show("outbox");
  notices(slots.notices, true);
  for (const item of items) {
    const made = copy("item", { title: `${item.what === "visit" ? "走访" : "报告"} ${item.title}`, written: `写于${said(item.written + (item.offset ?? 0))}` });
    const [words, tone] = STATES[item.state];
    made.slots.state.textContent = words;
    made.slots.state.classList.add(`tone-${tone}`);
    made.slots.said.textContent = told(item);
    made.slots.acts.append(...acts(item));
    slots.items.append(made.root);
  }
  if (!items.length) slots.items.append(notice("还没有写过走访记录和报告。写好的在这里，能看到送达没有。"));
}

function told(item) {
  if (item.state === "faulty") return Object.values(item.faults).join("");
  if (item.state === "gone") return "这名儿童已不在您的走访范围，或者这部手机已停用，走访记录不能登记。可以改作报告送出，内容不会丢失。";
  if (item.state === "refused") return item.said;
  if (item.state === "changed") return "您离线期间，这名儿童的档案有了变化，请核对后报送。";
  if (item.state === "clock") return "手机时间调整过，请核对走访日期。";
  return item.number ? `受理编号${item.number}，由${item.office}处置。` : "";
}

function acts(item) {
  switch (item.state) {
    case "draft": return [button("继续填写", () => write(item), "weight-main")];
    case "waiting": return [button("修改", () => edit(item))];
    case "faulty": return [button("更正", () => edit(item), "weight-main")];
    case "changed": return [button("核对", () => compare(item), "weight-main")];
    case "clock": return [button("核对日期", () => checkDay(item), "weight-main")];
    case "gone": return item.what === "visit" ? [button("改作报告", () => asReport(item), "weight-main")] : [];
    case "refused": return [button("再报送一次", () => again(item), "weight-main"), button("修改", () => edit(item))];
    default: return item.at ? [el("a", "在平台上查看", { class: "btn", href: item.at })] : [];
  }
}

function compare(item) {
  const before = new Map(item.had);
  const differs = item.now.lines.filter(([label, words]) => before.get(label) !== words);
  const rest = item.now.lines.length - differs.length;
  const slots = show("changed", { words: `${item.title}的档案在您离线期间有${differs.length}项变化，其余${rest}项没有变。` });
  for (const [label, words] of differs) {
    const row = el("tr");
    row.append(el("th", label, { scope: "row" }), el("td", before.get(label) ?? "", { "data-label": "走访时" }), el("td", words, { "data-label": "现在" }));
    slots.lines.append(row);
  }
  const seen = { stamp: item.now.stamp, had: item.now.lines, now: undefined };
  slots.send.addEventListener("click", () => again(item, seen));
  slots.edit.addEventListener("click", async () => {
    await store.put("item", item.key, { ...item, ...seen });
    await edit(item);
  });
}

function checkDay(item) {
  const apart = inWords(Math.round(Math.abs(item.offsetNow - item.offset) / 60_000));
  const day = item.values.find(([name]) => name === "on")?.[1] ?? "";
  const { fault } = show("clock", { words: `写这条走访记录以后，手机时间变动了${apart}。登记的走访日期是${day}，现在平台上是${dayOf(Date.now() + item.offsetNow)}。请填写实际走访的日期。` });
  const form = $("main").querySelector("form");
  form.elements.on.value = day;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { value } = form.elements.on;
    fault.textContent = value ? "" : "请填写走访日期。";
    if (value) again(item, { dayChecked: true, values: item.values.map(([name, was]) => [name, name === "on" ? value : was]) });
  });
}

// What was found there is not lost because the file has moved: it goes the way of every report.
async function asReport(item) {
  const words = item.values.filter(([name, value]) => /note|words|because/.test(name) && value).map(([, value]) => value);
  const on = item.values.find(([name]) => name === "on")?.[1] ?? "";
  const made = fresh({
    what: "report", title: item.title, html: reportForms.unknown,
    values: [["child_name", item.title], ["narrative", [`${on}走访：`, ...words].join("\n")], ["occurred_on", on]],
  });
  await store.put("item", made.key, made);
  await store.put("item", item.key, { ...item, state: "turned" });
  await read();
  write(made);
}

// --- the frame ------------------------------------------------------------------------------------

async function putAway() {
  if (editing) await editing.save();
  editing = null;
  await read();
}

async function out() {
  const open = items.filter((item) => !OVER.includes(item.state)).length;
  const words = open
    ? `还有${open}条没有报送。退出后手机上的资料清除，这${open}条加密留在手机里，您本人再次登录后可以继续报送。`
    : "退出后手机上的走访资料清除。";
  if (!confirm(`${words}确定退出吗？`)) return;
  await putAway();
  store.lock();
  await leave();
  try {
    const { token } = await hello();
    await fetch("/accounts/logout/", { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" });
  } catch { /* signed out already, or no signal: the phone is clean either way */ }
  location.reload();
}

let installing = null;
addEventListener("beforeinstallprompt", (event) => {
  event.preventDefault();
  installing = event;
  document.querySelector("[data-do=install]").hidden = false;
});

const DOES = {
  home: async () => { await putAway(); home(); },
  outbox: async () => { await putAway(); outbox(); },
  report: () => report(null),
  update: () => exchange(false),
  lock: async () => { await putAway(); lock(); },
  leave: out,
  forgot: () => restore("忘记口令的，登录本人账号后重新设置；手机里没有报送的记录还在。"),
  install: () => installing?.prompt(),
};
document.addEventListener("click", (event) => {
  const does = event.target.closest("[data-do]")?.dataset.do;
  if (does) { $("menu").open = false; DOES[does](); }
});

function lock(words = "") {
  store.lock();
  pack = null;
  items = [];
  askPin(words);
}
for (const kind of ["click", "input"]) document.addEventListener(kind, () => { touched = Date.now(); });
document.addEventListener("visibilitychange", () => { if (document.hidden) editing?.save(); });
addEventListener("pagehide", () => { editing?.save(); });
addEventListener("online", () => { if (store?.isOpen) exchange(true); });
async function minute() {
  if (!store?.isOpen) return;
  if (Date.now() - touched > (pack?.locks_after ?? 15) * 60_000) {
    await putAway();
    return lock("离开时间较长，已自动锁定；写了一半的内容已保存。");
  }
  await expire();
  if (!document.hidden && screen() !== "ask") exchange(true);
}
setInterval(() => unlessLocked(minute()), AGAIN);

navigator.serviceWorker?.register("/field/worker.js", { scope: "/field/" }).catch(() => {});
enter(inside);
