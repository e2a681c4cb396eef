import type { Part } from "../program.ts";
import { chunk, code } from "../program.ts";
import { generateConstructor } from "./constructor.ts";
import type { ClassModel, Context, FieldModel, Probe } from "./context.ts";
import { allFields } from "./context.ts";
import { generateInitializer } from "./initializer.ts";
import { createNames } from "./names.ts";

export interface ClassSpec {
  readonly name: string | null;
  readonly isExpression: boolean;
  /** The text behind `extends`, and what is known of the class it gives. */
  readonly heritage: string | null;
  readonly base: ClassModel | null;
  /** `await ` or `yield `, where a computed key may suspend. */
  readonly suspend: string | null;
  readonly depth: number;
}

export interface GeneratedClass {
  readonly parts: Part[];
  readonly model: ClassModel;
}

/** A member that the rest of the program does not know by name. */
type Other =
  | ("method" | "accessor" | "computed-method" | "block" | "generator" | "constructor")
  /** A field with a converter of the runtime, which refuses most values. */
  | "bounded";

/** A class with marked fields among all else that a class may have. */
export function generateClass(context: Context, spec: ClassSpec): GeneratedClass {
  const { random } = context;
  const mayBeStatic = spec.name !== null;
  const nextName = createNames(context);
  const fields: FieldModel[] = [];
  const addField = (isMarked: boolean, wantsStatic: boolean) => {
    const isStatic = wantsStatic && (mayBeStatic || !isMarked || context.claim("anonymous-static"));
    const name = nextName({ isMarked, isStatic, suspend: spec.suspend });
    const isAgain = spec.base && allFields(spec.base).some(({ key }) => key === name.key);
    if (isMarked && isAgain) context.claim("redeclaration");
    // Without an initializer TypeScript drops or adds properties, as it also lowers what surrounds them.
    const isDefined =
      random.chance(0.85) || (isMarked ? isStatic && spec.isExpression : context.hasConverters);
    if (!isMarked && !isDefined && isStatic) context.claim("lowered-otherwise");
    fields.push({ ...name, isMarked, isStatic, isDefined, facts: { takesName: false } });
  };
  const small = spec.depth > 0;
  const marked = 1 + random.int(small ? 2 : 4);
  for (let index = 0; index < marked; index++) addField(true, random.chance(0.25));
  for (let index = random.int(small ? 2 : 3); index > 0; index--) {
    addField(false, random.chance(0.25));
  }
  const shuffled = random.sample(fields, fields.length);
  const others: Other[] = random.sample(
    ["method", "accessor", "computed-method", "block", "block", "generator"] as const,
    random.int(small ? 2 : 4),
  );
  if (random.chance(0.4)) others.push("constructor");
  if (context.hasConverters && random.chance(0.5)) others.push("bounded", "computed-method");
  const members: (FieldModel | Other)[] = random.sample(
    [...shuffled, ...others],
    shuffled.length + others.length,
  );
  const ordered = members.filter((member) => typeof member === "object");
  const methods: string[] = others.includes("method") ? ["method"] : [];
  const model: ClassModel = {
    name: spec.name,
    base: spec.base,
    fields: ordered,
    probes: probesOf(context, ordered),
    methods,
  };
  const body = members.flatMap((member, index): Part[] =>
    typeof member === "object"
      ? declare(context, spec, model, member, members[index + 1])
      : [chunk(other(context, spec, model, member)), "\n"],
  );
  body.push(...model.probes.map((probe) => chunk(`  ${probeText(probe)}\n`)));
  const head = [
    "class",
    ...(spec.name === null ? [] : [spec.name]),
    ...(spec.heritage === null ? [] : [`extends ${spec.heritage}`]),
  ].join(" ");
  const open = random.chance(0.3) ? "{ " : "{\n";
  return { parts: code`${head} ${open}${body}}`, model };
}

/** A property declaration with its line's end. */
function declare(
  context: Context,
  { base, depth }: ClassSpec,
  model: ClassModel,
  field: FieldModel,
  next: FieldModel | Other | undefined,
): Part[] {
  const { random, label } = context;
  const modifiers = field.isStatic ? "static " : "";
  const side = model.fields.filter(({ isStatic }) => isStatic === field.isStatic);
  const at = side.indexOf(field);
  const initializer = generateInitializer(context, {
    field,
    earlier: side.slice(0, at),
    later: side.slice(at + 1),
    base,
    methods: model.methods,
    depth,
  });
  const converter =
    context.hasConverters && random.chance(0.7) && isDecoratable(field)
      ? random.pick([
          `convert(${label("converter")})`,
          `(ev(${label("first")}, 0), convert(${label("converter")}))`,
          `attempt(${label("class")}, () => convert(${label("converter")}))`,
        ])
      : null;
  const mark: Part = field.isMarked
    ? { kind: "mark", modifiers, converter, breaksLine: random.chance(0.15) }
    : modifiers;
  const type = random.chance(0.2) ? ": any" : "";
  // Without a semicolon only where the next line cannot be read as its continuation.
  const isSafe = next !== undefined && typeof next === "object" && /^[a-z]/.test(next.declared);
  const isKeyword = /^(get|set|static|async)$/.test(field.declared);
  const end =
    isSafe && !isKeyword && random.chance(0.15) ? "\n" : random.pick([";\n", ";\n", "; "]);
  const comment = random.chance(0.1) ? `  // about ${field.standardName}\n` : "";
  return [chunk(code`${comment}  ${mark}${field.declared}${type}${chunk(initializer)}${end}`)];
}

