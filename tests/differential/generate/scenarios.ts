import type { Part } from "../program.ts";
import { chunk, code } from "../program.ts";
import type { ClassSpec } from "./class.ts";
import { generateClass } from "./class.ts";
import type { ClassModel, Context } from "./context.ts";
import { useClass } from "./usage.ts";

/** A way to put a class into a program, and code that uses it. */
type Scenario = (context: Context, base: Base | null) => Part[];

/** A class declared before, to extend. */
export interface Base {
  readonly expression: string;
  readonly model: ClassModel;
}

function make(context: Context, base: Base | null, spec: Partial<ClassSpec>) {
  const isDerived = base !== null && spec.heritage === undefined;
  const heritage = isDerived
    ? context.random.pick([
        base.expression,
        `(ev(${context.label("heritage")}, 1), ${base.expression})`,
      ])
    : null;
  const common = { name: null, isExpression: true, suspend: null, depth: 0 };
  return generateClass(context, {
    ...common,
    heritage,
    base: isDerived ? base.model : null,
    ...spec,
  });
}

/** A class at the top of the program, for others to extend. */
export function generateBase(context: Context): Base & { readonly parts: Part[] } {
  const id = context.name("Base");
  const { parts, model } = make(context, null, { name: id, isExpression: false });
  return { parts: code`${parts}\n`, expression: id, model };
}

/** `class A {}`, then another that extends it, and a third. */
const declarations: Scenario = (context, base) => {
  const { random, name } = context;
  const parts: Part[] = [];
  let last = base;
  for (let count = 1 + random.int(2); count > 0; count--) {
    const id = name("A");
    const { parts: text, model } = make(context, last, { name: id, isExpression: false });
    parts.push(chunk(code`${text}\n${useClass(context, id, model)}`));
    last = { expression: id, model };
  }
  return parts;
};

const IN_PARAMETER = 10;

/** An expression whose position may give the class its name. */
const expressions: Scenario = (context, base) => {
  const { random, name, label, claim } = context;
  const id = name("E");
  const kind = random.int(12);
  if (kind === IN_PARAMETER && !claim("broken-lowering")) return declarations(context, base);
  const inner = random.chance(0.4) ? name("Own") : null;
  const { parts, model } = make(context, base, { name: inner });
  const use = useClass(context, id, model);
  switch (kind) {
    case 0:
      return code`const ${id} = ${parts};\n${use}`;
    case 1:
      return code`let ${id}: any; ${id} = ${parts};\n${use}`;
    case 2:
      return code`let ${id}: any = null; ${id} ??= ${parts};\n${use}`;
    case 3:
      return code`const { ${id} = ${parts} } = {} as any;\n${use}`;
    case 4:
      return code`const [${id} = ${parts}]: any[] = [];\n${use}`;
    case 5:
      return code`const holder${id} = { ${id}: ${parts} }; const ${id} = holder${id}.${id};\n${use}`;
    case 6:
      return code`const ${id} = (ev(${label("comma")}, 1), ${parts});\n${use}`;
    case 7:
      return code`const ${id} = ev(${label("condition")}, true) ? (${parts}) : null as any;\n${use}`;
    case 8:
      return code`const ${id} = (${parts}) as any;\n${use}`;
    case 9:
      return code`const ${id} = [${parts}][0] as any;\n${use}`;
    case IN_PARAMETER:
      return code`function take${id}(made: any = ${parts}) { return made; }\nconst ${id} = take${id}();\n${use}`;
    default:
      return code`const ${id} = ((made: any) => made)(${parts});\n${use}`;
  }
};

