// The little the pages need beyond HTML and htmx. Every act also works without this file.

// What asks by itself, again and again, does not disturb who reads or types.
const isQuiet = (event) => event.detail.ctx?.sourceElement.matches("[data-quiet], #draft-kept");

// A refusal is heard and seen: the box takes the focus wherever on the page the button was.
document.addEventListener("htmx:after:swap", (event) => {
  const refusal = document.getElementById("refusal");
  if (!isQuiet(event) && refusal && refusal.firstElementChild) refusal.focus();
});

// The network failed or the server did not answer: nothing was lost, and it says so.
document.addEventListener("htmx:error", (event) => {
  const refusal = document.getElementById("refusal");
  if (isQuiet(event) || !refusal || refusal.firstElementChild) return;
  const words = document.createElement("p");
  words.textContent = "网络不通或者系统没有回应，这一步没有办成。已填写的内容仍在页面上，请稍后再试。";
  refusal.replaceChildren(words);
  refusal.focus();
});
document.addEventListener("htmx:before:request", (event) => {
  if (!isQuiet(event)) document.getElementById("refusal")?.replaceChildren();
});

// What was handed in is no draft any more: a draft still on its way would come back in the next form.
document.addEventListener("submit", (event) => { event.target.dataset.handedIn = ""; });
document.addEventListener("input", (event) => { delete event.target.form?.dataset.handedIn; });
document.addEventListener("htmx:before:request", (event) => {
  const source = event.detail.ctx?.sourceElement;
  if (source?.id === "draft-kept" && "handedIn" in source.closest("form").dataset) event.preventDefault();
});

// A draft that was not kept is no reason for alarm: the line says so, and the form stays as it is.
const sayNotKept = (line) => {
  line.textContent = "草稿暂时没有保存到服务器。已填写的内容仍在页面上，可以继续填写，稍后会自动再存。";
};
document.addEventListener("htmx:before:swap", (event) => {
  const { sourceElement, response } = event.detail.ctx ?? {};
  if (sourceElement?.id !== "draft-kept" || (response.raw.ok && !response.raw.redirected)) return;
  event.preventDefault();
  sayNotKept(sourceElement);
});
document.addEventListener("htmx:error", (event) => {
  const line = event.detail.ctx?.sourceElement;
  if (line?.id === "draft-kept") sayNotKept(line);
});

// Menus close on Escape and on a click elsewhere.
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.menu[open], details.asks[open]"))
    if (!menu.contains(except)) menu.open = false;
};
document.addEventListener("click", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement?.closest("details[open]");
  closeMenus(null);
  open?.querySelector("summary").focus();
});

// Who signs out leaves nothing open on a phone; whatever becomes of that, they are signed out.
document.addEventListener("submit", (event) => {
  const { leaves } = event.target.dataset;
  if (!leaves || !localStorage.getItem("huishang-field")) return;
  event.preventDefault();
  const left = import(leaves).then((store) => store.leave()).catch(() => {});
  const longest = new Promise((over) => { setTimeout(over, 3000); });
  Promise.race([left, longest]).then(() => event.target.submit());
});

// A form handed back with errors starts at its summary.
document.querySelector(".form .refusal")?.focus();

// A button that prints, and a control that asks anew as soon as it changes.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-asks]")) event.target.form.requestSubmit();
});
