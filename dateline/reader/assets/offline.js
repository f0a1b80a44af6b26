/* Asks the service worker to keep this page, and lists what was kept on the page that is shown without a line. */
"use strict";
(async () => {
  if (!("serviceWorker" in navigator)) return;
  const unseen = !navigator.serviceWorker.controller;
  const list = document.getElementById("kept");
  if (list) {
    for (const name of (await caches.keys()).filter((each) => each.startsWith("pages-"))) {
      const pages = await caches.open(name);
      for (const request of (await pages.keys()).reverse()) {
        const path = new URL(request.url).pathname;
        if (path.endsWith(".json") || path.endsWith("/offline")) continue;
        const page = new DOMParser().parseFromString(await (await pages.match(request)).text(), "text/html");
        const link = Object.assign(document.createElement("a"), { href: path, textContent: page.title });
        const item = document.createElement("li");
        item.lang = page.documentElement.lang;
        item.dir = page.documentElement.dir;
        item.append(link);
        list.append(item);
      }
    }
  }
  try {
    await navigator.serviceWorker.register("/sw.js");
    const worker = await navigator.serviceWorker.ready;
    if (unseen) worker.active.postMessage(location.pathname);
  } catch {
    /* A browser that lets nothing be kept: the page is whole without. */
  }
})();
