import type { Part } from "../program.ts";
import { chunk } from "../program.ts";
import type { ClassModel, Context, FieldModel } from "./context.ts";
import { allFields } from "./context.ts";

/** Statements that look at a class and at instances of it from all sides. */
export function useClass(context: Context, target: string, model: ClassModel): Part[] {
  const { random, label, name } = context;
  const first = name("first");
  const second = name("second");
  const construct = (argument: string) => `new ${target}(${argument})`;
  const lines: (string | Part[])[] = [
    `shape(${label("class")}, ${target}${model.name === null ? ", { isAnonymous: true }" : ""});`,
    `shape(${label("prototype")}, ${target}.prototype);`,
  ];
  const fields = allFields(model);
  // What `name` is of an anonymous class depends on the compiler, as `isAnonymous` below.
  const isTold = ({ key }: FieldModel) => model.name !== null || key !== '"name"';
  const shown = fields.filter((field) => field.key !== null && isTold(field));
  const instance = shown.filter(({ isStatic }) => !isStatic);
  const statics = shown.filter(({ isStatic }) => isStatic);
  lines.push(...statics.flatMap((field) => nameOf(context, target, field)));
  lines.push(
    `const ${first}: any = attempt(${label("construct")}, () => ${construct('"given"')});`,
    ...instance.flatMap((field) => nameOf(context, first, field)),
    `shape(${label("instance")}, ${first} ?? {}, { isInstance: true });`,
    `const ${second}: any = attempt(${label("construct")}, () => ${construct("")});`,
  );
  for (const field of random.sample(instance, 3)) {
    lines.push(...instanceLines(context, target, first, second, field));
  }
  for (const field of random.sample(statics, 2)) {
    lines.push(...staticLines(context, target, field));
  }
  for (const { field, method } of probesOf(model)) {
    const receivers = random.sample(
      [first, second, target, "{}", `${target}.prototype`, "null"],
      2,
    );
    const holder = field.isStatic ? target : `${target}.prototype`;
    if (!field.isStatic) lines.push(nameLine(context, `${holder}.${method}(${first})`, field));
    for (const receiver of receivers) {
      const on = random.pick(["", ", true"]);
      lines.push(
        `attempt(${label("probe")}, () => ${holder}.${method}(${receiver}${on}));`,
        `attempt(${label("has")}, () => ${target}.has${method}(${receiver}));`,
      );
    }
  }
  if (random.chance(0.2)) lines.push(...frozenLines(context, target, instance));
  if (random.chance(0.15)) {
    lines.push(
      `attempt(${label("generator")}, () => [...${first}.generate()]);`,
      `ended.push(Promise.resolve(attempt(${label("async")}, () => ${first}.later())).then((value: any) => ev(${label("awaited")}, value), (error: any) => ev(${label("rejected")}, error instanceof TypeError)));`,
    );
  }
  if (random.chance(0.2)) lines.push(...subclassLines(context, target, shown));
  return lines.flatMap((line) => [chunk(typeof line === "string" ? [line] : line), "\n"]);
}

