import type { TSESLint } from "@typescript-eslint/utils";
import type { RuleDocs } from "../types.ts";

interface RuleSource<Options extends readonly unknown[], MessageId extends string> {
  name: string;
  meta: TSESLint.RuleMetaData<MessageId, RuleDocs, Options>;
  /** `options` are those of the user, with the rule's defaults where there are none. */
  create(
    context: Readonly<TSESLint.RuleContext<MessageId, Options>>,
    options: Options,
  ): TSESLint.RuleListener;
}

/**
 * Makes a rule with its default options applied and its documentation page linked.
 *
 * Not by `RuleCreator` of `@typescript-eslint/utils`: that copies and merges the options of each rule
 * for each file, which takes longer than most of these rules do.
 */
export function createRule<Options extends readonly unknown[], MessageId extends string>({
  create,
  meta,
  name,
}: RuleSource<Options, MessageId>): TSESLint.RuleModule<MessageId, Options, RuleDocs> {
  const defaults = meta.defaultOptions as Options;
  const url = `https://github.com/weakfield/weakfield/blob/main/docs/rules/${name}.md`;
  return {
    meta: { ...meta, docs: { ...(meta.docs as RuleDocs), url } },
    // What a context has is slow to ask for: each rule has one of its own for each file.
    create:
      defaults.length === 0
        ? (context) => create(context, defaults)
        : (context) => create(context, mergeOptions(defaults, context.options)),
  };
}

/** ESLint 8 and oxlint do not look at `meta.defaultOptions`. */
function mergeOptions<Options extends readonly unknown[]>(
  defaults: Options,
  given: readonly unknown[],
): Options {
  if (given.length === 0) return defaults;
  const merged = defaults.map((option, index) => ({
    ...(option as object),
    ...(given[index] as object | undefined),
  }));
  return merged as unknown as Options;
}
