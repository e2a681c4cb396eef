import ts from "typescript";
import type { Transformer } from "./compile.ts";

/** What a class emitter gets wrong when nobody looks, each as a transformer that breaks what ours has made. */
export const MISTAKES: Readonly<Record<string, Transformer>> = {
  "all initializers run before the other properties": overMembers((members) => [
    ...members.filter(isCarrier),
    ...members.filter((member) => !isCarrier(member)),
  ]),
  "all initializers run behind the other properties": overMembers((members) => [
    ...members.filter((member) => !isCarrier(member)),
    ...members.filter(isCarrier),
  ]),
  "a computed key is evaluated for the setter again": overMembers((members, factory) =>
    members.map((member, index) => {
      const getter = members[index - 1];
      if (!ts.isSetAccessor(member) || !getter || !ts.isGetAccessor(getter)) return member;
      if (!isMade(member) || !ts.isComputedPropertyName(getter.name)) return member;
      const { modifiers, parameters, body } = member;
      return factory.updateSetAccessorDeclaration(member, modifiers, getter.name, parameters, body);
    }),
  ),
  "all evaluations of a class share one storage": (context) => (file) => {
    const hoisted: ts.Statement[] = [];
    const visit = (node: ts.Node): ts.Node | undefined => {
      if (ts.isVariableStatement(node) && isMade(node)) {
        hoisted.push(node);
        return undefined;
      }
      return ts.visitEachChild(node, visit, context);
    };
    const visited = ts.visitEachChild(file, visit, context);
    const imports = visited.statements.filter(ts.isImportDeclaration);
    const others = visited.statements.filter((statement) => !ts.isImportDeclaration(statement));
    return context.factory.updateSourceFile(visited, [...imports, ...hoisted, ...others]);
  },
  "the accessors stand at the end of the class": overMembers((members) => {
    const isMoved = (member: ts.ClassElement) => ts.isAccessor(member) && isMade(member);
    return [...members.filter((member) => !isMoved(member)), ...members.filter(isMoved)];
  }),
  "a write does not ask whether the class made the receiver": overMembers((members, factory) =>
    members.map((member) => {
      if (!ts.isSetAccessor(member) || !isMade(member) || member.body?.statements.length !== 2) {
        return member;
      }
      const { modifiers, name, parameters, body } = member;
      const unchecked = factory.updateBlock(body, body.statements.slice(1));
      return factory.updateSetAccessorDeclaration(member, modifiers, name, parameters, unchecked);
    }),
  ),
  "a field can be read before its initializer has run": overExpressions((node) =>
    ts.isCallExpression(node) && isMade(node) && calls(node, "ready")
      ? node.arguments[0]
      : undefined,
  ),
  "functions in initializers lose their names": overExpressions((node, factory) => {
    if (!ts.isPropertyAssignment(node) || !isMade(node)) return undefined;
    const { name, initializer } = node;
    const value = withoutWrappers(initializer);
    if (!ts.isArrowFunction(value) && !ts.isFunctionExpression(value)) return undefined;
    const nameless = factory.createComma(factory.createNumericLiteral(0), value);
    return factory.updatePropertyAssignment(
      node,
      name,
      factory.createParenthesizedExpression(nameless),
    );
  }),
  "initializers run when the field is first read": overExpressions((node, factory) => {
    if (!ts.isCallExpression(node) || !isMade(node) || !calls(node, "init")) return undefined;
    const [instance, record] = node.arguments;
    if (!instance || !record || !ts.isObjectLiteralExpression(record)) return undefined;
    const descriptors = record.properties.map((property) => {
      if (!ts.isPropertyAssignment(property)) return property;
      const run = (body: ts.ConciseBody) =>
        factory.createArrowFunction(undefined, undefined, [], undefined, undefined, body);
      const descriptor = factory.createObjectLiteralExpression([
        factory.createPropertyAssignment("get", run(property.initializer)),
        factory.createPropertyAssignment("set", run(factory.createBlock([]))),
      ]);
      return factory.createPropertyAssignment(property.name, descriptor);
    });
    const define = factory.createPropertyAccessExpression(
      factory.createIdentifier("Object"),
      "defineProperties",
    );
    const lazy = factory.createCallExpression(define, undefined, [
      factory.createObjectLiteralExpression(),
      factory.createObjectLiteralExpression(descriptors),
    ]);
    return factory.updateCallExpression(node, node.expression, undefined, [instance, lazy]);
  }),
};

/** Made by our printer: what the user wrote has a position. */
function isMade(node: ts.Node): boolean {
  return node.pos < 0;
}

/** The expression in parentheses and type assertions. */
function withoutWrappers(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isAsExpression(node)
    ? withoutWrappers(node.expression)
    : node;
}

/** The private field that fills the storage. */
function isCarrier(member: ts.ClassElement): boolean {
  return ts.isPropertyDeclaration(member) && isMade(member);
}

/** A call of a method of that name. */
function calls({ expression }: ts.CallExpression, method: string): boolean {
  return ts.isPropertyAccessExpression(expression) && expression.name.text === method;
}

/** A transformer that changes the members of every class. */
function overMembers(
  change: (members: readonly ts.ClassElement[], factory: ts.NodeFactory) => ts.ClassElement[],
): Transformer {
  return (context) => {
    const { factory } = context;
    const visit = (node: ts.Node): ts.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      if (!ts.isClassLike(visited)) return visited;
      const { modifiers, name, typeParameters, heritageClauses } = visited;
      const members = change(visited.members, factory);
      return ts.isClassDeclaration(visited)
        ? factory.updateClassDeclaration(
            visited,
            modifiers,
            name,
            typeParameters,
            heritageClauses,
            members,
          )
        : factory.updateClassExpression(
            visited,
            modifiers,
            name,
            typeParameters,
            heritageClauses,
            members,
          );
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}

/** A transformer that replaces nodes; undefined keeps one. */
function overExpressions(
  change: (node: ts.Node, factory: ts.NodeFactory) => ts.Node | undefined,
): Transformer {
  return (context) => {
    const visit = (node: ts.Node): ts.Node => {
      const visited = ts.visitEachChild(node, visit, context);
      return change(visited, context.factory) ?? visited;
    };
    return (file) => ts.visitEachChild(file, visit, context);
  };
}
