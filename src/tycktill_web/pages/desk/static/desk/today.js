// Only adds: without it each press is a form of its own, which leads back to the page.
//
// A press is kept in the phone until the service has said that it is settled. Each has a number, so that what is sent
// twice counts once. What is taken back is a press too, and nothing that waits is ever removed for it.

const KEY = "tycktill-press-";
const PAGE = "tycktill-idag";
const AT_ONCE = 200;
const AGAIN_AFTER = 20_000;
const REASONS = ["acute", "language", "unsuitable", "other"];

const kept = document.querySelector("[data-today-kept]");
if (kept && localStorage[PAGE]) {
  kept.outerHTML = localStorage[PAGE];
  for (const each of document.querySelectorAll("[data-needs-net]")) each.hidden = true;
}
const root = document.querySelector("[data-today]");
const notice = root?.querySelector(".waiting");
let isSending = false;
let problem = "";

if (root) {
  begin();
  for (const form of root.querySelectorAll("[data-press]")) form.addEventListener("submit", press);
  for (const form of root.querySelectorAll("[data-undo]")) form.addEventListener("submit", undo);
  addEventListener("online", send);
  addEventListener("storage", render);
  addEventListener("pageshow", send);
  addEventListener("visibilitychange", () => document.visibilityState === "visible" && send());
  setInterval(() => waiting().length && send(), AGAIN_AFTER);
  render();
  send();
  if (!kept) navigator.serviceWorker?.register(root.dataset.worker).catch(() => {});
}

function begin() {
  for (const card of cards()) {
    const shown = [...card.querySelectorAll("[data-count]")];
    card.counts ??= Object.fromEntries(shown.map((each) => [each.dataset.count, Number(each.dataset.known ?? each.textContent.replace(/\D/g, ""))]));
  }
}

function cards() {
  return [...root.querySelectorAll("[data-registration]")];
}

function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function newNumber() {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

function waiting() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(KEY));
  return keys.map((key) => JSON.parse(localStorage[key]));
}

function keep(registration, outcome, undone) {
  const one = { number: newNumber(), registration: Number(registration), day: today(), outcome, undone };
  localStorage[KEY + one.number] = JSON.stringify(one);
  render();
  send();
}

function press(event) {
  if (!event.submitter?.value) return;
  event.preventDefault();
  const card = event.target.closest("[data-registration]");
  const { value, firstChild } = event.submitter;
  (card.pressed ??= []).push([value, firstChild.textContent.trim()]);
  keep(card.dataset.registration, value, false);
  showUndo(card);
}

function undo(event) {
  event.preventDefault();
  const card = event.target.closest("[data-registration]");
  const [outcome] = card.pressed?.pop() ?? [event.target.elements.outcome.value];
  keep(card.dataset.registration, outcome, true);
  showUndo(card);
}

function showUndo(card) {
  const form = card.querySelector("[data-undo]");
  const last = card.pressed?.at(-1);
  if (!last && form.contains(document.activeElement)) card.querySelector(".plus").focus();
  form.hidden = !last;
  if (last) form.querySelector("[data-last]").textContent = last[1];
}

async function send() {
  if (isSending || !waiting().length) return;
  isSending = true;
  try {
    for (let own = waiting(); own.length; own = waiting()) {
      if (!(await deliver(own.slice(0, AT_ONCE)))) break;
    }
  } catch {
    problem = ""; // no net: what waits is sent later
  }
  isSending = false;
  render();
}

async function deliver(presses) {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  const body = new URLSearchParams({ presses: JSON.stringify(presses) });
  const headers = { "X-CSRFToken": token };
  const answer = await fetch(root.dataset.today, { method: "POST", redirect: "manual", headers, body });
  problem = answer.type === "opaqueredirect" || answer.status === 403 ? notice.dataset.signIn : "";
  if (!answer.ok) return false;
  const { day, settled, counts } = await answer.json();
  for (const [number, refused] of Object.entries(settled)) {
    delete localStorage[KEY + number];
    problem ||= refused;
  }
  root.dataset.day = day;
  for (const card of cards()) card.counts = counts[card.dataset.registration] ?? card.counts;
  if (!Object.keys(settled).length) problem = notice.dataset.other;
  render();
  return Object.keys(settled).length;
}

function render() {
  const own = waiting();
  if (today() > root.dataset.day) {
    root.dataset.day = today();
    for (const card of cards()) for (const name in card.counts) card.counts[name] = 0;
  }
  for (const card of cards()) {
    const counts = { ...card.counts };
    for (const each of own) {
      if (each.registration !== Number(card.dataset.registration) || each.day !== root.dataset.day) continue;
      const more = each.undone ? -1 : 1;
      if (each.outcome === "taken" || each.outcome === "declined") counts.offered += more;
      if (each.outcome !== "taken") counts[each.outcome] += more;
    }
    for (const shown of card.querySelectorAll("[data-count]")) {
      shown.textContent = Math.max(0, counts[shown.dataset.count]);
      shown.dataset.known = card.counts[shown.dataset.count];
    }
    // What somebody is typing stays: an input that has been changed no longer follows its default.
    card.querySelector("[name=offered]").defaultValue = Math.max(0, counts.offered);
    card.querySelector("[data-sum]").textContent = REASONS.reduce((sum, reason) => sum + Math.max(0, counts[reason]), 0);
  }
  const line = own.length === 1 ? notice.dataset.one : notice.dataset.several.replace("#", own.length);
  notice.textContent = problem || (own.length && (!isSending || !navigator.onLine) ? line : "");
  notice.hidden = !notice.textContent;
  const back = root.querySelector("[data-back-in]"); // a page that an earlier version kept has none
  if (back) back.hidden = problem !== notice.dataset.signIn;
  remember();
}

function remember() {
  const page = root.cloneNode(true);
  for (const each of page.querySelectorAll("[name=csrfmiddlewaretoken]")) each.remove();
  for (const each of page.querySelectorAll("[data-undo]")) each.hidden = true;
  localStorage[PAGE] = page.outerHTML;
}
