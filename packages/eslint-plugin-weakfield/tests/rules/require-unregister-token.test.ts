import rule from "../../src/rules/require-unregister-token.ts";
import { run } from "../rule-tester.ts";

run("require-unregister-token", rule, {
  valid: [
    {
      name: "a token",
      code: `
        const registry = new FinalizationRegistry(() => {});
        export function start(target, held) { registry.register(target, held, target); }
        export function stop(target) { registry.unregister(target); }
      `,
    },
    {
      name: "no unregister",
      code: `
        const registry = new FinalizationRegistry(() => {});
        export function start(target, held) { registry.register(target, held); }
      `,
    },
    {
      name: "some registrations that are meant to stay",
      code: `
        const registry = new FinalizationRegistry(() => {});
        registry.register(globalState, 0);
        export function start(target) { registry.register(target, 1, target); }
        export function stop(target) { registry.unregister(target); }
      `,
    },
    {
      name: "arguments that are not seen",
      code: `
        const registry = new FinalizationRegistry(() => {});
        export function start(...values) { registry.register(...values); }
        export function stop(target) { registry.unregister(target); }
      `,
    },
    {
      name: "another kind of registry",
      code: `
        const registry = new Registry();
        registry.register(a, b);
        registry.unregister(a);
      `,
    },
  ],
  invalid: [
    {
      name: "one of two registrations of a target",
      code: `
        const registry = new FinalizationRegistry(free);
        function open(stream, buffer, worker) {
          registry.register(stream, buffer, stream);
          registry.register(stream, worker);
        }
        function close(stream) { registry.unregister(stream); }
      `,
      errors: [
        {
          messageId: "missingToken",
          data: { target: "stream" },
          line: 5,
          suggestions: [
            {
              messageId: "addToken",
              data: { token: "stream" },
              output: `
        const registry = new FinalizationRegistry(free);
        function open(stream, buffer, worker) {
          registry.register(stream, buffer, stream);
          registry.register(stream, worker, stream);
        }
        function close(stream) { registry.unregister(stream); }
      `,
            },
          ],
        },
      ],
    },
    {
      name: "the target as the token",
      code: `
const registry = new FinalizationRegistry(() => {});
export function start(stream, worker) {
  registry.register(stream, worker);
}
export function stop(stream) {
  registry.unregister(stream);
}`,
      errors: [
        {
          messageId: "missingToken",
          data: { target: "stream" },
          line: 4,
          column: 3,
          endLine: 4,
          endColumn: 36,
          suggestions: [
            {
              messageId: "addToken",
              data: { token: "stream" },
              output: `
const registry = new FinalizationRegistry(() => {});
export function start(stream, worker) {
  registry.register(stream, worker, stream);
}
export function stop(stream) {
  registry.unregister(stream);
}`,
            },
          ],
        },
      ],
    },
    {
      name: "a field, a trailing comma, no held value",
      code: `
class Pool {
  #registry = new FinalizationRegistry(() => {});
  add(item) {
    this.#registry.register(
      item,
      (item.id),
    );
    this.#registry.register(item);
  }
  remove(item) { this.#registry.unregister(item); }
}`,
      errors: [
        {
          messageId: "missingToken",
          line: 5,
          suggestions: [
            {
              messageId: "addToken",
              output: `
class Pool {
  #registry = new FinalizationRegistry(() => {});
  add(item) {
    this.#registry.register(
      item,
      (item.id), item
    );
    this.#registry.register(item);
  }
  remove(item) { this.#registry.unregister(item); }
}`,
            },
          ],
        },
        {
          messageId: "missingToken",
          line: 9,
          suggestions: [
            {
              messageId: "addToken",
              output: `
class Pool {
  #registry = new FinalizationRegistry(() => {});
  add(item) {
    this.#registry.register(
      item,
      (item.id),
    );
    this.#registry.register(item, undefined, item);
  }
  remove(item) { this.#registry.unregister(item); }
}`,
            },
          ],
        },
      ],
    },
    {
      name: "no suggestion where the token is something else",
      code: `
        let registry;
        function ensure() { registry ??= new FinalizationRegistry(() => {}); }
        export function start(target, held) { ensure(); registry.register(target, held); }
        export function stop(held) { registry.unregister(held); }
      `,
      errors: [{ messageId: "missingToken", line: 4, column: 57, suggestions: [] }],
    },
  ],
});
