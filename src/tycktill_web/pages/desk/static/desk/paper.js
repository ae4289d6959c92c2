// Only adds: without it the form is typed by Tab and arrows. A digit chooses and goes on, Enter goes on, Backspace goes back.

const CODE_LENGTH = 10;
const form = document.getElementById("sheet");
const code = document.getElementById("kod");
const questions = [...(form?.querySelectorAll(".typed > li") ?? [])];
const take = form?.querySelector(".buttons button");

const chosen = (name) => form.querySelector(`[name="${name}"]:checked`)?.value ?? "";
const isAsked = ({ dataset: { when, is } }) => !when || (!document.getElementById(when).hidden && is.split(" ").includes(chosen(when)));

function update() {
  for (const question of questions) question.hidden = !isAsked(question);
}

// To the next question that is asked, or the one before (step -1); after the last to the button, before the first to the code.
function go(from, step) {
  const shown = questions.filter((question) => !question.hidden);
  const place = (from ? shown.indexOf(from) : -1) + step;
  const to = place < 0 ? code : (shown[place]?.querySelector(":checked") ?? take);
  to.focus({ focusVisible: true });
  to.closest("li")?.scrollIntoView({ block: "nearest" });
}

function choose(question, digit) {
  const found = question.querySelector(`[data-digit="${digit}"]`) ?? (digit === "0" && question.querySelector('[value=""]'));
  if (!found) return;
  found.checked = true;
  update();
  go(question, 1);
}

form?.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const question = event.target.closest(".typed > li");
  if (!question && event.target !== code) return;
  if (event.key === "Enter") go(question, 1);
  else if (question && event.key === "Backspace") go(question, -1);
  else if (question && /^[0-9]$/.test(event.key)) choose(question, event.key);
  else return;
  event.preventDefault();
});

code?.addEventListener("input", () => {
  if (code.value.replace(/[\s-]/g, "").length === CODE_LENGTH) go(null, 1);
});

// A second press while the first is on its way would be told that the code is used.
form?.addEventListener("submit", (event) => {
  if (form.dataset.isSent) event.preventDefault();
  form.dataset.isSent = "1";
});
addEventListener("pageshow", () => {
  if (!form) return;
  delete form.dataset.isSent;
  update(); // a browser puts answers back after the page is made
  if (code.readOnly) go(document.querySelector(".differs")?.previousElementSibling ?? null, 1);
});
