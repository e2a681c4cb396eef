import {
  assign,
  field,
  FieldError,
  fieldOf,
  fieldsOf,
  integer,
  liveInstances,
  snapshot,
  text,
  type ConverterContext,
  type FieldDescriptor,
  type StandardSchema,
} from "weakfield";

const symbol: unique symbol = Symbol("symbol");
const key = "computed";
declare const anyConverter: any;
declare const email: StandardSchema<string>;
declare const richSchema: {
  (data: unknown): string | Error;
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: string;
    readonly validate: (
      value: unknown,
      options?: object,
    ) => { readonly value: Date } | { readonly issues: readonly { readonly message: string }[] };
    readonly types?: { readonly input: string; readonly output: Date };
  };
};
const toDate = (value: unknown, context: ConverterContext): Date => {
  if (typeof value === "string") return new Date(value);
  throw new TypeError(context.owner + String(context.field));
};

class Base {
  @field inherited = 1;
}

export class Accepted extends Base {
  @field bare?: string;
  @field inferred = 0;
  @field callback: (n: number) => void = () => undefined;
  @field unknownValue: unknown;
  @field anyValue: any;
  @field(integer) exact = 0;
  @field(integer) definite!: number;
  @field(integer) optional?: number;
  @field(integer) wider: number | string = 0;
  @field(integer) nullable: number | null = null;
  @field(integer) anything: unknown;
  @field(integer) readonly fixed: number = 1;
  @field(integer({ min: 0 })) bounded = 1;
  @field(integer({ min: 0, max: undefined })) halfBounded = 1;
  @field(text) line = "";
  @field(text({ min: 1, max: 100 })) name!: string;
  @field(Number) number = 0;
  @field(() => 1 as const) literal: 1 | 2 = 2;
  @field((value) => value === "yes") inline = false;
  @field(toDate) date?: Date;
  @field(anyConverter) lax = "";
  @field(email) email!: string;
  @field(richSchema) when!: Date;
  @field(integer) override inherited = 2;
  @field(integer) public open = 0;
  @field(integer) protected guarded = 0;
  @field(integer) private hidden = 0;
  @field(integer) static count = 0;
  @field(integer) static readonly limit: number = 3;
  @field static shared?: string;
  @field(integer) [symbol] = 0;
  @field(integer) "quoted name" = 0;
  @field(integer) 7 = 0;
  @field(integer) [key] = 0;
  @field accessor bareAccessor = 0;
  @field(integer) accessor checkedAccessor = 0;
  @field(integer) static accessor staticAccessor = 0;

  use(): number {
    return this.hidden + this.guarded;
  }
}

export class Generic<T> {
  @field value?: T;
  @field(integer) size = 0;
}

export class Rejected {
  // @ts-expect-error
  @field(integer) wrong = "";
  // @ts-expect-error
  @field(integer) declared!: string;
  // @ts-expect-error
  @field(integer) optional?: string;
  // @ts-expect-error
  @field(integer) narrower!: 1 | 2;
  // @ts-expect-error
  @field(integer({ min: 0 })) bounded!: boolean;
  // @ts-expect-error
  @field(text) line!: number;
  // @ts-expect-error
  @field(text({ max: 3 })) name!: number;
  // @ts-expect-error
  @field(toDate) date!: string;
  // @ts-expect-error
  @field(email) email!: number;
  // @ts-expect-error
  @field(richSchema) when!: string;
  // @ts-expect-error
  @field(integer) static total: string;
  // @ts-expect-error
  @field(integer) [symbol]!: string;
  // @ts-expect-error
  @field(integer) "quoted name"!: string;
  // @ts-expect-error
  @field(integer) protected guarded!: string;
  // @ts-expect-error
  @field(integer) private hidden!: string;
  // @ts-expect-error
  @field(integer) accessor wrongAccessor = "";
  // @ts-expect-error
  @field(integer({ minimum: 0 })) misspelled = 0;
  // @ts-expect-error
  @field(integer({ min: "0" })) stringBound = 0;
  // @ts-expect-error
  @field("text") notAConverter = "";
  // @ts-expect-error
  @field({}) noSchema = "";
  // @ts-expect-error
  @field(integer, text) two = 0;
  // @ts-expect-error
  @field((value: string) => value) assumes = "";
  // @ts-expect-error
  @field bareMethod(): void {}
  // @ts-expect-error
  @field(integer) method(): void {}
  // @ts-expect-error
  @field(integer) parameters(a: number, b: string): void {
    void [a, b];
  }
  // @ts-expect-error
  @field(integer) 7!: string;
}

// @ts-expect-error a class
@field
export class BareClass {}
// @ts-expect-error a class
@field(integer)
export class CheckedClass {}
export class Parameters {
  // @ts-expect-error a parameter
  constructor(@field(integer) count: number) {
    void count;
  }
}

// What the functions return.
declare const accepted: Accepted;
accepted satisfies object;
fieldOf(Accepted, "exact") satisfies FieldDescriptor<Accepted, number> | null;
fieldOf(Accepted, "hidden") satisfies FieldDescriptor | null;
fieldOf(Accepted, "count")?.get(Accepted) satisfies unknown;
for (const { name, owner, static: isStatic } of fieldsOf(accepted)) {
  name satisfies string | symbol;
  owner satisfies string;
  isStatic satisfies boolean;
}
snapshot(accepted).exact satisfies number | undefined;
snapshot(accepted) satisfies Partial<Accepted>;
assign(accepted, JSON.parse("{}")) satisfies Accepted;
for (const instance of liveInstances(Accepted)) instance.use() satisfies number;
export class Single {
  private constructor() {}
  @field(integer) value = 0;
  static readonly only: Single = new Single();
}
for (const instance of liveInstances(Single)) instance.value satisfies number;
integer("5", { field: "x", owner: "X" }) satisfies number;
// @ts-expect-error options, not a value
integer("5");
const error: unknown = undefined;
if (error instanceof FieldError) {
  error.issues[0]?.path satisfies readonly PropertyKey[] | undefined;
  error.code satisfies "WEAKFIELD_INVALID";
  error satisfies TypeError;
}
class OwnError extends FieldError {
  readonly extra: number = 1;
}
if (error instanceof OwnError) error.extra satisfies number;