/** A class that is evaluated several times: each evaluation has its own storage. */
const evaluations: Scenario = (context, base) => {
  const { random, name, label, claim } = context;
  const id = name("R");
  const kind = random.int(10);
  if (kind < 7 && !claim("repetition")) return declarations(context, base);
  if (kind > 7 && !claim("broken-lowering")) return declarations(context, base);
  const list = name("list");
  const inner = random.chance(0.5) ? name("Own") : null;
  const one = make(context, base, { name: inner });
  const declared = make(context, base, { name: id, isExpression: false });
  const field = (model: ClassModel) =>
    model.fields.find((candidate) => !candidate.isStatic && candidate.key !== null);
  const cross = (model: ClassModel) => {
    const target = field(model);
    const key = target?.key ?? '"none"';
    return [
      chunk(`const [${id}First, ${id}Second] = ${list};\n`),
      chunk(
        `attempt(${label("same")}, () => ${id}First === ${id}Second);\nattempt(${label("across")}, () => Reflect.get(${id}First.prototype, ${key}, new ${id}Second()));\n`,
      ),
      chunk(
        `attempt(${label("statics")}, () => Object.getOwnPropertyNames(${id}First).map((n) => typeof ${id}First[n]));\n`,
      ),
      ...useClass(context, `${id}First`, model),
      ...useClass(context, `${id}Second`, model),
    ];
  };
  const loop = (text: Part[], model: ClassModel) =>
    code`const ${list}: any[] = [];\n${text}\n${cross(model)}`;
  switch (kind >= 1 && kind <= 4 && !claim("loop-head") ? 0 : kind) {
    case 0:
      return loop(
        code`for (const index of [1, 2]) { ev(${label("turn")}, index); ${declared.parts}\n${list}.push(${id}); }`,
        declared.model,
      );
    case 1:
      return loop(code`for (let i = 0; i < 2; i++) ${list}.push(${one.parts});`, one.model);
    case 2:
      return loop(
        code`for (let i = 0, C: any; i < 2 && (C = ${one.parts}); i++) { ${list}.push(C); }`,
        one.model,
      );
    case 3:
      return loop(
        code`for (let C = (${one.parts}) as any, i = 0; i < 2; i++) { ${list}.push(C); }`,
        one.model,
      );
    case 4:
      return loop(code`while (${list}.push(${one.parts}) < 2);`, one.model);
    case 5:
      return code`const make${id} = () => ${one.parts};\nconst ${list}: any[] = [make${id}(), make${id}()];\n${cross(one.model)}`;
    case 6:
      return code`const make${id} = (ignored = 0) => (${one.parts}) as any;\nconst ${list}: any[] = [make${id}(), make${id}()];\n${cross(one.model)}`;
    case 7:
      return code`function make${id}() { ev(${label("make")}, 1); ${declared.parts}\nreturn ${id}; }\nconst ${list}: any[] = [make${id}(), make${id}()];\n${cross(declared.model)}`;
    case 8:
      return code`const make${id} = (made: any = ${one.parts}) => made;\nconst ${list}: any[] = [make${id}(), make${id}()];\n${cross(one.model)}`;
    default:
      return code`class Holder${id} { held: any = ${one.parts}; static once: any = ${one.parts}; static { this.once = this.once; } }\nconst ${list}: any[] = [new Holder${id}().held, new Holder${id}().held];\n${cross(one.model)}`;
  }
};

/** Mixins, applied twice to one another. */
const mixins: Scenario = (context, base) => {
  const { random, name, label, claim } = context;
  const id = name("Mix");
  claim("redeclaration");
  const isArrow = random.chance(0.6) && claim("repetition");
  const heritage = `(Base as any)`;
  const inner = random.chance(0.5) ? name("Own") : null;
  const { parts, model } = make(context, null, { name: inner, heritage });
  const on = base ? base.expression : `class { seen = ev(${label("base")}, 1); }`;
  const factory = isArrow
    ? code`const ${id} = (Base: any): any => ${parts};`
    : code`function ${id}(Base: any): any { return ${parts}; }`;
  const once = `${id}Once`;
  const twice = `${id}Twice`;
  return code`${factory}\nconst ${once} = ${id}(${on});\nconst ${twice} = ${id}(${once});\n${useClass(context, once, model)}${useClass(context, twice, model)}`;
};

/** Constructors that return another object, also one that has the fields already. */
const returned: Scenario = (context) => {
  const { random, name, label, claim } = context;
  const id = name("Ret");
  claim("indirect-access");
  const isTwice = random.chance(0.5) && claim("double-initialization");
  const heritage = `Give${id}`;
  const { parts, model } = make(context, null, { name: id, isExpression: false, heritage });
  const field = model.fields.find(({ key, isStatic }) => key !== null && !isStatic);
  const key = field?.key ?? '"none"';
  claim("redeclaration");
  const again = isTwice
    ? chunk(`attempt(${label("again")}, () => new (${id} as any)(object${id}));\n`)
    : "";
  return code`class Give${id} { constructor(object: any) { return object; } }
${parts}
const object${id}: any = ${random.pick(["{}", "Object.freeze({})", "new Proxy({}, {})", "() => 1"])};
attempt(${label("given")}, () => new (${id} as any)(object${id}) === object${id});
shape(${label("given")}, object${id}, { isInstance: true });
attempt(${label("given")}, () => Reflect.get(${id}.prototype, ${key}, object${id}));
${again}attempt(${label("given")}, () => Reflect.set(${id}.prototype, ${key}, 2, object${id}));
attempt(${label("given")}, () => Reflect.get(${id}.prototype, ${key}, object${id}));
`;
};

