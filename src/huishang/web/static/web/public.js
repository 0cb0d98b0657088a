// Says how sending goes where the network is slow. Everything works without it.
// The words go first; the photos follow one by one, made smaller, each tried again.
(function () {
  "use strict";
  var SIDE = 2400, WAITS = [2, 5, 10];
  function said(words) {
    var line = document.getElementById("sending");
    if (line) line.textContent = words;
  }
  function send(url, data, moved) {
    return new Promise(function (done, lost) {
      var call = new XMLHttpRequest();
      call.open("POST", url);
      call.upload.onprogress = function (at) { if (at.total) moved(Math.round(100 * at.loaded / at.total)); };
      call.onload = function () { call.status >= 500 ? lost() : done(call); };
      call.onerror = call.ontimeout = lost;
      call.timeout = 300000;
      call.send(data);
    });
  }
  function insist(url, data, moved, tries) {
    return send(url, data, moved).catch(function () {
      if (tries === WAITS.length) throw new Error("offline");
      moved(-1);
      return new Promise(function (again) { setTimeout(again, 1000 * WAITS[tries]); }).then(function () {
        return insist(url, data, moved, tries + 1);
      });
    });
  }
  function telling(what) {
    return function (part) {
      said(part < 0 ? "网络不稳，正在重新发送" + what + "，请不要关闭页面。" : "正在发送" + what + " " + part + "%，请不要关闭页面。");
    };
  }
  function smaller(file) {
    if (!window.createImageBitmap) return Promise.resolve(file);
    return createImageBitmap(file, { imageOrientation: "from-image" }).then(function (image) {
      var scale = Math.min(1, SIDE / Math.max(image.width, image.height)), canvas = document.createElement("canvas");
      canvas.width = image.width * scale; canvas.height = image.height * scale;
      canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
      return new Promise(function (done) { canvas.toBlob(function (blob) { done(blob || file); }, "image/jpeg", .85); });
    }).catch(function () { return file; });
  }
  function page(call) { return new DOMParser().parseFromString(call.responseText, "text/html"); }
  function photos(form, files) {
    var wrong = [], left = files.slice(), held = 0;
    function next() {
      if (!left.length) {
        said((held ? "照片已经收到，共" + held + "张。" : "") + wrong.join(""));
        form.querySelector("[type=file]").value = "";
        return Promise.resolve();
      }
      return smaller(left[0]).then(function (blob) {
        var data = new FormData(form);
        data.delete("photos");
        data.append("photos", blob, blob === left[0] ? left[0].name : left[0].name.replace(/\.\w+$/, "") + ".jpg");
        return insist(form.action, data, telling("照片" + (files.length - left.length + 1) + "/" + files.length), 0);
      }).then(function (call) {
        var answer = page(call), refused = answer.querySelectorAll("[data-refused], .wrong"), done = /已收到(\d+)张/.exec(answer.body.textContent);
        if (done) held = +done[1];
        refused.forEach(function (one) { wrong.push(one.textContent); });
        left.shift();
        return next();
      });
    }
    return next().catch(function () {
      said("文字已经送达，还有" + left.length + "张照片没有传完。请在网络好的时候再选一次，重复的不会多存。");
    });
  }
  document.addEventListener("submit", function (event) {
    var form = event.target, input = form.querySelector("[type=file]"), button = form.querySelector("button");
    if (!input || !window.FormData || !window.Promise) return;
    var files = [].slice.call(input.files);
    if (form.hasAttribute("data-photos") && !files.length) { event.preventDefault(); said("请先选择照片。"); return; }
    event.preventDefault();
    button.disabled = true;
    if (form.hasAttribute("data-photos")) {
      photos(form, files).then(function () { button.disabled = false; });
      return;
    }
    var words = new FormData(form);
    words.delete("photos");
    insist(form.action, words, telling(""), 0).then(function (call) {
      var answer = page(call), main = answer.getElementById("main"), fresh;
      document.title = answer.title;
      document.getElementById("main").replaceWith(main);
      window.scrollTo(0, 0);
      fresh = main.querySelector("[type=file]");
      if (!fresh || !files.length) return;
      if (main.querySelector("[data-photos]")) return photos(fresh.form, files);
      fresh.replaceWith(input);
    }).catch(function () {
      button.disabled = false;
      said("网络不通，还没有送达。您填写的内容和照片还在，请稍后再次提交，不会重复；着急的，请拨打110。");
    });
  });
})();
