// Only adds: without it the field of a secret is an ordinary password field.

for (const field of document.querySelectorAll("input[type=password][data-show]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button quiet";
  button.setAttribute("aria-controls", field.id);
  button.textContent = field.dataset.show;
  button.addEventListener("click", () => {
    const isHidden = field.type === "password";
    field.type = isHidden ? "text" : "password";
    button.textContent = isHidden ? field.dataset.hide : field.dataset.show;
  });
  field.form.addEventListener("submit", () => (field.type = "password")); // so that no browser keeps it as plain text
  field.after(button);
}
