// Only adds: without it the figures are those of when the page was opened.

const EVERY = 60_000;
const part = document.querySelector("[data-live]");
let tag = "";

async function look() {
  if (document.visibilityState !== "visible" || part.contains(document.activeElement)) return;
  const address = new URL(location.href);
  address.searchParams.set("del", "1");
  const headers = tag ? { "If-None-Match": tag } : {};
  const answer = await fetch(address, { headers, redirect: "manual", cache: "no-store" }).catch(() => null);
  if (answer?.status !== 200) return;
  tag = answer.headers.get("ETag") ?? "";
  part.innerHTML = await answer.text();
}

if (part) {
  addEventListener("visibilitychange", look);
  setInterval(look, EVERY);
}
