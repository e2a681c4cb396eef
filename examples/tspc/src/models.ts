import { field, integer, snapshot, text } from "weakfield";

/** An amount of money in cents: never negative, and never a fraction. */
const cents = integer({ min: 0 });

/** A day as JSON has it, `"2026-11-21"`. */
function day(value: unknown): Date {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value;
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value)) {
    const date = new Date(value);
    if (!Number.isNaN(date.getTime())) return date;
  }
  throw new TypeError("Value must be a day such as 2026-11-21.");
}

export class Person {
  @field(text({ min: 1, max: 100 })) firstName!: string;
  @field(text({ min: 1, max: 100 })) lastName!: string;
  @field(day) birthday?: Date;

  equals(other: unknown): boolean {
    return (
      other instanceof Person &&
      this.firstName === other.firstName &&
      this.lastName === other.lastName
    );
  }

  toString(): string {
    return `${this.firstName} ${this.lastName}`;
  }

  toJSON(): object {
    return { ...snapshot(this), birthday: this.birthday?.toISOString().slice(0, 10) };
  }
}

export class BankAccount {
  @field(text({ min: 5, max: 34 })) readonly accountNumber: string;
  @field owner: Person;
  @field(cents) balance = 0;

  constructor(accountNumber: string, owner: Person) {
    this.accountNumber = accountNumber;
    this.owner = owner;
  }

  /** Throws, and moves nothing, when the balance does not suffice. */
  transfer(amount: number, to: BankAccount): void {
    this.balance -= amount;
    to.balance += amount;
  }

  toJSON(): object {
    return snapshot(this);
  }
}