/** A superclass that reaches into the instance before its fields are there. */
const reaching: Scenario = (context) => {
  const { random, name, label } = context;
  const id = name("Reach");
  const { parts, model } = make(context, null, {
    name: id,
    isExpression: false,
    heritage: `Base${id}`,
  });
  const targets = model.fields.filter((field) => field.key !== null && !field.isStatic);
  const lines = targets
    .filter(({ isDefined, isMarked }) => isDefined && isMarked)
    .map((field) =>
      chunk(
        random.chance(0.7)
          ? `early(${label("reach")}, () => ${field.on("(this as any)")}); `
          : `earlyWrite(${label("reach")}, () => ${field.on("(this as any)")}, () => (${field.on("(this as any)")} = 1)); `,
      ),
    );
  return code`class Base${id} { constructor() { ${lines}leaked.push(this); } }\n${parts}\n${useClass(context, id, model)}`;
};

/** Static places: blocks, initializers, namespaces, switches, try statements. */
const places: Scenario = (context, base) => {
  const { random, name, label, claim } = context;
  const id = name("Place");
  const kind = random.int(9);
  if (kind < 2 && !claim("broken-lowering")) return declarations(context, base);
  const declared = make(context, base, { name: id, isExpression: false });
  const one = make(context, base, { name: random.chance(0.5) ? name("Own") : null });
  const inside = useClass(context, id, declared.model);
  const use = useClass(context, id, one.model);
  switch (kind) {
    case 0:
      return code`class Outer${id} { static { ${declared.parts}\n${inside}} }\n`;
    case 1:
      return code`class Outer${id} { static ${id}: any = ${one.parts}; }\nconst ${id} = Outer${id}.${id};\n${use}`;
    case 2:
      return code`switch (ev(${label("case")}, 1)) { case 1: ${declared.parts}\n${inside} break; default: ev("never", 1); }\n`;
    case 3:
      return code`try { ${declared.parts}\n${inside}} catch (error: any) { ev(${label("caught")}, error instanceof TypeError); } finally { ev(${label("finally")}, 1); }\n`;
    case 4:
      return code`namespace Space${id} { export ${declared.parts}\n${inside}}\n`;
    case 5:
      return code`class Outer${id} { method() { ${declared.parts}\n${inside}} get made() { return ${one.parts}; } }\nnew Outer${id}().method(); const ${id}: any = new Outer${id}().made;\n${use}`;
    case 6:
      return code`class Outer${id} extends (${one.parts}) { tail = ev(${label("tail")}, 1); }\nconst ${id} = Object.getPrototypeOf(Outer${id});\n${use}`;
    case 7:
      return code`if (ev(${label("if")}, true)) { ${declared.parts}\n${inside}}\n`;
    default:
      return code`class Outer${id} { [attempt(${label("in a key")}, () => typeof (${one.parts})) as any]() {} }\nshape(${label("outer")}, Outer${id}.prototype);\n`;
  }
};

/** Classes between the pauses of an async function or a generator, some in their own keys. */
const pauses: Scenario = (context, base) => {
  const { random, name, label, claim } = context;
  const id = name("Pause");
  const isAsync = random.chance(0.6);
  const suspend = isAsync ? "await " : "yield ";
  const { parts, model } = make(context, base, {
    name: id,
    isExpression: false,
    suspend: !context.hasConverters && claim("broken-lowering") ? suspend : null,
  });
  const use = useClass(context, id, model);
  return isAsync
    ? code`ended.push((async () => { ev(${label("begin")}, 1); await null;\n${parts}\nawait ev(${label("pause")}, 1);\n${use}})().catch((error: any) => ev(${label("rejected")}, error instanceof TypeError)));\n`
    : code`const ${id}Steps = (function* (): any { ${parts}\nev(${label("pause")}, yield 1);\n${use}})();\nfor (let step = ${id}Steps.next(), sent = 1; !step.done && sent < 50; step = ${id}Steps.next(step.value ?? sent++));\n`;
};

/** `export default class`, `export class`; at most one in a program, at its top. */
export const exportsOf: Scenario = (context, base) => {
  const { random, name, claim } = context;
  const id = name("Out");
  const kind = random.int(3);
  const isAnonymous = kind === 0 && claim("anonymous-default");
  // Without a name the class can be used by nobody in its own file but through what exports it.
  const { parts, model } = make(context, base, {
    name: isAnonymous ? null : id,
    isExpression: false,
  });
  if (isAnonymous) {
    return code`export default ${parts}\nconst ${id}: any = exported();\n${useClass(context, id, model)}`;
  }
  const head = kind === 1 ? "export default " : "export ";
  return code`${head}${parts}\n${useClass(context, id, model)}`;
};

export const SCENARIOS: readonly Scenario[] = [
  declarations,
  declarations,
  declarations,
  expressions,
  expressions,
  evaluations,
  evaluations,
  mixins,
  returned,
  reaching,
  places,
  pauses,
];
