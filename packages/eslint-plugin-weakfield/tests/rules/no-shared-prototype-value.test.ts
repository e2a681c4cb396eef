import rule from "../../src/rules/no-shared-prototype-value.ts";
import { run } from "../rule-tester.ts";

run("no-shared-prototype-value", rule, {
  valid: [
    {
      name: "accessors in the descriptors of a prototype",
      code: `
        Leaf.prototype = Object.create(Branch.prototype, {
          first: { get: function () { return null; } },
          "odd": null,
          [computed]: { value: [] },
          grow: { value: function () { this.first.push(1); this.parts.push(2); } },
        });
      `,
    },
    {
      name: "actions that read only",
      code: `
        export default Component.extend({
          selected: [],
          actions: { count() { return this.get("selected").length; } },
        });
      `,
    },
    {
      name: "an array that the constructor makes",
      code: `
        function List() { this.items = []; }
        List.prototype.items = [];
        List.prototype.add = function (item) { this.items.push(item); };
      `,
    },
    {
      name: "an array that init makes, in an object for extend",
      code: `
        export default Service.extend({
          sockets: null,
          names: [],
          init() { this._super(); this.set("names", []); },
          add(name) { this.get("names").pushObject(name); },
        });
      `,
    },
    {
      name: "constant configuration",
      code: `
        function Chart() {}
        Chart.prototype.colors = ["red", "green"];
        Chart.prototype.color = function (index) { return this.colors[index]; };
      `,
    },
    {
      name: "options that a base class copies by custom",
      code: `
        export const Marker = Layer.extend({
          options: { icon: null },
          setIcon(icon) { this.options.icon = icon; },
        });
      `,
    },
    {
      name: "objects that are merged into other objects",
      code: `
        _.extend(target, { list: [], add(item) { this.list.push(item); } });
        $.extend({ list: [], add(item) { this.list.push(item); } });
        Object.assign(state, { list: [], add(item) { this.list.push(item); } });
      `,
    },
    {
      name: "another class's array of the same name",
      code: `
        function A() {}
        A.prototype.list = [];
        class B {
          list = [];
          add(item) { this.list.push(item); }
        }
      `,
    },
    {
      name: "a copy on every write",
      code: `
        function List() {}
        List.prototype.items = [];
        List.prototype.add = function (item) { this.items = this.items.concat(item); };
      `,
    },
    {
      name: "class fields",
      code: "class List { items = []; add(item) { this.items.push(item); } }",
    },
    {
      name: "values that cannot change",
      code: `
        function List() {}
        List.prototype.size = 0;
        List.prototype.frozen = Object.freeze([]);
        List.prototype.add = function () { this.size++; this.frozen.push(1); };
      `,
    },
  ],
  invalid: [
    {
      name: "a list in the descriptors of a prototype",
      code: `
        Leaf.prototype = Object.create(Branch.prototype, {
          parts: { value: [] },
          grow: { value: function (part) { this.parts.push(part); } },
        });
      `,
      errors: [
        {
          messageId: "sharedValue",
          data: { className: "Branch", line: 4, name: "parts" },
          line: 3,
          column: 11,
        },
      ],
    },
    {
      name: "an array that an action changes",
      code: `
        export default Component.extend({
          selected: [],
          actions: { pick(item) { this.get("selected").pushObject(item); } },
        });
      `,
      errors: [{ messageId: "sharedValue", line: 3, column: 11, endColumn: 19 }],
    },
    {
      name: "an array on a prototype",
      code: `
function List() {}
List.prototype.items = [];
List.prototype.add = function (item) {
  this.items.push(item);
};
`,
      errors: [
        {
          messageId: "sharedValue",
          data: { className: "List", line: 5, name: "items" },
          line: 3,
          column: 1,
          endColumn: 21,
        },
      ],
    },
    {
      name: "a map on the prototype of a class, changed through an alias",
      code: `
class Registry {
  add(key, value) {
    const self = this;
    const { size } = self.entries;
    self.entries.set(key, value);
  }
}
Registry.prototype.entries = new Map();
`,
      errors: [{ messageId: "sharedValue", line: 9, column: 1 }],
    },
    {
      name: "a replaced prototype",
      code: `
function Emitter() {}
Emitter.prototype = {
  listeners: {},
  on: function (name, listener) {
    const list = this.listeners[name] || (this.listeners[name] = []);
    list.push(listener);
  },
};
`,
      errors: [
        {
          messageId: "sharedValue",
          data: { className: "Emitter", line: 7, name: "listeners" },
          line: 4,
          column: 3,
        },
      ],
    },
    {
      name: "Object.assign to a prototype, with a local",
      code: `
function Queue() {}
Object.assign(Queue.prototype, {
  jobs: [],
  push(job) {
    const jobs = this.jobs;
    jobs.push(job);
  },
});
`,
      errors: [{ messageId: "sharedValue", line: 4, column: 3 }],
    },
    {
      name: "extend, changed by a path",
      code: `
const { Service, get, set } = Ember;
export default Service.extend({
  sockets: {},
  names: [],
  open(url) {
    set(this, \`sockets.\${url}\`, connect(url));
    this.get("names").pushObject(url);
  },
});
`,
      errors: [
        {
          messageId: "sharedValue",
          data: { className: "Service", line: 7, name: "sockets" },
          line: 4,
          column: 3,
        },
        {
          messageId: "sharedValue",
          data: { className: "Service", line: 8, name: "names" },
          line: 5,
          column: 3,
        },
      ],
    },
    {
      name: "a mixin, emptied",
      code: `
export const Tracking = Mixin.create({
  seen: [],
  reset() { this.seen.splice(0); },
});
`,
      errors: [
        {
          messageId: "sharedValue",
          data: { className: "Tracking", line: 4, name: "seen" },
          line: 3,
          column: 3,
        },
      ],
    },
  ],
});
