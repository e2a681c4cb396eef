import { resolveOptions } from "@weakfield/core";
import type { Options } from "@weakfield/core";
import { expect, test } from "vitest";
import { rewrite } from "../src/rewrite.ts";

const COMPONENT = `<script lang="ts" module>
  import { field, integer } from "weakfield";
  export class Model {
    @field(integer) count = 1;
    @field name = log();
    @field ["computed"] = 2;
    @field static total = 3;
    @field #hidden = () => class { @field inner = 4; };
  }
</script>
`;

test.each<Options>([
  {},
  { storage: "private" },
  { properties: "own" },
  { inspect: true },
  { storage: "private", properties: "own", inspect: true },
])("no variable of a component begins with `$` under %o", (given) => {
  const { printed, failure } = rewrite("App.svelte", COMPONENT, resolveOptions(given).options);
  expect(failure).toBeNull();
  expect(printed?.code).toContain("wf_c");
  expect(printed?.code).not.toContain("$");
});

test.each(["counter.svelte.ts", "counter.svelte.js"])("%s is a module with runes", (name) => {
  const text = 'import { field } from "weakfield";\nexport class A { @field x = 1; }\n';
  const { printed } = rewrite(name, text, resolveOptions({}).options);
  expect(printed?.code).toMatch(/\bwf_c\b/);
  expect(printed?.code).not.toContain("$");
});
