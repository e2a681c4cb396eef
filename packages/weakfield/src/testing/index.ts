export { assertCollectable, type AssertCollectableOptions } from "./assert-collectable.ts";
export { fieldEquality } from "./field-equality.ts";
export { matchers, type MatcherResult, type WeakfieldMatchers } from "./matchers.ts";
