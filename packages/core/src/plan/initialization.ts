import type { ClassModel, ElementModel, FieldModel } from "../analyze/class-model.ts";
import type { FunctionNode, MemberNode, Node } from "../estree.ts";
import { endOf, startOf } from "../estree.ts";
import { contains, mentionsInstance, runsCode } from "./expressions.ts";
import type { CarrierPlan, ConstructorPlan, FieldPlan, Initialization } from "./file-plan.ts";

/** What the initialization of instances needs to know of each instance element, in source order. */
interface Step {
  readonly element: ElementModel;
  /** Index in the class body. */
  readonly position: number;
  /** Index among the fields; null for an ordinary property. */
  readonly field: number | null;
  /** Can its initializer reach the instance, through `this` or because somebody else already has it, and run code? */
  readonly observes: boolean;
  readonly runsCode: boolean;
}

/** Tells whether calling the converter of a field can run code of the user. */
export type ConverterRunsCode = (field: FieldModel) => boolean;

/**
 * How the record of an instance is created and filled, so that each initializer runs at its place among all others.
 *
 * An initializer can tell that a record is created late only if it can reach the instance: it mentions `this`, or a
 * superclass or decorator has handed the instance to somebody. All fields before the first such initializer
 * are created together; where every value is a literal, the constructor does it and no carrier is needed.
 *
 * @returns the initialization, and which fields can be accessed before they are initialized
 */
export function planInitialization(
  model: ClassModel,
  fields: readonly FieldPlan[],
  options: {
    privateName: (wanted: string) => string;
    keepsOrder: boolean;
    converterRunsCode: ConverterRunsCode;
  },
): { initialization: Initialization; checked: ReadonlySet<number> } {
  const steps = instanceSteps(model, fields, options.converterRunsCode);
  const first = steps.findIndex((step) => step.field !== null);
  if (first < 0) return { initialization: { kind: "none" }, checked: new Set() };

  const at = findConstructor(model);
  if (at && canMoveAll(model, steps.slice(first), fields, options)) {
    return { initialization: { kind: "constructor", at }, checked: new Set() };
  }

  const created = new Set<number>();
  const checked = new Set<number>();
  let inFirstRun = true;
  let isObserved = false;
  let previous: Step | null = null;
  const runs: number[][] = [];
  for (const step of steps.slice(first)) {
    const isNeighbor =
      step.position === (previous?.position ?? -1) + 1 &&
      isSimple(fields[previous?.field ?? -1]) &&
      isSimple(fields[step.field ?? -1]);
    const isFirst = previous === null;
    previous = step;
    if (step.field === null) {
      isObserved ||= step.observes;
      inFirstRun = false;
      continue;
    }
    if (isNeighbor) runs.at(-1)?.push(step.field);
    else runs.push([step.field]);
    if (!isFirst && !isNeighbor) inFirstRun = false;
    // The first field makes the record, so that its own initializer finds none: nothing to test for.
    isObserved ||= step.observes && !isFirst;
    if (isObserved) checked.add(step.field);
    const isConstant = !fields[step.field]?.initializer || isMovable(fields[step.field]);
    const movesForward = isConstant && !step.runsCode && !options.keepsOrder;
    if (!isObserved && (inFirstRun || movesForward)) created.add(step.field);
    if (isObserved) inFirstRun = false;
  }
  const carriers = runs.map((run, index): CarrierPlan => {
    const set = run.filter((field) => !created.has(field));
    if (index > 0 && set.length === 0) {
      return { name: null, run, created: [], set };
    }
    const name = options.privateName("init");
    return { name, run, created: index === 0 ? [...created] : [], set };
  });
  return { initialization: { kind: "carriers", carriers }, checked };
}

/** The static fields that code can reach before their initializer has run. */
export function findCheckedStatics(
  model: ClassModel,
  fieldOf: (element: ElementModel) => number,
  converterRunsCode: ConverterRunsCode,
): ReadonlySet<number> {
  const checked = new Set<number>();
  let hasRun = model.hasOtherDecorators;
  for (const element of model.elements) {
    if (!element.isStatic) continue;
    const value = initializerOf(element);
    hasRun ||= element.kind === "static-block" || (value !== null && runsCode(value));
    if (element.field === null) continue;
    hasRun ||= value !== null && converterRunsCode(element.field);
    if (hasRun) checked.add(fieldOf(element));
  }
  return checked;
}

