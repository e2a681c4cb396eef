import rule from "../../src/rules/no-strong-instance-map.ts";
import { run } from "../rule-tester.ts";

run("no-strong-instance-map", rule, {
  valid: [
    {
      name: "a list of an object that may well end, with the way back",
      code: `
        export class World {
          links = [];
          addLink(element) { element.show(); this.links.push(element); }
          removeLink(element) { const at = this.links.indexOf(element); if (at >= 0) this.links.splice(at, 1); }
        }
      `,
    },
    {
      name: "a member under a symbol, with a removal",
      code: `
        const kStates = Symbol("states");
        export class StateManager {
          constructor() { this[kStates] = new Map(); }
          of(socket) {
            if (!this[kStates].has(socket)) this[kStates].set(socket, {});
            return this[kStates].get(socket);
          }
          close(socket) { this[kStates].delete(socket); }
        }
      `,
    },
    {
      name: "what every caller gives is a text",
      code: `
        const seen = new Set();
        function mark(given) { if (!seen.has(given)) seen.add(given); }
        export function enter(root) { mark("enter " + root.tagName); }
        export function leave(root) { mark("leave " + root.tagName); }
      `,
    },
    {
      name: "what callers give is now an element, now a text",
      code: `
        const seen = new Set();
        function mark(given) { if (!seen.has(given)) seen.add(given); }
        export function enter(root) { mark(root.parentElement); }
        export function leave(root) { mark("leave"); }
      `,
    },
    ...[
      ["an export", "export function mark(given)", "mark(root.parentElement)"],
      ["a call without it", "function mark(given)", "mark(root.parentElement); mark()"],
      ["a spread", "function mark(given)", "mark(...[root.parentElement])"],
      ["a function handed on", "function mark(given)", "mark(root.parentElement); each(mark)"],
      ["no call at all", "function mark(given)", ""],
      ["a default", "function mark(given = null)", "mark(root.parentElement)"],
    ].map(([name = "", head = "", call = ""]) => ({
      name: `not all that a parameter is given shows, because of ${name}`,
      code: `
        const seen = new Set();
        ${head} { if (!seen.has(given)) seen.add(given); }
        export function enter(root) { ${call}; }
      `,
    })),
    {
      name: "the id of what is asked for, or what is itself one",
      code: `
        export function palette(colors) {
          const ids = [];
          return function (point) {
            const id = point.id || (point.data && point.data.id) || point;
            if (ids.indexOf(id) < 0) ids.push(id);
            return colors[ids.indexOf(id)];
          };
        }
      `,
    },
    {
      name: "constructors, which are functions and objects",
      code: `
        const constructors = [];
        export function register(args) {
          const constructor = args[0];
          if (constructor instanceof Object && constructors.indexOf(constructor) < 0) constructors.push(constructor);
        }
      `,
    },
    {
      name: "a map made by hand, of which the file calls the removal",
      code: `
        const sizes = (() => {
          const keys = [];
          const values = [];
          return {
            set(element, value) { if (keys.indexOf(element) < 0) { keys.push(element); values.push(value); } },
            delete(element) { const at = keys.indexOf(element); if (at >= 0) { keys.splice(at, 1); values.splice(at, 1); } },
          };
        })();
        export function grow(element) { sizes.set(element, 1); }
        export function halt(element) { sizes.delete(element); }
      `,
    },
    {
      name: "a WeakMap, and a Map only where there is none",
      code: `
        export function withStyles(stylesFn) {
          const results = typeof WeakMap === "undefined" ? new Map() : new WeakMap();
          return function wrap(theme) {
            const known = results.get(theme) || stylesFn(theme);
            results.set(theme, known);
            return known;
          };
        }
      `,
    },
    {
      name: "a stack that is popped to hand on what was pushed",
      code: `
        export class Factory {
          static documents = [];
          static create(document, Kind) {
            if (!this.documents.includes(document)) this.documents.push(document);
            return new Kind();
          }
          static take() { return this.documents.pop() ?? null; }
        }
      `,
    },
    {
      name: "a set that its owner clears to begin anew",
      code: `
        export class LabelManager {
          elements = new Set();
          render(element) {
            this.clear();
            this.elements.add(element);
          }
          clear() { this.elements.clear(); }
        }
      `,
    },
    {
      name: "the name that a parameter was given before",
      code: `
        const warned = new Set();
        export function warn(node) {
          node = getNameOf(node) || "unknown";
          if (warned.has(node)) return;
          warned.add(node);
          console.warn(node);
        }
      `,
    },
    {
      name: "a removal that is returned by its name",
      code: `
        const effects = new Map();
        export function mount(node, effect) {
          const stop = () => {
            effects.get(node)();
            effects.delete(node);
          };
          listen(effect, () => effects.set(node, effect));
          return stop;
        }
      `,
    },
    {
      name: "a visitor, which is made for each tree",
      code: `
        export default {
          create(context) {
            const reported = new Set();
            function check(node) {
              if (reported.has(node)) return;
              reported.add(node);
              context.report({ node, at: node.range });
            }
            return { CallExpression: check, "Program:exit"() { reported.size; } };
          },
        };
      `,
    },
    {
      name: "sets in a WeakMap from which entries are deleted where they are found again",
      code: `
        const dependents = new WeakMap();
        class Cell {
          dependOn(cell) {
            const known = dependents.get(cell) ?? new Set();
            known.add(this);
            dependents.set(cell, known);
          }
          detach() {
            for (const cell of this.cells) dependents.get(cell)?.delete(this);
          }
        }
        export { Cell };
      `,
    },
    {
      name: "the parts of the key of a WeakMap",
      code: `
        export function createReader() {
          const byDocument = new WeakMap();
          return {
            read(node) {
              const owner = node.ownerDocument;
              let known = byDocument.get(owner);
              if (!known) {
                known = new Map();
                byDocument.set(owner, known);
              }
              if (!known.has(node)) known.set(node, node.childNodes.length);
              return known.get(node);
            },
          };
        }
      `,
    },
    {
      name: "patterns",
      code: `
        const patterns = new Map();
        export function route(path, handler) {
          if (path instanceof RegExp) {
            if (path.sticky) throw new Error("sticky");
            patterns.set(path, handler);
          }
        }
      `,
    },
    {
      name: "the copies of one merge",
      code: `
        export class Merger {
          #copies = new Set();
          merge(element) {
            if (!this.#copies.has(element)) this.#copies.add(element);
            return element.clone();
          }
        }
      `,
    },
    {
      name: "the parts that a program is put together from",
      code: `
        const installed = [];
        export function use(plugin) {
          if (installed.includes(plugin)) return;
          installed.push(plugin);
          plugin.install();
        }
      `,
    },
    {
      name: "a list beside which no other is filled",
      code: `
        const keys = [];
        export function indexOf(obj) {
          let index = keys.indexOf(obj);
          if (index < 0) index = keys.push(obj) - 1;
          return index;
        }
      `,
    },
    {
      name: "a compiled field from which entries are deleted",
      code: `
        class Manager {
          static for(scene) {
            if (!Manager.all.has(scene)) Manager.all.set(scene, new Manager());
            return Manager.all.get(scene);
          }
          static dispose(scene) { Manager.all.delete(scene); }
        }
        _define_property(Manager, "all", new Map());
        export { Manager };
      `,
    },
    {
      name: "weak collections",
      code: `
        const marked = new WeakSet();
        const sizes = new WeakMap();
        export function measure(element) {
          marked.add(element);
          sizes.set(element, element.offsetWidth);
        }
      `,
    },
    {
      name: "an entry that leaves in a callback for the end",
      code: `
        const open = new Set();
        export function accept(socket) {
          open.add(socket);
          socket.on("close", () => open.delete(socket));
        }
      `,
    },
    {
      name: "an entry that a returned function takes out",
      code: `
        const active = new Set();
        export function activate(element) {
          active.add(element);
          element.focus();
          return () => { active.delete(element); };
        }
      `,
    },
    {
      name: "an entry that a lifecycle method takes out",
      code: `
        class Panel extends HTMLElement {
          static all = new Set();
          connectedCallback() { Panel.all.add(this); }
          disconnectedCallback() { Panel.all.delete(this); }
        }
      `,
    },
    {
      name: "a removal within a function that the file calls",
      code: `
        const players = [];
        export function add(player) { players.push(player); player.start(); }
        function remove(player) { players.splice(players.indexOf(player), 1); }
        export function step() { for (const player of [...players]) if (player.idle) remove(player); }
      `,
    },
    {
      name: "a collection that other files can empty",
      code: `
        export const previous = new Map();
        export function set(source) { previous.set(source, source.value); }
      `,
    },
    {
      name: "a limit on the size",
      code: `
        const cache = new Map();
        export function remember(node) {
          if (cache.size > 100) cache.clear();
          cache.set(node, node.text());
        }
      `,
    },
    {
      name: "a ring of fixed size",
      code: `
        let ring: Step[] = [], position = 0;
        interface Step { doc: object }
        export function put(step: Step) {
          ring[position] = step;
          position = (position + 1) % 12;
        }
      `,
    },
    {
      name: "classes as keys",
      code: `
        const schemas = new Map();
        export function schemaOf(target: Function) { return schemas.get(target); }
        export function Entity() {
          return (target: Function) => { schemas.set(target, {}); };
        }
        export function field(instance) { schemas.set(instance.constructor, 1); }
      `,
    },
    {
      name: "strings as keys, by type and by use",
      code: `
        enum Kind { A, B }
        const byName = new Map<string, object>();
        const byKind = new Map();
        const byText = new Map();
        export function put(name, kind: Kind, text, value) {
          byName.set(name, value);
          byKind.set(kind, value);
          byText.set(text, text.toLowerCase());
        }
      `,
    },
    {
      name: "a collection that lives for one call",
      code: `
        export function flatten(root) {
          const seen = new Set();
          (function visit(node) {
            if (seen.has(node)) return;
            seen.add(node);
            node.children.forEach(visit);
          })(root);
          return [...seen];
        }
      `,
    },
    {
      name: "a function that only the file's top level calls",
      code: `
        const kinds = new Map();
        function define(node) { kinds.set(node, node.kind); }
        define({ kind: 1 });
        define({ kind: 2 });
      `,
    },
    {
      name: "an inner container of a local one",
      code: `
        export function group(nodes) {
          const groups = new Map();
          for (const node of nodes) {
            let members = groups.get(node.kind);
            if (members === undefined) groups.set(node.kind, (members = new Set()));
            members.add(node);
          }
          return groups;
        }
      `,
    },
    {
      name: "a collection swept by a filter",
      code: `
        let views = [];
        export function track(view) { views.push(view); view.show(); }
        export function sweep() { views = views.filter((view) => view.isConnected); }
      `,
    },
    {
      name: "memoization by a string, and with a resolver",
      code: `
        import memoize from "lodash/memoize";
        export const upper = memoize((text: string) => text.toUpperCase());
        export const width = memoize((element: HTMLElement) => element.offsetWidth, (element) => element.id);
      `,
    },
  ],
  invalid: [
    {
      name: "a list of an object that lives long, with the way back",
      code: `
        export class LinkRegistry {
          links = [];
          addLink(element) { element.show(); this.links.push(element); }
          removeLink(element) { const at = this.links.indexOf(element); if (at >= 0) this.links.splice(at, 1); }
        }
      `,
      errors: [{ messageId: "holdsInstances", line: 3 }],
    },
    ...[
      ["a constant", "kStates", "const kStates = Symbol();"],
      ["a constant in capitals", "STATES", "const STATES = Symbol();"],
      ["a list of symbols", "symbols.states", 'import * as symbols from "./symbols";'],
    ].map(([name = "", key = "", head = ""]) => ({
      name: `a member under a symbol, by ${name}`,
      code: `
        ${head}
        export class StateManager {
          constructor() { this[${key}] = new Map(); }
          of(socket) {
            if (!this[${key}].has(socket)) this[${key}].set(socket, {});
            return this[${key}].get(socket);
          }
        }
      `,
      errors: [
        {
          messageId: "holdsInstances" as const,
          data: {
            name: `[${key}]`,
            lifetime: "as long as its long-lived owner",
            removal: "nothing takes an entry out again",
            what: "each `socket` put into it",
            remedy: "Use a `WeakMap`, or take each one out when it ends",
          },
          line: 4,
        },
      ],
    })),
    {
      name: "what every caller gives is an element",
      code: `
        const seen = new Set();
        function mark(given) { if (!seen.has(given)) seen.add(given); }
        export function enter(root) { mark(root.parentElement); }
        export function leave(root) { mark(root.shadowRoot); }
      `,
      errors: [{ messageId: "holdsInstances", line: 2 }],
    },
    {
      name: "a rendering context",
      code: `
        const variables = new Map();
        export function listFor(ctx, name) {
          let lists = variables.get(ctx);
          if (!lists) variables.set(ctx, (lists = new Map()));
          return lists.get(name);
        }
      `,
      errors: [{ messageId: "holdsInstances", line: 2 }],
    },
    {
      name: "a map made by hand, of which nothing calls the removal",
      code: `
        const sizes = (() => {
          const keys = [];
          const values = [];
          return {
            set(element, value) { if (keys.indexOf(element) < 0) { keys.push(element); values.push(value); } },
            delete(element) { const at = keys.indexOf(element); if (at >= 0) { keys.splice(at, 1); values.splice(at, 1); } },
          };
        })();
        const others = new Map();
        export function grow(element) { sizes.set(element, 1); }
        export function halt(name) { others.delete(name); }
      `,
      errors: [{ messageId: "holdsInstances", line: 3 }],
    },
    {
      name: "what events came to",
      code: `
        const seen = [];
        export function listen(event) {
          const element = event.target;
          if (seen.indexOf(element) >= 0) return;
          seen.push(element);
        }
      `,
      errors: [{ messageId: "holdsInstances" }],
    },
    {
      name: "the instances that an accessor was asked of",
      code: `
        export function stored(target, key) {
          const instances = [];
          Object.defineProperty(target, key, {
            get() {
              instances.push(this);
              return 1;
            },
          });
        }
      `,
      errors: [{ messageId: "holdsInstances" }],
    },
    {
      name: "a list of a function that is exported in passing",
      code: `
        var Lib = (exports.Lib = function () {});
        Lib.nodes = [];
        Lib.on = function (node) {
          if (Lib.nodes.indexOf(node) < 0) Lib.nodes.push(node);
          node.addEventListener("click", Lib.run);
        };
      `,
      errors: [{ messageId: "holdsInstances" }],
    },
    {
      name: "a stack that nothing is taken from",
      code: `
        export class Factory {
          static documents = [];
          static create(document, Kind) {
            if (!this.documents.includes(document)) this.documents.push(document);
            return new Kind();
          }
          static last() { return this.documents.at(-1) ?? null; }
          static count() { return this.documents.length; }
        }
      `,
      errors: [{ messageId: "holdsInstances" }],
    },
    {
      name: "a set that is cleared when its owner ends",
      code: `
        export class LabelManager {
          elements = new Set();
          render(element) { this.elements.add(element); }
          close() { this.clear(); }
          clear() { this.elements.clear(); }
          count() { return this.elements.size; }
        }
      `,
      errors: [{ messageId: "holdsInstances" }],
    },
    {
      name: "what a parameter was given before",
      code: `
        const warned = new Set();
        export function warn(node) {
          node = node.ownerDocument || node;
          if (warned.has(node)) return;
          warned.add(node);
          console.warn(warned.size);
        }
      `,
      errors: [{ messageId: "holdsInstances" }],
    },
    {
      name: "the object of a factory whose functions are called like no node",
      code: `
        export function createCheck(report) {
          const reported = new Set();
          function check(node) {
            if (reported.has(node)) return;
            reported.add(node);
            report({ node, at: node.range });
          }
          return { check, Program: null, count: () => reported.size };
        }
      `,
      errors: [{ messageId: "holdsInstances" }],
    },
    {
      name: "sets in a WeakMap from which only whole sets are asked for",
      code: `
        const dependents = new WeakMap();
        class Cell {
          dependOn(cell) {
            const known = dependents.get(cell) ?? new Set();
            known.add(this);
            dependents.set(cell, known);
          }
          count() { return dependents.get(this)?.size; }
        }
        export { Cell };
      `,
      errors: [{ messageId: "holdsInstances" }],
    },
    {
      name: "other objects than the parts of the key of a WeakMap",
      code: `
        export function createReader() {
          const byDocument = new WeakMap();
          return {
            read(node, owner) {
              let known = byDocument.get(owner);
              if (!known) {
                known = new Map();
                byDocument.set(owner, known);
              }
              if (!known.has(node)) known.set(node, node.childNodes.length);
              return known.get(node);
            },
          };
        }
      `,
      errors: [{ messageId: "holdsInstances" }],
    },
    {
      name: "what is tested for a class of its own",
      code: `
        const patterns = new Map();
        export function route(path, handler) {
          if (path instanceof Matcher) {
            if (path.sticky) throw new Error("sticky");
            patterns.set(path, handler);
          }
        }
        export const count = () => patterns.size;
      `,
      errors: [{ messageId: "holdsInstances" }],
    },
    {
      name: "keys and values in two lists of a module",
      code: `
        const keys = [];
        const values = [];
        export function get(obj) {
          let index = keys.indexOf(obj);
          if (index < 0) {
            index = keys.push(obj) - 1;
            values.push(compute(obj));
          }
          return values[index];
        }
      `,
      errors: [{ messageId: "holdsInstances", line: 2, column: 15, endColumn: 19 }],
    },
    {
      name: "a static field as compilers write it",
      code: `
        class Manager {
          static for(scene) {
            if (!Manager.all.has(scene)) Manager.all.set(scene, new Manager());
            return Manager.all.get(scene);
          }
        }
        _define_property(Manager, "all", new Map());
        export { Manager };
      `,
      errors: [{ messageId: "holdsInstances", line: 8, column: 35, endColumn: 40 }],
    },
    {
      name: "a mark on documents, which can be weak",
      code: `
const patched = new Set();
export function patch(doc) {
  if (patched.has(doc)) return;
  patched.add(doc);
  doc.addEventListener("copy", () => {});
}`,
      errors: [
        {
          messageId: "holdsInstances",
          data: {
            name: "patched",
            lifetime: "as long as the program",
            what: "each \`doc\` put into it",
            removal: "nothing takes an entry out again",
            remedy: "Use a \`WeakSet\`",
          },
          line: 2,
          column: 7,
          endLine: 2,
          endColumn: 14,
          suggestions: [
            {
              messageId: "useWeakCollection",
              data: { name: "patched", weakKind: "WeakSet" },
              output: `
const patched = new WeakSet();
export function patch(doc) {
  if (patched.has(doc)) return;
  patched.add(doc);
  doc.addEventListener("copy", () => {});
}`,
            },
          ],
        },
      ],
    },
    {
      name: "a cache whose type is written twice",
      code: `
const templates: Map<TemplateStringsArray, object> = new Map<TemplateStringsArray, object>();
export function templateOf(strings: TemplateStringsArray) {
  let template = templates.get(strings);
  if (template === undefined) {
    template = { strings };
    templates.set(strings, template);
  }
  return template;
}`,
      errors: [
        {
          messageId: "holdsInstances",
          line: 2,
          column: 7,
          endColumn: 16,
          suggestions: [
            {
              messageId: "useWeakCollection",
              output: `
const templates: WeakMap<TemplateStringsArray, object> = new WeakMap<TemplateStringsArray, object>();
export function templateOf(strings: TemplateStringsArray) {
  let template = templates.get(strings);
  if (template === undefined) {
    template = { strings };
    templates.set(strings, template);
  }
  return template;
}`,
            },
          ],
        },
      ],
    },
    {
      name: "no suggestion where the collection is walked over",
      code: `
        const mocks = new Set();
        export function mock() {
          const created = createMock();
          created.isMock = true;
          mocks.add(created);
          return created;
        }
        export function resetAll() { mocks.forEach((created) => created.reset()); }
      `,
      errors: [
        {
          messageId: "holdsInstances",
          data: {
            name: "mocks",
            lifetime: "as long as the program",
            what: "each \`created\` put into it",
            removal: "nothing takes an entry out again",
            remedy:
              "Take each one out when it ends, or hold \`WeakRef\`s that a \`FinalizationRegistry\` takes out",
          },
          line: 2,
          column: 15,
          suggestions: [],
        },
      ],
    },
    ...[
      [
        "keys whose number is asked for",
        "const all = new Map();",
        "all.set(element, 1); return all.size;",
        "element",
        "Take each one out when it ends, or hold `WeakRef`s that a `FinalizationRegistry` takes out",
      ],
      [
        "keys of a map that has some to begin with",
        "const all = new Map([]);",
        "all.set(element, 1);",
        "element",
        "Use a `WeakMap`, or take each one out when it ends",
      ],
      [
        "elements of a list",
        "const all = [];",
        "all.push(element);",
        "element",
        "Use a `WeakSet`, or take each one out when it ends",
      ],
    ].map(([name = "", code = "", body = "", held = "", remedy = ""]) => ({
      name: `what the message says of ${name}`,
      code: `${code} export function attach(element: HTMLElement) { ${body} }`,
      errors: [
        {
          messageId: "holdsInstances" as const,
          data: {
            name: "all",
            lifetime: "as long as the program",
            what: `each \`${held}\` put into it`,
            removal: "nothing takes an entry out again",
            remedy,
          },
          suggestions: [],
        },
      ],
    })),
    {
      name: "instances of a class in a static array",
      code: `
        class View {
          static readonly all: View[] = [];
          constructor() { View.all.push(this); }
        }
      `,
      errors: [
        { messageId: "holdsInstances", line: 3, column: 27, endColumn: 30, suggestions: [] },
      ],
    },
    {
      name: "the this of a wrapped function",
      code: `
        export function once(fn) {
          const cache = new Map();
          function wrapped() {
            if (!cache.has(this)) cache.set(this, fn.call(this));
            return cache.get(this);
          }
          wrapped.reset = function () { cache.delete(this); };
          return wrapped;
        }
      `,
      errors: [
        {
          messageId: "holdsInstances",
          line: 3,
          suggestions: [
            {
              messageId: "useWeakCollection",
              output: `
        export function once(fn) {
          const cache = new WeakMap();
          function wrapped() {
            if (!cache.has(this)) cache.set(this, fn.call(this));
            return cache.get(this);
          }
          wrapped.reset = function () { cache.delete(this); };
          return wrapped;
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: "a removal that nobody calls, from a private field of a service",
      code: `
        export class PageService {
          #contexts = new Map();
          enable(page: Page) { this.#contexts.set(page, page.createContext()); }
          disable(page: Page) { this.#contexts.delete(page); }
        }
      `,
      errors: [
        {
          messageId: "holdsInstances",
          line: 3,
          column: 11,
          suggestions: [
            {
              messageId: "useWeakCollection",
              output: `
        export class PageService {
          #contexts = new WeakMap();
          enable(page: Page) { this.#contexts.set(page, page.createContext()); }
          disable(page: Page) { this.#contexts.delete(page); }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: "no suggestion for a public field",
      code: `
        export class PageService {
          page_contexts = new Map();
          enable(page) { this.page_contexts.set(page, page.createContext()); }
        }
      `,
      errors: [{ messageId: "holdsInstances", line: 3, column: 11, suggestions: [] }],
    },
    {
      name: "no suggestion for a private field that is used on another object",
      code: `
        export class PageService {
          private contexts = new Map();
          enable(page) { this.contexts.set(page, page.createContext()); }
          has(page, other) { return other.contexts.has(page); }
        }
      `,
      errors: [{ messageId: "holdsInstances", line: 3, suggestions: [] }],
    },
    {
      name: "a private field whose type is written twice",
      code: `
        export class PageService {
          private contexts: Map<Page, object> = new Map<Page, object>();
          enable(page: Page) { this.contexts.set(page, page.createContext()); }
        }
      `,
      errors: [
        {
          messageId: "holdsInstances",
          line: 3,
          suggestions: [
            {
              messageId: "useWeakCollection",
              output: `
        export class PageService {
          private contexts: WeakMap<Page, object> = new WeakMap<Page, object>();
          enable(page: Page) { this.contexts.set(page, page.createContext()); }
        }
      `,
            },
          ],
        },
      ],
    },
    {
      name: "a map within a map of the module",
      code: `
        export const caches = new Map<string, Map<TemplateStringsArray, object>>();
        export function templateOf(kind: string, strings: TemplateStringsArray) {
          let cache = caches.get(kind);
          if (cache === undefined) {
            cache = new Map<TemplateStringsArray, object>();
            caches.set(kind, cache);
          }
          cache.set(strings, {});
        }
      `,
      errors: [{ messageId: "holdsInstances", line: 6, column: 13, endColumn: 18 }],
    },
    {
      name: "lists of what belongs to instances, within a map",
      code: `
        const tagged = new Map();
        export function tag(name) {
          return function () {
            const own = this.results;
            if (tagged.has(name)) tagged.get(name).push(own);
            else tagged.set(name, [own]);
          };
        }
      `,
      errors: [{ messageId: "holdsInstances", line: 2, column: 15 }],
    },
    {
      name: "a removal only by a listener on the key itself",
      code: `
        export class Geometries {
          constructor() { this.listeners = new Map(); }
          init(geometry) {
            const onDispose = () => { this.listeners.delete(geometry); };
            geometry.addEventListener("dispose", onDispose);
            this.listeners.set(geometry, onDispose);
          }
        }
      `,
      errors: [{ messageId: "holdsInstances", line: 3 }],
    },
    {
      name: "two arrays as a map",
      code: `
        function Cache() {
          this.keys = [];
          this.values = [];
        }
        Cache.prototype.get = function (key) { return this.values[this.keys.indexOf(key)]; };
        Cache.prototype.set = function (key, value) {
          this.keys.push(key);
          this.values.push(value);
        };
      `,
      errors: [{ messageId: "holdsInstances", line: 3, column: 11 }],
    },
    {
      name: "what is too long to be named",
      code: `
        const all = new Set<object>();
        export function attach(anElementWhoseNameIsLongerThanAnythingElse: HTMLElement) {
          all.add(anElementWhoseNameIsLongerThanAnythingElse);
        }
      `,
      errors: [
        {
          messageId: "holdsInstances",
          data: {
            name: "all",
            lifetime: "as long as the program",
            what: "the objects put into it",
            removal: "nothing takes an entry out again",
            remedy: "Use a \`WeakSet\`",
          },
          suggestions: [
            {
              messageId: "useWeakCollection",
              output: `
        const all = new WeakSet<object>();
        export function attach(anElementWhoseNameIsLongerThanAnythingElse: HTMLElement) {
          all.add(anElementWhoseNameIsLongerThanAnythingElse);
        }
      `,
            },
          ],
        },
      ],
    },
    ...[
      ["with entries", "const map = new Map<object, number>([]);", "map.set(element, 1);"],
      [
        "whose call gives itself",
        "const map = new Map<object, number>();",
        "return map.set(element, 1);",
      ],
      [
        "whose call gives itself behind a comma",
        "const map = new Map<object, number>();",
        "return log(), map.set(element, 1);",
      ],
      [
        "whose method is not called in place",
        "const map = new Map<object, number>();",
        "map.set(element, 1); return map.get;",
      ],
      [
        "of a static block",
        "class A { static #map = new Map(); static { use(A.#map); } static put(element: HTMLElement) { A.#map.set(element, 1); } }",
        "",
      ],
    ].map(([name = "", code = "", body = ""]) => ({
      name: `no suggestion for a map ${name}`,
      code: `${code} export function attach(element: HTMLElement) { ${body} }`,
      errors: [{ messageId: "holdsInstances" as const, suggestions: [] }],
    })),
    {
      name: "a write in passing, whose value nobody takes",
      code: `const map = new Map(); export function attach(element: HTMLElement) { log(), map.set(element, 1), log(); }`,
      errors: [
        {
          messageId: "holdsInstances",
          suggestions: [
            {
              messageId: "useWeakCollection",
              output: `const map = new WeakMap(); export function attach(element: HTMLElement) { log(), map.set(element, 1), log(); }`,
            },
          ],
        },
      ],
    },
    {
      name: "memoization by an element",
      code: `
        import memoize from "memize";
        export const cacheFor = memoize((container: HTMLElement) => ({ container }));
      `,
      errors: [
        {
          messageId: "memoizesInstances",
          data: { callee: "memoize", parameter: "container" },
          line: 3,
          column: 33,
          endColumn: 40,
        },
      ],
    },
    {
      name: "JavaScript in a bundler's module function",
      code: `
        (function () {
          var adopted = new Map();
          function adopt(root) {
            var doc = root.ownerDocument || root;
            if (!adopted.has(doc)) adopted.set(doc, doc.createElement("style"));
          }
          window.adopt = adopt;
        })();
      `,
      languageOptions: { parserOptions: { sourceType: "script" } },
      errors: [
        {
          messageId: "holdsInstances",
          line: 3,
          suggestions: [
            {
              messageId: "useWeakCollection",
              output: `
        (function () {
          var adopted = new WeakMap();
          function adopt(root) {
            var doc = root.ownerDocument || root;
            if (!adopted.has(doc)) adopted.set(doc, doc.createElement("style"));
          }
          window.adopt = adopt;
        })();
      `,
            },
          ],
        },
      ],
    },
  ],
});
