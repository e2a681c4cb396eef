import type { Lowering } from "@weakfield/core";
import type * as ts from "typescript";

/**
 * Below ES2022 the compiler moves instance fields into the constructor and makes one more WeakMap of each private
 * field. There a carrier is a public field, which the compiler puts at its place among the others; when the statement
 * that it became is printed, only the initializer is. From ES2022 on a carrier is private, also without
 * `useDefineForClassFields`: the compiler then moves it when it moves the slot of an `accessor`, and not else.
 *
 * ```js
 * Object.defineProperty(this, "init", { …, value: $A.init(this, { a: 1 }) });   // the compiler's
 * $A.init(this, { a: 1 });                                                      // printed
 * ```
 */
export interface LoweredCarriers {
  add: (carrier: ts.PropertyDeclaration) => void;
}

/** What the compiler does to class elements with these options. */
export function findLowering(compiler: typeof ts, options: ts.CompilerOptions): Required<Lowering> {
  const { ES2022 } = compiler.ScriptTarget;
  // The default target differs between compilers, so that the compiler itself is asked where it lets itself be asked.
  const { getEmitScriptTarget } = compiler as unknown as {
    getEmitScriptTarget?: (options: ts.CompilerOptions) => ts.ScriptTarget;
  };
  const target = getEmitScriptTarget?.(options) ?? options.target ?? compiler.ScriptTarget.ES2015;
  return {
    instanceFields: target < ES2022,
    staticBlocks: target < ES2022,
    // The legacy decorators' transformer makes `void 0` of it.
    decoratedThis: target < ES2022 && options.experimentalDecorators === true,
  };
}

/** Must be called while the transformer is created: later the compiler takes no more hooks. */
export function createLoweredCarriers(
  compiler: typeof ts,
  context: ts.TransformationContext,
): LoweredCarriers {
  const carriers = new WeakSet<ts.Node>();
  const previous = context.onSubstituteNode;
  context.enableSubstitution(compiler.SyntaxKind.ExpressionStatement);
  context.onSubstituteNode = (hint, node) => {
    const substitute = previous(hint, node);
    if (!compiler.isExpressionStatement(substitute)) return substitute;
    if (!carriers.has(compiler.getOriginalNode(substitute))) return substitute;
    const value = initializerOf(compiler, substitute.expression);
    if (!value) return substitute;
    const statement = context.factory.createExpressionStatement(value);
    compiler.setSourceMapRange(statement, compiler.getSourceMapRange(substitute));
    return statement;
  };
  return { add: (carrier) => void carriers.add(carrier) };
}

/** The value in `this.init = value` or `Object.defineProperty(this, "init", { value })`. */
function initializerOf(compiler: typeof ts, expression: ts.Expression): ts.Expression | null {
  if (compiler.isBinaryExpression(expression)) return expression.right;
  if (!compiler.isCallExpression(expression)) return null;
  const descriptor = expression.arguments[2];
  if (!descriptor || !compiler.isObjectLiteralExpression(descriptor)) return null;
  for (const property of descriptor.properties) {
    if (!compiler.isPropertyAssignment(property)) continue;
    if (compiler.isIdentifier(property.name) && property.name.text === "value") {
      return property.initializer;
    }
  }
  return null;
}
