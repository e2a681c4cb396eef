import { RuleCreator } from "@typescript-eslint/utils/eslint-utils";
import type { RuleDocs } from "../types.ts";

/** Makes a rule with its default options applied and its documentation page linked. */
export const createRule = RuleCreator<RuleDocs>(
  (name) => `https://github.com/weakfield/weakfield/blob/main/docs/rules/${name}.md`,
);
