import type { CarrierPlan, ClassPlan, FieldPlan } from "../plan/file-plan.ts";
import { emitAccessors } from "./accessors.ts";
import { fieldAt, initialValue, instanceFields, keyOf, ownFields, quote } from "./emit.ts";
import type { Emit } from "./emit.ts";
import { join, pieces } from "./pieces.ts";
import type { Piece } from "./pieces.ts";

export interface MemberEmission {
  /** Indices of the fields whose members are replaced. */
  readonly fields: readonly number[];
  readonly pieces: readonly Piece[];
}

/** The members in place of each run of neighboring fields. */
export function emitMembers(emit: Emit): MemberEmission[] {
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
  if (plan.store !== "private") return accessors;
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
 * get a() {…} set a(v) {…} get b() {…} set b(v) {…} #init = $c.init(this, { a: 1,
 *   b: two() });
 * ```
 */
function emitCarrier(emit: Emit, { name, run, created, set }: CarrierPlan): Piece[] {
  const { plan } = emit;
  const accessors = join(
    run.map((index, position): Piece[] => [
      ...(position > 0 ? [{ from: index }] : []),
      ...emitAccessors(emit, fieldAt(plan, index), index),
    ]),
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
  const origin: Piece[] = run.length > 1 ? [{ from: run[0] as number }] : [];
  return pieces`${accessors} ${origin}${slot} = ${value};`;
}

/** The calls `$c.init(this, { a: void 0, b: 2 })`, or `$c.init(this, 2)` where the only field's value is stored itself. */
export function createRecord(
  emit: Emit,
  created: readonly number[],
  inPlace?: ReadonlySet<number>,
): Piece[][] {
  const { plan, runtime } = emit;
  const isCreated = new Set(created);
  const values = instanceFields(plan).map((index, position): Piece[] => {
    const field = fieldAt(plan, index);
    const border: Piece[] =
      position > 0 && inPlace?.has(index) && isCreated.has(index) ? [{ next: index }] : [];
    if (plan.store === "values") return [...border, ...initialValue(field, index)];
    const { slot } = field;
    const value = isCreated.has(index)
      ? initialValue(field, index, field.converter ? null : slot)
      : [field.isChecked ? `${runtime}.unset` : "void 0"];
    return [...border, `${slot}: `, ...value];
  });
  const value = plan.store === "values" ? values.flat() : ["{ ", ...join(values, ", "), " }"];
  const calls = [pieces`${plan.handle}.init(this, ${value})`, ...defineOwn(plan, created)];
  const isConstructor = plan.initialization.kind === "constructor";
  if (isConstructor && plan.liveLocal) calls.push([`${plan.liveLocal}(this)`]);
  return calls;
}

/** `$c(this, "b").b = two()` */
function setSlot({ plan }: Emit, index: number, hasBorder: boolean): Piece[][] {
  const field = fieldAt(plan, index);
  const assignment = [
    ...(hasBorder ? [{ next: index }] : []),
    `${plan.handle}(this, ${keyOf(field)}).${field.slot} = `,
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
