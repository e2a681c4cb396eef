import type { TSESTree } from "@typescript-eslint/utils";
import { declaredNode, getFileIndex, type FileIndex } from "./file-index.ts";
import { findReceiverOwner, type Owner } from "./owners.ts";
import {
  callOf,
  isFunction,
  staticName,
  unwrap,
  wrapped,
  type FunctionNode,
  type Node,
  type SourceCode,
  type Variable,
} from "./syntax.ts";

/** A `FinalizationRegistry` of a file and what the file does with it. */
export interface Registry {
  creation: TSESTree.NewExpression;
  /** The function that runs after a target died, when the file shows it. */
  callback: FunctionNode | null;
  /** The variable that holds the registry; null when a member does, or nothing. */
  variable: Variable | null;
  /** The class or object of whose member the registry is. */
  owner: Owner | null;
  registers: TSESTree.CallExpression[];
  unregisters: TSESTree.CallExpression[];
  index: FileIndex;
}

const registries = new WeakMap<Node, Registry[]>();

/** The registries of a file, found once per file. */
export function getRegistries(sourceCode: SourceCode): readonly Registry[] {
  let found = registries.get(sourceCode.ast);
  if (found === undefined) {
    registries.set(sourceCode.ast, (found = createRegistries(getFileIndex(sourceCode))));
  }
  return found;
}

function createRegistries(index: FileIndex): Registry[] {
  const creations = index.news.get("FinalizationRegistry") ?? [];
  return creations
    .filter(({ callee }) => isRegistryName(callee, index))
    .map((creation) => createRegistry(creation, index));
}

/** The global, or a constant such as `const FinalizationRegistry = globalThis.FinalizationRegistry ?? Fake`. */
function isRegistryName(callee: Node, index: FileIndex): boolean {
  const definition = index.variableOf(callee)?.defs[0];
  return definition === undefined || definition.type === "Variable";
}

function createRegistry(creation: TSESTree.NewExpression, index: FileIndex): Registry {
  const registry: Registry = {
    creation,
    callback: findCallback(creation, index),
    variable: null,
    owner: null,
    registers: [],
    unregisters: [],
    index,
  };
  const target = findTarget(creation);
  addCall(creation, registry);
  if (target?.type === "Identifier") {
    registry.variable = index.variableOf(target);
    const references = registry.variable?.references ?? [];
    for (const { identifier } of references) addCall(identifier, registry);
    return registry;
  }
  const name = target === null ? null : staticName(target);
  if (target === null || name === null) return registry;
  registry.owner = ownerOfTarget(target, index);
  for (const member of index.members.get(name) ?? []) addCall(member, registry);
  return registry;
}

function findCallback(
  { arguments: [callback] }: TSESTree.NewExpression,
  index: FileIndex,
): FunctionNode | null {
  if (callback === undefined) return null;
  const node = unwrap(callback);
  if (isFunction(node)) return node;
  const variable = node.type === "Identifier" ? index.variableOf(node) : null;
  const declared = variable === null ? null : declaredNode(variable);
  return declared !== null && isFunction(declared) ? declared : null;
}

/** Where the registry is put, past `typeof FinalizationRegistry !== "undefined" && new …` and its like. */
function findTarget(creation: Node): Node | null {
  const node = wrapped(creation);
  const { parent } = node;
  switch (parent?.type) {
    case "LogicalExpression":
    case "ConditionalExpression":
      return findTarget(parent);
    case "VariableDeclarator":
      return parent.id;
    case "AssignmentExpression":
      /* v8 ignore next -- a creation is no target */
      return parent.right === node ? unwrap(parent.left) : null;
    case "PropertyDefinition":
    case "Property":
      return parent.value === node ? parent : null;
    default:
      return null;
  }
}

function ownerOfTarget(target: Node, index: FileIndex): Owner | null {
  if (target.type === "MemberExpression") return findReceiverOwner(target.object, index);
  if (target.type === "PropertyDefinition")
    return { node: target.parent.parent, isStatic: target.static };
  return null;
}

function addCall(reference: Node, registry: Registry): void {
  const node = wrapped(reference);
  const { parent } = node;
  if (parent?.type !== "MemberExpression" || parent.object !== node) return;
  const call = callOf(parent);
  if (call === null) return;
  const name = staticName(parent);
  if (name === "register") registry.registers.push(call);
  else if (name === "unregister") registry.unregisters.push(call);
}
