import { snapshot } from "weakfield";
import * as model from "./visitor";

let { signUp } = model;
// Nobody adds a property to it; its fields are not properties of the instance, and stay writable.
let visitor = Object.freeze(new model.Visitor());

const form = document.querySelector("form");
const result = document.querySelector("#result");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const faults = signUp(visitor, Object.fromEntries(new FormData(form)));
  for (const output of form.querySelectorAll("output")) {
    const fault = faults[output.name] ?? "";
    output.textContent = fault;
    form.querySelector(`#${output.name}-input`)?.setAttribute("aria-invalid", String(fault !== ""));
  }
  show();
});

function show(): void {
  if (result) result.textContent = visitor.name ? JSON.stringify(snapshot(visitor)) : "";
}

// While developing: a changed class gets an instance of its own, with the values of the old one if it takes them.
import.meta.hot?.accept("./visitor", (changed) => {
  if (!changed) return;
  const values = snapshot(visitor);
  const next = changed as unknown as typeof model;
  signUp = next.signUp;
  visitor = Object.freeze(new next.Visitor());
  signUp(visitor, values);
  show();
});
