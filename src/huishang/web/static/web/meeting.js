// The meeting's room keeps going when the network drops, and says so. What is typed stays on the
// page; the draft goes to the server as soon as it answers again.

const banner = document.getElementById("network");
const form = document.getElementById("decide-form");
let unsaved = false;

const lost = () => {
  banner.textContent = "网络已断开。正在填写的内容保留在页面上，请不要关闭页面；恢复后自动保存，签到和记录可以稍后再办。";
  banner.hidden = false;
};
const found = () => {
  if (banner.hidden) return;
  banner.textContent = "";
  banner.hidden = true;
  if (unsaved) form.elements.matter.dispatchEvent(new Event("input", { bubbles: true }));
};

window.addEventListener("offline", lost);
document.addEventListener("htmx:error", lost, true);
document.addEventListener("htmx:after:request", (event) => {
  found();
  const { sourceElement, response } = event.detail.ctx;
  if (sourceElement.id === "draft-kept" && response.status < 400) unsaved = false;
});

form?.addEventListener("input", () => { unsaved = true; });
window.addEventListener("beforeunload", (event) => {
  if (unsaved && !banner.hidden) event.preventDefault();
});
