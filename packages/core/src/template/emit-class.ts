import type {
  CarrierPlan,
  ClassPlan,
  ConverterPlan,
  ExpressionPlan,
  FieldPlan,
  StorePlan,
} from "../plan/file-plan.ts";
import { join, pieces } from "./pieces.ts";
import type { Hole, Piece } from "./pieces.ts";

/** The code of one class, cut at the places where it goes. */
export interface ClassEmission {
  /** Statements that declare the variables of the class, for its place; empty if there are none. */
  readonly before: readonly Piece[];
  /** Class elements at the start of the body. */
  readonly start: readonly Piece[];
  /** Class elements in place of each run of neighboring fields. */
  readonly members: readonly MemberEmission[];
  /** A statement for the constructor that the class has, or null. */
  readonly constructorStatement: readonly Piece[] | null;
}

export interface MemberEmission {
  /** Indices of the fields whose members are replaced. */
  readonly fields: readonly number[];
  readonly pieces: readonly Piece[];
}

/**
 * The template of all emitted code. Two printers carry it out, one with text and one with the nodes of a compiler.
 *
 * @param runtime local name of the namespace `weakfield/internal`
 */
export function emitClass(
  plan: ClassPlan,
  runtime: string,
  lowering: Lowering = {},
): ClassEmission {
  const emit = { plan, runtime, lowering };
  const { initialization } = plan;
  const creation =
    initialization.kind === "constructor"
      ? pieces`${join(createRecord(emit, instanceFields(plan)), ", ")};`
      : null;
  const isNew = initialization.kind === "constructor" && initialization.at.kind === "new";
  return {
    before: emitVariables(emit),
    start: [
      ...emitStart(emit),
      ...(isNew && creation ? pieces` constructor() { ${creation} }` : []),
    ],
    members: emitMembers(emit),
    constructorStatement: creation && !isNew ? creation : null,
  };
}

/** What a compiler will do to the emitted code, where the printer knows it. */
export interface Lowering {
  /** Instance fields move into the constructor: a carrier is a public field, which the printer takes out of there. */
  readonly instanceFields?: boolean;
  /** Static blocks move behind the class, which costs an anonymous class its name. */
  readonly staticBlocks?: boolean;
  /** The `this` of static blocks that move is lost where the class has decorators. */
  readonly decoratedThis?: boolean;
}

interface Emit {
  readonly plan: ClassPlan;
  readonly runtime: string;
  readonly lowering: Lowering;
}

/** `const $Person = $wf.records("Person"), $name = $wf.converter(…); let $count;` */
function emitVariables({ plan, runtime }: Emit): Piece[] {
  const { store, liveLocal, ownLocal } = plan;
  const constants: Piece[][] = [];
  const variables: Piece[][] = [];
  if (store.kind === "records" || store.kind === "values") {
    const flags = plan.isDerived ? ", 1" : "";
    constants.push([`${store.local} = ${runtime}.${store.kind}(${quote(plan.owner)}${flags})`]);
  }
  if (liveLocal) constants.push([`${liveLocal} = ${runtime}.live()`]);
  if (ownLocal) variables.push([ownLocal]);
  plan.fields.forEach((field, index) => {
    const { converter, key, isStatic } = field;
    if (converter?.evaluated === "beside") {
      constants.push([`${converter.local} = `, ...makeConverter(index, { plan, runtime })]);
    } else if (converter) variables.push([converter.local]);
    if (key) variables.push([key.local]);
    if (isStatic)
      variables.push([field.isChecked ? `${field.slot} = ${runtime}.unset` : field.slot]);
  });
  return [
    ...(constants.length > 0 ? ["const ", ...join(constants, ", "), ";"] : []),
    ...(constants.length > 0 && variables.length > 0 ? [" "] : []),
    ...(variables.length > 0 ? ["let ", ...join(variables, ", "), ";"] : []),
  ];
}

