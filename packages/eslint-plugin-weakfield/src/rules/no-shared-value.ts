import type { TSESTree } from "@typescript-eslint/utils";
import { findDecorators, type MemberDecorator } from "../detect/decorators.ts";
import { getFacts } from "../detect/facts.ts";
import type { FunctionFacts } from "../detect/function-facts.ts";
import { findPrototypeProperties } from "../detect/prototypes.ts";
import { findAccessorPairs, findPairState, findSharedBuffer } from "../detect/shared-accessors.ts";
import { findSharedState, type SharedState, type SharedStates } from "../detect/shared-state.ts";
import { findPrototypeWrapper, findSharedWrapper, type SharedWrapper } from "../detect/wrappers.ts";
import {
  type FixContext,
  isTypeScriptFile,
  keepValuePerInstance,
  keepWrapperPerInstance,
} from "../fix/per-instance.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId =
  | "keepValuePerInstance"
  | "keepWrapperPerInstance"
  | "sharedAccessor"
  | "sharedContainer"
  | "sharedFlag"
  | "sharedMember"
  | "sharedValue"
  | "sharedWrapper";

const MESSAGES = {
  container: "sharedContainer",
  flag: "sharedFlag",
  member: "sharedMember",
  value: "sharedValue",
} as const satisfies Record<SharedState["kind"], MessageId>;

export default createRule<Options, MessageId>({
  name: "no-shared-value",
  meta: {
    type: "problem",
    docs: {
      config: "recommended",
      description:
        "Disallow decorators and property factories that keep one value for all instances",
    },
    hasSuggestions: true,
    schema: [],
    defaultOptions: [],
    messages: {
      keepValuePerInstance: "Keep `{{name}}` per instance, in a `WeakMap` keyed by `this`.",
      keepWrapperPerInstance: "Make one `{{name}}` wrapper per instance.",
      sharedAccessor:
        "All instances share `{{name}}`, which the accessors of `{{property}}` read and write: a write through one instance is seen by every other. Keep the value in a `#private` member, in a `WeakMap` keyed by `this`, or use `@field`.",
      sharedContainer:
        "`{{name}}` is made once and filled by all instances: what one of them puts in, every other finds. Keep one per instance, in a `WeakMap` keyed by `this`.",
      sharedFlag:
        "`{{name}}` is set by one instance and decides for all others. Keep it per instance, in a `WeakMap` keyed by `this`.",
      sharedMember:
        "This property of `{{name}}` is there once for all instances: a write through one is seen by every other. Keep it per instance, in a `WeakMap` keyed by `this`.",
      sharedValue:
        "All instances share `{{name}}`: a write through one is seen by every other, or by none where a class field of the same name hides the accessor. Keep the value in a `WeakMap` keyed by `this`, or use `@field`.",
      sharedWrapper:
        "`{{name}}` keeps state, and this one wrapper serves all instances: a call on one cancels, delays or answers the call on another. Make one wrapper per instance, in a `WeakMap` keyed by `this`.",
    },
  },
  create(context) {
    const { sourceCode } = context;
    const reported = new WeakSet<TSESTree.Node>();
    const fixContext: FixContext = { isTypeScript: isTypeScriptFile(context.filename), sourceCode };

    function reportState(
      { all, first: state }: SharedStates,
      functions: readonly FunctionFacts[],
    ): void {
      const node = state.kind === "member" ? state.write : state.variable.identifiers[0];
      if (node === undefined || reported.has(node)) return;
      reported.add(node);
      const data = { name: state.variable.name };
      const fix = keepValuePerInstance(fixContext, all, functions);
      const suggest = fix && [{ messageId: "keepValuePerInstance" as const, data, fix }];
      context.report({ node, messageId: MESSAGES[state.kind], data, suggest });
    }

    function reportWrapper(wrapper: SharedWrapper, decorator: MemberDecorator | null): void {
      if (reported.has(wrapper.call)) return;
      reported.add(wrapper.call);
      const data = { name: wrapper.memory.name };
      const fix = decorator && keepWrapperPerInstance(fixContext, wrapper, decorator);
      const suggest = fix && [{ messageId: "keepWrapperPerInstance" as const, data, fix }];
      context.report({ node: wrapper.call, messageId: "sharedWrapper", data, suggest });
    }

    return {
      "Program:exit"() {
        for (const decorator of findDecorators(sourceCode)) {
          if (!decorator.isOnPrototype) continue;
          const state = findSharedState(sourceCode, {
            instanceFunctions: [...decorator.instanceFunctions, ...decorator.helpers],
            once: [decorator.target, decorator.descriptor],
            owner: decorator.facts,
          });
          const wrapper = state === null ? findSharedWrapper(sourceCode, decorator) : null;
          if (state !== null) reportState(state, decorator.instanceFunctions);
          if (wrapper !== null) reportWrapper(wrapper, decorator);
        }
        for (const pair of findAccessorPairs(sourceCode)) {
          const state = findPairState(sourceCode, pair);
          const node = state?.variable.identifiers[0];
          if (state === null || node === undefined || reported.has(node)) continue;
          reported.add(node);
          const data = { name: state.variable.name, property: pair.name };
          context.report({ node, messageId: "sharedAccessor", data });
        }
        for (const property of findPrototypeProperties(sourceCode)) {
          const wrapper = findPrototypeWrapper(sourceCode, property.value);
          if (wrapper !== null) reportWrapper(wrapper, null);
        }
        for (const fn of getFacts(sourceCode).functions) {
          const buffer = findSharedBuffer(sourceCode, fn);
          if (buffer !== null) {
            const first = { kind: "container", ...buffer } as const;
            reportState({ all: [first], first }, []);
          }
        }
      },
    };
  },
});
