/* The door without signal. Each tap shows at once, waits in order until it is sent, and is sent with
   a key, so that sending it twice does nothing twice. The list itself lies on the phone (door-store.js)
   only for who asked for that, locked, and for no longer than the server said. */
(() => {
  const box = document.querySelector("#door");
  const [, , , date] = location.pathname.split("/");
  const base = `/organise/dates/${date}/door`;
  const store = doorStore(date, "/organise/door-shell");
  const BATCH = 100; // taps sent at once
  const PATIENCE = 15_000; // milliseconds until an answer counts as lost
  const find = (selector) => box.querySelector(selector);
  const all = (selector) => [...box.querySelectorAll(selector)];
  const put = (selector, words) => all(selector).forEach((it) => { it.textContent = words; });
  const rowOf = (id) => document.getElementById(`door-row-${id}`);

  let people = []; // {id, title, ending, places, tags, mark}: as the server said last
  let walkIns = 0;
  let version = box.dataset.version;
  let token = find("[name=csrf_token]")?.value;
  let copy = null; // what is kept on this phone, if anything
  let waiting = []; // taps that are not sent yet, oldest first
  let isAway = false; // whether the last try found no signal
  let sentAt = "";
  let isOver = false;

  async function forgetCopy() {
    await store.forget();
    copy = null;
  }
  async function wipe() {
    people = waiting = [];
    copy = null;
    isOver = true;
    await store.wipe();
  }

  /* Asking the server. Answers nothing where it said that this list is not ours to see. */
  async function ask(path, options = {}) {
    const answer = await fetch(base + path, { redirect: "manual", signal: AbortSignal.timeout?.(PATIENCE), ...options });
    if (answer.type === "opaqueredirect" || answer.status === 401) return signedOut();
    if (answer.status === 404 || answer.status === 403) return shut();
    if (answer.status === 400 && options.body) token = "";
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  }
  async function load(isKept = Boolean(copy)) {
    const list = await ask("/list");
    if (!list) return;
    if (isKept) {
      copy = { ...list, token: "" };
      await store.lock(copy);
    }
    show(list);
  }
  function show(list) {
    ({ people, version, token } = list);
    walkIns = list.totals.walk_ins;
    put("[data-title]", list.title);
    put("[data-when]", list.when);
    const held = document.activeElement;
    const row = held.closest(".people > li")?.id;
    find(".people").replaceChildren(...people.map(drawn));
    if (row) document.getElementById(row)?.querySelector(`[value=${held.value}]`)?.focus();
    filter();
    paint();
  }
  async function send() {
    if (!token) await load();
    do {
      if (isOver) return;
      const batch = waiting.slice(0, BATCH);
      const taps = batch.map(({ key, act, booking, at, sure }) => ({ key, act, booking, at, sure }));
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token };
      const answer = await ask("/sync", { method: "POST", headers, body: JSON.stringify({ now: Date.now(), taps }) });
      if (!answer) return;
      waiting = waiting.filter((tap) => !batch.includes(tap));
      if (batch.some(({ order }) => order)) await store.dropTaps(batch);
      if (batch.length) sentAt = clock();
      people.forEach((it) => { it.mark = ["here", "not_here"].find((mark) => answer[mark].includes(it.id)) ?? ""; });
      walkIns = answer.totals.walk_ins;
      answer.said.forEach(({ booking, words }) => object(booking, words));
      if (answer.version !== version) await load();
    } while (waiting.length);
    if (copy) await keepMarks();
    else if (store.canKeep() && await store.isThere()) await forgetCopy();
  }
  /* A phone that opens its copy later shows the marks as they were last known. */
  const keepMarks = async () => {
    copy = { ...copy, people, totals: { ...copy.totals, walk_ins: walkIns } };
    await store.lock(copy);
  };

  let talking = null;
  const talk = () => {
    talking ??= attempt(2).finally(() => {
      talking = null;
      if (waiting.length && !isAway && !isOver) talk(); // tapped while the last answer came in
    });
    return talking;
  };
  async function attempt(times) {
    if (isOver) return;
    try {
      await send();
      isAway = false;
    } catch {
      // A token that is old, as after signing in again, is asked for anew at once.
      if (!token && times > 1) return attempt(times - 1);
      isAway = true;
    }
    if (!isOver) paint();
  }

  /* The list is gone; what was tapped is kept, with nobody's name, until somebody signs in again. */
  async function signedOut() {
    isOver = true;
    const left = waiting.length;
    if (copy) await forgetCopy();
    close(left ? `You are signed out. ${left} saved on this phone, not sent yet. Sign in, and they go.`
      : "You are signed out, so the list is gone from this page.", "Sign in");
  }
  async function shut() {
    isOver = true;
    if (copy || waiting.some(({ order }) => order)) {
      await store.dropTaps(waiting);
      await forgetCopy();
    }
    waiting = [];
    close("This list is not open to you any more. Nothing of it is on this phone.");
  }
  function close(words, link) {
    people = [];
    find("[data-open]").replaceChildren();
    find(".tally").replaceChildren();
    find("[data-signal]").hidden = true;
    const said = find("[data-said]");
    said.className = "note bad-n";
    said.textContent = `${words} `;
    if (link) {
      const way = document.createElement("a");
      way.href = `/sign-in?next=${base}`;
      way.textContent = link;
      said.append(way);
    }
    said.hidden = false;
    say(words);
  }

  /* Rows. */
  function drawn(person) {
    const row = box.querySelector("template").content.firstElementChild.cloneNode(true);
    row.id = `door-row-${person.id}`;
    row.dataset.ending = person.ending;
    row.querySelector("h3").textContent = person.title;
    row.querySelectorAll("button .vh").forEach((it) => { it.textContent = `${person.title}: `; });
    const tags = [`…${person.ending}`, ...person.tags].map((words, number) => tag(words, number ? "tag on" : "tag"));
    row.querySelector(".tags").replaceChildren(...tags.flatMap((it) => [it, " "]));
    return row;
  }
  function tag(words, name) {
    const made = document.createElement("span");
    made.className = name;
    made.textContent = words;
    return made;
  }
  const readRow = (row) => ({
    id: Number(row.id.split("-").pop()),
    title: row.querySelector("h3").textContent,
    ending: row.dataset.ending,
    places: Number(row.dataset.places),
    tags: [...row.querySelectorAll(".tag.on")].map((it) => it.textContent),
    mark: row.querySelector("[aria-pressed=true]")?.value ?? "",
  });
  const markOf = (person) => waiting.filter((tap) => tap.booking === person.id).pop()?.act ?? person.mark;
  const plus = { walk_in: 1, walk_out: -1 };
  const counted = () => waiting.reduce((sum, { act }) => Math.max(0, sum + (plus[act] ?? 0)), walkIns);

  /* Everything that can be seen, from what is known. */
  function paint() {
    let [here, booked] = [0, 0];
    for (const person of people) {
      const row = rowOf(person.id);
      const mark = markOf(person);
      booked += person.places;
      if (mark === "here") here += person.places;
      row?.querySelectorAll("[aria-pressed]").forEach((it) => { it.setAttribute("aria-pressed", it.value === mark); });
      const waits = waiting.some((tap) => tap.booking === person.id);
      const saved = row?.querySelector("[data-saved]");
      if (waits && !saved) row?.querySelector(".tags").append(savedHere());
      if (!waits) saved?.remove();
    }
    put("[data-total=here]", here);
    put("[data-total=booked]", booked);
    put("[data-total=walk_ins]", counted());
    find("[data-nobody]").hidden = people.length > 0 && all(".people > li:not([hidden])").length > 0;
    signal();
    offer();
  }
  function savedHere() {
    const made = tag("Saved here", "tag");
    made.dataset.saved = "";
    return made;
  }
  function signal() {
    const strip = find("[data-signal]");
    const left = waiting.length;
    const words = isAway ? awayWords(left) : sentAt && !left ? `All sent at ${sentAt}.` : "";
    strip.hidden = !words || (!isAway && !strip.dataset.was);
    strip.toggleAttribute("data-away", isAway);
    if (isAway) strip.dataset.was = "away";
    if (strip.hidden || strip.querySelector("span").textContent === words) return;
    strip.querySelector("span").textContent = words;
    say(words);
  }
  const awayWords = (left) => {
    const isSaved = copy || waiting.every(({ order }) => order);
    if (!left) return copy ? "No signal. Go on: what you tap is saved on this phone." : "No signal.";
    return isSaved ? `No signal. ${left} saved on this phone, not sent yet. Nothing is lost.`
      : `No signal. ${left} not sent yet. Keep this page open, and they go by themselves.`;
  };
  function offer() {
    const section = find("[data-copy]");
    section.hidden = !copy && (isAway || !store.canKeep() || "late" in section.dataset);
    find("[data-offer]").hidden = Boolean(copy);
    find("[data-kept]").hidden = !copy;
    if (copy) put("[data-kept] > p:first-child", `A copy made at ${copy.made} is on this phone. It deletes itself when you sign out, and on ${copy.until_words} at the latest.`);
  }
  function filter() {
    const typed = (find("[name=q]")?.value ?? "").trim().toLowerCase();
    all(".people > li").forEach((row) => {
      const title = row.querySelector("h3").textContent.toLowerCase();
      row.hidden = !title.includes(typed) && typed.slice(-3) !== row.dataset.ending.toLowerCase();
    });
    find("[data-nobody]").hidden = all(".people > li:not([hidden])").length > 0;
    if (people.length) put("[data-nobody]", "Nobody by that name or code.");
  }
  function object(booking, words) {
    const line = rowOf(booking)?.querySelector(".err");
    if (!line) return say(words, true);
    line.textContent = words;
    line.hidden = !words;
    if (words) say(words);
  }
  const clock = () => {
    const now = new Date();
    const minutes = String(now.getMinutes()).padStart(2, "0");
    return `${now.getHours() % 12 || 12}.${minutes}${now.getHours() < 12 ? "am" : "pm"}`;
  };

  /* Taps. */
  async function press(act, booking = null) {
    let sure = false;
    if (booking !== null) {
      const mark = markOf(people.find(({ id }) => id === booking));
      const line = rowOf(booking).querySelector(".err");
      const isAsked = !line.hidden;
      if (act === mark) return object(booking, "");
      sure = act === "not_here" && isAsked;
      if (act === "not_here" && mark === "here" && !isAsked) {
        return object(booking, "They are marked here. If that is wrong, press Not here once more.");
      }
      object(booking, "");
    }
    const tap = { key: newKey(), date, act, booking, at: Date.now(), sure };
    waiting.push(tap);
    paint();
    if (copy) tap.order = await store.addTap(tap);
    talk();
  }
  const newKey = () => globalThis.crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g,
    (sign) => (sign ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (sign / 4)))).toString(16));

  /* Before app.js, which would hold the form back until it was answered. */
  addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (!box.contains(target) || ("online" in target.dataset && !isAway)) return;
    event.preventDefault();
    event.stopPropagation();
    if ("online" in target.dataset) return say("That needs a signal. Count them as a walk-in for now.", true);
    const row = target.closest(".people > li");
    if (submitter?.name === "act") press(submitter.value, row && readRow(row).id);
  }, true);
  box.addEventListener("input", ({ target }) => target.name === "q" && filter());
  box.addEventListener("click", ({ target }) => {
    if (target.closest("[data-keep]")) keep(target.closest("[data-keep]"));
    if (target.closest("[data-forget]")) forgetCopy().then(paint);
  });

  /* Keep a copy: the list, the empty page, and who hands that out. */
  async function keep(button) {
    button.disabled = true;
    try {
      await load(true);
      for (const tap of waiting) tap.order ??= await store.addTap(tap);
      await store.putAside();
      await store.serve();
      say("A copy is on this phone.");
    } catch {
      if (copy) await forgetCopy();
      say("That did not save. Try again where there is signal.", true);
    }
    button.disabled = false;
    if (!isOver) paint();
  }
  /* "Leave this page" empties the phone before it goes; the server's own answer does so too, but
     only where there is signal. */
  const go = globalThis.leave;
  globalThis.leave = () => {
    document.body.hidden = true;
    document.title = " ";
    const late = new Promise((done) => { setTimeout(done, 400); });
    Promise.race([wipe(), late]).finally(go);
  };

  async function start() {
    people = all(".people > li").map(readRow);
    walkIns = Number(find("[data-total=walk_ins]").textContent);
    if (store.canKeep() && await store.isThere()) {
      await store.tidy();
      copy = await store.unlock();
      waiting = await store.taps();
    }
    const isEmptyPage = box.dataset.date !== date;
    if (isEmptyPage && copy) show(copy);
    if (isEmptyPage && !copy) put("[data-nobody]", "There is no copy of this list on this phone.");
    if (isEmptyPage) {
      isAway = true;
      token = "";
    }
    if (new URLSearchParams(location.search).get("q")) version = "";
    paint();
    await talk();
    if (!isEmptyPage && copy && !isAway && !isOver) await load().then(store.putAside).catch(() => {});
  }
  start();
  setInterval(() => document.hidden || talk(), 60_000);
  setInterval(() => (waiting.length || isAway) && talk(), 10_000);
  addEventListener("online", talk);
  document.addEventListener("visibilitychange", () => document.hidden || talk());
  setInterval(async () => {
    if (!copy || copy.until > Date.now()) return;
    await forgetCopy();
    if (!isAway) return paint();
    isOver = true;
    close("The copy on this phone has deleted itself. What you tapped is kept: with signal, load this page again.");
  }, 60_000);
})();
