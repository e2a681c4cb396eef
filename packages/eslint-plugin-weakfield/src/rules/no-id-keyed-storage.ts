import type { InstanceKey } from "../detect/keys.ts";
import { getLeaks } from "../detect/leaks.ts";
import { LIFETIME_TEXT, REMOVAL_TEXT } from "../detect/leak-text.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId = "keyedById";

const FORM_TEXT: Record<InstanceKey["form"], string> = {
  content: "the text form of an object",
  counter: "a counter that stands for an object",
  generated: "a generated id that stands for an object",
  id: "the id of an object",
  own: "a key that the stored object made for itself",
};

export default createRule<Options, MessageId>({
  name: "no-id-keyed-storage",
  meta: {
    type: "problem",
    docs: {
      config: "leaks",
      description: "Disallow long-lived storage keyed by an id or a string form of an instance",
    },
    schema: [],
    defaultOptions: [],
    messages: {
      keyedById:
        "`{{name}}` lives {{lifetime}} and is keyed by `{{key}}`, {{form}}: {{removal}}, so the entries of dead objects stay, and an id that is used again finds them. Key a `WeakMap` by the object itself, or delete the entry when the object ends.",
    },
  },
  create(context) {
    return {
      "Program:exit"() {
        for (const { collection, key, removal } of getLeaks(context.sourceCode).ids) {
          context.report({
            node: key.node,
            messageId: "keyedById",
            data: {
              name: collection.name,
              lifetime: LIFETIME_TEXT[collection.lifetime],
              key: context.sourceCode.getText(key.node),
              form: FORM_TEXT[key.form],
              removal: REMOVAL_TEXT[removal],
            },
          });
        }
      },
    };
  },
});
