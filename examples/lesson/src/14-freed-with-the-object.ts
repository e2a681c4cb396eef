import { field, liveInstances, text } from "weakfield";
import { collectUntil, fateOf } from "./collection.js";
import type { Step } from "./step.js";

// The mistake: the classes keep their instances at hand, for ever.

const names = new Map<HeldPerson, string>();

class HeldPerson {
  get name(): string {
    return names.get(this) ?? "";
  }
  set name(value: string) {
    names.set(this, value);
  }
}

class HeldAccount {
  static readonly all: HeldAccount[] = [];
  #owner: HeldPerson;
  constructor(owner: HeldPerson) {
    this.#owner = owner;
    HeldAccount.all.push(this);
  }
  get owner(): HeldPerson {
    return this.#owner;
  }
}

// The field: what refers to each other is freed together, and the lists are empty. All are equal, and none is another.

class Person {
  @field(text({ min: 1, max: 100 })) firstName = "Ada";
  @field(text({ min: 1, max: 100 })) lastName = "Lovelace";
  @field account?: BankAccount;

  equals(other: Person): boolean {
    return this.firstName === other.firstName && this.lastName === other.lastName;
  }
}

class BankAccount {
  @field(text({ min: 5, max: 255 })) accountNumber = "00000";
  @field owner: Person;
  constructor(owner: Person) {
    this.owner = owner;
    owner.account = this;
  }

  equals(other: BankAccount): boolean {
    return this.accountNumber === other.accountNumber;
  }
}

const COUNT = 100_000;

export const step: Step = {
  row: 14,
  lesson: "values freed with the object",
  rules: ["no-strong-instance-map"],
  async mistake() {
    const fate = await fateOf(() => {
      const person = new HeldPerson();
      person.name = "Ada";
      return new HeldAccount(person).owner;
    });
    return [
      `after the last reference has gone, the person is ${fate}`,
      `entries: ${names.size} person, ${HeldAccount.all.length} account`,
    ];
  },
  async field() {
    const fate = await fateOf(() => {
      const account = new BankAccount(new Person());
      account.accountNumber = "12345";
      return account.owner;
    });
    makePeople(COUNT);
    const before = count();
    await collectUntil(() => count() === 0);
    return [
      `after the last reference has gone, the person is ${fate}`,
      `of ${before} people and accounts that refer to each other, ${count()} are left`,
    ];
  },
};

/** A function of its own: its frame, which might hold the last one, is gone when it returns. */
function makePeople(count: number): void {
  for (let index = 0; index < count; index++) new BankAccount(new Person());
}

/** The live people and accounts; only the lists of the classes know them. */
function count(): number {
  let live = 0;
  for (const _ of liveInstances(Person)) live++;
  for (const _ of liveInstances(BankAccount)) live++;
  return live;
}
