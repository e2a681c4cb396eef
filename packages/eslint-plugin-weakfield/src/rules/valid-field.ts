import { diagnosticText, mentionsMarker, planFile, resolveOptions } from "@weakfield/core";
import { createRule } from "../utils/create-rule.ts";
import { type ModulesOption, modulesOption } from "../utils/modules-option.ts";

export type Options = ModulesOption;
export type MessageId = "diagnostic";

/** For the files of users who set no option, so that their options are looked at once. */
const DEFAULTS = resolveOptions({ modules: modulesOption.defaultOptions[0].modules }).options;

export default createRule<Options, MessageId>({
  name: "valid-field",
  meta: {
    type: "problem",
    docs: {
      config: "recommended",
      description: "Disallow declarations that `@field` cannot compile",
    },
    ...modulesOption,
    messages: {
      // The text of every diagnostic stands in the core, so that all tools print the same.
      diagnostic: "{{text}}",
    },
  },
  create(context, [{ modules }]) {
    const { sourceCode } = context;
    const isDefault = modules === modulesOption.defaultOptions[0].modules;
    const options = isDefault ? DEFAULTS : resolveOptions({ modules }).options;
    if (!mentionsMarker(sourceCode.text, options)) return {};
    return {
      Program(program) {
        const { diagnostics } = planFile({ options, program, text: sourceCode.text });
        for (const diagnostic of diagnostics) {
          /* v8 ignore next -- what the plan of a file says has a place in it */
          const { start, end } = diagnostic.span ?? { end: 0, start: 0 };
          context.report({
            loc: { end: sourceCode.getLocFromIndex(end), start: sourceCode.getLocFromIndex(start) },
            messageId: "diagnostic",
            data: { text: diagnosticText(diagnostic) },
          });
        }
      },
    };
  },
});
