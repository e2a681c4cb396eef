import { getRegistries } from "../detect/registries.ts";
import { findMissingTokens } from "../detect/tokens.ts";
import { mentionsWeakReferences } from "../detect/weak-references.ts";
import { addToken } from "../fix/unregister-token.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId = "addToken" | "missingToken";

export default createRule<Options, MessageId>({
  name: "require-unregister-token",
  meta: {
    type: "problem",
    docs: {
      config: "recommended",
      description: "Require the unregister token that a call of `unregister` relies on",
    },
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      addToken: "Pass `{{token}}` as the unregister token.",
      missingToken:
        "`{{target}}` is registered without an unregister token, so the `unregister` call of this file finds nothing: the finalizer still runs and the held value stays until then. Pass the token as the third argument.",
    },
  },
  create(context) {
    if (!mentionsWeakReferences(context.sourceCode)) return {};
    return {
      "Program:exit"() {
        const { sourceCode } = context;
        for (const registry of getRegistries(sourceCode)) {
          for (const { call, target, token } of findMissingTokens(registry)) {
            context.report({
              node: call,
              messageId: "missingToken",
              data: { target: sourceCode.getText(target) },
              suggest:
                token === null
                  ? []
                  : [
                      {
                        messageId: "addToken",
                        data: { token },
                        fix: addToken(call, token, sourceCode),
                      },
                    ],
            });
          }
        }
      },
    };
  },
});
