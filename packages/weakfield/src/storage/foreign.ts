import { foreignReceiver } from "../errors.ts";
import { registry } from "../registry.ts";

/** Throws the error of an access through an object that the class did not initialize. */
export function foreign(receiver: unknown, owner: string, field: string | symbol): never {
  throw foreignReceiver(
    owner,
    field,
    Object(receiver) !== receiver
      ? "no-object"
      : registry().has(receiver as object)
        ? "prototype"
        : "general",
  );
}
