// Only adds: without it a form that is sent twice is told so by the page that comes.

for (const form of document.querySelectorAll("form[data-once]")) {
  let isSent = false;
  form.addEventListener("submit", (event) => {
    if (isSent) event.preventDefault();
    isSent = true;
  });
  addEventListener("pageshow", () => (isSent = false)); // whoever comes back to the page may send it
}
