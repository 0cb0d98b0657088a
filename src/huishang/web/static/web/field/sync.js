// Hands in what was written and takes along whom to visit next. Sent twice, everything is once:
// each item carries the key it was written under, and the platform knows it again.

import { Locked } from "./store.js";
import { NoSignal, Refused, SignedOut, hello, send, stands } from "./wire.js";

const APART = 10 * 60_000;
export const SENDABLE = "waiting";

// Where the phone's clock stands against the platform's, in milliseconds.
export const now = (pack) => Date.now() + (pack?.offset ?? 0);
export const dayOf = (moment) => {
  const there = new Date(moment + 8 * 3_600_000);  // 北京时间, wherever the phone thinks it is
  return there.toISOString().slice(0, 10);
};

async function turn(store, device, token, offset, item, quiet) {
  if (item.what === "visit" && Math.abs(offset - item.offset) > APART && !item.dayChecked)
    return { ...item, tried: false, state: "clock", offsetNow: offset };
  const visit = item.what === "visit";
  const fields = [
    ...item.values, ["token", item.key], ["key", item.key], ["device", device.id], ["child", item.child ?? ""],
    ["stamp", item.stamp ?? ""], ["written", item.written], ["sent", Date.now()],
  ];
  try {
    const told = await send(visit ? `/field/visits/${item.child}/` : "/field/reports/", token, fields, quiet);
    const { key, what, child, title, written } = item;
    return { key, what, child, title, written, state: "done", before: item.stamp, ...told };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { told, status } = error;
    item = { ...item, tried: false };  // answered: it is not on its way any more
    if (told.now) return { ...item, state: "changed", now: told.now };
    if (told.fields) return { ...item, state: "faulty", faults: told.fields };
    return { ...item, state: status === 404 ? "gone" : "refused", said: `${told.message}${told.instead}` };
  }
}

async function handIn(store, token, offset, quiet) {
  const items = (await store.all("item")).filter((item) => item.state === SENDABLE);
  items.sort((one, other) => one.written - other.written);
  for (let item of items) {
    // What another item of the same child has just changed, its writer knows.
    item = { ...(await store.get("item", item.key)), tried: true };
    await store.put("item", item.key, item);
    const told = await turn(store, store.device, token, offset, item, quiet);
    await store.put("item", item.key, told);
    if (told.state !== "done" || !told.stamp) continue;
    for (const other of await store.all("item"))
      if (other.child === told.child && other.stamp && other.stamp === told.before)
        await store.put("item", other.key, { ...other, stamp: told.stamp });
  }
}

async function takeAlong(store, { token, locks_after }, offset, quiet) {
  const before = await store.get("pack", "now");
  const known = new Map((before?.children ?? []).map((child) => [child.id, child]));
  const have = Object.fromEntries([...known.values()].map((child) => [child.id, child.stamp]));
  const told = await send(
    "/field/pack/", token, { device: store.device.id, have: JSON.stringify(have) }, quiet);
  const children = told.children.map((child) => ({ ...known.get(child.id), ...child }));
  // Without a word about anybody: they stay when the files have to go.
  await store.put("forms", "report", { unknown: told.report, kept: told.report_kept });
  // Both by the phone's own clock, as it goes now.
  await store.put("pack", "now", { ...told, children, offset, locks_after, until: told.until - offset, taken_at: told.taken_at - offset });
}

// Says what became of it: done, no_signal, signed_out, other_person, wiped, refused, busy.
export function sync(store, quiet = false) {
  return navigator.locks.request("huishang-field", { ifAvailable: true }, async (lock) => {
    if (!lock) return { state: "busy" };
    try {
      if (!(await stands(store.device.id)).stands) return { state: "wiped" };
      const met = await hello(quiet);
      if (met.account !== store.device.account) return { state: "other_person", person: met.person };
      const offset = met.now - Date.now();
      await handIn(store, met.token, offset, quiet);
      await takeAlong(store, met, offset, quiet);
      return { state: "done", offset };
    } catch (error) {
      if (error instanceof Locked) return { state: "busy" };
      if (error instanceof NoSignal) return { state: "no_signal" };
      if (error instanceof SignedOut) return { state: "signed_out" };
      if (error instanceof Refused) return { state: "refused", said: `${error.told.message}${error.told.instead}` };
      throw error;
    }
  });
}
