// Usage: node smoke.mjs
// Uses the built runtime, as ESM and as CommonJS, the way emitted code does, and prints what it sees.
import { createRequire } from "node:module";
import {
  assign,
  fieldOf,
  fieldsOf,
  FieldError,
  integer,
  liveInstances,
  snapshot,
  text,
} from "weakfield";
import * as $wf from "weakfield/internal";
import { assertCollectable } from "weakfield/testing";

const require = createRequire(import.meta.url);
const common = require("weakfield");

const $c = $wf.records("Person"),
  $name = $wf.bind($c, "name", text({ min: 1 })),
  $age = $wf.bind($c, "age", integer),
  $live = $wf.live();
class Person {
  constructor() {
    ($c.init(this, { name: $name("Ada"), age: $age(36) }), $live(this));
  }
  get name() {
    return $c(this, "name").name;
  }
  set name(v) {
    $c(this, "name").name = $name(v);
  }
  get age() {
    return $c(this, "age").age;
  }
  set age(v) {
    $c(this, "age").age = $age(v);
  }
}
$c.define(Person, [$name, $age], $live);

const ada = new Person();
ada.age = "37";
console.log(JSON.stringify(snapshot(ada)), [...liveInstances(Person)].length);
try {
  assign(ada, { name: "", age: 38 });
} catch (error) {
  console.log(
    error instanceof FieldError,
    error instanceof common.FieldError,
    error.issues[0].message,
  );
}
try {
  Object.create(ada).name;
} catch (error) {
  console.log(error instanceof TypeError, error.code);
}
console.log(
  fieldsOf(Person)
    .map(({ name }) => name)
    .join(),
  common.fieldOf(Person, "age") === fieldOf(Person, "age"),
);
try {
  class Untouched {
    static {
      common.field(undefined, {});
    }
  }
} catch (error) {
  console.log(error.code);
}
await assertCollectable(() => new Person());
const kept = [];
await assertCollectable(() => kept[kept.push(new Person()) - 1], { timeout: 200 }).then(
  () => console.log("a leak was not seen"),
  () => console.log("a leak is seen"),
);
