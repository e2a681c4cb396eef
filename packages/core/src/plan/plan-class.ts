import type { ClassModel, ElementModel, FieldModel } from "../analyze/class-model.ts";
import type { FileDiagnostic } from "../diagnostics.ts";
import { diagnostic, messages } from "../diagnostics.ts";
import type { ClassNode, Identifier, Node, Span } from "../estree.ts";
import { decoratorsOf, endOf, spanOf, startOf, unwrap } from "../estree.ts";
import { lineBreaks } from "../line-breaks.ts";
import { converterReference } from "../marker.ts";
import type { ResolvedOptions } from "../options.ts";
import {
  dependsOnFunction,
  isAnonymousFunction,
  isMovable,
  mentionsPrivateName,
} from "./expressions.ts";
import type {
  ClassPlan,
  ConverterPlan,
  ExpressionPlan,
  FieldPlan,
  Initialization,
  StoreKind,
} from "./file-plan.ts";
import { findCheckedStatics, planInitialization } from "./initialization.ts";
import type { Names } from "./names.ts";
import { identifierPart, isIdentifierName } from "./names.ts";
import { findPlace } from "./place.ts";

/** What planning a class needs beside the class. */
export interface PlanContext {
  readonly text: string;
  readonly options: ResolvedOptions;
  readonly names: Names;
  /** Starts of the identifiers that mean `integer` or `text` of the runtime, whose calls run nothing of the user. */
  readonly ownConverters: ReadonlySet<number>;
  /** Does a class with fields stand in this expression? Then it stays where it is. */
  readonly containsFields: (node: Node) => boolean;
}

type FieldElement = ElementModel & { readonly field: FieldModel };

/** Plans a class that has fields; null and WF1010 where nothing can hold its variables. Pure. */
export function planClass(
  model: ClassModel,
  context: PlanContext,
): { plan: ClassPlan | null; diagnostics: FileDiagnostic[] } {
  const { text, options, names } = context;
  const place = findPlace(model.site, text);
  if (!place) return refuse(model, "its heritage or a computed name awaits or yields");

  const elements = model.elements.filter(isField);
  const instance = elements.filter((element) => !element.isStatic);
  const store = storeKind(instance.length, options);
  const handle = names.variable("$c");
  const placement = converterPlacement(model, elements, context, place.kind === "statement");
  if (placement === "impossible") {
    return refuse(
      model,
      "the converter of a private field depends on the function around the class",
    );
  }
  const privateName = names.forClass();
  const slots = createSlots(store, privateName);
  const drafts = elements.map((element): FieldPlan => ({
    member: element.span,
    needsSeparator: followsOpenProperty(model, element, text),
    name: element.name,
    isStatic: element.isStatic,
    slot: element.isStatic ? names.variable(`$${localName(element)}`) : slots(localName(element)),
    converter: planConverter(element, placement(element), names),
    key: element.field.key && {
      expression: planExpression(element.field.key),
      local: names.variable("$key"),
    },
    initializer: planInitializer(element.field, text),
    isChecked: false,
  }));

  const converterRunsCode = ({ converter }: FieldModel): boolean =>
    converter !== null && ownConverterArguments(converter, context) === null;
  const { initialization, checked } =
    store === "private"
      ? { initialization: { kind: "none" } satisfies Initialization, checked: new Set<number>() }
      : planInitialization(model, drafts, {
          privateName,
          keepsOrder: options.properties === "own",
          converterRunsCode,
        });
  const checkedStatics = findCheckedStatics(
    model,
    (element) => elements.findIndex((candidate) => candidate === element),
    converterRunsCode,
  );
  const hasOwn =
    options.properties === "own" && instance.some((element) => element.name.kind !== "private");
  const plan: ClassPlan = {
    span: spanWithDecorators(model.node),
    bodyStart: startOf(model.node.body),
    owner: model.name,
    assumedName: hasOwnName(model) ? null : model.name,
    declaredName: model.node.type === "ClassDeclaration" ? (model.node.id?.name ?? null) : null,
    isDecorated: model.hasOtherDecorators,
    hasComputedNames: hasComputedNames(model),
    isDerived: model.node.superClass !== null,
    place,
    properties: options.properties,
    handle,
    store,
    entered: canEnterBehind(model) ? "behind" : "inside",
    fields: drafts.map((field, index) => ({
      ...field,
      isChecked: field.isStatic
        ? checkedStatics.has(index)
        : store === "records" && checked.has(index),
    })),
    initialization,
    ownLocal: hasOwn ? names.variable("$own") : null,
    liveLocal: options.inspect && instance.length > 0 ? names.variable("$live") : null,
  };
  return { plan, diagnostics: [] };
}

