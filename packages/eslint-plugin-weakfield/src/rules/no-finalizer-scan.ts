import { findScans } from "../detect/scans.ts";
import { mentionsWeakReferences } from "../detect/weak-references.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId = "scansOnDeath" | "scansOnInsertion";

export default createRule<Options, MessageId>({
  name: "no-finalizer-scan",
  meta: {
    type: "suggestion",
    docs: {
      config: "leaks",
      description: "Disallow finalizers that search a collection for the dead entry",
    },
    schema: [],
    defaultOptions: [],
    messages: {
      scansOnDeath:
        "This finalizer searches a whole collection for the entry of one dead object: a thousand deaths among a thousand entries are a million steps. Pass the entry's key to `register` as the held value, and delete by it.",
      scansOnInsertion:
        "Every insertion walks over all `WeakRef`s to find the dead or the same one, so that filling the collection takes quadratic time. Keep the reference in a `WeakMap` keyed by the object, and let a `FinalizationRegistry` delete dead entries by key.",
    },
  },
  create(context) {
    if (!mentionsWeakReferences(context.sourceCode)) return {};
    return {
      "Program:exit"() {
        for (const { node, when } of findScans(context.sourceCode)) {
          context.report({
            node,
            messageId: when === "finalizer" ? "scansOnDeath" : "scansOnInsertion",
          });
        }
      },
    };
  },
});
