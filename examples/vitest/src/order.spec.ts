import { beforeEach, expect, test } from "vitest";
import { assign } from "weakfield";
import { Line, Order } from "./order";

const line = (article: string, count: unknown) => assign(new Line(), { article, count });

let order: Order;
beforeEach(() => {
  order = assign(new Order(), { customer: "Ada", lines: [line("pen", "2"), line("ink", 1)] });
});

test("values are compared, through all levels", () => {
  expect(order).toEqual({
    customer: "Ada",
    lines: [
      { article: "pen", count: 2 },
      { article: "ink", count: 1 },
    ],
  });
  expect(order).not.toEqual(new Order());
  expect([line("pen", 1)]).not.toContainEqual(line("pen", 2));
});

test("what the fields hold, by name", () => {
  expect(line("pen", "3")).toHaveFields({ article: "pen", count: 3 });
  expect(line("pen", "3")).not.toHaveFields({ article: "pen", count: 4 });
  expect(order.total).toBe(3);
});

test("an order is freed with its lines", async () => {
  await expect(() => assign(new Order(), { lines: [line("pen", 1)] })).toBeCollectable();
});

test("an order that something keeps is seen", async () => {
  const archive: Order[] = [];
  const make = () => {
    const kept = new Order();
    archive.push(kept);
    return kept;
  };
  await expect(make).not.toBeCollectable({ timeout: 100 });
});