function instanceSteps(
  model: ClassModel,
  fields: readonly FieldPlan[],
  converterRunsCode: ConverterRunsCode,
): Step[] {
  let isShared = model.node.superClass !== null || model.hasOtherDecorators;
  const steps: Step[] = [];
  model.elements.forEach((element, position) => {
    if (element.isStatic || !hasInitialization(element)) return;
    const value = initializerOf(element);
    const runs =
      value !== null &&
      (runsCode(value) || (element.field !== null && converterRunsCode(element.field)));
    const mentions = value !== null && mentionsInstance(value);
    const field = fields.findIndex((candidate) => candidate.member.end === element.span.end);
    steps.push({
      element,
      position,
      field: element.field ? field : null,
      observes: runs && (isShared || mentions),
      runsCode: runs,
    });
    isShared ||= runs && mentions;
  });
  return steps;
}

/** Code in or before the name of a member keeps the member's accessors on its line, and so out of a run. */
function isSimple(field: FieldPlan | undefined): boolean {
  if (field === undefined || field.key !== null) return false;
  return field.converter?.evaluated !== "key" && field.converter?.evaluated !== "own-block";
}

function hasInitialization({ kind, node }: ElementModel): boolean {
  return kind === "field" || kind === "property" || node.type === "AccessorProperty";
}

function initializerOf(element: ElementModel): Node | null {
  return element.field ? element.field.initializer : (element.node.value ?? null);
}

function isMovable(field: FieldPlan | undefined): boolean {
  return field?.initializer?.isMovable === true;
}

/** May all fields be initialized by the first statement of the constructor? */
function canMoveAll(
  model: ClassModel,
  steps: readonly Step[],
  fields: readonly FieldPlan[],
  { keepsOrder }: { keepsOrder: boolean },
): boolean {
  if (model.hasOtherDecorators) return false;
  return steps.every(({ field, element, observes, runsCode: runs }, index) => {
    if (field !== null) {
      const isConstant = !fields[field]?.initializer || isMovable(fields[field]);
      return isConstant && (index === 0 || !observes);
    }
    // A property behind a field: its place cannot be observed if it runs nothing, not even an inherited setter.
    return (
      !keepsOrder &&
      !runs &&
      model.node.superClass === null &&
      element.node.type !== "AccessorProperty"
    );
  });
}

/** Where a statement of the constructor runs exactly when the fields would be initialized; null if nowhere. */
function findConstructor({ constructorNode, node }: ClassModel): ConstructorPlan | null {
  if (!constructorNode) return node.superClass ? null : { kind: "new" };
  const { params, body } = constructorNode.value as FunctionNode & { body: Node };
  const statements = (body as Node & { body: readonly Node[] }).body;
  if (node.superClass) {
    if (params.some((parameter) => parameter.type === "TSParameterProperty")) return null;
    const index = statements.findIndex(isSuperStatement);
    const statement = statements[index];
    if (!statement || countSuperCalls(constructorNode) !== 1) return null;
    return { kind: "existing", offset: endOf(statement), statement: index + 1 };
  }
  // Default values and patterns of the parameters run before the body, fields before them.
  if (!params.every(isPlainParameter)) return null;
  const directives = statements.filter((statement) => isDirective(statement));
  const last = directives.at(-1);
  return {
    kind: "existing",
    offset: last ? endOf(last) : startOf(body) + 1,
    statement: directives.length,
  };
}

function isPlainParameter(parameter: Node): boolean {
  if (parameter.type === "RestElement") {
    return (parameter as Node & { argument: Node }).argument.type === "Identifier";
  }
  return parameter.type === "Identifier";
}

function isDirective(statement: Node): boolean {
  return typeof (statement as { directive?: string | null }).directive === "string";
}

function isSuperStatement(statement: Node): boolean {
  if (statement.type !== "ExpressionStatement") return false;
  return isSuperCall((statement as Node & { expression: Node }).expression);
}

function isSuperCall(node: Node): boolean {
  return (
    node.type === "CallExpression" && (node as Node & { callee: Node }).callee.type === "Super"
  );
}

function countSuperCalls(member: MemberNode): number {
  let count = 0;
  contains(
    member.value as Node,
    (node) => {
      if (isSuperCall(node)) count++;
      return false;
    },
    () => false,
  );
  return count;
}
