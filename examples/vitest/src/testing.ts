import { expect } from "vitest";
import { fieldEquality, matchers } from "weakfield/testing";
import type { WeakfieldMatchers } from "weakfield/testing";

declare module "vitest" {
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends WeakfieldMatchers<R> {}
}

expect.extend(matchers);
expect.addEqualityTesters([fieldEquality]);
