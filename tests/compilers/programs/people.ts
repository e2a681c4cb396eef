/** Converters, errors, inheritance and introspection, as an application uses them. */
import { assign, field, FieldError, fieldsOf, integer, snapshot, text } from "weakfield";

class Person {
  @field(text({ min: 1, max: 100 })) name = "Ada";
  @field(integer) age = 0;
  @field nickname?: string;
}

class Employee extends Person {
  @field(integer({ min: 0 })) salary = 100;
  @field((value) => String(value).toLowerCase()) email = "ADA@EXAMPLE.ORG";
}

const ada = new Employee();
const bob = new Employee();
ada.age = 36.9;
bob.name = "Bob";
console.log(JSON.stringify(snapshot(ada)));
console.log(JSON.stringify(snapshot(bob)));
console.log(Object.keys(ada).length, ada.nickname);

try {
  ada.name = "";
} catch (error) {
  if (!(error instanceof FieldError)) throw error;
  console.log(error.field, error.owner, error.issues.map((issue) => issue.message).join());
}
console.log(ada.name);
try {
  assign(ada, { name: "Grace", age: "not a number", unknown: 1 });
} catch (error) {
  console.log((error as FieldError).issues.map((issue) => issue.path.join(".")).join());
}
console.log(ada.name, ada.age);
assign(ada, { name: "Grace", age: "85" });
console.log(ada.name, ada.age);
console.log(
  fieldsOf(Employee)
    .map((descriptor) => String(descriptor.name))
    .join(),
);

Object.freeze(ada);
ada.age = 86;
console.log(ada.age, Object.isFrozen(ada));
try {
  console.log((Object.create(ada) as Employee).age);
} catch (error) {
  console.log(error instanceof TypeError, /Person/.test((error as Error).message));
}
