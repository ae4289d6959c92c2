// Only adds: without it a link on the page shows how far the job has come.

const EVERY = 2000; // milliseconds
const PATIENCE = 15; // looks, before what a form has asked for must have begun

let looks = 0;

async function renew() {
  const answer = await fetch(location.href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [box, state] = ["job", "job-state"].map((id) => page.getElementById(id));
  if (!answer.ok || !box) return true; // such as the page to sign in: the link leads there
  const [ours, shown] = ["job", "job-state"].map((id) => document.getElementById(id));
  if (ours.innerHTML !== box.innerHTML && !(ours.contains(document.activeElement) && box.dataset.unfinished === "yes"))
    ours.innerHTML = box.innerHTML;
  if (shown.textContent !== state.textContent) shown.textContent = state.textContent; // read out when it changes
  return box.dataset.unfinished === "no";
}

async function follow() {
  const isOver = await renew().catch(() => false); // the net may come back
  if (!isOver || looks-- > 0) setTimeout(follow, EVERY);
}

const asks = document.querySelector("form[data-follows]"); // one whose answer is a file: its page stays
asks?.addEventListener("submit", () => {
  looks = PATIENCE;
  setTimeout(follow, EVERY);
});
if (document.getElementById("job").dataset.unfinished === "yes") setTimeout(follow, EVERY);
