import type { FieldPlan } from "../plan/file-plan.ts";
import { bindConverter, hole, keyOf, quote } from "./emit.ts";
import type { Emit } from "./emit.ts";
import { pieces } from "./pieces.ts";
import type { Piece } from "./pieces.ts";

/**
 * ```js
 * get age() { return $c(this, "age").age; } set age(v) { $c(this, "age").age = $age(v); }
 * ```
 */
export function emitAccessors({ plan, runtime }: Emit, field: FieldPlan, index: number): Piece[] {
  const { store, handle } = plan;
  const { slot, isChecked } = field;
  const key = keyOf(field);
  const value = field.converter ? `${field.converter.local}(v)` : "v";
  const ready = (text: string) => `${runtime}.ready(${text}, ${quote(plan.owner)}, ${key})`;
  let get: string;
  let set: string;
  if (field.isStatic) {
    get = `return ${isChecked ? ready(slot) : slot};`;
    set = `${isChecked ? `${ready(slot)}; ` : ""}${slot} = ${value};`;
  } else if (store === "records") {
    const place = `${handle}(this, ${key}).${slot}`;
    get = `return ${isChecked ? ready(place) : place};`;
    set = `${isChecked ? `${ready(place)}; ` : ""}${place} = ${value};`;
  } else if (store === "values") {
    get = `return ${handle}(this, ${key});`;
    set = `${handle}(this, ${key}); ${handle}.set(this, ${value});`;
  } else {
    const foreign = `${handle}(this, ${key})`;
    get = `return #${slot} in this ? this.#${slot} : ${foreign};`;
    set = `#${slot} in this ? this.#${slot} = ${value} : ${foreign};`;
  }
  const modifier = field.isStatic ? "static " : "";
  const { first, second } = memberNames({ plan, runtime }, field, index);
  const block =
    field.converter?.evaluated === "own-block"
      ? pieces`static { ${field.converter.local} = ${bindConverter(index, { plan, runtime })}; } `
      : [];
  return [
    ...block,
    `${modifier}get `,
    ...first,
    `() { ${get} } ${modifier}set ${second}(v) { ${set} }`,
  ];
}

/** The name of the getter, which evaluates what is evaluated once, and that of the setter. */
function memberNames(
  emit: Pick<Emit, "plan" | "runtime">,
  field: FieldPlan,
  index: number,
): { first: Piece[]; second: string } {
  const { name, converter, key } = field;
  const inKey = converter?.evaluated === "key" ? converter : null;
  if (key) {
    const makeKey = pieces`${key.local} = ${emit.runtime}.key(${hole(index, "key", key.expression)})`;
    const second = `[${key.local}]`;
    if (!inKey) return { first: pieces`[${makeKey}]`, second };
    const make = bindConverter(index, emit, [inKey.local]);
    const expression = hole(index, "converter", inKey.expression);
    return {
      first: pieces`[(${inKey.local} = ${expression}, ${makeKey}, ${inKey.local} = ${make}, ${key.local})]`,
      second,
    };
  }
  const plain = plainName(name.kind, String(name.text));
  if (!inKey) return { first: [plain], second: plain };
  const make = bindConverter(index, emit);
  return {
    first: pieces`[(${inKey.local} = ${make}, ${quote(String(name.text))})]`,
    second: plain,
  };
}

function plainName(kind: FieldPlan["name"]["kind"], text: string): string {
  if (kind === "private") return `#${text}`;
  return kind === "identifier" ? text : quote(text);
}
