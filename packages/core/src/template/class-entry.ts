import { bindConverter, keyOf, ownFields, quote } from "./emit.ts";
import type { Emit, Lowering } from "./emit.ts";
import type { ClassPlan, FieldPlan } from "../plan/file-plan.ts";
import { join, pieces } from "./pieces.ts";
import type { Piece } from "./pieces.ts";

/** `const $c = $wf.records("Person"), $name = $wf.bind($c, "name", …); let $count;` */
export function emitVariables({ plan, runtime }: Emit): Piece[] {
  const { store, handle, liveLocal, ownLocal } = plan;
  const isStored = store === "records" || store === "values";
  const flags = isStored && plan.isDerived ? ", 1" : "";
  const make = isStored ? store : "fields";
  const constants: Piece[][] = [[`${handle} = ${runtime}.${make}(${quote(plan.owner)}${flags})`]];
  const variables: Piece[][] = [];
  if (liveLocal) constants.push([`${liveLocal} = ${runtime}.live()`]);
  if (ownLocal) variables.push([ownLocal]);
  plan.fields.forEach((field, index) => {
    const { converter, key, isStatic } = field;
    if (converter?.evaluated === "beside") {
      constants.push([`${converter.local} = `, ...bindConverter(index, { plan, runtime })]);
    } else if (converter) variables.push([converter.local]);
    if (key) variables.push([key.local]);
    if (isStatic)
      variables.push([field.isChecked ? `${field.slot} = ${runtime}.unset` : field.slot]);
  });
  return [
    "const ",
    ...join(constants, ", "),
    ";",
    ...(variables.length > 0 ? [" let ", ...join(variables, ", "), ";"] : []),
  ];
}

/** Enters the class behind it: `$c.define(Person, [$name, "age"]);`; empty where that is done inside. */
export function emitBehind(emit: Emit): Piece[] {
  const { entered, declaredName } = emit.plan;
  return entered === "behind" && declaredName !== null ? emitDefinition(emit, declaredName) : [];
}

/** Enters the class from inside: `static { $c.define(this, [$name, "age"]); }` */
export function emitInside(emit: Emit): Piece[] {
  const { plan, runtime, lowering } = emit;
  if (plan.entered === "behind") return [];
  const late = plan.fields.flatMap((field, index) =>
    field.converter?.evaluated === "static-block"
      ? pieces`${field.converter.local} = ${bindConverter(index, emit)}; `
      : [],
  );
  const self =
    (lowering.staticBlocks === true ? nameInsteadOfThis(plan, lowering) : null) ?? "this";
  const assumed = lowering.staticBlocks === true ? plan.assumedName : null;
  return [
    " static { ",
    ...(assumed === null ? [] : [`${runtime}.named(this, ${quote(assumed)}); `]),
    ...late,
    ...emitDefinition(emit, self),
    " }",
  ];
}

/** @param self the class as an expression */
function emitDefinition({ plan, runtime }: Emit, self: string): Piece[] {
  const listed = plan.fields.filter((field) => field.name.kind !== "private");
  const live = plan.liveLocal ? `, ${plan.liveLocal}` : "";
  const own = plan.ownLocal
    ? ` ${plan.ownLocal} = ${runtime}.own(${self}.prototype, [${ownFields(plan).map(keyOf).join(", ")}]);`
    : "";
  const list = listed.map(reference).join(", ");
  return [`${plan.handle}.define(${self}, [${list}]${live});${own}`];
}

/** A field by its converter, which knows its key, or by its key; a static one in an array. */
function reference(field: FieldPlan): string {
  const text = field.converter?.local ?? keyOf(field);
  return field.isStatic ? `[${text}]` : text;
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
