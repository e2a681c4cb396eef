import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { parse as parseWithTypeScript } from "@typescript-eslint/parser";
import { DIAGNOSTICS, parseAndPlan, planFile, printText, resolveOptions } from "@weakfield/core";
import type { FilePlan, FilePlanResult } from "@weakfield/core";
import { parseSync } from "oxc-parser";
import type { Case } from "./cases.ts";
import type { Pair } from "./compare.ts";
import { compareTrees } from "./compare.ts";
import { findTransformerFault } from "./transformer.ts";
import type { Tree } from "./tree.ts";
import { isTree, nodesOf, parse } from "./tree.ts";

/** What became of a case. */
export interface Verdict {
  /** What is wrong; null for nothing. */
  readonly fault: string | null;
  /** How far the case came, so that a run can tell what it has tested. */
  readonly reached: "faulty" | "nothing to do" | "printed";
  /** Did the parser of typescript-eslint take the text too? */
  readonly comparedTrees: boolean;
}

/** Puts a text through every stage. */
export function check(subject: Case): Verdict {
  let reached: Verdict["reached"] = "faulty";
  let comparedTrees = false;
  const fault = (message: string | null): Verdict => ({ fault: message, reached, comparedTrees });
  try {
    const { name, text } = subject;
    const { options } = resolveOptions(subject.options);
    const planned = parseAndPlan(parseSync, name, text, options);
    const bad = findBadDiagnostic(planned, text);
    if (bad) return fault(bad);
    const isParsed = planned.diagnostics[0]?.code !== "WF1007";
    if (isParsed) {
      const program = parseForLint(name, text);
      comparedTrees = program !== null;
      if (program !== null) {
        const other = planFile({ text, program, options });
        const difference = firstDifference(planned, other, "");
        if (difference)
          return fault(`typescript-eslint's tree leads to another plan: ${difference}`);
      }
      const transformed = findTransformerFault(subject);
      if (transformed) return fault(`transformer: ${transformed}`);
    }
    if (planned.diagnostics.length > 0) return fault(null);
    reached = "nothing to do";
    if (!planned.plan) return fault(null);
    reached = "printed";
    return fault(findPrintFault(name, text, planned.plan));
  } catch (error) {
    return fault((error as Error).stack ?? String(error));
  }
}

function findBadDiagnostic({ diagnostics }: FilePlanResult, text: string): string | null {
  for (const { code, span } of diagnostics) {
    if (!Object.hasOwn(DIAGNOSTICS, code)) return `no such code: ${code}`;
    if (span.start < 0 || span.end < span.start || span.end > text.length) {
      return `${code} is at no place of the text: ${JSON.stringify(span)}`;
    }
  }
  return null;
}

/** The tree of typescript-eslint; null where it does not parse, or crashes. */
function parseForLint(name: string, text: string): unknown {
  // No file holds half a surrogate pair, and only one of the parsers keeps it.
  if (!text.isWellFormed()) return null;
  try {
    return parseWithTypeScript(text, {
      range: true,
      loc: false,
      jsx: name.endsWith("x"),
      filePath: name,
    });
  } catch {
    return null;
  }
}

/** Where two values of plain data differ first, as a path. */
function firstDifference(a: unknown, b: unknown, path: string): string | null {
  if (Object.is(a, b)) return null;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return `${path} is ${JSON.stringify(a)} and ${JSON.stringify(b)}`;
  }
  for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
    const [left, right] = [a, b].map((value) => (value as Record<string, unknown>)[key]);
    const found = firstDifference(left, right, `${path}.${key}`);
    if (found) return found;
  }
  return null;
}

function findPrintFault(name: string, text: string, plan: FilePlan): string | null {
  const source = parse(name, text);
  if (typeof source === "string") return `parsed first, then not: ${source}`;
  const { code, map } = printText(text, plan, name);
  const result = parse(name, code);
  if (typeof result === "string") {
    return awaitsInInitializer(source.program) && result.startsWith("`await` is only allowed")
      ? null
      : `the result does not parse: ${result}\n${code}`;
  }
  const { kept, difference } = compareTrees(source, result, plan);
  if (difference) return `${difference}\n${code}`;
  const lines = [lineStarts(text), lineStarts(code)] as const;
  if (lines[0].length !== lines[1].length) {
    return `${lines[0].length} lines became ${lines[1].length}\n${code}`;
  }
  for (const pair of kept) {
    const before = lineOf(lines[0], pair.source.start);
    const after = lineOf(lines[1], pair.result.start);
    // A file's own range begins with its first statement, which may be new.
    if (before !== after && pair.source.type !== "Program") {
      return `${pair.source.type} of line ${before + 1} is on line ${after + 1}\n${code}`;
    }
  }
  const wrong = findMapFault(text, code, new TraceMap(map), kept);
  return wrong && `${wrong}\n${code}`;
}

/** Does the file have what the parser lets pass, though no class can have it: `x = await y`? */
function awaitsInInitializer(program: Tree): boolean {
  return [...nodesOf(program)].some(({ type, value }) => {
    if (type !== "PropertyDefinition" && type !== "AccessorProperty") return false;
    return isTree(value) && [...nodesOf(value)].some((node) => node.type === "AwaitExpression");
  });
}

/** Every name that was kept is mapped to where it stands in the source. */
function findMapFault(
  text: string,
  code: string,
  map: TraceMap,
  kept: readonly Pair[],
): string | null {
  for (const { source, result } of kept) {
    if (source.type !== "Identifier" && source.type !== "Literal") continue;
    const from = mapPosition(code, result.start);
    const to = mapPosition(text, source.start);
    const found = originalPositionFor(map, from);
    if (found.line !== to.line || found.column !== to.column) {
      return `the map leads from ${code.slice(result.start, result.end).slice(0, 80)} (${from.line}:${from.column}) to ${found.line}:${found.column}, not to ${to.line}:${to.column}`;
    }
  }
  return null;
}

/** Lines are one-based; a byte order mark is no part of the first one, as decoders drop it. */
function mapPosition(text: string, offset: number): { line: number; column: number } {
  const starts = lineStarts(text);
  const line = lineOf(starts, offset);
  const mark = line === 0 && text.startsWith("\uFEFF") ? 1 : 0;
  return { line: line + 1, column: offset - (starts[line] as number) - mark };
}

function lineStarts(text: string): number[] {
  return [
    0,
    ...[...text.matchAll(/\r\n|[\n\r\u2028\u2029]/g)].map((found) => found.index + found[0].length),
  ];
}

/** Zero-based. */
function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
