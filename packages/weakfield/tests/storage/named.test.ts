import { expect, it } from "vitest";
import { named } from "../../src/storage/named.ts";

it("named gives a class the name, the empty one included, as a class has it", () => {
  for (const name of ["Person", ""]) {
    const target = class Other {};
    named(target, name);
    expect(Object.getOwnPropertyDescriptor(target, "name")).toEqual({
      value: name,
      writable: false,
      enumerable: false,
      configurable: true,
    });
  }
});
