/*
 * Beside a form of Shoal on somebody's website: sends it without leaving the page, and tells where the visitor came
 * from. Without this script the form works all the same. No inline style, no eval: fit for a strict CSP
 * (script-src and connect-src need this origin, form-action too).
 */
(function () {
  "use strict";
  var UTM = ["utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content"];

  function message(form, text, role) {
    var old = form.querySelector("[data-shoal-message]");
    if (old) old.remove();
    var said = document.createElement("p");
    said.setAttribute("data-shoal-message", role);
    said.setAttribute("role", role);
    said.tabIndex = -1;
    said.textContent = text;
    form.appendChild(said);
    said.focus();
  }

  function sent(form) {
    var body = new URLSearchParams(new FormData(form));
    var query = new URLSearchParams(location.search);
    body.set("page", location.origin + location.pathname);
    UTM.forEach(function (name) {
      if (query.get(name)) body.set(name, query.get(name));
    });
    return body;
  }

  function mark(form, errors) {
    form.querySelectorAll("[aria-invalid]").forEach(function (input) {
      input.removeAttribute("aria-invalid");
    });
    (errors || []).forEach(function (error) {
      var input = form.elements[error.pointer.slice(1)];
      if (input && input.setAttribute) input.setAttribute("aria-invalid", "true");
    });
  }

  function enhance(form) {
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      var button = form.querySelector("[type=submit]");
      if (button) button.disabled = true;
      fetch(form.action, { method: "POST", body: sent(form), headers: { Accept: "application/json" } })
        .then(function (response) {
          return response.json().then(function (answer) {
            mark(form, answer.errors);
            if (response.ok) {
              form.reset();
              message(form, answer.message, "status");
            } else {
              var details = (answer.errors || []).map(function (error) {
                return error.detail;
              });
              message(form, details.join(" ") || answer.detail, "alert");
            }
          });
        })
        .catch(function () {
          // Blocked or offline: the browser's own way of sending says what is the matter.
          form.submit();
        })
        .finally(function () {
          if (button) button.disabled = false;
        });
    });
  }

  function start() {
    document.querySelectorAll("form[data-shoal-form]").forEach(enhance);
  }
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
