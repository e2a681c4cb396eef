import { field, integer, text } from "weakfield";

/** What a server is told by its environment: strings, all of them. */
export class Settings {
  @field(text({ min: 1 })) host = "localhost";
  @field(integer({ min: 1, max: 65_535 })) port = 8080;
  @field((value) => value === true || value === "true") verbose = false;
}
