import type { ClassPlan } from "../plan/file-plan.ts";
import { emitBehind, emitInside, emitVariables } from "./class-entry.ts";
import { instanceFields } from "./emit.ts";
import type { Emit, Lowering } from "./emit.ts";
import { createRecord, emitMembers } from "./members.ts";
import type { MemberEmission } from "./members.ts";
import { join, pieces } from "./pieces.ts";
import type { Piece } from "./pieces.ts";

/** The code of one class, cut at the places where it goes. */
export interface ClassEmission {
  /** Statements that declare the variables of the class, for its place. */
  readonly before: readonly Piece[];
  /** Class elements at the start of the body. */
  readonly start: readonly Piece[];
  /** Class elements in place of each run of neighboring fields. */
  readonly members: readonly MemberEmission[];
  /** A statement for the constructor that the class has, or null. */
  readonly constructorStatement: readonly Piece[] | null;
  /** Statements straight behind the class; empty if there are none. */
  readonly behind: readonly Piece[];
}

/**
 * The template of all emitted code. Two printers carry it out, one with text and one with the nodes of a compiler.
 *
 * @param runtime local name of the namespace `weakfield/internal`
 */
export function emitClass(
  plan: ClassPlan,
  runtime: string,
  lowering: Lowering = {},
): ClassEmission {
  const emit: Emit = { plan, runtime, lowering };
  const { initialization } = plan;
  const creation =
    initialization.kind === "constructor"
      ? pieces`${join(createRecord(emit, instanceFields(plan)), ", ")};`
      : null;
  const isNew = initialization.kind === "constructor" && initialization.at.kind === "new";
  return {
    before: emitVariables(emit),
    start: [
      ...emitInside(emit),
      ...(isNew && creation ? pieces` constructor() { ${creation} }` : []),
    ],
    members: emitMembers(emit),
    constructorStatement: creation && !isNew ? creation : null,
    behind: emitBehind(emit),
  };
}
