import { getFileIndex } from "../detect/file-index.ts";
import { findRetentions } from "../detect/retention.ts";
import { mentionsWeakReferences } from "../detect/weak-references.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId =
  "callback" | "closure" | "held" | "listener" | "localRegistry" | "ownRegistry" | "part";

export default createRule<Options, MessageId>({
  name: "no-finalizer-retention",
  meta: {
    type: "problem",
    docs: {
      config: "recommended",
      description: "Disallow finalizers and weak references that keep their own target alive",
    },
    schema: [],
    defaultOptions: [],
    messages: {
      callback:
        "The callback of this registry refers to `{{target}}`, which is registered with it: the registry keeps its callback, so `{{target}}` is never freed and the callback never runs. Refer only to the held value.",
      closure:
        "This closure uses a `WeakRef` to `{{target}}` and refers to `{{target}}` itself, so the reference is not weak: `{{target}}` lives as long as the closure. Use what `deref()` returns.",
      held: "The held value refers to `{{target}}`, the target it is registered for: the registry keeps held values, so `{{target}}` is never freed and its finalizer never runs. Hold an id, or the separate object that is to be cleaned up.",
      listener:
        "This listener on a global object refers to `{{target}}`, so `{{target}}` is never freed and the finalizer registered for it never runs. Give the listener a `WeakRef`.",
      localRegistry:
        "Nothing keeps this registry after the function returns: it is freed, and its callback may never run. Keep the registry in a variable of the module.",
      ownRegistry:
        "This registry belongs to `{{target}}`, which is registered with it: both are freed together, and the callback may never run. Make the registry `static`, or a variable of the module.",
      part: "The held value is a part of `{{target}}`: the registry keeps it, and whatever it refers to, until `{{target}}` is freed; if that leads back to `{{target}}`, never. Hold a `WeakRef` to it.",
    },
  },
  create(context) {
    if (!mentionsWeakReferences(context.sourceCode)) return {};
    return {
      "Program:exit"() {
        const { sourceCode } = context;
        for (const { kind, node, target } of findRetentions(sourceCode, getFileIndex(sourceCode))) {
          context.report({ node, messageId: kind, data: { target } });
        }
      },
    };
  },
});
