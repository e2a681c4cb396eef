import type { TSESTree } from "@typescript-eslint/utils";
import type { FileIndex } from "./file-index.ts";
import { findReceiverOwner, type Owner } from "./owners.ts";
import type { Node, Variable } from "./syntax.ts";
import type { CollectionKind, Use } from "./use.ts";
import { addUses } from "./uses.ts";

/** Members by owner, for one name; `foreign` are those of which the owner is not known. */
interface MemberUses {
  known: { node: Node; owner: Owner }[];
  foreign: Node[];
}

/** What a file does with the members of a name, and with containers of a kind in those whose owner is not known. */
export interface MemberSearch {
  members(name: string): MemberUses;
  foreign(name: string, kind: CollectionKind): readonly Use[];
}

/** A search that looks at the members of each name once. */
export function createMemberSearch(index: FileIndex): MemberSearch {
  const groups = new Map<string, MemberUses>();
  const foreignUses = new Map<string, Use[]>();
  const search: MemberSearch = {
    members(name) {
      let group = groups.get(name);
      if (group === undefined) groups.set(name, (group = groupMembers(name, index)));
      return group;
    },
    foreign(name, kind) {
      const key = `${kind} ${name}`;
      let uses = foreignUses.get(key);
      if (uses === undefined) {
        foreignUses.set(key, (uses = []));
        for (const node of search.members(name).foreign) addUses(node, kind, index, uses, true);
      }
      return uses;
    },
  };
  return search;
}

function groupMembers(member: string, index: FileIndex): MemberUses {
  const known: MemberUses["known"] = [];
  const foreign: Node[] = [];
  for (const node of index.members.get(member) ?? []) {
    const owner = findReceiverOwner(node.object, index);
    if (owner === null) foreign.push(node);
    else known.push({ node, owner });
  }
  for (const property of index.patterns.get(member) ?? []) {
    const alias = patternAlias(property, index);
    if (alias !== null)
      foreign.push(...alias.references.filter((r) => r.isRead()).map((r) => r.identifier as Node));
  }
  return { known, foreign };
}

function patternAlias(property: TSESTree.Property, index: FileIndex): Variable | null {
  const target = property.value.type === "AssignmentPattern" ? property.value.left : property.value;
  return target.type === "Identifier" ? index.variableOf(target) : null;
}
