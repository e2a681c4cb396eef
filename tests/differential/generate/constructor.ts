import type { Part } from "../program.ts";
import { chunk, code } from "../program.ts";
import type { ClassSpec } from "./class.ts";
import type { ClassModel, Context } from "./context.ts";

/** A constructor that looks at the instance before and behind `super()`, and at its own parameters. */
export function generateConstructor(
  context: Context,
  { heritage }: ClassSpec,
  model: ClassModel,
): Part[] {
  const { random, label } = context;
  const isDerived = heritage !== null;
  let variant = random.int(9);
  if (variant > 5 && isDerived && !context.claim("nested-super")) variant = 0;
  const parameters = random.pick([
    "",
    "argument?: any",
    "...rest: any[]",
    `argument: any = ev(${label("default")}, 1)`,
    `{ length }: any = ev(${label("default")}, "text")`,
    ...(variant < 5 ? [`public ${context.name("shown")}: any = ev(${label("default")}, 2)`] : []),
    ...(variant < 5 ? [`first: any, readonly ${context.name("kept")} = "kept"`] : []),
  ]);
  if (/ev\(/.test(parameters)) context.claim("lowered-otherwise");
  const own = model.fields.filter(({ isStatic }) => !isStatic);
  const statements = random
    .sample(own, 2)
    .map((field) =>
      chunk(
        random.chance(0.5)
          ? ` attempt(${label("constructor reads")}, () => typeof ${field.on("this")});`
          : ` attempt(${label("constructor writes")}, () => (${field.on("this")} = "written"));`,
      ),
    );
  const begin = random.pick(["", ` ev(${label("constructor begins")}, 1);`, ' "directive";']);
  const end = chunk(` snap(${label("constructor")}, this);`);
  const arguments_ = random.pick(["", `ev(${label("argument")}, 3)`, '"x", "y"']);
  const superCall = isDerived ? superText(context, variant, arguments_) : "";
  return code`  constructor(${parameters}) {${begin}${superCall}${statements}${end} }`;
}

function superText({ label }: Context, variant: number, argument: string): string {
  switch (variant) {
    case 5:
      return ` try { super(${argument}); } finally { ev(${label("finally")}, 1); }`;
    case 6:
      return ` if (ev(${label("condition")}, true)) { super(${argument}); } else { super(); }`;
    case 7:
      return ` const create = () => super(${argument}); ev(${label("before")}, 1); create();`;
    case 8:
      return ` ev(${label("super")}, typeof super(${argument}));`;
    default:
      return ` super(${argument});`;
  }
}
