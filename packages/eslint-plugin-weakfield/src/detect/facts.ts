import type { TSESTree } from "@typescript-eslint/utils";
import type { RuleListener } from "@typescript-eslint/utils/ts-eslint";
import { type FunctionNode, isDefineProperty, type SourceCode } from "./syntax.ts";
import { isDescriptorLike } from "./descriptors.ts";

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

export interface FileFacts {
  decorators: readonly TSESTree.Decorator[];
  /** Outer functions before inner ones. */
  functions: readonly FunctionFacts[];
  top: TopFacts;
  get(node: TSESTree.Node): FunctionFacts | null;
}

const collectors = new WeakMap<object, Collector>();

/**
 * The visitor of a rule that asks for the facts in `Program:exit`. The first such rule of a file also
 * gathers them while ESLint walks; the others find the work done.
 */
export function withFacts(sourceCode: SourceCode, visitor: RuleListener): RuleListener {
  if (collectors.has(sourceCode.ast)) return visitor;
  const collector = new Collector();
  collectors.set(sourceCode.ast, collector);
  const listeners: Record<string, Listener> = {};
  for (const type of ENTERED) listeners[type] = (node) => collector.enter(node);
  for (const type of LEFT) listeners[`${type}:exit`] = (node) => collector.leave(node);
  for (const [selector, listener] of Object.entries(visitor) as [string, Listener][]) {
    const first = listeners[selector];
    listeners[selector] =
      first === undefined
        ? listener
        : (node) => {
            first(node);
            listener(node);
          };
  }
  return listeners;
}

type Listener = (node: TSESTree.Node) => void;

/** The facts of the file. Where no rule has listened, or ESLint has not walked to the end, it walks. */
export function getFacts(sourceCode: SourceCode): FileFacts {
  let collector = collectors.get(sourceCode.ast);
  if (collector?.isComplete !== true) {
    collector = new Collector();
    collectors.set(sourceCode.ast, collector);
    walk(sourceCode, collector);
  }
  return collector;
}

const LEFT = [
  "AccessorProperty",
  "ArrowFunctionExpression",
  "FunctionDeclaration",
  "FunctionExpression",
  "Program",
  "PropertyDefinition",
  "StaticBlock",
] as const;

const ENTERED = [
  "AccessorProperty",
  "ArrowFunctionExpression",
  "AssignmentExpression",
  "CallExpression",
  "Decorator",
  "FunctionDeclaration",
  "FunctionExpression",
  "ObjectExpression",
  "PropertyDefinition",
  "ReturnStatement",
  "StaticBlock",
  "ThisExpression",
] as const;

class Collector implements FileFacts {
  readonly decorators: TSESTree.Decorator[] = [];
  // eslint-disable-next-line weakfield/no-strong-instance-map -- it is freed with the tree it describes
  readonly functions: FunctionFacts[] = [];
  readonly top: TopFacts = createTopFacts(null);
  isComplete = false;
  readonly #byNode = new WeakMap<TSESTree.Node, FunctionFacts>();
  /** Null stands for the top level, and for what a class runs by itself. */
  #owner: FunctionFacts | null = null;
  #receiver: FunctionFacts | null = null;
  /** The receivers to return to. */
  readonly #receivers: (FunctionFacts | null)[] = [];

  get(node: TSESTree.Node): FunctionFacts | null {
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
      case "Program":
        this.isComplete = true;
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
    this.#byNode.set(node, facts);
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

function walk(sourceCode: SourceCode, collector: Collector): void {
  const { visitorKeys } = sourceCode;
  // A stack of its own: minified files nest deeper than the call stack allows. A node is left when
  // it is met the second time.
  const stack: { node: TSESTree.Node; isLeft: boolean }[] = [
    { isLeft: false, node: sourceCode.ast },
  ];
  for (let frame = stack.pop(); frame !== undefined; frame = stack.pop()) {
    const { isLeft, node } = frame;
    if (isLeft) {
      collector.leave(node);
      continue;
    }
    collector.enter(node);
    stack.push({ isLeft: true, node });
    for (const key of [...(visitorKeys[node.type] ?? [])].reverse()) {
      const child: unknown = (node as unknown as Record<string, unknown>)[key];
      for (const each of Array.isArray(child) ? [...(child as unknown[])].reverse() : [child]) {
        if (typeof each === "object" && each !== null && "type" in each) {
          stack.push({ isLeft: false, node: each as TSESTree.Node });
        }
      }
    }
  }
}
