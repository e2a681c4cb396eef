import rule from "../../src/rules/no-finalizer-scan.ts";
import { run } from "../rule-tester.ts";

run("no-finalizer-scan", rule, {
  valid: [
    {
      name: "a deletion by the held key",
      code: `
        const cache = new Map();
        const registry = new FinalizationRegistry((key) => {
          const reference = cache.get(key);
          if (reference !== undefined && reference.deref() === undefined) cache.delete(key);
        });
      `,
    },
    {
      name: "a loop over what was held",
      code: `
        const registry = new FinalizationRegistry((cleanups) => {
          for (const cleanup of cleanups) cleanup();
        });
      `,
    },
    {
      name: "a loop over a fixed list, deleting by key",
      code: `
        const tables = { a: new Map(), b: new Map() };
        const registry = new FinalizationRegistry((key) => {
          for (const name of ["a", "b"]) tables[name].delete(key);
        });
      `,
    },
    {
      name: "a search in what was held",
      code: `
        const registry = new FinalizationRegistry((names) => {
          if (names.includes("log")) console.log(names);
        });
      `,
    },
    {
      name: "a search outside a finalizer",
      code: `
        const list = [];
        export const indexOf = (item) => list.indexOf(item);
      `,
    },
    {
      name: "a sweep on insertion only when the set has grown",
      code: `
        const references = new Set();
        export function add(target) {
          if (references.size > 1000) {
            for (const reference of references) if (!reference.deref()) references.delete(reference);
          }
          references.add(new WeakRef(target));
        }
      `,
    },
  ],
  invalid: [
    {
      name: "indexOf in a named callback",
      code: `
        const references = [];
        const registry = new FinalizationRegistry(forget);
        function forget(reference) {
          references.splice(references.indexOf(reference), 1);
        }
      `,
      errors: [{ messageId: "scansOnDeath", line: 5, column: 40, endLine: 5, endColumn: 47 }],
    },
    {
      name: "a walk that looks for the dead",
      code: `
        const cache = new Map();
        const registry = new FinalizationRegistry(() => {
          for (const [key, reference] of cache) {
            if (reference.deref() === undefined) cache.delete(key);
          }
        });
      `,
      errors: [{ messageId: "scansOnDeath", line: 4, column: 42, endColumn: 47 }],
    },
    {
      name: "a helper that the callback calls",
      code: `
        let references = [];
        function sweep() { references = references.filter((reference) => reference.deref()); }
        const registry = new FinalizationRegistry(() => { sweep(); });
      `,
      errors: [{ messageId: "scansOnDeath", line: 3, column: 52, endColumn: 58 }],
    },
    {
      name: "a walk with forEach",
      code: `
        class Pool {
          #all = new Set();
          #registry = new FinalizationRegistry((id) => {
            this.#all.forEach((entry) => { if (entry.id === id) this.#all.delete(entry); });
          });
        }
      `,
      errors: [{ messageId: "scansOnDeath", line: 5, column: 23, endColumn: 30 }],
    },
    {
      name: "a walk on every insertion",
      code: `
        const references = new Set();
        export function add(target) {
          for (const reference of references) {
            if (reference.deref() === target) return;
          }
          references.add(new WeakRef(target));
        }
      `,
      errors: [{ messageId: "scansOnInsertion", line: 4, column: 35, endColumn: 45 }],
    },
  ],
});
