import type { ClassPlan, FilePlan, Span } from "@weakfield/core";
import type { Parsed, Tree } from "./tree.ts";
import { childOf, childrenOf, isTree, listOf, nodesOf } from "./tree.ts";

/** A node of the source and the node of the result that stands for it. */
export interface Pair {
  readonly source: Tree;
  readonly result: Tree;
}

/** What was found while a result was compared with its source. */
export interface Comparison {
  /** The nodes outside of fields, each with its counterpart. */
  readonly kept: readonly Pair[];
  /** The first difference; null when all that is no field is what it was. */
  readonly difference: string | null;
}

/**
 * Compares a printed text with its source, node by node. All that is no field must be the same and in the same order;
 * what is new must be of a shape that the emission has, under names that the source does not use; and each expression of a field
 * must be found once in what is new of its class.
 */
export function compareTrees(source: Parsed, result: Parsed, plan: FilePlan): Comparison {
  return new TreeComparison(source, result, plan).run();
}

class Difference extends Error {}

const POSITIONS = new Set(["start", "end", "range", "loc", "parent"]);

class TreeComparison {
  readonly #source: Parsed;
  readonly #result: Parsed;
  readonly #plan: FilePlan;
  readonly #kept: Pair[] = [];
  readonly #classes: ReadonlyMap<number, ClassPlan>;
  /** Identifiers and private names that the source has. */
  readonly #names: ReadonlySet<string>;
  /** New statements, whose variables belong to a class somewhere below. */
  readonly #declarations: Tree[] = [];

  constructor(source: Parsed, result: Parsed, plan: FilePlan) {
    this.#source = source;
    this.#result = result;
    this.#plan = plan;
    this.#classes = new Map(plan.classes.map((each) => [each.bodyStart, each]));
    this.#names = new Set([...nodesOf(source.program)].flatMap((node) => nameOf(node) ?? []));
  }

  run(): Comparison {
    try {
      this.#compare(this.#source.program, this.#result.program);
      this.#compareComments();
      return { kept: this.#kept, difference: null };
    } catch (error) {
      if (!(error instanceof Difference)) throw error;
      return { kept: this.#kept, difference: error.message };
    }
  }

  #fail(what: string, source: Tree | null, result: Tree | null): never {
    const show = (text: string, node: Tree | null) =>
      node
        ? `${node.type} at ${node.start}: ${text.slice(node.start, node.end).slice(0, 200)}`
        : "nothing";
    throw new Difference(
      `${what}\n- source: ${show(this.#source.text, source)}\n- result: ${show(this.#result.text, result)}`,
    );
  }

  #isNew(node: Tree | null): boolean {
    const name = node && nameOf(node);
    return name !== null && !this.#names.has(name);
  }

