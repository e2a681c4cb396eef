// The real schema libraries, for compilers that they support.
import { type } from "arktype";
import * as v from "valibot";
import { field, type StandardSchema } from "weakfield";
import { z } from "zod";
import type { StandardSchemaV1 } from "@standard-schema/spec";

declare const bySpecification: StandardSchemaV1<unknown, number>;
bySpecification satisfies StandardSchema<number>;

export class Accepted {
  @field(z.email()) zodEmail!: string;
  @field(z.coerce.number()) zodNumber = 0;
  @field(z.object({ a: z.string() })) zodObject?: { a: string };
  @field(z.string().transform((value) => value.length)) zodTransform = 0;
  @field(v.pipe(v.string(), v.email())) valibotEmail!: string;
  @field(v.picklist(["a", "b"])) valibotPicklist: "a" | "b" | "c" = "a";
  @field(type("string.email")) arktypeEmail!: string;
  @field(type("string.numeric.parse")) arktypeNumber!: number;
  @field(type({ a: "string" })) arktypeObject?: { a: string };
  @field(bySpecification) bySpecification = 0;
}

export class Rejected {
  // @ts-expect-error
  @field(z.email()) zodEmail!: number;
  // @ts-expect-error
  @field(z.string().transform((value) => value.length)) zodTransform!: string;
  // @ts-expect-error
  @field(v.picklist(["a", "b"])) valibotPicklist!: "a";
  // @ts-expect-error
  @field(type("string.numeric.parse")) arktypeNumber!: string;
  // @ts-expect-error
  @field(bySpecification) bySpecification!: string;
}
