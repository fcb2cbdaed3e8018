/* What HTML and htmx cannot do. Every page works without it. */
const $ = (selector) => document.querySelector(selector);
const on = (name, act, early) => document.addEventListener(name, act, early);

// "Show results" and its like are needed only where forms do not send themselves.
if (window.htmx) document.documentElement.classList.add("js");

/* Words are read out, and shown too when something failed. */
function say(words, seen) {
  const box = $("#status");
  if (box.textContent === words) return;
  box.className = seen ? "seen" : "vh";
  box.textContent = words;
}

/* What looks again by itself (places left, a turn) rests while nobody is looking, leaves the focus
   where it is, and speaks only when its words have changed. */
const POLLS = "[hx-trigger*=every]";
let before = "";
on("htmx:before:request", (event) => {
  if (document.hidden && event.target.matches(POLLS)) event.preventDefault();
});
on("htmx:before:swap", ({ target }) => { before = target.textContent.trim(); });

/* After a swap: focus on the first mistake or the new heading; read out the new count. */
on("htmx:after:settle", ({ detail }) => {
  const first = (selector) => detail.newContent?.map((node) =>
    node.matches?.(selector) ? node : node.querySelector?.(selector)).find(Boolean);
  const polled = detail.newContent?.some((node) => node.matches?.(POLLS));
  if (!polled) first(".errs, [data-focus]")?.focus();
  const words = first("[data-say]")?.textContent.trim();
  if (words && !(polled && words === before)) say(words);
});
on("DOMContentLoaded", () => $(".errs")?.focus());

/* Failing: the page and the focus stay as they were. */
const failed = ({ detail: { ctx } }) => {
  if (!ctx || ctx.response?.status < 500 || ctx.sourceElement.matches(POLLS)) return;
  say(ctx.request.method === "GET" ? "That did not load. Try again."
    : "That did not save. Nothing is lost. Try again.", true);
};
on("htmx:error", failed);
on("htmx:response:error", failed);
on("htmx:before:request", () => { if ($("#status.seen")) say(""); });
on("click", ({ target }) => { if (target.matches("#status.seen")) say(""); });

/* Sending once. The button only says that it is off, so that its value is still sent. A page that
   never came (no signal, Stop) must not lock its form, so it opens again after a while. */
const unlock = (form) => {
  delete form.dataset.sent;
  form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
};
const unlockAll = () => document.querySelectorAll("[data-sent]").forEach(unlock);
on("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return event.stopImmediatePropagation();
  }
  form.dataset.sent = "yes";
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(unlock, 8000, form);
}, true);
on("htmx:finally:request", unlockAll);
addEventListener("pageshow", unlockAll);

/* Leave this page: blank at once, then away, with nothing to come back to. */
function leave() {
  const link = $("[data-leave]");
  if (!link) return;
  document.title = " ";
  document.body.replaceChildren();
  location.replace(link.href);
}
on("click", (event) => {
  if (!event.target.closest("[data-leave]")) return;
  event.preventDefault();
  leave();
});

/* Or Shift three times in five seconds, alone: capital letters do not count. */
let presses = [];
on("keydown", ({ key }) => { if (key !== "Shift") presses = []; });
on("keyup", ({ key, timeStamp }) => {
  presses = key === "Shift" ? [...presses.filter((time) => timeStamp - time < 5000), timeStamp] : [];
  if (presses.length > 2) leave();
});