/** `static { $wf.define(this, "Person", [["name", $name], ["age"]]); }` */
function emitStart({ plan, runtime, lowering }: Emit): Piece[] {
  const late = plan.fields.flatMap((field, index) =>
    field.converter?.evaluated === "static-block"
      ? pieces`${field.converter.local} = ${makeConverter(index, { plan, runtime })}; `
      : [],
  );
  const listed = plan.fields.filter((field) => field.name.kind !== "private");
  const rows = listed.map((field) => {
    const converter = field.converter?.local;
    const row = [keyOf(field), ...(converter ? [converter] : field.isStatic ? ["void 0"] : [])];
    return `[${[...row, ...(field.isStatic ? ["1"] : [])].join(", ")}]`;
  });
  const self =
    (lowering.staticBlocks === true ? nameInsteadOfThis(plan, lowering) : null) ?? "this";
  const live = plan.liveLocal ? `, ${plan.liveLocal}` : "";
  const own = plan.ownLocal
    ? ` ${plan.ownLocal} = ${runtime}.own(${self}.prototype, [${ownFields(plan).map(keyOf).join(", ")}]);`
    : "";
  const assumed = lowering.staticBlocks === true ? plan.assumedName : null;
  return [
    " static { ",
    ...(assumed === null ? [] : [`${runtime}.named(this, ${quote(assumed)}); `]),
    ...late,
    `${runtime}.define(${self}, ${quote(plan.owner)}, [${rows.join(", ")}]${live});${own} }`,
  ];
}

/**
 * A static block that moves behind its class says the class by name: `this` is what compilers get wrong there, in classes
 * with legacy decorators and in classes inside the static block of another. Standard decorators put a function around
 * the class, in which its name cannot be used yet.
 */
function nameInsteadOfThis(
  { declaredName, isDecorated }: ClassPlan,
  { decoratedThis }: Lowering,
): string | null {
  return isDecorated && decoratedThis !== true ? null : declaredName;
}

function emitMembers(emit: Emit): MemberEmission[] {
  const { plan } = emit;
  const { initialization } = plan;
  const carriers = initialization.kind === "carriers" ? initialization.carriers : [];
  return plan.fields.flatMap((field, index): MemberEmission[] => {
    const carrier = carriers.find(({ run }) => run.includes(index));
    if (!carrier) return [{ fields: [index], pieces: emitAlone(emit, field, index) }];
    const isFirst = carrier.run[0] === index;
    return isFirst ? [{ fields: carrier.run, pieces: emitCarrier(emit, carrier) }] : [];
  });
}

/** A field whose value is initialized by its own slot, by a static block, or elsewhere. */
function emitAlone(emit: Emit, field: FieldPlan, index: number): Piece[] {
  const { plan } = emit;
  const accessors = emitAccessors(emit, field, index);
  if (field.isStatic) {
    if (!field.initializer && !field.isChecked) return accessors;
    return pieces`${accessors} static { ${field.slot} = ${initialValue(field, index)}; }`;
  }
  if (plan.store.kind !== "private") return accessors;
  let value =
    field.initializer || plan.ownLocal || plan.liveLocal ? initialValue(field, index) : null;
  const own = ownFields(plan).indexOf(field);
  if (value && plan.ownLocal && own >= 0) {
    value = pieces`${plan.ownLocal}(this, ${String(own)}, ${String(own + 1)}, ${value})`;
  }
  const isLast = instanceFields(plan).at(-1) === index;
  if (value && plan.liveLocal && isLast) value = pieces`${plan.liveLocal}(this, ${value})`;
  const slot = value ? pieces`#${field.slot} = ${value};` : [`#${field.slot};`];
  return pieces`${accessors} ${slot}`;
}

/**
 * The accessors of a run of neighboring fields, and the field that initializes them, each initializer in its member's
 * place:
 *
 * ```js
 * get a() {…} set a(v) {…} get b() {…} set b(v) {…} #init = $A.init(this, { a: 1,
 *   b: two() });
 * ```
 */
function emitCarrier(emit: Emit, { name, run, created, set }: CarrierPlan): Piece[] {
  const { plan } = emit;
  const accessors = join(
    run.map((index) => emitAccessors(emit, fieldAt(plan, index), index)),
    " ",
  );
  if (name === null) return accessors;
  const slot = emit.lowering.instanceFields === true ? quote(name) : `#${name}`;
  const steps: Piece[][] = [];
  if (created.length > 0) steps.push(...createRecord(emit, created, new Set(run)));
  for (const index of set) steps.push(...setSlot(emit, index, index !== run[0]));
  const last = instanceFields(plan).at(-1);
  if (plan.liveLocal && run.some((index) => index === last))
    steps.push([`${plan.liveLocal}(this)`]);
  const value = steps.length === 1 && steps[0] ? steps[0] : ["(", ...join(steps, ", "), ")"];
  return pieces`${accessors} ${slot} = ${value};`;
}

