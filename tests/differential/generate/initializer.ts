import type { Part } from "../program.ts";
import { code } from "../program.ts";
import { generateClass } from "./class.ts";
import type { ClassModel, Context, FieldModel } from "./context.ts";
import { allFields } from "./context.ts";

/** What an initializer may mention. */
export interface Scope {
  readonly field: FieldModel;
  /** The properties of the same side, static or not, declared before and behind this one. */
  readonly earlier: readonly FieldModel[];
  readonly later: readonly FieldModel[];
  readonly base: ClassModel | null;
  readonly methods: readonly string[];
  readonly depth: number;
}

/** An initializer with its ` = `, or nothing. */
export function generateInitializer(context: Context, scope: Scope): Part[] {
  const { random, label } = context;
  const { field } = scope;
  if (!field.isDefined) {
    if (random.chance(0.7)) return [];
    return code` = ${random.pick(["undefined", "void 0", `ev(${label("none")}, undefined)`])}`;
  }
  const parts = value(context, scope);
  switch (random.int(12)) {
    case 0:
      return code` =\n    ${parts}`;
    case 1:
      return code` = /* first */ ${parts} /* last */`;
    case 2:
      return code` = (${parts})`;
    case 3:
      return code` = (${parts}) as any`;
    default:
      return code` = ${parts}`;
  }
}

function value(context: Context, scope: Scope): Part[] {
  const { random, label } = context;
  const { field, earlier, later, base, methods, depth } = scope;
  const isInstance = !field.isStatic;
  const named = (parts: Part[]): Part[] => {
    field.facts.takesName = true;
    return parts;
  };
  const readable = earlier.filter((other) => other.isDefined);
  const unready = later.filter((other) => other.isMarked && other.isDefined);
  const inherited = base && isInstance ? allFields(base).filter(isPublicInstance) : [];
  const reachable = inherited.filter(({ key }) => !later.some((own) => own.key === key));
  const isQuiet = isInstance && !field.declared.startsWith("[");
  const mayNest = () => depth < 2 && (isQuiet || context.claim("broken-lowering"));
  switch (random.int(34)) {
    case 0:
    case 1:
    case 2:
      return [random.pick(["1", '"text"', "-1", "true", "null", "[1, 2]", "{ a: 1 }", "`t`", "0"])];
    case 3:
    case 4:
    case 5:
    case 6:
      return [`ev(${label("init")}, ${random.int(9)})`];
    case 7:
      return [`(ev(${label("first")}, 1), ev(${label("second")}, 2))`];
    case 8:
    case 9:
    case 10:
      return [`snap(${label("own keys")}, this)`];
    case 11:
    case 12:
    case 13: {
      if (readable.length === 0) return [`ev(${label("init")}, "no earlier")`];
      return [`ev(${label("earlier")}, ${random.pick(readable).on("this")})`];
    }
    case 14:
    case 15: {
      if (unready.length === 0) return [`ev(${label("init")}, "no later")`];
      return [`early(${label("later")}, () => ${random.pick(unready).on("this")})`];
    }
    case 16: {
      if (unready.length === 0) return [`ev(${label("init")}, "no later")`];
      const target = random.pick(unready).on("this");
      return [`earlyWrite(${label("later")}, () => ${target}, () => (${target} = "early"))`];
    }
    case 17:
    case 18:
    case 19: {
      const made = random.pick([
        "() => 1",
        "(x: any) => x",
        "async () => this",
        "function () {}",
        "function* () {}",
        "async function () {}",
        "class {}",
        `class { static m() {} }`,
        `class { static s = ev(${label("static")}, 1) }`,
        "() => this",
      ]);
      // Lowered, a static field needs a variable, as a nested class does.
      return named([made.includes("static s") && !mayNest() ? "class {}" : made]);
    }
    case 20:
      return [
        random.pick([
          "function own() {}",
          "class Own {}",
          "(0, () => 1)",
          "{ m() {} }",
          "[() => 1]",
        ]),
      ];
    case 21:
      if (!mayNest()) return ["1"];
      if (field.declared.startsWith("[")) {
        // One of the documented differences: the class has no name.
        return generateClass(context, { ...NESTED, depth: depth + 1 }).parts;
      }
      return named(generateClass(context, { ...NESTED, depth: depth + 1 }).parts);
    case 22:
    case 23: {
      if (!mayNest()) return ["2"];
      const name = random.chance(0.5) ? context.name("Inner") : null;
      const inner = generateClass(context, { ...NESTED, name, depth: depth + 1 });
      const target = inner.model.fields.find(isPublicInstance);
      const made = code`new (${inner.parts})("inner")`;
      return target
        ? code`[attempt(${label("inner")}, () => ${[...made, target.on("")]})]`
        : code`[attempt(${label("inner")}, () => typeof ${made})]`;
    }
    case 24:
      return isInstance ? ['(leaked.push(this), "leaked")'] : ["3"];
    case 25:
      if (!random.chance(0.3)) return [`ev(${label("init")}, "no failure")`];
      return [`fail(${label("init")})`];
    case 26: {
      if (inherited.length === 0) return ["{ b: [1] }"];
      const target = random.pick(inherited).on("super");
      return [`[attempt(${label("super")}, () => ${target})]`];
    }
    case 27: {
      if (reachable.length === 0) return ["{ b: [1] }"];
      return [`[attempt(${label("inherited")}, () => (${random.pick(reachable).on("this")} = 7))]`];
    }
    case 28:
      if (!isInstance || methods.length === 0) return ["!0"];
      return [`[attempt(${label("call")}, () => (this as any).${random.pick(methods)}())]`];
    case 29:
      return [`\`\${ev(${label("template")}, 1)}-\``];
    case 30:
      return [
        `{\n    first: ev(${label("first")}, 1), // one\n    second: [ev(${label("second")}, this === undefined)],\n  }`,
      ];
    case 31:
      return [`(() => ev(${label("called")}, typeof this))()`];
    case 32:
      return [`[...(function* () { yield ev(${label("yielded")}, 1); })()].length`];
    default:
      return [`ev(${label("both")}, ev(${label("inner")}, 1) || ev(${label("never")}, 2))`];
  }
}

function isPublicInstance(field: FieldModel): boolean {
  return !field.isStatic && field.key !== null;
}

const NESTED = { name: null, isExpression: true, heritage: null, base: null, suspend: null };