  #compare(source: Tree, result: Tree): void {
    if (source.type === "ClassExpression" && result.type === "CallExpression") {
      this.#compare(source, this.#unwrapClass(source, result));
      return;
    }
    if (source.type !== result.type) this.#fail("another kind of node", source, result);
    this.#kept.push({ source, result });
    const classPlan = isClassBody(source) ? this.#classes.get(source.start) : undefined;
    if (classPlan) {
      this.#compareMembers(source, result, classPlan);
      return;
    }
    const isOpened =
      source.type === "ArrowFunctionExpression" &&
      childOf(source, "body")?.type !== "BlockStatement" &&
      childOf(result, "body")?.type === "BlockStatement";
    for (const property of new Set([...Object.keys(source), ...Object.keys(result)])) {
      if (POSITIONS.has(property) || (isOpened && property === "expression")) continue;
      if (isOpened && property === "body") this.#compareOpened(source, result);
      else this.#compareValues(source[property], result[property], source, result, property);
    }
  }

  #compareValues(
    source: unknown,
    result: unknown,
    { ...owner }: Tree,
    resultOwner: Tree,
    property: string,
  ): void {
    if (Array.isArray(source) && Array.isArray(result)) {
      if (holdsStatements(owner, property)) {
        this.#compareStatements(source as Tree[], result as Tree[], null);
        return;
      }
      if (source.length !== result.length)
        this.#fail(`another number of ${property}`, owner, resultOwner);
      source.forEach((item, index) => {
        this.#compareValues(item, result[index], owner, resultOwner, property);
      });
    } else if (isTree(source) && isTree(result)) this.#compare(source, result);
    else if (source instanceof RegExp && result instanceof RegExp) {
      if (String(source) !== String(result)) this.#fail("another pattern", owner, resultOwner);
    } else if (isRecord(source) && isRecord(result)) {
      for (const key of new Set([...Object.keys(source), ...Object.keys(result)])) {
        this.#compareValues(source[key], result[key], owner, resultOwner, `${property}.${key}`);
      }
    } else if (!Object.is(source, result)) {
      this.#fail(
        `\`${property}\` was ${String(source)} and is ${String(result)}`,
        isTree(source) ? source : owner,
        isTree(result) ? result : resultOwner,
      );
    }
  }

  /** `(() => { const …; return class {}; })()`, with or without a name around the class. */
  #unwrapClass(source: Tree, call: Tree): Tree {
    const callee = childOf(call, "callee");
    const body = callee && childOf(callee, "body");
    const statements = body ? listOf(body, "body") : [];
    const last = statements.at(-1);
    let value = last?.type === "ReturnStatement" ? childOf(last, "argument") : null;
    if (value?.type === "MemberExpression") {
      const object = childOf(value, "object");
      const [property] = object ? listOf(object, "properties") : [];
      value = property ? childOf(property, "value") : null;
    }
    if (value?.type !== "ClassExpression") this.#fail("no class inside", source, call);
    this.#takeDeclarations(statements.slice(0, -1));
    return value;
  }

  #compareOpened(source: Tree, result: Tree): void {
    const statements = listOf(childOf(result, "body") ?? result, "body");
    const last = statements.at(-1);
    const value = last?.type === "ReturnStatement" ? childOf(last, "argument") : null;
    if (!value) this.#fail("an arrow function that returns nothing", source, result);
    this.#takeDeclarations(statements.slice(0, -1));
    this.#compare(childOf(source, "body") ?? source, value);
  }

  #takeDeclarations(statements: readonly Tree[]): void {
    for (const statement of statements) {
      if (!this.#isDeclaration(statement)) this.#fail("a new statement", null, statement);
      this.#declarations.push(statement);
    }
  }

  #isDeclaration(node: Tree): boolean {
    if (node.type !== "VariableDeclaration" || node["kind"] === "var") return false;
    return listOf(node, "declarations").every((each) => this.#isNew(childOf(each, "id")));
  }

  /** @param fields the plan of the class, where this is the body of its constructor */
  #compareStatements(
    source: readonly Tree[],
    result: readonly Tree[],
    fields: ClassPlan | null,
  ): void {
    let at = 0;
    let taken = 0;
    const skipNew = () => {
      for (; at < result.length; at++) {
        const statement = result[at];
        if (!statement) return;
        if (this.#isDeclaration(statement)) this.#declarations.push(statement);
        else if (fields && this.#isInitialization(statement)) this.#declarations.push(statement);
        else if (isClassStatement(source[taken - 1]) && this.#isNewCode(statement)) continue;
        else if (!this.#isRuntimeImport(statement)) return;
      }
    };
    for (const statement of source) {
      skipNew();
      taken++;
      const found = result[at];
      if (statement.type.includes("Import") && this.#isMarkerImport(statement)) {
        if (found && this.#isWhatIsLeft(statement, found)) at++;
        continue;
      }
      if (!found) this.#fail("a statement is gone", statement, null);
      this.#compare(statement, found);
      at++;
    }
    skipNew();
    const surplus = result[at];
    if (surplus) this.#fail("a new statement", null, surplus);
  }

  #isMarkerImport(statement: Tree): boolean {
    return this.#plan.imports.removed.some(
      ({ declaration }) => declaration.start === statement.start,
    );
  }

  #isWhatIsLeft(source: Tree, result: Tree): boolean {
    const removed = this.#plan.imports.removed.filter(
      ({ declaration }) => declaration.start === source.start,
    );
    if (removed.some(({ specifier }) => specifier === null)) return false;
    const gone = new Set(removed.map(({ specifier }) => specifier?.start));
    const kept = listOf(source, "specifiers").filter(({ start }) => !gone.has(start));
    const left = listOf(result, "specifiers");
    if (kept.length !== left.length || kept.length === 0)
      this.#fail("another number of specifiers", source, result);
    kept.forEach((specifier, index) => {
      this.#compareValues(specifier, left[index], source, result, "specifiers");
    });
    for (const property of ["source", "importKind", "attributes", "phase"]) {
      this.#compareValues(source[property], result[property], source, result, property);
    }
    return true;
  }

  /** `import * as $wf from "weakfield/internal";` */
  #isRuntimeImport(node: Tree): boolean {
    const [specifier] = listOf(node, "specifiers");
    const isRequire = node.type === "TSImportEqualsDeclaration";
    const local = isRequire ? childOf(node, "id") : specifier && childOf(specifier, "local");
    return local?.["name"] === this.#plan.imports.runtime && this.#isNew(local);
  }

  /** `$c.init(this, …);`, with what follows it. */
  #isInitialization(node: Tree): boolean {
    if (node.type !== "ExpressionStatement") return false;
    const expression = childOf(node, "expression");
    const [first = expression] = expression ? listOf(expression, "expressions") : [];
    const callee = first && childOf(first, "callee");
    return this.#isNew(callee && (childOf(callee, "object") ?? callee));
  }

  #compareMembers(source: Tree, result: Tree, plan: ClassPlan): void {
    const fields = new Map(plan.fields.map((field) => [field.member.end, field]));
    const sourceMembers = listOf(source, "body");
    const hasConstructor = sourceMembers.some(isImplementedConstructor);
    const added: Tree[] = [];
    const found = listOf(result, "body");
    let at = 0;
    const skipNew = () => {
      for (
        let member = found[at];
        member && this.#isNewMember(member, hasConstructor);
        member = found[at]
      ) {
        added.push(member);
        at++;
      }
    };
    let replaced = 0;
    for (const member of sourceMembers) {
      if (fields.has(member.end)) {
        replaced++;
        continue;
      }
      skipNew();
      const counterpart = found[at];
      if (!counterpart) this.#fail("a member is gone", member, null);
      const ownConstructor = isImplementedConstructor(member);
      if (ownConstructor) this.#compareConstructor(member, counterpart, plan);
      else this.#compare(member, counterpart);
      at++;
    }
    skipNew();
    const surplus = found[at];
    if (surplus) this.#fail("a new member", null, surplus);
    if (replaced !== plan.fields.length) this.#fail("fields that are no members", source, result);
    for (const kind of ["get", "set"]) {
      const count = added.filter((member) => member["kind"] === kind).length;
      if (count !== plan.fields.length) this.#fail(`${count} accessors of ${kind}`, source, result);
    }
    this.#findExpressions(source, plan, [...added, ...this.#declarations]);
  }

  #compareConstructor(source: Tree, result: Tree, plan: ClassPlan): void {
    const [from, to] = [childOf(source, "value"), childOf(result, "value")];
    if (!from || !to || source["kind"] !== result["kind"])
      this.#fail("no constructor", source, result);
    for (const property of [
      "params",
      "decorators",
      "typeParameters",
      "returnType",
      "accessibility",
    ]) {
      this.#compareValues(from[property], to[property], source, result, property);
    }
    const bodies = [childOf(from, "body"), childOf(to, "body")];
    const [before = [], after = []] = bodies.map((body) => (body ? listOf(body, "body") : []));
    this.#compareStatements(before, after, plan);
  }

  #isNewMember(node: Tree, hasConstructor: boolean): boolean {
    switch (node.type) {
      case "StaticBlock":
        return listOf(node, "body").every((statement) => this.#isNewCode(statement));
      case "PropertyDefinition":
        return this.#isNew(childOf(node, "key"));
      case "MethodDefinition": {
        if (node["kind"] === "constructor" && hasConstructor) return false;
        if (node["kind"] === "method") return false;
        const value = childOf(node, "value");
        const body = value && childOf(value, "body");
        return body !== null && listOf(body, "body").every((each) => this.#usesNewName(each));
      }
      default:
        return false;
    }
  }

  /** `$c.define(…);`, `$count = …;` */
  #isNewCode(statement: Tree): boolean {
    const expression = childOf(statement, "expression");
    if (statement.type !== "ExpressionStatement" || !expression) return false;
    if (expression.type === "AssignmentExpression") return this.#isNew(childOf(expression, "left"));
    const callee = childOf(expression, "callee");
    return this.#isNew(callee && childOf(callee, "object"));
  }

  #usesNewName(node: Tree): boolean {
    return [...nodesOf(node)].some((inner) => this.#isNew(inner));
  }

  /** Each expression of a field must be somewhere in what is new, and no two in the same place. */
  #findExpressions(source: Tree, plan: ClassPlan, places: readonly Tree[]): void {
    const taken = new Set<Tree>();
    for (const { converter, key, initializer } of plan.fields) {
      for (const part of [converter, key, initializer]) {
        if (!part) continue;
        const { span } = part.expression;
        const wanted = nodeAt(source, span);
        if (!wanted) throw new Difference(`no expression at ${span.start}`);
        const found = this.#find(wanted, places, taken);
        if (!found) this.#fail("an expression of a field is gone", wanted, null);
        taken.add(found);
      }
    }
  }

  #find(wanted: Tree, places: readonly Tree[], taken: ReadonlySet<Tree>): Tree | null {
    const kept = this.#kept.length;
    const declared = this.#declarations.length;
    for (const place of places) {
      for (const candidate of nodesOf(place)) {
        if (taken.has(candidate)) continue;
        try {
          this.#compare(wanted, candidate);
          return candidate;
        } catch (error) {
          if (!(error instanceof Difference)) throw error;
        } finally {
          // What is compared here may have moved.
          this.#kept.length = kept;
          this.#declarations.length = declared;
        }
      }
    }
    return null;
  }

  /** Comments outside of fields and of the marker's imports stay, in their order. */
  #compareComments(): void {
    const replaced: Span[] = [
      ...this.#plan.classes.flatMap(({ fields }) => fields.map(({ member }) => member)),
      ...this.#plan.imports.removed.map(({ declaration }) => declaration),
    ];
    const textOf = ({ text }: Parsed, { start, end }: Span) => text.slice(start, end);
    const left = this.#result.comments.map((comment) => textOf(this.#result, comment));
    for (const comment of this.#source.comments) {
      if (replaced.some(({ start, end }) => start <= comment.start && comment.end <= end)) continue;
      const text = textOf(this.#source, comment);
      const at = left.indexOf(text);
      if (at < 0) throw new Difference(`a comment is gone: ${text}`);
      left.splice(0, at + 1);
    }
  }
}