/** A private name's converter is evaluated where no decorator is: one of the documented differences. */
function isDecoratable(field: FieldModel): boolean {
  return field.isMarked && field.key !== null;
}

function other(context: Context, spec: ClassSpec, model: ClassModel, kind: Other): Part[] {
  const { random, label } = context;
  const own = model.fields.filter(({ isStatic }) => !isStatic);
  const statics = model.fields.filter(({ isStatic }) => isStatic);
  // Of a field that may be `undefined` nobody can tell whether it has been initialized.
  const telling = own.filter(({ isMarked, isDefined }) => isDefined || !isMarked);
  const told = telling.length > 0 ? random.pick(telling) : null;
  const target = told ? told.on("this") : "this.other";
  switch (kind) {
    case "constructor":
      return generateConstructor(context, spec, model);
    case "method":
      return code`  method() { return ${told?.isMarked ? "early" : "attempt"}(${label("method")}, () => ${target}); }`;
    case "accessor": {
      const field = overridable(context, spec.base, model);
      const name = field ? field.declared : "pair";
      const inner = field ? field.on("super") : target;
      return code`  get ${name}() { return [attempt(${label("get")}, () => ${inner})]; } set ${name}(v) { ${inner} = v; }`;
    }
    case "bounded":
      return bounded(context, random.chance(0.3) && spec.name !== null);
    case "computed-method":
      return code`  [ev(${label("method key")}, "${context.name("m")}")]() {}`;
    case "generator":
      return code`  *generate() { yield ${target}; yield* [${target}, 2]; } async later() { return [await ${target}]; }`;
    case "block": {
      const mentioned = statics.length > 0 ? random.pick(statics) : null;
      const isReady = mentioned?.isDefined && mentioned.isMarked;
      const read = mentioned
        ? isReady
          ? `early(${label("block")}, () => ${mentioned.on("this")})`
          : `attempt(${label("block")}, () => typeof ${mentioned.on("this")})`
        : `ev(${label("block")}, typeof this)`;
      const name = spec.name === null ? "" : ` ev(${label("itself")}, this === ${spec.name});`;
      return code`  static { ${read};${name} snap(${label("static keys")}, this.prototype); }`;
    }
  }
}

function bounded({ random, label, name }: Context, isStatic: boolean): Part[] {
  const [converter, initializer] = random.pick([
    ["integer", "7"],
    ["text({ max: 9 })", `"text"`],
    [`text({ min: ev(${label("bound")}, 0) })`, `ev(${label("init")}, "text")`],
    [`integer({ max: ev(${label("bound")}, 9) })`, "7"],
  ]);
  const modifiers = isStatic ? "static " : "";
  return code`  ${{ kind: "mark", modifiers, converter, breaksLine: false }}${name("bounded")} = ${initializer};`;
}

/** An inherited field with a plain name, for a pair of accessors to take its place. */
function overridable(
  context: Context,
  base: ClassModel | null,
  { fields }: ClassModel,
): FieldModel | null {
  if (!base || context.random.chance(0.5)) return null;
  const found = allFields(base).find(
    ({ isMarked, isStatic, declared }) =>
      isMarked &&
      !isStatic &&
      /^[a-z]\w*$/.test(declared) &&
      !fields.some((own) => own.declared === declared),
  );
  if (found) {
    context.claim("redeclaration");
    context.claim("indirect-access");
  }
  return found ?? null;
}

function probesOf(context: Context, fields: readonly FieldModel[]): Probe[] {
  return fields
    .filter(({ key }) => key === null)
    .map((field) => ({ field, method: context.name("probe") }));
}

/** `probe1(o: any, write?: boolean) { return write ? (o.#p = 1) : o.#p; }` */
function probeText({ field, method }: Probe): string {
  const access = field.on("o");
  const modifier = field.isStatic ? "static " : "";
  return `${modifier}${method}(o: any, write?: boolean) { return write ? (${access} = "probed") : ${access}; } static has${method}(o: any) { return ${field.declared} in o; }`;
}
