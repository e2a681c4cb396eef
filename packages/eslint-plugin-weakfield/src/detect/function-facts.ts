import type { TSESTree } from "@typescript-eslint/utils";
import { isDescriptorLike } from "./descriptors.ts";
import { type FunctionNode, isDefineProperty, isFunction } from "./syntax.ts";

/** What one walk over a file learns about a function. */
export interface FunctionFacts {
  node: FunctionNode;
  /** The function around it, arrows included. */
  parent: FunctionFacts | null;
  children: readonly FunctionFacts[];
  /** Every `this` that means the receiver of this function, also inside its arrows. */
  thisNodes: readonly TSESTree.ThisExpression[];
  /** What it returns, an expression body included. */
  returned: readonly TSESTree.Expression[];
  /** `Object.defineProperty` calls that run when this function runs. */
  definitions: readonly TSESTree.CallExpression[];
  /** Object literals with an accessor or the flags of a descriptor that it makes. */
  descriptors: readonly TSESTree.ObjectExpression[];
  /** Calls that run when this function runs. */
  calls: readonly TSESTree.CallExpression[];
  /** Assignments to a member, `x.y = z`, that run when this function runs. */
  memberWrites: readonly TSESTree.AssignmentExpression[];
  /** The class whose member it is, or null. */
  ownerClass: TSESTree.ClassDeclaration | TSESTree.ClassExpression | null;
}

/** The top level of a file, as if it were a function. */
export type TopFacts = Omit<FunctionFacts, "node" | "parent">;

/** What is known of the functions of a file. */
export interface FileFacts {
  decorators: readonly TSESTree.Decorator[];
  /** Outer functions before inner ones. */
  functions: readonly FunctionFacts[];
  top: TopFacts;
  get(node: TSESTree.Node): FunctionFacts | null;
}

/** Most functions have none of most things: they share one empty list, and a list is made for the first. */
const NONE: readonly never[] = [];

type Lists = Pick<
  FunctionFacts,
  "calls" | "children" | "definitions" | "descriptors" | "memberWrites" | "returned" | "thisNodes"
>;

/** The facts of a function, or of the top level, while they are gathered. */
class Gathered implements Lists {
  calls: readonly TSESTree.CallExpression[] = NONE;
  children: readonly FunctionFacts[] = NONE;
  definitions: readonly TSESTree.CallExpression[] = NONE;
  descriptors: readonly TSESTree.ObjectExpression[] = NONE;
  memberWrites: readonly TSESTree.AssignmentExpression[] = NONE;
  returned: readonly TSESTree.Expression[] = NONE;
  thisNodes: readonly TSESTree.ThisExpression[] = NONE;
  readonly ownerClass: FunctionFacts["ownerClass"];

  constructor(ownerClass: FunctionFacts["ownerClass"]) {
    this.ownerClass = ownerClass;
  }
}

class GatheredFunction extends Gathered implements FunctionFacts {
  readonly node: FunctionNode;
  readonly parent: GatheredFunction | null;

  constructor(
    ownerClass: FunctionFacts["ownerClass"],
    node: FunctionNode,
    parent: GatheredFunction | null,
  ) {
    super(ownerClass);
    this.node = node;
    this.parent = parent;
  }
}

/** The list with one item more. */
function append<Item>(list: readonly Item[], item: Item): readonly Item[] {
  if (list.length === 0) return [item];
  (list as Item[]).push(item);
  return list;
}

/** Gathers the facts from a walk over the file, which calls one method for each node that one is for. */
export class FactsCollector implements FileFacts {
  readonly decorators: TSESTree.Decorator[] = [];
  readonly functions: FunctionFacts[] = [];
  readonly top = new Gathered(null);
  /** Made when it is first asked for: most files are not. */
  #byNode: Map<TSESTree.Node, FunctionFacts> | null = null;
  /** Null stands for the top level, and for what a class runs by itself. */
  #owner: GatheredFunction | null = null;
  #receiver: GatheredFunction | null = null;
  /** The receivers to return to. */
  readonly #receivers: (GatheredFunction | null)[] = [];

  get(node: TSESTree.Node): FunctionFacts | null {
    this.#byNode ??= new Map(this.functions.map((facts) => [facts.node, facts]));
    /* v8 ignore next -- only functions of the file are asked for */
    return this.#byNode.get(node) ?? null;
  }

  enterFunction(node: FunctionNode): void {
    const member = node.parent;
    const isMember =
      (member.type === "MethodDefinition" || member.type === "PropertyDefinition") &&
      member.value === node;
    const ownerClass = isMember ? member.parent.parent : null;
    const facts = new GatheredFunction(ownerClass, node, this.#owner);
    if (node.body.type !== "BlockStatement") facts.returned = [node.body];
    this.functions.push(facts);
    const around = this.#owner ?? this.top;
    around.children = append<FunctionFacts>(around.children, facts);
    this.#owner = facts;
    this.#receivers.push(this.#receiver);
    if (node.type !== "ArrowFunctionExpression") this.#receiver = facts;
  }

  /** Into a field or static block, which has a `this` of its own. */
  enterInitializer(): void {
    this.#receivers.push(this.#receiver);
    this.#receiver = null;
  }

  /** Out of a function, field or static block. */
  leave(node: TSESTree.Node): void {
    if (isFunction(node)) this.#owner = this.#owner?.parent ?? null;
    this.#receiver = this.#receivers.pop() ?? null;
  }

  addCall(node: TSESTree.CallExpression): void {
    const facts = this.#owner ?? this.top;
    facts.calls = append(facts.calls, node);
    if (isDefineProperty(node)) facts.definitions = append(facts.definitions, node);
  }

  addAssignment(node: TSESTree.AssignmentExpression): void {
    if (node.left.type !== "MemberExpression") return;
    const facts = this.#owner ?? this.top;
    facts.memberWrites = append(facts.memberWrites, node);
  }

  addObject(node: TSESTree.ObjectExpression): void {
    if (!isDescriptorLike(node)) return;
    const facts = this.#owner ?? this.top;
    facts.descriptors = append(facts.descriptors, node);
  }

  addReturned(node: TSESTree.Expression): void {
    /* v8 ignore next -- parsers take `return` at the top level in CommonJS files only */
    const facts = this.#owner ?? this.top;
    facts.returned = append(facts.returned, node);
  }

  addThis(node: TSESTree.ThisExpression): void {
    const facts = this.#receiver ?? this.top;
    facts.thisNodes = append(facts.thisNodes, node);
  }
}
