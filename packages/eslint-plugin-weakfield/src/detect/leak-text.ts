import type { Lifetime } from "./lifetime.ts";
import type { Removal } from "./removal.ts";

/** How long a collection lives, to follow the word "lives". */
export const LIFETIME_TEXT: Record<Lifetime, string> = {
  module: "as long as the program",
  wrapper: "as long as the function that uses it",
  callback: "as long as the callback that uses it",
  closure: "as long as the object that uses it",
  field: "as long as its owner",
  "long-field": "as long as its long-lived owner",
  "short-field": "as long as its owner",
  local: "for one call",
};

/** What becomes of the entries of a collection, as a clause. */
export const REMOVAL_TEXT: Record<Removal, string> = {
  none: "nothing takes an entry out again",
  end: "nothing takes an entry out before the owner itself ends",
  explicit: "an entry is taken out only after an explicit `dispose`",
  offered: "an entry is taken out only by a function that nothing in this file calls",
  paired: "an entry is taken out only by the counterpart of what puts it in",
  reset: "entries are only taken out all at once, by a function that nothing in this file calls",
  strong: "entries are taken out",
};
