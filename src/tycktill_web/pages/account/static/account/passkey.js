// Passkeys: asks the browser for one and sends what it gives. Pages say what for in data-passkey: add, use or login.
/* global webauthnJSON */
const form = document.querySelector("form[data-passkey]");

async function options() {
  if (form.dataset.passkey !== "login") return JSON.parse(document.getElementById("js_data").textContent);
  const asked = await fetch(form.action, { headers: { Accept: "application/json" } });
  return asked.json();
}

async function credential() {
  const given = await options();
  if (form.dataset.passkey !== "add") return webauthnJSON.get(given.request_options);
  const wanted = given.creation_options;
  Object.assign(wanted.publicKey.authenticatorSelection, { residentKey: "preferred", userVerification: "preferred" });
  return webauthnJSON.create(wanted);
}

if (form && window.PublicKeyCredential) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const failed = form.querySelector("[data-failed]");
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await credential());
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
}
