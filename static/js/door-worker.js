/* Answers for one page only, the door of one date, where there is no signal: with the empty page and
   what it is drawn with. It keeps nothing itself: door-store.js puts that aside, with nobody's name in it. */
const PAGE = new URL(registration.scope).pathname;
const EMPTY_PAGE = "/organise/door-shell";
const PATIENCE = 6000; // milliseconds: a signal that takes longer is none

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(request));
  else if (pathname.startsWith("/static/")) event.respondWith(drawnWith(request));
});

async function page(request) {
  const empty = await caches.match(EMPTY_PAGE);
  const fresh = fetch(request);
  if (!empty) return fresh;
  const late = new Promise((done) => { setTimeout(done, PATIENCE, empty); });
  return Promise.race([fresh.catch(() => empty), late]);
}

async function drawnWith(request) {
  return (await caches.match(request.url)) ?? fetch(request);
}
