import { findDecorators } from "../detect/decorators.ts";
import { findStoredAccessors, isFieldDecorator } from "../detect/stored-accessors.ts";
import { isTypeScriptFile } from "../fix/per-instance.ts";
import { useField } from "../fix/use-field.ts";
import { createRule } from "../utils/create-rule.ts";
import { type ModulesOption, modulesOption } from "../utils/modules-option.ts";

export type Options = ModulesOption;
export type MessageId = "decoratorAsField" | "pairAsField" | "useField";

export default createRule<Options, MessageId>({
  name: "prefer-field",
  meta: {
    type: "suggestion",
    docs: {
      config: "all",
      description: "Prefer `@field` over hand-written accessors with a separate storage",
    },
    hasSuggestions: true,
    ...modulesOption,
    messages: {
      decoratorAsField:
        "This decorator keeps one value per instance, as `@field` does, but at run time and behind a hand-written accessor. Pass what it does to a value to `@field` as a converter.",
      pairAsField:
        "The accessors of `{{name}}` only keep a value in `{{storage}}`. Write `@field {{name}}`, with a converter for what the setter does to the value.",
      useField: "Replace the accessors and `{{storage}}` by `@field {{name}}`.",
    },
  },
  create(context, [{ modules }]) {
    const { sourceCode } = context;
    return {
      "Program:exit"() {
        for (const pair of findStoredAccessors(sourceCode)) {
          const isTypeScript = isTypeScriptFile(context.filename);
          const fix = useField({ isTypeScript, sourceCode }, pair, modules);
          const data = { name: pair.name, storage: pair.storage.name };
          context.report({
            node: pair.getter.key,
            messageId: "pairAsField",
            data,
            suggest: fix && [{ messageId: "useField", data, fix }],
          });
        }
        for (const decorator of findDecorators(sourceCode)) {
          if (!isFieldDecorator(sourceCode, decorator)) continue;
          const { node } = decorator.facts;
          const start = sourceCode.getFirstToken(node);
          const end = sourceCode.getTokenBefore(node.body);
          /* v8 ignore if -- a function has tokens */
          if (start === null || end === null) continue;
          const loc = { end: end.loc.end, start: start.loc.start };
          context.report({ loc, messageId: "decoratorAsField" });
        }
      },
    };
  },
});
