import { field, integer } from "weakfield";
import { fateOf } from "./collection.js";
import type { Step } from "./step.js";

// The mistake: the map is keyed by an id. It holds no instance, but its entries outlive theirs, and an id that is used
// again finds what its former owner left.

const received = new Map<number, number>();

class NumberedConnection {
  constructor(readonly id: number) {}
  get bytes(): number {
    return received.get(this.id) ?? 0;
  }
  set bytes(value: number) {
    received.set(this.id, Math.trunc(value));
  }
}

// The field: a new instance begins with its initializer.

class Connection {
  @field(integer) bytes = 0;
  constructor(readonly id: number) {}
}

export const step: Step = {
  row: 7,
  lesson: "a map keyed by an id",
  rules: ["no-id-keyed-storage"],
  async mistake() {
    const shown = await show(NumberedConnection);
    return [...shown, `entries of connections that have gone: ${received.size}`];
  },
  field: () => show(Connection),
};

async function show(Kind: typeof NumberedConnection | typeof Connection): Promise<string[]> {
  const fate = await fateOf(() => {
    const first = new Kind(3);
    first.bytes = 512;
    return first;
  });
  return [
    `connection 3 has received 512 bytes; after its last reference has gone, it is ${fate}`,
    `a new connection 3 begins with ${new Kind(3).bytes} bytes`,
  ];
}
