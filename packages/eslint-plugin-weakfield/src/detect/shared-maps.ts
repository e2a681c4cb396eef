import type { SharedKey } from "./constant-keys.ts";
import { findAlias, followAccess, isContainer } from "./containers.ts";
import type { MemberDecorator } from "./decorators.ts";
import { isInstanceExpression } from "./dependence.ts";
import { type SourceCode, unwrap, type Variable } from "./syntax.ts";
import {
  findExpressionVariable,
  findInitializer,
  getCaptured,
  isModuleVariable,
} from "./variables.ts";
import type { TSESTree } from "@typescript-eslint/utils";

/** A map of the module that is keyed by the instance alone and holds a value, not a record. */
export function findSharedMap(
  sourceCode: SourceCode,
  decorator: MemberDecorator,
): SharedKey | null {
  const maps = new Map<Variable, TSESTree.Node[]>();
  for (const fn of decorator.instanceFunctions) {
    for (const { identifier, resolved } of getCaptured(sourceCode, fn.node)) {
      if (resolved === null || !isModuleVariable(resolved)) continue;
      // `Class.values` is as long-lived as a variable of the module.
      const isStatic =
        resolved.defs[0]?.type === "ClassName" && followAccess(identifier).names.length === 1;
      if (!isStatic && !isMap(resolved)) continue;
      const known = maps.get(resolved);
      if (known === undefined) maps.set(resolved, [identifier]);
      else known.push(identifier);
    }
  }
  for (const [variable, uses] of maps) {
    let write: TSESTree.Node | null = null;
    let reads = 0;
    let isRecord = false;
    for (const identifier of uses) {
      const access = followAccess(identifier);
      const [key, ...rest] = access.keys;
      if (key === undefined || !isInstanceExpression(sourceCode, key) || rest.length > 0) {
        isRecord = true;
      } else if (access.written !== null) {
        if (isRecordValue(sourceCode, access.written)) isRecord = true;
        write = access.end;
      } else {
        reads++;
        const alias = findAlias(sourceCode, access.end);
        if (alias?.references.some(({ identifier: each }) => followAccess(each).keys.length > 0)) {
          isRecord = true;
        }
      }
    }
    if (write !== null && reads > 0 && !isRecord) {
      return { kind: "map", name: variable.name, uses, variable, write };
    }
  }
  return null;
}

function isMap(variable: Variable): boolean {
  const init = findInitializer(variable);
  if (init === null) return false;
  const value = unwrap(init);
  return (
    value.type === "NewExpression" &&
    value.callee.type === "Identifier" &&
    /^(?:Weak)?Map$/.test(value.callee.name)
  );
}

/** `new Map()`, `{}`, or a local that holds one. */
function isRecordValue(sourceCode: SourceCode, node: TSESTree.Node): boolean {
  if (isContainer(node)) return true;
  const variable = findExpressionVariable(sourceCode, node);
  return (
    variable?.references.some(
      ({ writeExpr }) => writeExpr !== null && writeExpr !== undefined && isContainer(writeExpr),
    ) ?? false
  );
}
