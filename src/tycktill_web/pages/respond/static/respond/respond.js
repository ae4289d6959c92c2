// Only adds: without it every step is an ordinary form, and the way to the questions is one with it too.
// A posted step is fetched and put in place. So going back or reloading never asks to send a form again, a second press while
// the first is on its way does nothing, and a lost connection loses no answer. What a step was fetched by is kept
// where the browser itself keeps a sent form, in the tab's own history, and nowhere on the device: it may be shared.

let current = history.state;
let isBusy = false;
let isSent = false;
let update = () => {};

const form = () => document.getElementById("step");
const fields = () => new URLSearchParams(new FormData(form()));

function keep(action, body, isNew) {
  current = { action, body: String(body) };
  history[isNew ? "pushState" : "replaceState"](current, "");
}

function keepAnswers() {
  if (form().dataset.here) keep(form().dataset.here, fields(), false);
}

async function go(action, body, { isNew, button }) {
  if (isBusy) return;
  isBusy = true;
  button?.setAttribute("aria-disabled", "true");
  try {
    const answer = await fetch(action, { method: "POST", body: new URLSearchParams(body) });
    if (answer.status >= 500) throw new Error(answer.statusText);
    if (answer.redirected) return leave(answer.url);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    keep(action.split("#")[0], body, isNew);
    put(page, action.split("#")[1]);
  } catch {
    complain();
  } finally {
    isBusy = false;
    document.body.hidden = isSent;
    button?.removeAttribute("aria-disabled");
  }
}

function leave(url) {
  isSent = true; // and the page is hidden: whoever goes back on this device must not see the answers
  location.replace(url);
}

function put(page, place) {
  const { lang, dir } = page.documentElement;
  Object.assign(document.documentElement, { lang, dir });
  document.title = page.title;
  document.body.replaceWith(page.body);
  start();
  const target = place && document.getElementById(place);
  (target?.querySelector(":checked, input") ?? document.getElementById("content"))?.focus({ preventScroll: true });
  if (target) target.scrollIntoView();
  else scrollTo(0, 0);
}

function complain() {
  const step = form();
  if (!step) return location.reload();
  step.querySelector(".complaint")?.remove();
  const words = document.createElement("p");
  words.className = "notice warning complaint";
  words.setAttribute("role", "alert");
  words.textContent = step.dataset.failed;
  step.append(words);
  words.scrollIntoView({ block: "nearest" });
}

// The questions: how many are answered, and those that hang on others only when they matter.
function start() {
  const questions = [...document.querySelectorAll(".question")];
  update = () => {};
  if (!questions.length) return;
  const step = form();
  const chosen = (name) => step.querySelector(`[name="${name}"]:checked`)?.value ?? "";
  const isAsked = ({ dataset: { when, is } }) =>
    !when || (!document.getElementById(when).hidden && is.split(" ").includes(chosen(when)));
  const [line, words, bar] = ["p", "span", "progress"].map((tag) => document.createElement(tag));
  line.className = "done";
  bar.className = "progress";
  bar.setAttribute("aria-hidden", "true");
  line.append(words, bar);
  step.prepend(line);
  update = () => {
    for (const question of questions) question.hidden = !isAsked(question);
    const asked = questions.filter((question) => !question.hidden);
    bar.max = asked.length;
    bar.value = asked.filter((question) => chosen(question.id)).length;
    words.textContent = step.dataset.answered.replace("#", bar.value).replace("#", bar.max);
  };
  step.addEventListener("change", () => {
    update();
    keepAnswers();
  });
  update();
}

addEventListener("submit", (event) => {
  const button = event.submitter;
  if (form()?.method !== "post" || button === undefined) return;
  event.preventDefault();
  keepAnswers();
  const body = fields();
  if (button?.name) body.append(button.name, button.value);
  const action = (button?.hasAttribute("formaction") && button.getAttribute("formaction")) || form().action;
  go(action, body, { isNew: !button?.name, button }); // another language is the same step
});
addEventListener("popstate", ({ state }) => {
  if (state) go(state.action, state.body, {});
  else if (!location.hash) location.reload();
});
addEventListener("hashchange", () => history.replaceState(current, ""));
addEventListener("pageshow", ({ persisted }) => {
  if (persisted && isSent) location.reload();
  update(); // a browser puts answers back after the page is made
});
if (current) {
  document.body.hidden = true; // until the step that was left is there again
  go(current.action, current.body, {});
} else start();
