import { findDecorators } from "../detect/decorators.ts";
import { getFacts } from "../detect/facts.ts";
import { findSharedKey } from "../detect/shared-keys.ts";
import { findSharedMark } from "../detect/shared-marks.ts";
import { isTypeScriptFile, keepKeyPerProperty } from "../fix/per-instance.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId = "keepPerProperty" | "sharedKey" | "sharedMap" | "sharedMark";

export default createRule<Options, MessageId>({
  name: "no-shared-key",
  meta: {
    type: "problem",
    docs: {
      config: "recommended",
      description: "Disallow one constant storage key for every decorated property",
    },
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      keepPerProperty: "Keep the value of each property in a `WeakMap` of its own.",
      sharedKey:
        "Every property that this decorates is stored under the one key `{{name}}` of the instance: a write to one is read from all. Keep the value in a `WeakMap` made inside the decorator, or use `@field`.",
      sharedMap:
        "`{{name}}` is keyed by the instance alone, so all properties that this decorates share one entry: a write to one is read from all. Make the `WeakMap` inside the decorator, or use `@field`.",
      sharedMark:
        "`{{name}}` marks the object for every instance of the class: the first one leaves its mark, and a second one finds it and does nothing. Make the key per instance, or keep the marked objects in a `WeakSet` of the instance.",
    },
  },
  create(context) {
    const { sourceCode } = context;
    return {
      "Program:exit"() {
        for (const decorator of findDecorators(sourceCode)) {
          const finding = findSharedKey(sourceCode, decorator);
          if (finding === null) continue;
          const isTypeScript = isTypeScriptFile(context.filename);
          const fix = keepKeyPerProperty({ isTypeScript, sourceCode }, finding, decorator);
          context.report({
            node: finding.write,
            messageId: finding.kind === "map" ? "sharedMap" : "sharedKey",
            data: { name: finding.name },
            suggest: fix && [{ messageId: "keepPerProperty", fix }],
          });
        }
        for (const fn of getFacts(sourceCode).functions) {
          const mark = findSharedMark(sourceCode, fn);
          if (mark === null) continue;
          context.report({ node: mark.write, messageId: "sharedMark", data: { name: mark.name } });
        }
      },
    };
  },
});
