import type { ClassPlan, ConverterPlan, ExpressionPlan, FieldPlan } from "../plan/file-plan.ts";
import { pieces } from "./pieces.ts";
import type { Hole, Piece } from "./pieces.ts";

/** What all parts of the template of a class are given. */
export interface Emit {
  readonly plan: ClassPlan;
  /** Local name of the namespace `weakfield/internal`. */
  readonly runtime: string;
  readonly lowering: Lowering;
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

/** `$wf.bind($c, "name", text({ min: 1 }))` */
export function bindConverter(
  index: number,
  { plan, runtime }: Pick<Emit, "plan" | "runtime">,
  expression?: readonly Piece[],
): Piece[] {
  const field = fieldAt(plan, index);
  const converter = field.converter as ConverterPlan;
  const argument = expression ?? hole(index, "converter", converter.expression);
  return pieces`${runtime}.bind(${plan.handle}, ${keyOf(field)}, ${argument})`;
}

/**
 * The first value of a field. An anonymous function takes the field's name, as the initializer of a property does.
 *
 * @param slot the property of the record that the value becomes, which names it where it has the field's name
 */
export function initialValue(field: FieldPlan, index: number, slot: string | null = null): Piece[] {
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

export function hole(
  field: number,
  role: Hole["role"],
  { span, isSequence }: ExpressionPlan,
): Piece[] {
  const piece: Hole = { field, role, span };
  return isSequence ? ["(", piece, ")"] : [piece];
}

/** The property key as an expression: `"name"`, `"#secret"`, or the variable that holds it. */
export function keyOf({ name, key }: FieldPlan): string {
  if (key) return key.local;
  return quote(name.kind === "private" ? `#${name.text}` : String(name.text));
}

/** The indices in a plan are those of its own fields. */
export function fieldAt(plan: ClassPlan, index: number): FieldPlan {
  return plan.fields[index] as FieldPlan;
}

export function instanceFields(plan: ClassPlan): number[] {
  return plan.fields.flatMap((field, index) => (field.isStatic ? [] : [index]));
}

/** The fields that an instance shows as properties of its own. */
export function ownFields(plan: ClassPlan): FieldPlan[] {
  return plan.fields.filter((field) => !field.isStatic && field.name.kind !== "private");
}

/** A string literal that also stands in a file with U+2028. */
export function quote(text: string): string {
  if (/^[\w$ -]*$/.test(text)) return `"${text}"`;
  return JSON.stringify(text).replace(
    /[\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16)}`,
  );
}
