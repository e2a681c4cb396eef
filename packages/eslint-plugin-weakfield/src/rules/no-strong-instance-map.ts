import { getFileIndex } from "../detect/file-index.ts";
import { getLeaks, type Leak } from "../detect/leaks.ts";
import { LIFETIME_TEXT, REMOVAL_TEXT } from "../detect/leak-text.ts";
import { findMemoizedByInstance } from "../detect/memoizers.ts";
import { findWeakKind, useWeakCollection } from "../fix/weak-collection.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId = "holdsInstances" | "memoizesInstances" | "useWeakCollection";

export default createRule<Options, MessageId>({
  name: "no-strong-instance-map",
  meta: {
    type: "problem",
    docs: {
      config: "leaks",
      description: "Disallow long-lived collections that hold instances and never let them go",
    },
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      holdsInstances:
        "`{{name}}` lives {{lifetime}} and holds {{what}} strongly: {{removal}}, so none of them is ever freed. {{remedy}}.",
      memoizesInstances:
        "`{{callee}}` keeps every `{{parameter}}` it was called with, for as long as the program runs: none of them is ever freed. Keep the results in a `WeakMap` keyed by `{{parameter}}`.",
      useWeakCollection: "Make `{{name}}` a `{{weakKind}}`, which lets its keys go.",
    },
  },
  create(context) {
    return {
      "Program:exit"() {
        const { sourceCode } = context;
        for (const leak of getLeaks(sourceCode).strong) {
          const { collection } = leak;
          const weakKind = findWeakKind(collection);
          context.report({
            node: collection.head,
            loc: nameLocation(leak),
            messageId: "holdsInstances",
            data: {
              name: collection.name,
              lifetime: LIFETIME_TEXT[collection.lifetime],
              removal: REMOVAL_TEXT[leak.removal],
              what: describe(leak),
              remedy: remedyFor(leak, weakKind),
            },
            suggest:
              weakKind === null
                ? []
                : [
                    {
                      messageId: "useWeakCollection",
                      data: { name: collection.name, weakKind },
                      fix: useWeakCollection(collection, weakKind),
                    },
                  ],
          });
        }
        for (const { call, callee, parameter } of findMemoizedByInstance(
          getFileIndex(sourceCode),
        )) {
          context.report({
            node: call.callee,
            messageId: "memoizesInstances",
            data: { callee, parameter },
          });
        }
      },
    };
  },
});

/** The name alone: the identifier without its type annotation. */
function nameLocation({ collection: { head } }: Leak) {
  const { start, end } = head.loc;
  if (head.type !== "Identifier") return { start, end };
  return { start, end: { line: start.line, column: start.column + head.name.length } };
}

/** What is held, as the write that shows it names it. */
function describe({ collection, write }: Leak): string {
  const content = write.key ?? write.value;
  /* v8 ignore next -- what shows that instances are held is a value */
  const text = content === null ? "" : collection.index.sourceCode.getText(content);
  return text === "" || text.length > 40 || text.includes("\n")
    ? "the objects put into it"
    : `each \`${text}\` put into it`;
}

function remedyFor({ collection: { kind, uses } }: Leak, weakKind: string | null): string {
  if (weakKind !== null) return `Use a \`${weakKind}\``;
  const isWalked = uses.some((use) => use.kind === "iterate" || use.kind === "size");
  const weak = kind === "map" ? "WeakMap" : "WeakSet";
  return isWalked
    ? "Take each one out when it ends, or hold `WeakRef`s that a `FinalizationRegistry` takes out"
    : `Use a \`${weak}\`, or take each one out when it ends`;
}