function nameOf(node: Tree): string | null {
  switch (node.type) {
    case "Identifier":
    case "JSXIdentifier":
      return String(node["name"]);
    case "PrivateIdentifier":
      return `#${String(node["name"])}`;
    default:
      return null;
  }
}

function isClassBody({ type }: Tree): boolean {
  return type === "ClassBody";
}

/** Is this a class, exported or not, behind which the class may be entered? */
function isClassStatement(statement: Tree | undefined): boolean {
  const { declaration = statement } = (statement ?? {}) as { declaration?: Tree };
  return declaration?.type === "ClassDeclaration";
}

function isImplementedConstructor(member: Tree): boolean {
  const value = childOf(member, "value");
  return member["kind"] === "constructor" && value !== null && childOf(value, "body") !== null;
}

function holdsStatements({ type }: Tree, property: string): boolean {
  if (property === "consequent") return type === "SwitchCase";
  return property === "body" && type !== "ClassBody" && type !== "TSInterfaceBody";
}

function nodeAt(root: Tree, { start, end }: Span): Tree | null {
  for (const { child } of childrenOf(root)) {
    if (child.start > start || child.end < end) continue;
    if (child.start === start && child.end === end) return child;
    const found = nodeAt(child, { start, end });
    if (found) return found;
  }
  return null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && !isTree(value) && !(value instanceof RegExp)
  );
}
