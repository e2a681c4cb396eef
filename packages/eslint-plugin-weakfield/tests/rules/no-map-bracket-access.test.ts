import rule from "../../src/rules/no-map-bracket-access.ts";
import { run } from "../rule-tester.ts";

run("no-map-bracket-access", rule, {
  valid: [
    {
      name: "entries that a loop takes out of a new map or set",
      code: `
        for (const entry of new Map(fields)) use(entry[0], entry[1]);
        for (var letter of new Set(words)) use(letter[0]);
        for (entry of new Map(fields)) use(entry[1]);
      `,
    },
    { name: "methods", code: "const map = new Map(); map.set(key, value); map.get(key);" },
    {
      name: "plain objects and arrays",
      code: "const table = {}; const list = []; table[key] = list[0];",
    },
    {
      name: "names of members",
      code: 'const map = new Map(); map["size"]; map["get"](key); map[Symbol.iterator]();',
    },
    {
      name: "a method whose name is computed",
      code: `
        const set = new Set();
        const method = enabled ? "add" : "delete";
        set[method](item);
        const has = set[method];
        for (const name of ["add", "delete"]) set[name] = wrap(set[name]);
      `,
    },
    {
      name: "the trap of a proxy",
      code: "const map = new Map(); new Proxy(map, { get: (target, prop) => map[prop] });",
    },
    {
      name: "a variable that may hold something else",
      code: "let table = new Map(); table = {}; table[key] = 1;",
    },
    {
      name: "one of two containers",
      code: "const table = supported ? new Map() : {}; table[key] = 1;",
    },
    {
      name: "a class of the file called Map",
      code: "class Map {} const map = new Map(); map[key] = 1;",
    },
    {
      name: "a type of the file called Map",
      code: "interface Map { [key: string]: 1 } function f(map: Map, key: string) { return map[key]; }",
    },
    {
      name: "a field that is sometimes something else",
      code: `
        class Store {
          items = new Map();
          reset() { this.items = {}; }
          get(key) { return this.items[key]; }
        }
      `,
    },
    {
      name: "a field of the same name elsewhere",
      code: "class A { items = new Map(); } class B { items = {}; get(key) { return this.items[key]; } }",
    },
  ],
  invalid: [
    {
      name: "a write, a read and a deletion",
      code: `
const widths = new WeakMap();
widths[element] = 10;
use(widths[element]);
delete widths[element];`,
      errors: [
        {
          messageId: "bracketAccess",
          data: { kind: "WeakMap" },
          line: 3,
          column: 1,
          endLine: 3,
          endColumn: 16,
          suggestions: [
            {
              messageId: "useMethod",
              data: { method: "set" },
              output: `
const widths = new WeakMap();
widths.set(element, 10);
use(widths[element]);
delete widths[element];`,
            },
          ],
        },
        {
          messageId: "bracketAccess",
          line: 4,
          column: 5,
          suggestions: [
            {
              messageId: "useMethod",
              data: { method: "get" },
              output: `
const widths = new WeakMap();
widths[element] = 10;
use(widths.get(element));
delete widths[element];`,
            },
          ],
        },
        {
          messageId: "bracketAccess",
          line: 5,
          column: 8,
          suggestions: [
            {
              messageId: "useMethod",
              data: { method: "delete" },
              output: `
const widths = new WeakMap();
widths[element] = 10;
use(widths[element]);
widths.delete(element);`,
            },
          ],
        },
      ],
    },
    {
      name: "a typed parameter",
      code: "function count(counts: Map<string, number>, word: string) { return counts[word]; }",
      errors: [
        {
          messageId: "bracketAccess",
          data: { kind: "Map" },
          column: 68,
          suggestions: [
            {
              messageId: "useMethod",
              output:
                "function count(counts: Map<string, number>, word: string) { return counts.get(word); }",
            },
          ],
        },
      ],
    },
    {
      name: "no suggestion for updates, assignments in expressions and sets",
      code: `
        const map = new Map();
        map[key]++;
        map[key] += 1;
        result = map[key] = 1;
        const set = new Set([1]);
        use(set[0]);
      `,
      errors: [3, 4, 5, 7].map((line) => ({
        messageId: "bracketAccess" as const,
        line,
        suggestions: [],
      })),
    },
    {
      name: "no suggestion where a comment, an assertion or a question mark would be lost",
      code: `
        const map = new Map();
        use(map[/* kept */ key]);
        map[key] = /* kept */ 1;
        (map[key] as number) = 1;
        delete map[key]!;
        use(map?.[key]);
      `,
      errors: [3, 4, 5, 6, 7].map((line) => ({
        messageId: "bracketAccess" as const,
        line,
        suggestions: [],
      })),
    },
    {
      name: "a sequence as the value",
      code: "const map = new Map(); map[key] = (log(), value);",
      errors: [
        {
          messageId: "bracketAccess",
          suggestions: [
            {
              messageId: "useMethod",
              data: { method: "set" },
              output: "const map = new Map(); map.set(key, (log(), value));",
            },
          ],
        },
      ],
    },
    {
      name: "fields, private, static and assigned in a constructor",
      code: `
        class Store {
          #items = new Map();
          static all = new Set();
          constructor() { this.names = new Map(); }
          get(key) { return [this.#items?.[key], Store.all[key], this.names[key]]; }
        }
      `,
      errors: [
        { messageId: "bracketAccess", line: 6, column: 30, suggestions: [] },
        { messageId: "bracketAccess", line: 6, column: 50, suggestions: [] },
        {
          messageId: "bracketAccess",
          line: 6,
          column: 66,
          suggestions: [
            {
              messageId: "useMethod",
              output: `
        class Store {
          #items = new Map();
          static all = new Set();
          constructor() { this.names = new Map(); }
          get(key) { return [this.#items?.[key], Store.all[key], this.names.get(key)]; }
        }
      `,
            },
          ],
        },
      ],
    },
  ],
});