function hasComputedNames({ elements }: ClassModel): boolean {
  return elements.some(
    ({ name, node }) =>
      name.kind === "computed" && node.computed && node.key && !isWellKnownSymbol(node.key),
  );
}

/** `Symbol.iterator`, which nobody can tell when it was read. */
function isWellKnownSymbol(name: Node): boolean {
  const { object, computed } = name as Node & { object: Identifier; computed: boolean };
  return name.type === "MemberExpression" && !computed && object.name === "Symbol";
}

/** A name of its own, or a static member called `name`, which takes the place of one. */
function hasOwnName({ node, elements }: ClassModel): boolean {
  return (
    node.id !== null || elements.some(({ isStatic, name }) => isStatic && name.text === "name")
  );
}

function refuse(model: ClassModel, reason: string): { plan: null; diagnostics: FileDiagnostic[] } {
  const start = startOf(model.node);
  const at = { start, end: model.node.id ? endOf(model.node.id) : start + "class".length };
  return { plan: null, diagnostics: [diagnostic("WF1010", messages.noPlace(reason), at)] };
}

/** A property before it that ends with a line break; a field there is replaced by code that is terminated. */
function followsOpenProperty(model: ClassModel, element: ElementModel, text: string): boolean {
  const previous = model.elements[model.elements.indexOf(element) - 1];
  if (!previous || previous.field || !PROPERTY_TYPES.has(previous.node.type)) return false;
  return text[previous.span.end - 1] !== ";";
}

const PROPERTY_TYPES = new Set(["PropertyDefinition", "AccessorProperty"]);

/** The parsers differ on whether the range of a class includes its decorators. */
function spanWithDecorators(node: ClassNode): Span {
  const { start, end } = spanOf(node);
  return { start: Math.min(start, ...decoratorsOf(node).map(startOf)), end };
}

function isField(element: ElementModel): element is FieldElement {
  return element.field !== null;
}

function storeKind(count: number, { storage }: ResolvedOptions): StoreKind {
  if (count === 0) return "none";
  if (storage === "private") return "private";
  return count === 1 ? "values" : "records";
}

/**
 * A class declaration with a name that runs nothing of its own before the next statement does. No converter waits for a
 * static block in it: only behind a static element that runs something does one.
 */
function canEnterBehind(model: ClassModel): boolean {
  return (
    model.node.type === "ClassDeclaration" &&
    model.node.id !== null &&
    !model.hasOtherDecorators &&
    model.elements.every(({ isStatic, kind }) => !isStatic || kind === "method")
  );
}

/** Slots of a record are properties of a plain object, private slots must be new to the whole file. */
function createSlots(
  store: StoreKind,
  privateName: (wanted: string) => string,
): (wanted: string) => string {
  if (store === "private") return privateName;
  const given = new Set(["__proto__"]);
  return (wanted) => {
    let slot = wanted;
    for (let number = 1; given.has(slot); number++) slot = `${wanted}_${number}`;
    given.add(slot);
    return slot;
  };
}

/** A readable part of the locals of a field. */
function localName({ name }: ElementModel): string {
  if (name.text === null) return "field";
  return isIdentifierName(name.text) ? name.text : `field${identifierPart(name.text)}`;
}

