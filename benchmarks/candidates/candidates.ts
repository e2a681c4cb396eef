import type { PluginConfig } from "@weakfield/transformer";
import * as ts from "typescript";
import {
  compileWithBabel,
  compileWithEsbuild,
  compileWithSwc,
  compileWithTypescript,
  compileWithWeakfield,
} from "./compilers.ts";
import { classOf, converted, eachField } from "./shape.ts";
import type { Shape } from "./shape.ts";

/** A way to keep the values of a class, as a compiled module. */
export interface Candidate {
  readonly id: string;
  /** As tables show it. */
  readonly title: string;
  /** Whether its values stand in a `WeakMap` of each field. */
  readonly isWeakmapPeer?: boolean;
  /** Whether each instance has properties of its own, so that a frozen one cannot be written. */
  readonly isOnInstance?: boolean;
  /** Whether a read through an object that the class did not initialize throws. */
  readonly hasBrand?: boolean;
  /** What it costs grows out of proportion: left out of the large grids. */
  readonly isHeavy?: boolean;
  /** Null: it has no way to convert what is written. */
  readonly write: (shape: Shape) => string | null;
}

const ours =
  (config: PluginConfig): Candidate["write"] =>
  (shape) => {
    const marker = shape.isConverted ? "@field(integer)" : "@field";
    const members = eachField(shape, (field, i) => `${marker} ${field}: number = ${i};`);
    const text = classOf({ ...shape, isConverted: false }, members);
    const names = shape.isConverted ? "field, integer" : "field";
    return compileWithWeakfield(`import { ${names} } from "weakfield";\n${text}`, config);
  };

/** A decorator that does nothing, the least that one costs; where the class converts, one that converts. */
const standardDecorator = ({ isConverted }: Shape) =>
  isConverted
    ? `function keep(target) {
  return { init: toInteger, set(v) { target.set.call(this, toInteger(v)); } };
}\n`
    : "function keep(target: unknown, context: unknown) {}\n";

const decorated =
  (compile: (text: string) => string): Candidate["write"] =>
  (shape) => {
    const members = eachField(shape, (field, i) => `@keep accessor ${field}: number = ${i};`);
    return compile(standardDecorator(shape) + classOf(shape, members));
  };

/** What libraries for `experimentalDecorators` do: accessors over a storage that the decorator makes. */
const legacy =
  (storage: (key: string, value: string) => { make: string; get: string; set: string }) =>
  (shape: Shape): string => {
    const { make, get, set } = storage("key", converted(shape, "v"));
    const decorator = `function keep(target: object, key: string): void {
  ${make}
  Object.defineProperty(target, key, {
    get() { return ${get}; }, set(v) { ${set}; }, enumerable: true, configurable: true,
  });
}\n`;
    const members = eachField(shape, (field, i) => `@keep ${field}: number = ${i};`);
    return compileWithTypescript(decorator + classOf(shape, members), {
      experimentalDecorators: true,
      useDefineForClassFields: false,
    });
  };

const plainProperty: Candidate["write"] = (shape) =>
  shape.isConverted
    ? null
    : compileWithTypescript(
        classOf(
          shape,
          eachField(shape, (field, i) => `${field} = ${i};`),
        ),
      );

const handPrivate =
  (options: ts.CompilerOptions = {}): Candidate["write"] =>
  (shape) => {
    const members = eachField(
      shape,
      (field, i) => `  #${field} = ${converted(shape, String(i))};
  get ${field}() {
    return this.#${field};
  }
  set ${field}(value) {
    this.#${field} = ${converted(shape, "value")};
  }`,
    );
    return compileWithTypescript(classOf(shape, members), options);
  };

