import type { TSESTree } from "@typescript-eslint/utils";
import { isDescriptorLike } from "./descriptors.ts";
import { type FunctionNode, isDefineProperty } from "./syntax.ts";

/** What one walk over a file learns about a function. */
export interface FunctionFacts {
  node: FunctionNode;
  /** The function around it, arrows included. */
  parent: FunctionFacts | null;
  children: FunctionFacts[];
  /** Every `this` that means the receiver of this function, also inside its arrows. */
  thisNodes: TSESTree.ThisExpression[];
  /** What it returns, an expression body included. */
  returned: TSESTree.Expression[];
  /** `Object.defineProperty` calls that run when this function runs. */
  definitions: TSESTree.CallExpression[];
  /** Object literals with an accessor or the flags of a descriptor that it makes. */
  descriptors: TSESTree.ObjectExpression[];
  /** Calls that run when this function runs. */
  calls: TSESTree.CallExpression[];
  /** Assignments to a member, `x.y = z`, that run when this function runs. */
  memberWrites: TSESTree.AssignmentExpression[];
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

/** Gathers the facts from a walk over the file. */
export class FactsCollector implements FileFacts {
  readonly decorators: TSESTree.Decorator[] = [];
  readonly functions: FunctionFacts[] = [];
  readonly top: TopFacts = createTopFacts(null);
  /** Made when it is first asked for: most files are not. */
  #byNode: Map<TSESTree.Node, FunctionFacts> | null = null;
  /** Null stands for the top level, and for what a class runs by itself. */
  #owner: FunctionFacts | null = null;
  #receiver: FunctionFacts | null = null;
  /** The receivers to return to. */
  readonly #receivers: (FunctionFacts | null)[] = [];

  get(node: TSESTree.Node): FunctionFacts | null {
    this.#byNode ??= new Map(this.functions.map((facts) => [facts.node, facts]));
    return this.#byNode.get(node) ?? null;
  }

  enter(node: TSESTree.Node): void {
    const facts = this.#owner ?? this.top;
    switch (node.type) {
      case "ArrowFunctionExpression":
      case "FunctionDeclaration":
      case "FunctionExpression":
        this.#enterFunction(node, facts);
        break;
      case "AccessorProperty":
      case "PropertyDefinition":
      case "StaticBlock":
        this.#receivers.push(this.#receiver);
        this.#receiver = null;
        break;
      case "AssignmentExpression":
        if (node.left.type === "MemberExpression") facts.memberWrites.push(node);
        break;
      case "CallExpression":
        facts.calls.push(node);
        if (isDefineProperty(node)) facts.definitions.push(node);
        break;
      case "Decorator":
        this.decorators.push(node);
        break;
      case "ObjectExpression":
        if (isDescriptorLike(node)) facts.descriptors.push(node);
        break;
      case "ReturnStatement":
        if (node.argument !== null) facts.returned.push(node.argument);
        break;
      case "ThisExpression":
        (this.#receiver ?? this.top).thisNodes.push(node);
        break;
      default:
    }
  }

  leave(node: TSESTree.Node): void {
    switch (node.type) {
      case "ArrowFunctionExpression":
      case "FunctionDeclaration":
      case "FunctionExpression":
        this.#owner = this.#owner?.parent ?? null;
        this.#receiver = this.#receivers.pop() ?? null;
        break;
      case "AccessorProperty":
      case "PropertyDefinition":
      case "StaticBlock":
        this.#receiver = this.#receivers.pop() ?? null;
        break;
      default:
    }
  }

  #enterFunction(node: FunctionNode, around: TopFacts): void {
    const member = node.parent;
    const isMember =
      (member.type === "MethodDefinition" || member.type === "PropertyDefinition") &&
      member.value === node;
    const facts: FunctionFacts = {
      ...createTopFacts(isMember ? member.parent.parent : null),
      node,
      parent: this.#owner,
    };
    if (node.body.type !== "BlockStatement") facts.returned.push(node.body);
    this.functions.push(facts);
    around.children.push(facts);
    this.#owner = facts;
    this.#receivers.push(this.#receiver);
    if (node.type !== "ArrowFunctionExpression") this.#receiver = facts;
  }
}

function createTopFacts(ownerClass: FunctionFacts["ownerClass"]): TopFacts {
  return {
    calls: [],
    children: [],
    definitions: [],
    descriptors: [],
    memberWrites: [],
    ownerClass,
    returned: [],
    thisNodes: [],
  };
}
