import { assign, FieldError, fieldsOf } from "weakfield";
import { BankAccount, Person } from "./models.js";

section("A person out of JSON");
const ada = read('{ "firstName": "Ada", "lastName": "Lovelace", "birthday": "1815-12-10" }');
console.log(String(ada), "was born in", ada.birthday?.getUTCFullYear());

section("What is refused, with all that is wrong with it");
attempt(() => read('{ "firstName": "", "birthday": "in winter", "title": "Countess" }'));

section("A write is checked, too, and the old value stays");
attempt(() => (ada.firstName = "A".repeat(101)));
console.log(String(ada));

section("Frozen instances keep working: nothing is stored on them");
const savings = new BankAccount("Savings", ada);
const checking = new BankAccount("Checking", ada);
Object.freeze(savings);
Object.freeze(checking);
savings.balance = 100_50;
savings.transfer(25_25, checking);
console.log(savings.balance, checking.balance, Object.keys(savings));
attempt(() => savings.transfer(1_000_00, checking));
console.log(savings.balance, checking.balance);

section("Identity decides, not equality");
const namesake = assign(new Person(), { firstName: "Ada", lastName: "Lovelace" });
console.log("equal:", ada.equals(namesake), "- birthdays:", ada.birthday, namesake.birthday);

section("Back to JSON");
console.log(JSON.stringify(savings, null, 2));

section("The fields of a class");
console.log(fieldsOf(BankAccount).map(({ name }) => name));

function read(json: string): Person {
  return assign(new Person(), JSON.parse(json));
}

function attempt(action: () => unknown): void {
  try {
    action();
    console.log("nothing was refused");
  } catch (error) {
    if (!(error instanceof FieldError)) throw error;
    console.log(error.message);
    for (const { path, message } of error.issues) console.log(`  ${path.join(".")}: ${message}`);
  }
}

function section(title: string): void {
  console.log(`\n# ${title}`);
}
