import rule from "../../src/rules/no-unswept-weak-ref.ts";
import { run } from "../rule-tester.ts";

run("no-unswept-weak-ref", rule, {
  valid: [
    "const all = new Set(); export function add(target) { all.add(new Reference(target)); }",
    {
      name: "a list that is filled where it is made, for a key that lets go of it",
      code: `
        const chains = new WeakMap();
        export function chainOf(view) {
          let chain = chains.get(view);
          if (!chain) {
            chain = [];
            chains.set(view, chain);
            for (let each = view; each; each = each.parent) chain.push({ view: new WeakRef(each) });
          }
          return chain.slice(0);
        }
      `,
    },
    {
      name: "a registry that is handed the collection",
      code: `
        module.exports = class {
          constructor() {
            this.references = new Set();
            this.registry = new FinalizationRegistry(({ set, reference }) => set.delete(reference));
          }
          add(value) {
            const reference = new WeakRef(value);
            this.references.add(reference);
            this.registry.register(value, { reference, set: this.references });
          }
        };
      `,
    },
    {
      name: "a registry that deletes the entry",
      code: `
        const views = new Set();
        const registry = new FinalizationRegistry((reference) => views.delete(reference));
        export function track(view) {
          const reference = new WeakRef(view);
          views.add(reference);
          registry.register(view, reference);
        }
      `,
    },
    {
      name: "dead entries deleted during a walk",
      code: `
        const views = new Set();
        export const track = (view) => { views.add(new WeakRef(view)); };
        export function draw() {
          for (const reference of views) {
            const view = reference.deref();
            if (view) view.draw();
            else views.delete(reference);
          }
        }
      `,
    },
    {
      name: "dead entries filtered out",
      code: `
        let views = [];
        export function track(view) { views.push(new WeakRef(view)); }
        export function sweep() { views = views.filter((reference) => reference.deref()); }
      `,
    },
    {
      name: "one entry per class",
      code: `
        const last = new Map();
        export function remember(instance) { last.set(instance.constructor, new WeakRef(instance)); }
      `,
    },
    {
      name: "references in a WeakMap",
      code: `
        const references = new WeakMap();
        export function referenceTo(target) { references.set(target, new WeakRef(target)); }
      `,
    },
    {
      name: "a collection of one call",
      code: `
        export function snapshot(targets) {
          const references = [];
          for (const target of targets) references.push(new WeakRef(target));
          return references.length;
        }
      `,
    },
  ],
  invalid: [
    {
      name: "a registry that is handed something else",
      code: `
        module.exports = class {
          constructor() {
            this.references = new Set();
            this.registry = new FinalizationRegistry(({ name }) => console.log(name));
          }
          add(value) {
            const reference = new WeakRef(value);
            this.references.add(reference);
            this.registry.register(value, { reference, name: value.name });
          }
        };
      `,
      errors: [{ messageId: "neverSwept" }],
    },
    {
      name: "a list that is filled each time, for a key that lets go of it",
      code: `
        const chains = new WeakMap();
        export function chainOf(view, next) {
          let chain = chains.get(view);
          if (!chain) {
            chain = [];
            chains.set(view, chain);
          }
          chain.push({ view: new WeakRef(next) });
          return chain.slice(0);
        }
      `,
      errors: [{ messageId: "neverSwept" }],
    },
    {
      name: "an array of the module",
      code: `
        const views = [];
        export function track(view) { views.push(new WeakRef(view)); }
        export function draw() { for (const reference of views) reference.deref()?.draw(); }
      `,
      errors: [
        {
          messageId: "neverSwept",
          data: { name: "views" },
          line: 2,
          column: 15,
          endLine: 2,
          endColumn: 20,
        },
      ],
    },
    {
      name: "records with a reference, in a field",
      code: `
        class Bus {
          #targets = new Map();
          add(name, target) {
            const reference = new WeakRef(target);
            this.#targets.set(name, { reference: reference, at: Date.now() });
            this.#targets.set(name, { reference: new WeakRef(target) });
          }
        }
      `,
      errors: [{ messageId: "neverSwept", line: 3, column: 11, endColumn: 19 }],
    },
    {
      name: "a removal that nobody calls",
      code: `
        const byName = new Map();
        export function put(name, target) {
          const reference = new WeakRef(target);
          byName.set(name, reference);
        }
        export function forget(name) { byName.delete(name); }
      `,
      errors: [{ messageId: "neverSwept", line: 2, column: 15 }],
    },
  ],
});
