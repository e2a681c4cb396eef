import { field, integer } from "weakfield";
import type { Step } from "./step.js";

// The mistake: a key that equal instances have in common.

const balances = new Map<string, number>();

class KeyedAccount {
  constructor(readonly holder: string) {}
  get balance(): number {
    return balances.get(this.toString()) ?? 0;
  }
  set balance(value: number) {
    balances.set(this.toString(), Math.trunc(value));
  }
  equals(other: unknown): boolean {
    return other instanceof KeyedAccount && other.holder === this.holder;
  }
  toString(): string {
    return `account of ${this.holder}`;
  }
}

// The field: identity decides, whatever the class takes for equal.

class Account {
  @field(integer) balance = 0;
  constructor(readonly holder: string) {}
  equals(other: unknown): boolean {
    return other instanceof Account && other.holder === this.holder;
  }
  toString(): string {
    return `account of ${this.holder}`;
  }
}

export const step: Step = {
  row: 6,
  lesson: "instances that are equal by value",
  rules: ["no-id-keyed-storage"],
  mistake: () => show(new KeyedAccount("Ada"), new KeyedAccount("Ada")),
  field: () => show(new Account("Ada"), new Account("Ada")),
};

function show(a: KeyedAccount | Account, b: KeyedAccount | Account): string[] {
  a.balance = 100;
  b.balance = 250;
  return [
    `two accounts, equal: ${a.equals(b)}; after a.balance = 100 and b.balance = 250: a has ${a.balance}, b has ${b.balance}`,
  ];
}
