import { emitClass, isOrigin } from "@weakfield/core";
import type { ClassPlan, FilePlan, Hole, Lowering, MemberEmission, Piece } from "@weakfield/core";
import type * as ts from "typescript";
import { updateImports } from "./imports.ts";
import type { LoweredCarriers } from "./lowered-carriers.ts";
import { createTemplateNodes } from "./template-nodes.ts";

export interface PrintInput {
  readonly compiler: typeof ts;
  readonly context: ts.TransformationContext;
  readonly sourceFile: ts.SourceFile;
  readonly plan: FilePlan;
  readonly lowering: Lowering;
  /** Given where the compiler moves instance fields into the constructor. */
  readonly carriers: LoweredCarriers | null;
}

/** Statements to put around the statement, or into the arrow function, that is being visited. */
interface Frame {
  readonly kind: "statement" | "arrow";
  readonly before: ts.Statement[];
  readonly behind: ts.Statement[];
}

type ClassNode = ts.ClassDeclaration | ts.ClassExpression;

/** Carries a plan out on the compiler's tree, as {@link printText} of core does on text. */
export function printNodes(input: PrintInput): ts.SourceFile {
  const { compiler, context, sourceFile, plan } = input;
  const { factory } = context;
  const { runtime } = plan.imports;
  const template = createTemplateNodes(compiler, factory);
  // A class is found by the offset behind its `{`, a member by its end: decorators and modifiers do not move either.
  const classes = new Map(plan.classes.map((classPlan) => [classPlan.bodyStart + 1, classPlan]));
  const insertions = new Map<ts.Node, { at: number; make: () => ts.Statement[] }>();
  const frames: Frame[] = [];

  /** Nothing is to be done in there. What an earlier transformer made may hold anything from anywhere. */
  const isDone = (node: ts.Node): boolean =>
    (node.flags & compiler.NodeFlags.Synthesized) === 0 &&
    !insertions.has(compiler.isConstructorDeclaration(node) && node.body ? node.body : node) &&
    !plan.classes.some(({ bodyStart }) => node.pos <= bodyStart && bodyStart < node.end);

  const visit = (node: ts.Node): ts.Node => {
    if (isDone(node)) return node;
    if (compiler.isClassDeclaration(node) || compiler.isClassExpression(node)) {
      const classPlan = classes.get(node.members.pos);
      return classPlan
        ? visitClass(node, classPlan)
        : compiler.visitEachChild(node, visit, context);
    }
    if (compiler.isBlock(node)) return factory.updateBlock(node, visitStatements(node));
    if (compiler.isModuleBlock(node)) return factory.updateModuleBlock(node, visitStatements(node));
    if (compiler.isCaseClause(node)) {
      const expression = visitExpression(node.expression);
      return factory.updateCaseClause(node, expression, visitStatements(node));
    }
    if (compiler.isDefaultClause(node))
      return factory.updateDefaultClause(node, visitStatements(node));
    if (compiler.isArrowFunction(node) && !compiler.isBlock(node.body)) return visitArrow(node);
    return compiler.visitEachChild(node, visit, context);
  };

  const visitExpression = (node: ts.Expression): ts.Expression =>
    compiler.visitNode(node, visit) as ts.Expression;

  const visitStatements = (list: ts.Node & { statements: ts.NodeArray<ts.Statement> }) => {
    const insertion = insertions.get(list);
    const result: ts.Statement[] = [];
    list.statements.forEach((statement, index) => {
      if (insertion?.at === index) result.push(...insertion.make());
      const frame: Frame = { kind: "statement", before: [], behind: [] };
      frames.push(frame);
      const visited = compiler.visitNode(statement, visit) as ts.Statement;
      frames.pop();
      result.push(...frame.before, visited, ...frame.behind);
    });
    if (insertion?.at === list.statements.length) result.push(...insertion.make());
    return compiler.setTextRange(factory.createNodeArray(result), list.statements);
  };

  /** `() => class {}` gets a block for the variables of its class. */
  const visitArrow = (node: ts.ArrowFunction): ts.Node => {
    const frame: Frame = { kind: "arrow", before: [], behind: [] };
    frames.push(frame);
    const visited = compiler.visitEachChild(node, visit, context);
    frames.pop();
    if (frame.before.length === 0) return visited;
    const body = factory.createBlock(
      [...frame.before, factory.createReturnStatement(visited.body as ts.Expression)],
      /* multiLine */ true,
    );
    return factory.updateArrowFunction(
      visited,
      visited.modifiers,
      visited.typeParameters,
      visited.parameters,
      visited.type,
      visited.equalsGreaterThanToken,
      body,
    );
  };

  const visitClass = (node: ClassNode, classPlan: ClassPlan): ts.Node => {
    const emission = emitClass(classPlan, runtime, input.lowering);
    const find = createFind(node, classPlan);
    const range = rangeOf(node, sourceFile);
    const { initialization, place } = classPlan;
    const statement = emission.constructorStatement;
    const ownConstructor = node.members.find(
      (member): member is ts.ConstructorDeclaration =>
        compiler.isConstructorDeclaration(member) && member.body !== undefined,
    );
    if (statement && ownConstructor?.body && initialization.kind === "constructor") {
      const { at } = initialization;
      insertions.set(ownConstructor.body, {
        /* v8 ignore next -- where there is a constructor, the plan is to use it */
        at: at.kind === "existing" ? at.statement : 0,
        make: () => template.statements(statement, find, range),
      });
    }
    const before = template.statements(emission.before, find, range);
    const updated = updateClass(node, visitMembers(node, classPlan, emission, find));
    // The compiler leaves `export default class { static {} }` without a name to refer to when it lowers the block.
    const isNameless =
      input.lowering.staticBlocks && compiler.isClassDeclaration(updated) && !updated.name;
    if (place.kind === "function") return wrap(updated as ts.ClassExpression, before, place.name);
    const frame = frames.findLast(({ kind }) => kind === place.kind);
    /* v8 ignore if -- whoever visits the class has entered the place */
    if (!frame) throw new Error(`No ${place.kind} around the class at ${node.pos}.`);
    frame.before.push(...before);
    frame.behind.push(...template.statements(emission.behind, find, range));
    return isNameless ? exportAsExpression(updated) : updated;
  };

  /** `export default class {}` as `export default (class {})`, which is the same to everyone. */
  const exportAsExpression = (node: ts.ClassDeclaration): ts.Statement => {
    const { modifiers, typeParameters, heritageClauses, members } = node;
    const decorators = modifiers?.filter((modifier) => compiler.isDecorator(modifier));
    const assignment = factory.createExportAssignment(
      undefined,
      /* isExportEquals */ false,
      factory.createClassExpression(
        decorators,
        undefined,
        typeParameters,
        heritageClauses,
        members,
      ),
    );
    compiler.setSourceMapRange(assignment, compiler.getSourceMapRange(node));
    return compiler.setCommentRange(assignment, compiler.getCommentRange(node));
  };

  /** `(() => { const $A = …; return { ["A"]: class {} }["A"]; })()` */
  const wrap = (node: ts.ClassExpression, before: ts.Statement[], name: string | null) => {
    const key = (text: string) => factory.createStringLiteral(text);
    const value =
      name === null
        ? node
        : factory.createElementAccessExpression(
            factory.createObjectLiteralExpression([
              factory.createPropertyAssignment(factory.createComputedPropertyName(key(name)), node),
            ]),
            key(name),
          );
    return factory.createImmediatelyInvokedArrowFunction([
      ...before,
      factory.createReturnStatement(value),
    ]);
  };

  const updateClass = (node: ClassNode, members: readonly ts.ClassElement[]): ClassNode => {
    const modifiers = compiler.visitNodes(node.modifiers, visit) as
      ts.NodeArray<ts.ModifierLike> | undefined;
    const heritage = compiler.visitNodes(node.heritageClauses, visit) as
      ts.NodeArray<ts.HeritageClause> | undefined;
    const elements = compiler.setTextRange(factory.createNodeArray(members), node.members);
    const { name, typeParameters } = node;
    return compiler.isClassDeclaration(node)
      ? factory.updateClassDeclaration(node, modifiers, name, typeParameters, heritage, elements)
      : factory.updateClassExpression(node, modifiers, name, typeParameters, heritage, elements);
  };

  const visitMembers = (
    node: ClassNode,
    classPlan: ClassPlan,
    emission: { start: readonly Piece[]; members: readonly MemberEmission[] },
    find: (hole: Hole) => ts.Expression,
  ): ts.ClassElement[] => {
    const fieldAt = new Map(classPlan.fields.map((field, index) => [field.member.end, index]));
    const emissionOf = new Map(emission.members.map((member) => [member.fields[0], member]));
    const carriers = new Set(
      classPlan.initialization.kind === "carriers"
        ? classPlan.initialization.carriers.map(({ name }) => name)
        : [],
    );
    const members = template.members(emission.start, find, rangeOf(node, sourceFile));
    for (const member of node.members) {
      const index = fieldAt.get(member.end);
      if (index === undefined) {
        members.push(compiler.visitNode(member, visit) as ts.ClassElement);
        continue;
      }
      const replacement = emissionOf.get(index);
      if (!replacement) continue;
      const commented = new Set<ts.ClassElement>();
      for (const { field, pieces } of splitByOrigin(replacement.pieces, index)) {
        const origin = memberOf(node, classPlan, field);
        const elements = template.members(pieces, find, rangeOf(origin, sourceFile));
        for (const element of elements) {
          const isCarrier =
            compiler.isPropertyDeclaration(element) &&
            compiler.isStringLiteral(element.name) &&
            carriers.has(element.name.text);
          if (isCarrier) input.carriers?.add(element);
        }
        if (!commented.has(origin)) moveComments(origin, elements);
        commented.add(origin);
        members.push(...elements);
      }
    }
    return members;
  };

  /** Comments above a member go to its first element, those behind it to its last. */
  const moveComments = (member: ts.ClassElement, elements: readonly ts.ClassElement[]): void => {
    const { NoLeadingComments, NoTrailingComments } = compiler.EmitFlags;
    const [first] = elements;
    const last = elements.at(-1);
    /* v8 ignore if -- a field becomes two accessors at least */
    if (!first || !last) return;
    for (const element of new Set([first, last])) compiler.setCommentRange(element, member);
    /* v8 ignore if -- as above */
    if (first === last) return;
    compiler.setEmitFlags(first, NoTrailingComments);
    compiler.setEmitFlags(last, NoLeadingComments);
  };

  /** The compiler's own node for an expression of a field, with the classes in it visited. */
  const createFind =
    (node: ClassNode, classPlan: ClassPlan) =>
    (hole: Hole): ts.Expression => {
      const member = memberOf(node, classPlan, hole.field);
      return visitExpression(expressionOf(compiler, member, hole.role));
    };

  const memberOf = (
    node: ClassNode,
    { fields }: ClassPlan,
    field: number,
  ): ts.PropertyDeclaration => {
    const end = fields[field]?.member.end;
    const member = node.members.find((candidate) => candidate.end === end);
    /* v8 ignore if -- the plan has fields of the class */
    if (!member || !compiler.isPropertyDeclaration(member)) {
      throw new Error(`The compiler has no property that ends at ${end}.`);
    }
    return member;
  };

  const updateImport = updateImports(compiler, context, sourceFile, plan.imports);
  const statements = visitStatements(sourceFile).flatMap((statement) =>
    compiler.getOriginalNode(statement).pos < 0 ? [statement] : updateImport(statement),
  );
  return factory.updateSourceFile(
    sourceFile,
    compiler.setTextRange(factory.createNodeArray(statements), sourceFile.statements),
  );
}