function planExpression(node: Node): ExpressionPlan {
  return { span: spanOf(node), isSequence: unwrap(node).type === "SequenceExpression" };
}

function planInitializer({ initializer }: FieldModel, text: string): FieldPlan["initializer"] {
  if (!initializer) return null;
  return {
    expression: planExpression(initializer),
    takesName: isAnonymousFunction(initializer),
    isMovable: isMovable(initializer, text),
  };
}

function planConverter(
  element: FieldElement,
  evaluated: ConverterPlan["evaluated"],
  names: Names,
): ConverterPlan | null {
  const { converter } = element.field;
  if (!converter) return null;
  const local = names.variable(`$${localName(element)}`);
  return { expression: planExpression(converter), local, evaluated };
}

/**
 * Where each converter expression is evaluated: beside the class where no one can tell, else as part of its member's
 * name, which is where a decorator expression would be. A private name has no expression; its converter waits
 * for a static block, unless it needs the `this` of the function around the class: a block in place of the member, so
 * that it stays on its lines, or the first one if a static element would run before that.
 */
function converterPlacement(
  model: ClassModel,
  elements: readonly FieldElement[],
  context: PlanContext,
  isStatement: boolean,
): ((element: FieldElement) => ConverterPlan["evaluated"]) | "impossible" {
  const { superClass } = model.node;
  const heritage = superClass && unwrap(superClass);
  const isQuietHead =
    isStatement &&
    model.node.type === "ClassDeclaration" &&
    (heritage === null || heritage.type === "Identifier") &&
    !model.hasOtherDecorators &&
    !hasComputedNames(model);
  const staysInLine = (node: Node) =>
    lineBreaks(context.text, startOf(node), endOf(node)) === "" && !context.containsFields(node);
  // Binding takes the key, which a computed name has only once the class is evaluated; and the rest of the class may
  // assign the variables of an argument.
  const canMove = ({ field: { converter, key } }: FieldElement) =>
    converter === null ||
    (key === null &&
      staysInLine(converter) &&
      ownConverterArguments(converter, context)?.every((argument) =>
        isMovable(argument, context.text),
      ) === true);
  // One converter that stays keeps all others that can run code, so that their order is kept.
  const allMove =
    isQuietHead &&
    elements.every(
      ({ field }) =>
        field.converter === null ||
        (field.key === null &&
          staysInLine(field.converter) &&
          !mentionsPrivateName(field.converter)),
    );

  const isImpossible = elements.some(
    (element) =>
      element.name.kind === "private" &&
      element.field.converter !== null &&
      !allMove &&
      !canMove(element) &&
      dependsOnFunction(element.field.converter),
  );
  if (isImpossible) return "impossible";
  const lastPrivate = model.elements.findLastIndex(
    (element) => isField(element) && element.name.kind === "private" && !canMove(element),
  );
  const followsStatic = model.elements
    .slice(0, lastPrivate)
    .some(({ isStatic, node }) => isStatic && node.type !== "MethodDefinition");
  return (element) => {
    if (allMove || canMove(element)) return "beside";
    if (element.name.kind !== "private") return "key";
    return followsStatic ? "static-block" : "own-block";
  };
}

/**
 * The arguments of `text({ max: 10 })`, none of `integer`; null for what is no converter of the runtime. One of the
 * runtime's runs nothing of the user when it is called.
 */
function ownConverterArguments(
  wrapped: Node,
  { ownConverters }: PlanContext,
): readonly Node[] | null {
  const node = unwrap(wrapped);
  const call = node as Node & { callee: Node; arguments: readonly Node[] };
  const [name, given] = node.type === "CallExpression" ? [call.callee, call.arguments] : [node, []];
  return isOwnName(name, ownConverters) ? given : null;
}

function isOwnName(node: Node, ownConverters: ReadonlySet<number>): boolean {
  const name = converterReference(node);
  return name !== null && ownConverters.has(startOf(name));
}
