// What lies on this phone: all of it under one key, and the key only behind the PIN.
//
// `device` holds one row: whose phone it is and the key, wrapped under what follows from the PIN.
// `sealed` holds everything else, each row by its name `kind/id`, bound to that name.

const NAME = "huishang-field";
const HERE = "here";
const ROUNDS = 600_000;
const MOST_TRIES = 10;
const PIN_LENGTH = 6;

const settled = (asked) => new Promise((done, failed) => {
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});
const text = new TextEncoder();
const bytes = (base64) => Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
const drawn = (count) => crypto.getRandomValues(new Uint8Array(count));

async function sealed(key, name, plain) {
  const iv = drawn(12);
  const how = { name: "AES-GCM", iv, additionalData: text.encode(name) };
  return { iv, data: await crypto.subtle.encrypt(how, key, plain) };
}
const opened = (key, name, { iv, data }) =>
  crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: text.encode(name) }, key, data);

async function behind(pin, salt) {
  const typed = await crypto.subtle.importKey("raw", text.encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}
const working = (raw) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

export function pinFault(pin) {
  if (!new RegExp(`^\\d{${PIN_LENGTH}}$`).test(pin)) return `口令应为${PIN_LENGTH}位数字。`;
  const steps = [...pin].slice(1).map((digit, at) => digit - pin[at]);
  const plain = [0, 1, -1].some((step) => steps.every((one) => one === step));
  return plain ? "口令不能是相同或者连续的数字，请换一个。" : "";
}

// Asked for what is under the key after it was put away: the answer is not for those eyes any more.
export class Locked extends Error {}

export class Store {
  #db; #key = null;
  device = null;

  static async open() {
    const store = new Store();
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("device");
      asked.result.createObjectStore("sealed");
    };
    store.#db = await settled(asked);
    store.#db.onversionchange = () => store.#db.close();
    store.device = (await store.#on("device", "readonly", (rows) => settled(rows.get(HERE)))) ?? null;
    return store;
  }

  get isOpen() { return this.#key !== null; }
  get triesLeft() { return this.device?.wrapped ? MOST_TRIES - this.device.tries : 0; }

  // Done only once it is on the disk: what was written survives the battery.
  async #on(name, mode, work) {
    const change = this.#db.transaction(name, mode, { durability: "strict" });
    const over = new Promise((done, failed) => {
      change.oncomplete = done;
      change.onabort = change.onerror = () => failed(change.error);
    });
    const result = await work(change.objectStore(name));
    await over;
    return result;
  }
  #keep(device) {
    this.device = device;
    return this.#on("device", "readwrite", (rows) => settled(rows.put(device, HERE)));
  }

  // `secret`: the key as the platform told it.
  async begin({ id, account, person, secret, pin }) {
    const salt = drawn(16), raw = bytes(secret);
    const wrapped = await sealed(await behind(pin, salt), `key/${id}`, raw);
    this.#key = await working(raw);
    await this.#keep({ id, account, person, salt, wrapped, tries: 0 });
    localStorage.setItem(NAME, "carries");  // for the other pages' sign-out
  }

  // Each try is counted before it is made; after the last one only signing in opens it.
  async unlock(pin) {
    if (!this.triesLeft) return false;
    await this.#keep({ ...this.device, tries: this.device.tries + 1 });
    const { id, salt, wrapped } = this.device;
    try {
      this.#key = await working(await opened(await behind(pin, salt), `key/${id}`, wrapped));
    } catch {
      if (!this.triesLeft) await this.#keep({ ...this.device, wrapped: null });
      return false;
    }
    await this.#keep({ ...this.device, tries: 0 });
    return true;
  }
  lock() { this.#key = null; }
  #open() {
    if (!this.#key) throw new Locked();
    return this.#key;
  }

  async put(kind, id, value) {
    const name = `${kind}/${id}`;
    const row = await sealed(this.#open(), name, text.encode(JSON.stringify(value)));
    await this.#on("sealed", "readwrite", (rows) => settled(rows.put(row, name)));
  }
  async #read(name, row) {
    return JSON.parse(new TextDecoder().decode(await opened(this.#open(), name, row)));
  }
  async get(kind, id) {
    const name = `${kind}/${id}`;
    const row = await this.#on("sealed", "readonly", (rows) => settled(rows.get(name)));
    return row ? this.#read(name, row) : null;
  }
  async all(kind) {
    const span = IDBKeyRange.bound(`${kind}/`, `${kind}/\uffff`);
    const [names, found] = await this.#on("sealed", "readonly", (rows) =>
      Promise.all([settled(rows.getAllKeys(span)), settled(rows.getAll(span))]));
    return Promise.all(found.map((row, at) => this.#read(names[at], row)));
  }
  drop(kind, id) {
    return this.#on("sealed", "readwrite", (rows) => settled(rows.delete(`${kind}/${id}`)));
  }

  erase() {
    this.#key = this.device = null;
    this.#db.close();
    localStorage.removeItem(NAME);
    return settled(indexedDB.deleteDatabase(NAME));
  }
}

// At signing out, with or without the PIN: the files go, and the key. What was not sent yet stays
// closed on the phone until its person signs in here again: the platform has the key.
export async function leave() {
  const known = await indexedDB.databases();
  if (!known.some((one) => one.name === NAME)) return;
  const db = await settled(indexedDB.open(NAME));
  const change = db.transaction(["device", "sealed"], "readwrite", { durability: "strict" });
  const over = new Promise((done, failed) => { change.oncomplete = done; change.onabort = () => failed(change.error); });
  const rows = change.objectStore("sealed");
  const names = await settled(rows.getAllKeys());
  for (const name of names) if (!name.startsWith("item/")) rows.delete(name);
  const device = await settled(change.objectStore("device").get(HERE));
  if (device) change.objectStore("device").put({ ...device, wrapped: null }, HERE);
  await over;
  db.close();
  if (names.some((name) => name.startsWith("item/"))) return;
  localStorage.removeItem(NAME);
  await settled(indexedDB.deleteDatabase(NAME));
}
