import rule from "../../src/rules/no-id-keyed-storage.ts";
import { run } from "../rule-tester.ts";

run("no-id-keyed-storage", rule, {
  valid: [
    ...[
      ["a message", "getSenderId(message)"],
      ["a text", "getGroupId(name)"],
      ["nothing", "getPageId()"],
      ["what a call gives", "getPageId(find(name))"],
    ].map(([name = "", call = ""]) => ({
      name: `the id of ${name}`,
      code: `
        const levels = new Map();
        export function zoom(name, message, level) { levels.set(${call}, level); }
      `,
    })),
    {
      name: "a number that is read from one member and put back to another",
      code: `
        const waiting = {};
        let last = 0;
        export function wait(binding) {
          let place = binding.place;
          if (place === undefined) {
            place = last++;
            binding.other = place;
          }
          waiting[place] = true;
        }
      `,
    },
    {
      name: "numbers that start anew with each call",
      code: `
        const rows = {};
        export function number(nodes) {
          let last = 0;
          for (const node of nodes) {
            node.row = last++;
            rows[node.row] = node.text;
          }
        }
        let low = 0;
        root.top = low++;
        export function count(node, by) {
          node.rank = by;
          node.step -= 1;
          node.low = low--;
          node.turn = Counter.turn++;
          by.last = node.top;
          for (const key of [node.rank, node.step]) print(key);
          rows[node.rank] = rows[node.step] = rows[node.low] = rows[node.turn] = rows[node.top] = 1;
        }
      `,
    },
    {
      name: "groups of which every caller gives the name",
      code: `
        const groups = {};
        function groupOf(name) { return groups[name] || (groups[name] = []); }
        export class Choice {
          constructor(owner) { this.group = groupOf(owner.uid + owner.name); this.others = groupOf("all"); }
        }
      `,
    },
    {
      name: "the id of what a program is put together from",
      code: `
        const commands = {};
        export function define(editorCommand) { commands[editorCommand.id] = editorCommand; }
      `,
    },
    {
      name: "an exported counterpart of what adds the entry",
      code: `
        const panels = {};
        export function registerPanel(panel, view) { panels[panel.id] = view; }
        export function unlistPanel() {}
        export function removePanel(panel) { delete panels[panel.id]; }
      `,
    },
    {
      name: "an answer that arrives in an exported function",
      code: `
        const pending = new Map();
        let next = 0;
        export function ask(port, body, done) {
          const id = next++;
          pending.set(id, done);
          port.postMessage({ id, body });
        }
        export function onMessage({ data }) {
          pending.get(data.id)(data.body);
          pending.delete(data.id);
        }
      `,
    },
    {
      name: "a table of what a walk has met",
      code: `
        import { visit } from "trees";
        export function rename(tree) {
          const byPlace = new Map();
          const naming = { enter(node) { byPlace.set(node.id, node); } };
          return visit(tree, { Name: naming, Scope: { leave(node) { byPlace.get(node.id).close(); } } });
        }
      `,
    },
    {
      name: "the id within a parsed text",
      code: `
        const connections = {};
        export function connect(text) {
          const parsed = parse(text);
          connections[parsed.id] ??= open(text);
          return connections[parsed.id];
        }
      `,
    },
    {
      name: "an id that a variable takes from elsewhere when the object has none",
      code: `
        const ID_KEY = "uid";
        const store = {};
        export function dataOf(element, name) {
          let id = element[ID_KEY];
          if (!id) id = name;
          if (!store[id]) store[id] = {};
          return store[id];
        }
      `,
    },
    {
      name: "a WeakMap keyed by the object",
      code: `
        const states = new WeakMap();
        export function stateOf(scene) { states.set(scene, {}); }
      `,
    },
    {
      name: "an entry that the object's own destroy deletes",
      code: `
        const charts = {};
        class Chart {
          constructor() { charts[this.id] = this; }
          destroy() { delete charts[this.id]; }
        }
      `,
    },
    {
      name: "an entry that is set to null at the end",
      code: `
        const players = {};
        class Player {
          constructor() { players[this.id] = this; }
          dispose() { players[this.id] = null; }
        }
      `,
    },
    {
      name: "ids of events, which end by themselves",
      code: `
        const pointers = {};
        export function onPointerDown(event) { pointers[event.pointerId] = event; }
      `,
    },
    {
      name: "a plain parameter",
      code: `
        const styles = new Map();
        export function register(hash, style) { styles.set(hash, style); }
      `,
    },
    {
      name: "a table that is made for one call",
      code: `
        export function index(nodes) {
          const byId = {};
          for (const node of nodes) byId[node.id] = node;
          return byId;
        }
      `,
    },
    {
      name: "an answer that takes its request out",
      code: `
        const pending = new Map();
        let next = 0;
        export function request(port, body) {
          const id = next++;
          return new Promise((resolve) => {
            pending.set(id, resolve);
            port.postMessage({ id, body });
          });
        }
        addEventListener("message", (event) => {
          pending.get(event.data.id)(event.data.body);
          pending.delete(event.data.id);
        });
      `,
    },
    {
      name: "the text of options, of which there are few",
      code: `
        const formats = new Map();
        export function formatOf(options) {
          const key = JSON.stringify(options);
          formats.set(key, new Intl.NumberFormat("en", options));
        }
      `,
    },
  ],
  invalid: [
    {
      name: "the id that a function has for a window",
      code: `
        const levels = new Map();
        export function zoom(targetWindow, level) {
          const id = getWindowId(targetWindow);
          levels.set(id, level);
        }
      `,
      errors: [{ messageId: "keyedById", line: 5, column: 22 }],
    },
    ...[
      ["put back", "binding.place = place;"],
      ["put back at once", "binding.place = place = ++last;"],
    ].map(([name = "", store = ""]) => ({
      name: `a number under any name, read from the object and ${name}`,
      code: `
        const waiting = {};
        let last = 0;
        export function wait(binding) {
          let place = binding.place;
          if (place === undefined) {
            place = ++last;
            ${store}
          }
          waiting[place] = true;
        }
      `,
      errors: [{ messageId: "keyedById" as const, line: 10, column: 19 }],
    })),
    {
      name: "a member by which the file numbers objects",
      code: `
        const handlers = {};
        let last = 0;
        export function listen(element, handler) {
          if (!element.tag) element.tag = ++last;
          handlers[element.tag] = handler;
        }
      `,
      errors: [{ messageId: "keyedById", line: 6, column: 20 }],
    },
    {
      name: "groups of which every caller gives the id",
      code: `
        const groups = {};
        function groupOf(name) { return groups[name] || (groups[name] = []); }
        export class Choice {
          constructor(owner) { this.group = groupOf(owner.uid + owner.name); }
        }
      `,
      errors: [{ messageId: "keyedById", line: 3, column: 65 }],
    },
    {
      name: "an id that a function of the file puts on the object",
      code: `
        const listeners = {};
        let last = 0;
        function uidOf(element) {
          return element.listenerUid || (element.listenerUid = ++last);
        }
        export function on(element, listener) {
          const uid = uidOf(element);
          (listeners[uid] || (listeners[uid] = [])).push(listener);
        }
        export function off(element, index) {
          delete listeners[uidOf(element)][index];
        }
      `,
      errors: [{ messageId: "keyedById" }],
    },
    {
      name: "an id that a map has for the object",
      code: `
        const numbers = new WeakMap();
        let last = 0;
        export function memoize(method) {
          const results = new Map();
          return function (argument) {
            let number = numbers.get(this);
            if (number === undefined) {
              number = ++last;
              numbers.set(this, number);
            }
            const key = \`\${number}:\${argument}\`;
            if (!results.has(key)) results.set(key, method.call(this, argument));
            return results.get(key);
          };
        }
      `,
      errors: [{ messageId: "keyedById" }],
    },
    {
      name: "a table within a table that is held by kind",
      code: `
        const tables = {};
        export function add(kind, node) {
          tables[kind] ??= {};
          tables[kind][node.id] = node;
          node.draw();
        }
      `,
      errors: [
        {
          messageId: "keyedById",
          data: {
            name: "tables",
            lifetime: "as long as the program",
            key: "node.id",
            form: "the id of an object",
            removal: "nothing takes an entry out again",
          },
        },
      ],
    },
    {
      name: "the id of what comes and goes",
      code: `
        const players = {};
        export function define(videoPlayer) { players[videoPlayer.id] = videoPlayer; }
      `,
      errors: [{ messageId: "keyedById" }],
    },
    {
      name: "a removal whose callers do not know of the entry",
      code: `
        const panels = {};
        export function viewOf(panel) { return (panels[panel.id] ??= {}); }
        export function removePanel(panel) { delete panels[panel.id]; }
      `,
      errors: [{ messageId: "keyedById" }],
    },
    {
      name: "a removal of something else than what is added",
      code: `
        const panels = {};
        export function registerPanel(panel, view) { panels[panel.id] = view; }
        export function removeGroup(panel) { delete panels[panel.id]; }
      `,
      errors: [{ messageId: "keyedById" }],
    },
    {
      name: "a counterpart that nothing outside can call",
      code: `
        const panels = {};
        export function registerPanel(panel, view) { panels[panel.id] = view; }
        const removePanel = (panel) => { delete panels[panel.id]; };
      `,
      errors: [{ messageId: "keyedById" }],
    },
    {
      name: "a reset for tests",
      code: `
        const panels = new Map();
        export function registerPanel(panel, view) { panels.set(panel.id, view); }
        export function viewOf(panel) { return panels.get(panel.id); }
        export function clear() { panels.clear(); }
      `,
      errors: [{ messageId: "keyedById" }],
    },
    {
      name: "a table that the functions of a walk share with what is returned",
      code: `
        import { visit } from "trees";
        export function createNames(tree) {
          const byPlace = new Map();
          const naming = { enter(node) { byPlace.set(node.id, node); } };
          visit(tree, { Name: naming });
          return naming;
        }
      `,
      errors: [{ messageId: "keyedById" }],
    },
    {
      name: "an id that a variable takes from the object, or makes for it",
      code: `
        const expando = "uid" + Math.random();
        const store = {};
        let last = 0;
        export function dataOf(element) {
          let id = element[expando];
          if (!id) id = element[expando] = ++last;
          if (!store[id]) store[id] = {};
          return store[id];
        }
      `,
      errors: [{ messageId: "keyedById", line: 8, column: 33, endColumn: 35 }],
    },
    {
      name: "the id of an object, in the closure of a factory",
      code: `
        export function createStates() {
          const states = {};
          return {
            get(scene) {
              if (states[scene.uuid] === undefined) states[scene.uuid] = { lights: [] };
              return states[scene.uuid];
            },
          };
        }
      `,
      errors: [
        {
          messageId: "keyedById",
          data: {
            name: "states",
            lifetime: "as long as the object that uses it",
            key: "scene.uuid",
            form: "the id of an object",
            removal: "nothing takes an entry out again",
          },
          line: 6,
          column: 60,
          endLine: 6,
          endColumn: 70,
        },
      ],
    },
    {
      name: "a removal that is only offered",
      code: `
        export function Properties() {
          var properties = {};
          function get(object) {
            var id = object.uuid;
            if (properties[id] === undefined) properties[id] = {};
            return properties[id];
          }
          function remove(object) { delete properties[object.uuid]; }
          function dispose() { properties = {}; }
          return { get: get, remove: remove, dispose: dispose };
        }
      `,
      errors: [{ messageId: "keyedById", line: 6, column: 58, endColumn: 60 }],
    },
    {
      name: "a second level that is never removed",
      code: `
        export function Lists() {
          var lists = {};
          function onDispose(event) { delete lists[event.target.id]; }
          function get(scene, camera) {
            if (lists[scene.id] === undefined) {
              lists[scene.id] = {};
              scene.addEventListener("dispose", onDispose);
            }
            lists[scene.id][camera.id] = [];
          }
          return { get: get };
        }
      `,
      errors: [{ messageId: "keyedById" }],
    },
    {
      name: "a counter",
      code: `
        const actors = new Map();
        let next = 0;
        export function register(actor) {
          const id = "actor:" + next++;
          actors.set(id, actor);
          return id;
        }
      `,
      errors: [{ messageId: "keyedById", line: 6, column: 22, endColumn: 24 }],
    },
    {
      name: "the content of an instance",
      code: `
        const sheets = new Map();
        class Style {
          get sheet() {
            let sheet = sheets.get(this.cssText);
            if (sheet === undefined) sheets.set(this.cssText, (sheet = new CSSStyleSheet()));
            return sheet;
          }
        }
      `,
      errors: [{ messageId: "keyedById", line: 6, column: 49, endColumn: 61 }],
    },
    {
      name: "the key that an instance made for itself",
      code: `
        class Fragment {
          static #known = new Map();
          static #count = 0;
          #key = "raw" + Fragment.#count++;
          toString() {
            Fragment.#known.set(this.#key, this);
            return this.#key;
          }
        }
      `,
      errors: [{ messageId: "keyedById", line: 7, column: 33, endColumn: 42 }],
    },
    {
      name: "a stamped id",
      code: `
        const ATTRIBUTE_ID = "data-uid";
        const handlers = {};
        let count = 0;
        export function bind(element, handler) {
          element[ATTRIBUTE_ID] = element[ATTRIBUTE_ID] || ++count;
          handlers[element[ATTRIBUTE_ID]] = handler;
        }
      `,
      errors: [{ messageId: "keyedById", line: 7, column: 20, endColumn: 41 }],
    },
    {
      name: "the text of what was passed",
      code: `
        export function memoize(fn) {
          const results = {};
          return function (...values) {
            const key = JSON.stringify(values);
            return (results[key] = results[key] || fn(...values));
          };
        }
      `,
      errors: [{ messageId: "keyedById", line: 6, column: 29, endColumn: 32 }],
    },
  ],
});
