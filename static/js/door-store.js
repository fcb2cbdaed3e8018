/* What lies on the phone for the door: copies of lists, one a date, each locked; taps that wait; and,
   put aside for when there is no signal, the empty page with what it is drawn with. Nothing is kept of
   anybody unless a copy was asked for, and with the last copy all of it goes. */
globalThis.doorStore = (date, emptyPage) => {
  const NAME = "door";
  const base = `/organise/dates/${date}/door`;

  const opened = () => new Promise((done, fail) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("copies", { keyPath: "date" });
      asked.result.createObjectStore("taps", { keyPath: "order", autoIncrement: true });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  async function stored(name, act, mode = "readwrite") {
    const database = await opened();
    try {
      return await new Promise((done, fail) => {
        const change = database.transaction(name, mode);
        const asked = act(change.objectStore(name));
        change.oncomplete = () => done(asked?.result);
        change.onabort = () => fail(change.error);
      });
    } finally {
      database.close();
    }
  }
  const read = (name, act) => stored(name, act, "readonly");

  const canKeep = () => globalThis.isSecureContext && "serviceWorker" in navigator && "indexedDB" in globalThis;
  const isThere = async () => {
    const found = await indexedDB.databases?.();
    return !found || found.some(({ name }) => name === NAME);
  };

  const taps = async () => (await read("taps", (it) => it.getAll())).filter((tap) => tap.date === date);
  const addTap = (tap) => stored("taps", (it) => it.add(tap));
  const dropTaps = (gone) => stored("taps", (it) => { gone.forEach(({ order }) => it.delete(order)); });

  /* Locked with a key that cannot be taken out of this browser, and is thrown away with the copy. */
  async function lock(list) {
    const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const words = new TextEncoder().encode(JSON.stringify(list));
    const locked = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, words);
    await stored("copies", (it) => it.put({ date, key, iv, locked, until: list.until }));
  }
  async function unlock() {
    const kept = await read("copies", (it) => it.get(date));
    if (!kept) return null;
    const words = await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, kept.key, kept.locked);
    return JSON.parse(new TextDecoder().decode(words));
  }

  async function forget(of = date) {
    await stored("copies", (it) => it.delete(of));
    const worker = await navigator.serviceWorker?.getRegistration(`/organise/dates/${of}/door`);
    await worker?.unregister();
    if ((await read("copies", (it) => it.count())) > 0) return;
    await globalThis.caches?.delete(NAME);
    if ((await read("taps", (it) => it.count())) === 0) indexedDB.deleteDatabase(NAME);
  }
  /* Copies whose time is over, whichever date they are of. */
  async function tidy() {
    const copies = await read("copies", (it) => it.getAll());
    for (const old of copies.filter(({ until }) => until <= Date.now())) await forget(old.date);
  }
  async function wipe() {
    indexedDB.deleteDatabase(NAME);
    const workers = await navigator.serviceWorker?.getRegistrations() ?? [];
    await Promise.all([globalThis.caches?.delete(NAME), ...workers.map((it) => it.unregister())]);
  }

  /* The empty page, with nobody on it, and whatever it names. */
  async function putAside() {
    const answer = await fetch(emptyPage, { credentials: "omit" });
    const words = await answer.clone().text();
    const named = [...words.matchAll(/(?:href|src)="(\/static\/[^"#]+)/g)].map(([, address]) => address);
    const wanted = new Set(named.map((address) => new URL(address, location.origin).href));
    const cache = await caches.open(NAME);
    await cache.put(emptyPage, answer);
    await cache.addAll([...wanted]);
    wanted.add(new URL(emptyPage, location.origin).href);
    for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
  }
  /* Who hands it out without signal. */
  const serve = () => navigator.serviceWorker.register("/organise/door-worker.js", { scope: base });

  return { canKeep, isThere, taps, addTap, dropTaps, lock, unlock, forget, tidy, wipe, putAside, serve };
};
