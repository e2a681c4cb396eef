import { findBracketAccesses } from "../detect/brackets.ts";
import { useMapMethod } from "../fix/map-access.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId = "bracketAccess" | "useMethod";

const METHODS = { delete: "delete", read: "get", update: "set", write: "set" };

export default createRule<Options, MessageId>({
  name: "no-map-bracket-access",
  meta: {
    type: "problem",
    docs: {
      config: "recommended",
      description: "Disallow bracket access on maps and sets",
    },
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      bracketAccess:
        "Brackets do not reach the entries of a `{{kind}}`: the key becomes text and names a property of the `{{kind}}` itself, one for all objects. Use its methods.",
      useMethod: "Call `{{method}}` instead.",
    },
  },
  create(context) {
    return {
      "Program:exit"() {
        const { sourceCode } = context;
        for (const access of findBracketAccesses(sourceCode)) {
          const fix = useMapMethod(access, sourceCode);
          context.report({
            node: access.node,
            messageId: "bracketAccess",
            data: { kind: access.kind },
            suggest:
              fix === null
                ? []
                : [{ messageId: "useMethod", data: { method: METHODS[access.use] }, fix }],
          });
        }
      },
    };
  },
});
