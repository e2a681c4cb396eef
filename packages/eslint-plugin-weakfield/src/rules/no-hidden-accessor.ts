import { getDecorators } from "../detect/syntax.ts";
import type { TSESLint, TSESTree } from "@typescript-eslint/utils";
import {
  assignsFields,
  findFields,
  findHiddenAccessor,
  findHiddenByParameter,
  findParameterProperties,
  type HiddenAccessor,
} from "../detect/hidden-accessors.ts";
import { isTypeScriptFile } from "../fix/per-instance.ts";
import { createRule } from "../utils/create-rule.ts";
import { type ModulesOption, modulesOption } from "../utils/modules-option.ts";

export type Options = ModulesOption;
export type MessageId = "declareField" | "decorateField" | "hiddenAccessor" | "hiddenField";

export default createRule<Options, MessageId>({
  name: "no-hidden-accessor",
  meta: {
    type: "problem",
    docs: {
      config: "recommended",
      description: "Disallow class fields that hide an accessor of the prototype",
    },
    hasSuggestions: true,
    ...modulesOption,
    messages: {
      declareField: "Declare `{{name}}` without defining it, so that the accessor stays visible.",
      decorateField: "Make `{{name}}` a field of its own with `@{{marker}}`.",
      hiddenAccessor:
        "`{{name}}` becomes an own property of each instance and hides the accessor that `@{{by}}` puts on the prototype: neither its getter nor its setter ever runs. Use `declare`, an `accessor` with a standard decorator, or `@field`.",
      hiddenField:
        "`{{name}}` becomes an own property of each instance and hides the `@field` of `{{by}}`: the converter never sees a write, and both classes keep a value of their own. Use `@field` here too, or assign the value in the constructor.",
    },
  },
  create(context, [{ modules }]) {
    const { sourceCode } = context;
    return {
      "Program:exit"() {
        const fields = findFields(sourceCode);
        const parameters = findParameterProperties(sourceCode);
        if (fields.length + parameters.length === 0 || assignsFields(sourceCode)) return;
        const findings = [
          ...fields.map((field) => findHiddenAccessor(sourceCode, field, modules)),
          ...parameters.map((each) => findHiddenByParameter(sourceCode, each, modules)),
        ];
        for (const finding of findings) {
          if (finding === null) continue;
          const { name: node, field } = finding;
          // The range of a parameter includes its type.
          const name = node.type === "Identifier" ? node.name : sourceCode.getText(node);
          context.report({
            node,
            messageId: finding.kind === "inherited" ? "hiddenField" : "hiddenAccessor",
            data: { by: finding.by, name },
            suggest: field && suggest(field, finding, name, context.filename),
          });
        }
      },
    };
  },
});

function suggest(
  field: TSESTree.PropertyDefinition,
  { kind, marker }: HiddenAccessor,
  name: string,
  filename: string,
): TSESLint.ReportSuggestionArray<MessageId> {
  if (kind === "inherited") {
    if (getDecorators(field).length > 0 || marker === null) return [];
    return [
      {
        messageId: "decorateField",
        data: { marker, name },
        fix: (fixer) => fixer.insertTextBefore(field, `@${marker} `),
      },
    ];
  }
  // `declare` takes no initializer, and stands after the access modifier.
  if (
    !isTypeScriptFile(filename) ||
    field.value !== null ||
    field.override ||
    field.readonly ||
    field.computed
  )
    return [];
  return [
    {
      messageId: "declareField",
      data: { name },
      fix: (fixer) => fixer.insertTextBefore(field.key, "declare "),
    },
  ];
}