/** The calls `$A.init(this, { a: void 0, b: 2 })`, or `$A.init(this, 2)` where the only field's value is stored itself. */
function createRecord(
  emit: Emit,
  created: readonly number[],
  inPlace?: ReadonlySet<number>,
): Piece[][] {
  const { plan, runtime } = emit;
  const store = storeOf(plan);
  const isCreated = new Set(created);
  const values = instanceFields(plan).map((index, position): Piece[] => {
    const field = fieldAt(plan, index);
    const border: Piece[] =
      position > 0 && inPlace?.has(index) && isCreated.has(index) ? [{ next: index }] : [];
    if (store.kind === "values") return [...border, ...initialValue(field, index)];
    const { slot } = field;
    const value = isCreated.has(index)
      ? initialValue(field, index, field.converter ? null : slot)
      : [field.isChecked ? `${runtime}.unset` : "void 0"];
    return [...border, `${slot}: `, ...value];
  });
  const value = store.kind === "values" ? values.flat() : ["{ ", ...join(values, ", "), " }"];
  const calls = [pieces`${store.local}.init(this, ${value})`, ...defineOwn(plan, created)];
  const isConstructor = plan.initialization.kind === "constructor";
  if (isConstructor && plan.liveLocal) calls.push([`${plan.liveLocal}(this)`]);
  return calls;
}

/** `$A(this, "b").b = two()` */
function setSlot({ plan }: Emit, index: number, hasBorder: boolean): Piece[][] {
  const field = fieldAt(plan, index);
  const assignment = [
    ...(hasBorder ? [{ next: index }] : []),
    `${storeOf(plan).local}(this, ${keyOf(field)}).${field.slot} = `,
    ...initialValue(field, index),
  ];
  return [assignment, ...defineOwn(plan, [index])];
}

/** `$own(this, 0, 2)` for those of the fields that are public. */
function defineOwn(plan: ClassPlan, indices: readonly number[]): Piece[][] {
  const { ownLocal } = plan;
  if (!ownLocal) return [];
  const own = ownFields(plan);
  const positions = indices
    .map((index) => own.indexOf(fieldAt(plan, index)))
    .filter((position) => position >= 0)
    .sort((a, b) => a - b);
  const [from] = positions;
  const to = positions.at(-1);
  if (from === undefined || to === undefined) return [];
  return [[`${ownLocal}(this, ${from}, ${to + 1})`]];
}

/**
 * ```js
 * get age() { return $Person(this, "age").age; } set age(v) { $Person(this, "age").age = $age(v); }
 * ```
 */
function emitAccessors({ plan, runtime }: Emit, field: FieldPlan, index: number): Piece[] {
  const { store } = plan;
  const { slot, isChecked } = field;
  const key = keyOf(field);
  const owner = quote(plan.owner);
  const value = field.converter ? `${field.converter.local}(v)` : "v";
  const ready = (text: string) => `${runtime}.ready(${text}, ${owner}, ${key})`;
  let get: string;
  let set: string;
  if (field.isStatic) {
    get = `return ${isChecked ? ready(slot) : slot};`;
    set = `${isChecked ? `${ready(slot)}; ` : ""}${slot} = ${value};`;
  } else if (store.kind === "records") {
    const place = `${store.local}(this, ${key}).${slot}`;
    get = `return ${isChecked ? ready(place) : place};`;
    set = `${isChecked ? `${ready(place)}; ` : ""}${place} = ${value};`;
  } else if (store.kind === "values") {
    get = `return ${store.local}(this, ${key});`;
    set = `${store.local}(this, ${key}); ${store.local}.set(this, ${value});`;
  } else {
    const foreign = `${runtime}.foreign(this, ${owner}, ${key})`;
    get = `return #${slot} in this ? this.#${slot} : ${foreign};`;
    set = `if (!(#${slot} in this)) ${foreign}; this.#${slot} = ${value};`;
  }
  const modifier = field.isStatic ? "static " : "";
  const { first, second } = memberNames({ plan, runtime }, field, index);
  const block =
    field.converter?.evaluated === "own-block"
      ? pieces`static { ${field.converter.local} = ${makeConverter(index, { plan, runtime })}; } `
      : [];
  return pieces`${block}${modifier}get ${first}() { ${get} } ${modifier}set ${second}(v) { ${set} }`;
}

