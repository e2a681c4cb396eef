import type { Identifier, MemberNode, Node } from "../estree.ts";
import type { MemberName } from "./class-model.ts";

const COMPUTED: MemberName = { kind: "computed", text: null };

/** The name of a class member; a computed literal (`["x"]`) is as good as the literal. */
export function memberName(member: MemberNode): MemberName {
  const { key } = member;
  if (!key) return COMPUTED;
  if (key.type === "PrivateIdentifier") return { kind: "private", text: nameOf(key) };
  if (key.type === "Identifier" && !member.computed) {
    return { kind: "identifier", text: nameOf(key) };
  }
  const { value: literal } = key as { value?: unknown };
  if (typeof literal === "string") return { kind: "string", text: literal };
  if (typeof literal === "number") return { kind: "number", text: String(literal) };
  return COMPUTED;
}

/** How a member is called in a message: `name`, `"a b"`, `#x`, `[…]`. */
export function displayName(name: MemberName): string {
  switch (name.kind) {
    case "computed":
      return "[…]";
    case "private":
      return `#${name.text}`;
    case "string":
      return JSON.stringify(name.text);
    case "identifier":
    case "number":
      return name.text;
  }
}

function nameOf(node: Node): string {
  return (node as Identifier).name;
}
