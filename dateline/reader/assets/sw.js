/* Keeps the fronts, dossiers and stories opened last, for when there is no line. What was killed is never among them:
   the house says when it last erased something (/removed.json), and every copy made before then is thrown away. */
"use strict";
const VERSION = "{version}";
const PAGES = `pages-${VERSION}`, FILES = `files-${VERSION}`, REMOVED = "/removed.json";
const STORIES = 30, DAYS = 7;
const STORY = /^\/[\w-]+\/\d{4}\/\d\d\/\d\d\/[^/.]+$/;
const LIST = /^\/[\w-]+\/(dossier\/[^/]+\/)?$/;

addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== PAGES && name !== FILES) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("message", (event) => event.waitUntil((async () => {
  const path = String(event.data);
  if (STORY.test(path) || LIST.test(path)) await keep(path, await fetch(path));
})()));

addEventListener("fetch", (event) => {
  const { method, mode, url } = event.request, { origin, pathname } = new URL(url);
  if (method !== "GET" || origin !== location.origin || pathname.startsWith("/newsroom")) return;
  if (mode === "navigate") event.respondWith(open(event, pathname));
  else if (pathname.startsWith("/assets/")) event.respondWith(file(event.request));
});

async function open(event, path) {
  try {
    const answer = await fetch(event.request);
    event.waitUntil(keep(path, answer.clone()).catch(() => {}));
    return answer;
  } catch {
    return kept(path);
  }
}

async function file(request) {
  return (await caches.match(request)) || fetch(request);
}

async function keep(path, answer) {
  await contact();
  const pages = await caches.open(PAGES);
  if (!answer.ok) await pages.delete(path);
  if (!answer.ok || answer.redirected || !(STORY.test(path) || LIST.test(path))) return;
  const offline = `/${path.split("/")[1]}/offline`;
  if (!(await pages.match(offline))) await put(pages, offline, await fetch(offline));
  await put(pages, path, answer);
  const old = (await pages.keys()).filter((each) => !each.url.endsWith("/offline") && !each.url.endsWith(REMOVED));
  for (const each of old.slice(0, -STORIES)) await pages.delete(each);
}

async function put(pages, path, answer) {
  const files = await caches.open(FILES);
  for (const each of new Set((await answer.clone().text()).match(/\/assets\/[\w.-]+/g))) {
    if (!(await files.match(each))) await files.add(each);
  }
  await pages.put(path, answer);
}

async function contact() {
  const answer = await fetch(REMOVED, { cache: "no-cache" });
  if (!answer.ok) throw new Error(REMOVED);
  const now = await answer.text(), known = await caches.match(REMOVED);
  if (known && (await known.text()) !== now) await caches.delete(PAGES);
  await (await caches.open(PAGES)).put(REMOVED, new Response(now, { headers: { Kept: Date.now() } }));
}

async function kept(path) {
  const told = await caches.match(REMOVED);
  if (!told || Math.abs(Date.now() - told.headers.get("Kept")) > DAYS * 86400000) await caches.delete(PAGES);
  const pages = await caches.open(PAGES);
  return (await pages.match(path)) || (await pages.match(`/${path.split("/")[1]}/offline`)) || Response.error();
}
