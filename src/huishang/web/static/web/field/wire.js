// What goes over the line, and why it did not.

export class NoSignal extends Error {}
export class SignedOut extends Error {}
export class Refused extends Error {
  // `told` is the platform's own words: title, message, instead, and by case fields or now.
  constructor(status, told) {
    super(told.message);
    this.status = status;
    this.told = told;
  }
}

const PATIENCE = 30_000;

async function call(path, options = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      cache: "no-store", credentials: "same-origin", redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE), ...options,
    });
  } catch {
    throw new NoSignal();
  }
  if (answer.type === "opaqueredirect") throw new SignedOut();
  if (answer.status === 429 || answer.status >= 500) throw new NoSignal();
  const told = await answer.json().catch(() => { throw new NoSignal(); });
  if (!answer.ok) throw new Refused(answer.status, told);
  return told;
}

// Asked by itself, nobody stays signed in because of it.
const quietly = (quiet) => (quiet ? { "X-Quiet": "1" } : {});

export const stands = (device) => call(`/field/devices/${device}/stands/`);
export const hello = (quiet) => call("/field/hello/", { headers: quietly(quiet) });
export const send = (path, token, fields, quiet) =>
  call(path, {
    method: "POST", body: new URLSearchParams(fields),
    headers: { "X-CSRFToken": token, ...quietly(quiet) },
  });