function instanceLines(
  context: Context,
  target: string,
  first: string,
  second: string,
  field: FieldModel,
): string[] {
  const { random, label } = context;
  const on = (object: string) => field.on(object);
  const key = field.key ?? "";
  const reads = (object: string) => `attempt(${label("read")}, () => ${on(object)});`;
  const foreign = (object: string) =>
    random.pick([
      `attempt(${label("foreign read")}, () => ${on(`(${object} as any)`)});`,
      `attempt(${label("foreign write")}, () => (${on(`(${object} as any)`)} = 3));`,
    ]);
  const all = [
    () => [reads(first), `attempt(${label("write")}, () => (${on(first)} = "new"));`, reads(first)],
    () => [`attempt(${label("add")}, () => (${on(first)} += 1));`, reads(first), reads(second)],
    () => [`attempt(${label("step")}, () => ${on(first)}++);`, reads(first)],
    () => [`attempt(${label("nullish")}, () => (${on(first)} ??= ev(${label("right")}, 5)));`],
    () => [`attempt(${label("pattern")}, () => ([${on(first)}] = [6]));`, reads(first)],
    () => [foreign(`Object.create(${first})`), foreign(`${target}.prototype`)],
    () => [foreign(`new Proxy(${first}, {})`)],
    () => [
      `attempt(${label("reflect")}, () => Reflect.get(${target}.prototype, ${key}, ${second}));`,
    ],
    () => [
      `attempt(${label("reflect")}, () => Reflect.set(${first}, ${key}, 9, ${second}));`,
      reads(second),
    ],
    () => [
      `attempt(${label("reflect")}, () => Reflect.get(${target}.prototype, ${key}, 1 as any));`,
    ],
    () => [`attempt(${label("in")}, () => ${key} in ${first});`],
    () => [`attempt(${label("delete")}, () => delete ${on(first)});`, reads(first)],
    () => [reads(second)],
    ...(field.isDefined && field.isMarked
      ? [
          () => [
            `early(${label("leaked")}, () => ${key} in leaked.at(-1) ? ${on("leaked.at(-1)")} : "none");`,
          ],
        ]
      : []),
  ];
  return random.sample(all, 1 + random.int(3)).flatMap((make) => make());
}

function staticLines(context: Context, target: string, field: FieldModel): string[] {
  const { random, label } = context;
  const read = `attempt(${label("static read")}, () => ${field.on(target)});`;
  return [
    read,
    random.pick([
      `attempt(${label("static write")}, () => (${field.on(target)} = "new"));`,
      `attempt(${label("static reflect")}, () => Reflect.get(${target}, ${field.key}, {}));`,
      `attempt(${label("static reflect")}, () => Reflect.set(${target}, ${field.key}, 4, {}));`,
      `attempt(${label("static inherited")}, () => ${field.on(`Object.create(${target})`)});`,
    ]),
    `attempt(${label("static read")}, () => ${field.on(target)});`,
  ];
}

function frozenLines(context: Context, target: string, fields: readonly FieldModel[]): string[] {
  const { random, label, name } = context;
  const frozen = name("frozen");
  const how = random.pick(["freeze", "seal", "preventExtensions"]);
  return [
    `const ${frozen}: any = attempt(${label(how)}, () => Object.${how}(new ${target}() as any));`,
    ...random
      .sample(fields, 2)
      .flatMap((field) =>
        field.isMarked
          ? [
              `attempt(${label("frozen write")}, () => (${field.on(frozen)} = "thawed"));`,
              `attempt(${label("frozen read")}, () => ${field.on(frozen)});`,
            ]
          : [],
      ),
  ];
}

function subclassLines(context: Context, target: string, fields: readonly FieldModel[]): string[] {
  const { random, label, name } = context;
  const sub = name("Sub");
  return [
    `class ${sub} extends (${target} as any) { constructor() { super("sub"); } }`,
    `shape(${label("subclass")}, ${sub});`,
    ...random.sample(fields, 2).flatMap((field) => {
      const on = field.isStatic ? field.on(`(${sub} as any)`) : field.on(`(new ${sub}() as any)`);
      return [
        `attempt(${label("subclass reads")}, () => ${on});`,
        ...(field.isStatic
          ? [
              `attempt(${label("subclass writes")}, () => (${on} = "sub"));`,
              `attempt(${label("class reads")}, () => ${field.on(target)});`,
            ]
          : []),
      ];
    }),
  ];
}

/** The name that a function took from its initializer. */
function nameOf(context: Context, object: string, field: FieldModel): string[] {
  return field.facts.takesName && field.isMarked
    ? [nameLine(context, `${object}?.${field.on("")}`, field)]
    : [];
}

function nameLine({ label }: Context, expression: string, field: FieldModel): string {
  if (!field.facts.takesName || !field.isMarked) return "";
  const text = expression.replace("?..", "?.");
  return `attempt(${label("function")}, () => initName(${label("name")}, ${text}, ${JSON.stringify(field.standardName)}) && 1);`;
}

function probesOf({ probes, base }: ClassModel): ClassModel["probes"] {
  return [...probes, ...(base ? probesOf(base) : [])];
}