/** A collection for each field, with the check that an object is one of the class. */
const handMap =
  (kind: "WeakMap" | "Map"): Candidate["write"] =>
  (shape) => {
    const maps = eachField(shape, (field) => `const ${field}s = new ${kind}();`);
    const helpers = `function read(map, object) {
  const value = map.get(object);
  if (value === undefined && !map.has(object)) throw new TypeError("Not an instance.");
  return value;
}
function write(map, object, value) {
  if (!map.has(object)) throw new TypeError("Not an instance.");
  map.set(object, value);
}\n`;
    const sets = eachField(
      shape,
      (field, i) => `${field}s.set(this, ${converted(shape, String(i))});`,
    );
    const accessors = eachField(
      shape,
      (field) => `get ${field}() { return read(${field}s, this); }
set ${field}(v) { write(${field}s, this, ${converted(shape, "v")}); }`,
    );
    const members = `constructor() {\n${sets}\n}\n${accessors}`;
    return compileWithTypescript(`${maps}\n${helpers}${classOf(shape, members)}`);
  };

const mobx: Candidate["write"] = (shape) => {
  if (shape.isConverted) return null;
  const fields = eachField(shape, (field, i) => `${field} = ${i};`);
  const annotations = eachField(shape, (field) => `${field}: observable,`);
  const members = `${fields}\nconstructor() { makeObservable(this, {\n${annotations}\n}); }`;
  const imports = `import { makeObservable, observable } from "mobx";\n`;
  return imports + compileWithTypescript(classOf(shape, members));
};

/** Everything that is compared, in the order of the tables. */
export const candidates: readonly Candidate[] = [
  {
    id: "private",
    title: "**`@field`, private**",
    hasBrand: true,
    write: ours({ storage: "private" }),
  },
  { id: "weakmap", title: "**`@field`, weakmap**", hasBrand: true, write: ours({}) },
  {
    id: "private-own",
    title: "**`@field`, private, own**",
    hasBrand: true,
    isHeavy: true,
    write: ours({ storage: "private", properties: "own" }),
  },
  {
    id: "weakmap-own",
    title: "**`@field`, weakmap, own**",
    hasBrand: true,
    isHeavy: true,
    write: ours({ properties: "own" }),
  },
  { id: "plain", title: "plain property", isOnInstance: true, write: plainProperty },
  { id: "hand-private", title: "`#x` by hand", hasBrand: true, write: handPrivate() },
  {
    id: "hand-weakmap",
    title: "`WeakMap` per field by hand",
    hasBrand: true,
    isWeakmapPeer: true,
    write: handMap("WeakMap"),
  },
  {
    id: "hand-map",
    title: "strong `Map` per field by hand",
    hasBrand: true,
    write: handMap("Map"),
  },
  {
    id: "typescript",
    title: "`@dec accessor`, TypeScript",
    hasBrand: true,
    write: decorated(compileWithTypescript),
  },
  {
    id: "babel",
    title: "`@dec accessor`, Babel",
    hasBrand: true,
    write: decorated(compileWithBabel),
  },
  { id: "swc", title: "`@dec accessor`, swc", hasBrand: true, write: decorated(compileWithSwc) },
  {
    id: "esbuild",
    title: "`@dec accessor`, esbuild",
    hasBrand: true,
    isWeakmapPeer: true,
    write: decorated(compileWithEsbuild),
  },
  {
    id: "lowered-private",
    title: "`#x` by hand, TypeScript for ES2021",
    hasBrand: true,
    isWeakmapPeer: true,
    write: handPrivate({ target: ts.ScriptTarget.ES2021 }),
  },
  {
    id: "legacy-weakmap",
    title: "legacy `@dec`, `WeakMap`",
    isWeakmapPeer: true,
    write: legacy((_key, value) => ({
      make: "const values = new WeakMap<object, unknown>();",
      get: "values.get(this)",
      set: `values.set(this, ${value})`,
    })),
  },
  {
    id: "legacy-name",
    title: "legacy `@dec`, `_name`",
    isOnInstance: true,
    write: legacy((key, value) => ({
      make: `const hidden = "_" + ${key};`,
      get: "this[hidden]",
      set: `this[hidden] = ${value}`,
    })),
  },
  { id: "mobx", title: "MobX `observable`", isOnInstance: true, isHeavy: true, write: mobx },
];