/** Class elements of one origin at a time, those in front of any origin with the field given. */
function splitByOrigin(
  pieces: readonly Piece[],
  field: number,
): { field: number; pieces: Piece[] }[] {
  let current = { field, pieces: new Array<Piece>() };
  const parts = [current];
  for (const piece of pieces) {
    if (isOrigin(piece)) parts.push((current = { field: piece.from, pieces: [] }));
    else current.pieces.push(piece);
  }
  return parts;
}

function rangeOf(node: ts.Node, sourceFile: ts.SourceFile): ts.TextRange {
  return { pos: node.getStart(sourceFile), end: node.end };
}

function expressionOf(
  compiler: typeof ts,
  member: ts.PropertyDeclaration,
  role: Hole["role"],
): ts.Expression {
  let found: ts.Expression | undefined;
  if (role === "initializer") found = member.initializer;
  else if (role === "key") {
    /* v8 ignore else -- the plan has keys of computed names only */
    if (compiler.isComputedPropertyName(member.name)) found = member.name.expression;
  } else {
    /* v8 ignore next -- what has a converter has the decorator that names it */
    const decorators = compiler.getDecorators(member) ?? [];
    for (const decorator of decorators) {
      let call: ts.Expression = decorator.expression;
      while (compiler.isParenthesizedExpression(call) || compiler.isAsExpression(call)) {
        call = call.expression;
      }
      /* v8 ignore else -- the one decorator of a field with a converter is the call */
      if (compiler.isCallExpression(call)) found = call.arguments[0];
    }
  }
  /* v8 ignore if -- the plan has holes for what the field has */
  if (!found) throw new Error(`The compiler's property at ${member.pos} has no ${role}.`);
  return found;
}
