import { findWeakRefCollections, isUnswept } from "../detect/weak-refs.ts";
import { mentionsWeakReferences } from "../detect/weak-references.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId = "neverSwept";

export default createRule<Options, MessageId>({
  name: "no-unswept-weak-ref",
  meta: {
    type: "problem",
    docs: {
      config: "leaks",
      description: "Disallow collections of `WeakRef`s whose dead entries nothing removes",
    },
    schema: [],
    defaultOptions: [],
    messages: {
      neverSwept:
        "The `WeakRef`s in `{{name}}` outlive their targets: nothing takes a dead one out, so `{{name}}` grows with every object that ever was. Register each target with a `FinalizationRegistry` whose callback deletes its entry.",
    },
  },
  create(context) {
    if (!mentionsWeakReferences(context.sourceCode)) return {};
    return {
      "Program:exit"() {
        const { sourceCode } = context;
        for (const found of findWeakRefCollections(sourceCode)) {
          if (!isUnswept(found, sourceCode)) continue;
          const { head, name } = found.collection;
          context.report({ node: head, messageId: "neverSwept", data: { name } });
        }
      },
    };
  },
});
