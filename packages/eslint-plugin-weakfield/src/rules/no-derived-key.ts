import { findDerivedKeys } from "../detect/derived-keys.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId = "derivedKey";

export default createRule<Options, MessageId>({
  name: "no-derived-key",
  meta: {
    type: "problem",
    docs: {
      config: "strict",
      description: "Disallow storage keys derived from a property name",
    },
    schema: [],
    defaultOptions: [],
    messages: {
      derivedKey:
        "The value is stored on the instance under a key made of `{{text}}` and the property name: it overwrites a member that already has this name, and it fails on frozen instances. Use a `WeakMap` or `Symbol()` made once per property, or `@field`.",
    },
  },
  create(context) {
    return {
      "Program:exit"() {
        const { sourceCode } = context;
        for (const { node, text } of findDerivedKeys(sourceCode)) {
          context.report({ node, messageId: "derivedKey", data: { text } });
        }
      },
    };
  },
});
