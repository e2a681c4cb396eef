import { view } from "./view.ts";

/** What Vitest and Jest call an equality tester with. */
interface TesterContext {
  // A method, whose parameters are compared loosely: their testers have types of their own.
  equals(a: unknown, b: unknown, testers?: unknown[]): boolean;
}

// Pairs whose comparison is under way: instances may refer to each other.
const underWay: (readonly [unknown, unknown])[] = [];

/**
 * For `expect.addEqualityTesters([fieldEquality])` in Vitest and Jest: where one side has fields,
 * `toEqual` compares field values, together with own enumerable properties. As with `toEqual`
 * itself, the class does not matter; under `toStrictEqual` it does not matter either.
 */
export function fieldEquality(
  this: TesterContext,
  a: unknown,
  b: unknown,
  testers?: unknown[],
): boolean | undefined {
  const [left, right] = [view(a), view(b)];
  if ((left === null && right === null) || a === b) return undefined;
  if (underWay.some((pair) => pair[0] === a && pair[1] === b)) return true;
  underWay.push([a, b]);
  try {
    return this.equals(left ?? a, right ?? b, testers);
  } finally {
    underWay.pop();
  }
}
