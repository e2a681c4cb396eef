import { assign, FieldError, snapshot } from "weakfield";
import { Settings } from "./settings.ts";

const settings = assign(new Settings(), { port: "3000", verbose: "true" });
console.log(snapshot(settings));

try {
  assign(settings, { host: "", port: "70000", colour: "red" });
} catch (error) {
  if (!(error instanceof FieldError)) throw error;
  for (const { path, message } of error.issues) console.log(`${path.join(".")}: ${message}`);
}
console.log(settings.host, settings.port);
