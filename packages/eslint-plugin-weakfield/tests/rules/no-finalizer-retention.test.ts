import rule from "../../src/rules/no-finalizer-retention.ts";
import { run } from "../rule-tester.ts";

run("no-finalizer-retention", rule, {
  valid: [
    "const registry = new Registry(() => {}); registry.register(target, target.part);",
    {
      name: "held values that lead nowhere",
      code: `
        const registry = new FinalizationRegistry((held) => console.log(held));
        export function track(target, id) {
          const handle = target.handle;
          registry.register(target, id);
          registry.register(target, handle, target);
          registry.register(target, { id, reference: new WeakRef(target) });
          registry.register(target, () => handle.close());
        }
      `,
    },
    {
      name: "a target registered with itself, which throws by itself",
      code: `
        const registry = new FinalizationRegistry(() => {});
        export function track(target) { registry.register(target, target); }
      `,
    },
    {
      name: "a static registry",
      code: `
        class Connection {
          static #registry = new FinalizationRegistry((socket) => socket.close());
          constructor(socket) { Connection.#registry.register(this, socket); }
        }
      `,
    },
    {
      name: "a registry in a field, for other objects",
      code: `
        class References {
          #all = new Set();
          #registry = new FinalizationRegistry((reference) => this.#all.delete(reference));
          add(value) {
            const reference = new WeakRef(value);
            this.#all.add(reference);
            this.#registry.register(value, reference, reference);
          }
        }
      `,
    },
    {
      name: "a closure that holds only the reference",
      code: `
        export function watch(model, listeners) {
          const reference = new WeakRef(model);
          listeners.add(() => reference.deref()?.update());
          model.on("change", () => reference.deref() === model);
        }
      `,
    },
    {
      name: "a local registry that is returned",
      code: `
        export function createTracker(onDeath) {
          const registry = new FinalizationRegistry(onDeath);
          registry.register({}, 1);
          return registry;
        }
      `,
    },
    {
      name: "a local registry whose function waits",
      code: `
        export async function isFreed(make) {
          let freed = false;
          const registry = new FinalizationRegistry(() => { freed = true; });
          registry.register(make(), 0);
          await collect();
          return freed;
        }
      `,
    },
    {
      name: "a listener without the target",
      code: `
        class Room {
          static registry = new FinalizationRegistry((controller) => controller.abort());
          constructor() {
            const controller = new AbortController();
            const self = new WeakRef(this);
            window.addEventListener("online", () => self.deref()?.reconnect(), { signal: controller.signal });
            Room.registry.register(this, controller);
          }
        }
      `,
    },
    {
      name: "a listener on the target itself",
      code: `
        const registry = new FinalizationRegistry((id) => console.log(id));
        export function track(target, id) {
          target.addEventListener("close", () => target.end());
          registry.register(target, id);
        }
      `,
    },
    {
      name: "a variable that is emptied",
      code: `
        const registry = new FinalizationRegistry((cleanup) => cleanup());
        export function track(target) {
          let last = target;
          registry.register(last, () => console.log(last));
          last = null;
        }
      `,
    },
  ],
  invalid: [
    {
      name: "a closure over the target",
      code: `
        const registry = new FinalizationRegistry((close) => close());
        export function open(file) {
          registry.register(file, () => file.close());
        }
      `,
      errors: [
        {
          messageId: "held",
          data: { target: "file" },
          line: 4,
          column: 35,
          endLine: 4,
          endColumn: 53,
        },
      ],
    },
    {
      name: "a record, a list and a bound function",
      code: `
        const registry = new FinalizationRegistry(() => {});
        export function track(target, list) {
          const record = { id: 1, target };
          registry.register(target, record);
          registry.register(target, [list, target]);
          registry.register(target, close.bind(null, target));
        }
      `,
      errors: [
        { messageId: "held", line: 5, column: 37 },
        { messageId: "held", line: 6, column: 37 },
        { messageId: "held", line: 7, column: 37 },
      ],
    },
    {
      name: "a closure that calls another closure",
      code: `
        const registry = new FinalizationRegistry((cleanup) => cleanup());
        export function track(target) {
          function release() { target.release(); }
          registry.register(target, () => release());
        }
      `,
      errors: [{ messageId: "held", line: 5, column: 37 }],
    },
    {
      name: "an arrow function that holds this",
      code: `
        const registry = new FinalizationRegistry((cleanup) => cleanup());
        class Handle {
          constructor() { registry.register(this, () => this.close()); }
        }
      `,
      errors: [{ messageId: "held", data: { target: "this" }, line: 4, column: 51 }],
    },
    {
      name: "a callback that refers to the target",
      code: `
        export function track(target, keep) {
          const registry = new FinalizationRegistry(() => console.log(target));
          registry.register(target, 1);
          keep.push(registry);
        }
      `,
      errors: [{ messageId: "callback", line: 3, column: 53, endColumn: 78 }],
    },
    {
      name: "a registry in a field of the target",
      code: `
        class Connection {
          #registry = new FinalizationRegistry((socket) => socket.close());
          constructor(socket) { this.#registry.register(this, socket); }
        }
      `,
      errors: [{ messageId: "ownRegistry", line: 4, column: 33, endColumn: 56 }],
    },
    {
      name: "registries that end with the call",
      code: `
        export function track(target) {
          const registry = new FinalizationRegistry(() => {});
          registry.register(target, 1);
        }
        export function trackAtOnce(target) {
          new FinalizationRegistry(() => {}).register(target, 1);
        }
      `,
      errors: [
        { messageId: "localRegistry", line: 3, column: 32, endColumn: 52 },
        { messageId: "localRegistry", line: 7, column: 15, endColumn: 35 },
      ],
    },
    {
      name: "a closure that uses both the reference and the target",
      code: `
        export function watch(model, listeners) {
          const reference = new WeakRef(model);
          listeners.add(() => {
            if (reference.deref()) model.update();
          });
        }
      `,
      errors: [
        { messageId: "closure", data: { target: "model" }, line: 5, column: 36, endColumn: 41 },
      ],
    },
    {
      name: "a closure beside the reference in one record",
      code: `
        const cache = new Map();
        export function put(key, value) {
          cache.set(key, { reference: new WeakRef(value), dispose: () => value.dispose() });
        }
      `,
      errors: [{ messageId: "closure", line: 4, column: 74, endColumn: 79 }],
    },
    {
      name: "a global listener bound to the target",
      code: `
        class Room {
          static registry = new FinalizationRegistry((cleanup) => cleanup());
          onChange = () => { this.refresh(); };
          constructor() {
            const controller = new AbortController();
            navigator.mediaDevices?.addEventListener("devicechange", this.onChange, { signal: controller.signal });
            Room.registry.register(this, () => controller.abort());
          }
        }
      `,
      errors: [{ messageId: "listener", line: 7, column: 70, endColumn: 83 }],
    },
    {
      name: "a part of the target",
      code: `
        let registry;
        if (globalThis.FinalizationRegistry) {
          registry = new FinalizationRegistry((stream) => stream.cancel());
        }
        export function wrap(inner) {
          const response = new Response();
          response[STATE] = inner;
          registry.register(response, inner.body.stream);
          return response;
        }
      `,
      errors: [{ messageId: "part", line: 9, column: 39, endColumn: 56 }],
    },
  ],
});
