import { signUp, Visitor } from "./visitor";

const form = document.querySelector("form");
const result = document.querySelector("#result");
const visitor = new Visitor();

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const faults = signUp(visitor, Object.fromEntries(new FormData(form)));
  for (const output of form.querySelectorAll("output")) {
    output.textContent = faults[output.name] ?? "";
  }
  if (result && Object.keys(faults).length === 0) {
    result.textContent = `Welcome, ${visitor.name} (${visitor.age}, ${visitor.email}).`;
  }
});
