import { diagnosticText, resolveOptions } from "@weakfield/core";
import type { Options, ResolvedOptions } from "@weakfield/core";

/**
 * The options in force for what a configuration gives.
 *
 * @throws one error for all that is unknown
 */
export function resolvePluginOptions(raw: Options | undefined): ResolvedOptions {
  const { options, diagnostics } = resolveOptions(raw);
  if (diagnostics.length === 0) return options;
  throw new Error(`[weakfield] ${diagnostics.map(diagnosticText).join("\n[weakfield] ")}`);
}
