// A form marked data-security-key asks the browser for a key (or the machine's own lock) and sends
// what it answers. The options lie on the page as data; the words of a failure go beside the button.
const readOptions = () => JSON.parse(document.getElementById("security-key-options").textContent);

for (const form of document.querySelectorAll("form[data-security-key]")) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const said = form.querySelector("[data-said]");
    said.textContent = "";
    try {
      const options = readOptions();
      const credential = form.dataset.securityKey === "create"
        ? await webauthnJSON.create(options.creation_options)
        : await webauthnJSON.get(options.request_options);
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (reason) {
      said.textContent = reason.name === "NotAllowedError"
        ? "没有得到密钥的确认，请重试。"
        : "这台设备或者浏览器不能使用安全密钥，请改用手机验证器。";
    }
  });
}
