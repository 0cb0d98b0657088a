// The way in: the PIN, or signing in where there is none yet, or none that opens.

import { button, el, show } from "./screens.js";
import { Store, pinFault } from "./store.js";
import { Refused, SignedOut, hello, send, stands } from "./wire.js";

const SIGN_IN = "/accounts/login/?next=/field/";

let store, opened;

const $ = (id) => document.getElementById(id);
export const toSignIn = (words = "去登录") => el("a", words, { class: "btn weight-main", href: SIGN_IN });
export const toSignOut = () => el("a", "换账号登录", { class: "btn weight-main", href: "/accounts/logout/" });

function tell(title, words, ...acts) {
  show("say", { title, words }).acts.append(...acts);
}

// `whenOpen(store)` once it is open.
export async function enter(whenOpen) {
  opened = whenOpen;
  if (!globalThis.crypto?.subtle || !navigator.locks || !navigator.serviceWorker)
    return tell("不能使用离线走访", "这个浏览器不能加密保存资料，或者平台不是以 https 打开的。请换用手机自带的浏览器，或者在“今日走访”登记。", el("a", "打开平台", { class: "btn", href: "/" }));
  store = await Store.open();
  if (!store.device) return first();
  // Nobody waits for the line before the PIN is asked; without a signal it opens as it is.
  stands(store.device.id).then((told) => { if (!told.stands) wiped(); }).catch(() => {});
  return store.triesLeft ? askPin() : restore("资料已经锁上。请登录本人账号，重新设置口令后打开；没有报送的记录还在。");
}

export async function wiped() {
  await store.erase();
  $("bar").hidden = $("menu").hidden = true;
  tell("资料已清除", "这部手机上的走访资料已按指令清除。需要继续使用的，请登录后重新启用。", toSignIn());
}

async function first() {
  try {
    choose(await hello(), null);
  } catch (error) {
    if (error instanceof SignedOut)
      tell("离线走访", "没有信号也能看走访名单、登记走访、写报告，有信号时自动报送。第一次使用，请先登录本人账号。", toSignIn());
    else if (error instanceof Refused) tell("不能使用离线走访", `${error.told.message}${error.told.instead}`, el("a", "打开平台", { class: "btn", href: "/" }));
    else tell("没有信号", "第一次使用需要信号，请到有信号的地方再打开。", button("再试一次", () => location.reload(), "weight-main"));
  }
}

// The platform gives back the key to its own person, who chooses a new PIN.
export async function restore(words) {
  try {
    const here = await hello();
    if (here.account !== store.device.account) return otherPerson(here.person);
    choose(here, store.device.id);
  } catch (error) {
    if (error instanceof SignedOut) tell("请登录", words, toSignIn());
    else if (error instanceof Refused) tell("不能打开", `${error.told.message}${error.told.instead}`);
    else tell("没有信号", `${words}现在没有信号。`, button("再试一次", () => location.reload(), "weight-main"));
  }
}

function otherPerson(person) {
  tell("这部手机上是他人的资料",
    `手机里加密存着${store.device.person}的走访资料，可能有没有报送的记录。请${store.device.person}登录后报送；确定不再需要的，清除后由${person}使用。`,
    toSignOut(),
    button("清除，由我使用", async () => { await store.erase(); location.reload(); }, "weight-danger"),
  );
}

function choose(here, device) {
  const { fault } = show("choose");
  const form = $("main").querySelector("form");
  form.querySelector("[data-name]").hidden = Boolean(device);
  form.elements.name.value = `${here.person}的手机`;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { name, pin, again } = form.elements;
    fault.textContent = pinFault(pin.value) || (pin.value === again.value ? "" : "两次输入的口令不一样，请重新输入。");
    if (fault.textContent) return;
    try {
      const fresh = await hello();
      const told = await send("/field/carry/", fresh.token, { name: name.value, device: device ?? "" });
      await store.begin({ id: told.device, account: fresh.account, person: fresh.person, secret: told.secret, pin: pin.value });
    } catch (error) {
      if (error instanceof SignedOut) return void location.assign(SIGN_IN);
      if (error instanceof Refused && error.status === 404 && device) return void wiped();
      fault.textContent = error instanceof Refused
        ? Object.values(error.told.fields ?? { all: `${error.told.message}${error.told.instead}` }).join("")
        : "网络不通，没有办成，请再试一次。";
      return;
    }
    navigator.storage?.persist?.();
    await opened(store);
  });
}

export function askPin(words = "") {
  $("bar").hidden = $("menu").hidden = true;
  const { fault } = show("pin-wanted", { whose: `${store.device.person}的走访资料`, fault: words });
  const form = $("main").querySelector("form"), pin = form.elements.pin;
  pin.focus();
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    fault.textContent = "正在打开……";
    if (await store.unlock(pin.value)) return opened(store);
    pin.value = "";
    if (!store.triesLeft) return restore("口令输错次数过多，资料已经锁上。请登录本人账号，重新设置口令后打开；没有报送的记录还在。");
    fault.textContent = `口令不对，还可以试${store.triesLeft}次。`;
  });
}
