// Answers for the page where there is no signal. Keeps the page and its files, nothing of any child.
"use strict";
const SHELL = "{{ shell|escapejs }}";
const FILES = [{% for file in files %}"{{ file|escapejs }}"{% if not forloop.last %}, {% endif %}{% endfor %}];
const KEPT = "huishang-field-{{ edition }}";

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(KEPT);
    await cache.addAll([SHELL, ...FILES].map((url) => new Request(url, { cache: "no-cache" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("huishang-field-") && name !== KEPT);
    await Promise.all(names.map((name) => caches.delete(name)));
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname !== SHELL && !FILES.includes(url.pathname)) return;
  event.respondWith((async () => {
    const cache = await caches.open(KEPT);
    return (await cache.match(url.pathname)) ?? fetch(event.request);
  })());
});
