import { format, resolveConfig } from "prettier";

/** @type {import("eslint-doc-generator").GenerateOptions} */
export default {
  configEmoji: [["leaks", "💧"]],
  // From the folder of the plugin on.
  pathRuleDoc: "../../docs/rules/{name}.md",
  pathRuleList: "README.md",
  postprocess: async (text, path) =>
    format(text, { ...(await resolveConfig(path)), parser: "markdown" }),
  ruleDocNotices: ["configs", "fixableAndHasSuggestions"],
  // Each page has the section; most say that there are none.
  ruleDocSectionOptions: false,
  ruleDocTitleFormat: "desc-parens-prefix-name",
};