/** The name of the getter, which evaluates what is evaluated once, and that of the setter. */
function memberNames(
  emit: Pick<Emit, "plan" | "runtime">,
  field: FieldPlan,
  index: number,
): { first: Piece[]; second: Piece[] } {
  const { name, converter, key } = field;
  const inKey = converter?.evaluated === "key" ? converter : null;
  if (key) {
    const makeKey = pieces`${key.local} = ${emit.runtime}.key(${hole(index, "key", key.expression)})`;
    const second = [`[${key.local}]`];
    if (!inKey) return { first: pieces`[${makeKey}]`, second };
    const make = makeConverter(index, emit, [inKey.local]);
    const expression = hole(index, "converter", inKey.expression);
    return {
      first: pieces`[(${inKey.local} = ${expression}, ${makeKey}, ${inKey.local} = ${make}, ${key.local})]`,
      second,
    };
  }
  const plain = plainName(name.kind, String(name.text));
  if (!inKey) return { first: [plain], second: [plain] };
  const make = makeConverter(index, emit);
  return {
    first: pieces`[(${inKey.local} = ${make}, ${quote(String(name.text))})]`,
    second: [plain],
  };
}

function plainName(kind: FieldPlan["name"]["kind"], text: string): string {
  if (kind === "private") return `#${text}`;
  return kind === "identifier" ? text : quote(text);
}

/** `$wf.converter(text({ min: 1 }), "name", "Person")` */
function makeConverter(
  index: number,
  { plan, runtime }: Pick<Emit, "plan" | "runtime">,
  expression?: readonly Piece[],
): Piece[] {
  const field = fieldAt(plan, index);
  const converter = field.converter as ConverterPlan;
  const argument = expression ?? hole(index, "converter", converter.expression);
  return pieces`${runtime}.converter(${argument}, ${keyOf(field)}, ${quote(plan.owner)})`;
}

/**
 * The first value of a field. An anonymous function takes the field's name, as the initializer of a property does.
 *
 * @param slot the property of the record that the value becomes, which names it where it has the field's name
 */
function initialValue(field: FieldPlan, index: number, slot: string | null = null): Piece[] {
  const { initializer, converter, name } = field;
  if (!initializer) return ["void 0"];
  let value = hole(index, "initializer", initializer.expression);
  if (initializer.takesName && (slot === null || slot !== name.text || name.kind === "private")) {
    const key =
      name.kind === "identifier" && name.text !== "__proto__" ? name.text : `[${keyOf(field)}]`;
    const access = key.startsWith("[") ? key : `.${key}`;
    value = pieces`({ ${key}: ${value} })${access}`;
  }
  return converter ? pieces`${converter.local}(${value})` : value;
}

function hole(field: number, role: Hole["role"], { span, isSequence }: ExpressionPlan): Piece[] {
  const piece: Hole = { field, role, span };
  return isSequence ? ["(", piece, ")"] : [piece];
}

/** The property key as an expression: `"name"`, `"#secret"`, or the variable that holds it. */
function keyOf({ name, key }: FieldPlan): string {
  if (key) return key.local;
  return quote(name.kind === "private" ? `#${name.text}` : String(name.text));
}

/** The indices in a plan are those of its own fields. */
function fieldAt(plan: ClassPlan, index: number): FieldPlan {
  return plan.fields[index] as FieldPlan;
}

/** The store of a class that is initialized: values in private slots initialize themselves. */
function storeOf(plan: ClassPlan): Extract<StorePlan, { local: string }> {
  return plan.store as Extract<StorePlan, { local: string }>;
}

function instanceFields(plan: ClassPlan): number[] {
  return plan.fields.flatMap((field, index) => (field.isStatic ? [] : [index]));
}

/** The fields that an instance shows as properties of its own. */
function ownFields(plan: ClassPlan): FieldPlan[] {
  return plan.fields.filter((field) => !field.isStatic && field.name.kind !== "private");
}

/** A string literal that also stands in a file with U+2028. */
function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16)}`,
  );
}
