import { field, integer, text } from "weakfield";

/** An article and how many of it. */
export class Line {
  @field(text({ min: 1 })) article!: string;
  @field(integer({ min: 1 })) count = 1;
}

/** What somebody buys. */
export class Order {
  @field customer = "";
  @field lines: readonly Line[] = [];

  get total(): number {
    return this.lines.reduce((sum, { count }) => sum + count, 0);
  }
}
