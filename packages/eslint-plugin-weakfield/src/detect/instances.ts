import type { TSESTree } from "@typescript-eslint/utils";
import { hasDescriptorFlags } from "./descriptors.ts";
import { findArguments } from "./every-call.ts";
import { type FileIndex, onlyValue } from "./file-index.ts";
import { findThisOwner } from "./owners.ts";
import {
  calleeName,
  isClass,
  isDefineProperty,
  type Node,
  possibleValues,
  staticName,
  unwrap,
  type Variable,
} from "./syntax.ts";
import {
  CLASS,
  INSTANCE,
  LIKELY_INSTANCE,
  PRIMITIVE,
  strongest,
  UNKNOWN,
  type Verdict,
  verdictOfName,
} from "./types-of-names.ts";
import { verdictOfUsage } from "./variable-usage.ts";
import { verdictOfAnnotation } from "./written-types.ts";

/** What an expression evaluates to, as far as the file shows: an instance, a class, a primitive. */
export function verdictOf(expression: Node, index: FileIndex, depth = 0): Verdict {
  const node = unwrap(expression);
  if (depth > 4) return UNKNOWN;
  switch (node.type) {
    case "ThisExpression":
      return verdictOfThis(node, index);
    case "NewExpression":
      return node.callee.type === "Identifier" &&
        /^(?:String|Number|Date|RegExp|WeakRef)$/.test(node.callee.name)
        ? UNKNOWN
        : INSTANCE;
    case "Identifier": {
      const variable = index.variableOf(node);
      return variable === null ? UNKNOWN : verdictOfVariable(variable, index, depth);
    }
    case "MemberExpression":
      return verdictOfMember(node, index);
    case "CallExpression":
      return verdictOfCall(node);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return { role: "unknown", strength: 1 };
    case "ClassExpression":
      return CLASS;
    case "Literal":
    case "TemplateLiteral":
    case "BinaryExpression":
    case "UnaryExpression":
    case "UpdateExpression":
      return PRIMITIVE;
    case "ConditionalExpression":
      return strongest(
        isTextOf(node.consequent, node.test)
          ? PRIMITIVE
          : verdictOf(node.consequent, index, depth + 1),
        verdictOf(node.alternate, index, depth + 1),
      );
    case "LogicalExpression":
      if (node.operator === "&&") return verdictOf(node.right, index, depth + 1);
      if (isPartOf(node.left, node.right)) return verdictOf(node.left, index, depth + 1);
      return strongest(
        verdictOf(node.left, index, depth + 1),
        verdictOf(node.right, index, depth + 1),
      );
    case "AssignmentExpression":
      return verdictOf(node.right, index, depth + 1);
    default:
      return UNKNOWN;
  }
}

/** `x.id || x`: what has no such part is itself one. */
function isPartOf(left: Node, right: Node): boolean {
  const whole = unwrap(right);
  let part = unwrap(left);
  while (part.type === "LogicalExpression") part = unwrap(part.left);
  if (part.type !== "MemberExpression" || whole.type !== "Identifier") return false;
  const base = unwrap(part.object);
  return base.type === "Identifier" && base.name === whole.name;
}

/** `typeof x === "string" ? x : …` */
function isTextOf(value: Node, test: Node): boolean {
  return (
    test.type === "BinaryExpression" &&
    test.operator.startsWith("==") &&
    test.left.type === "UnaryExpression" &&
    test.left.operator === "typeof" &&
    test.left.argument.type === "Identifier" &&
    value.type === "Identifier" &&
    test.left.argument.name === value.name &&
    test.right.type === "Literal" &&
    /^(?:string|number|symbol)$/.test(String(test.right.value))
  );
}

function verdictOfThis(node: Node, index: FileIndex): Verdict {
  const owner = findThisOwner(node, index);
  if (owner === null) return UNKNOWN;
  if (owner.node.type === "ObjectExpression") return isDescriptor(owner.node) ? INSTANCE : UNKNOWN;
  return owner.isStatic ? CLASS : INSTANCE;
}

/** The accessors of `Object.defineProperty(target, key, { get() {} })` run for an instance. */
const isDescriptor = (object: TSESTree.ObjectExpression): boolean =>
  isDefineProperty(object.parent) || hasDescriptorFlags(object);

const CLASS_PROPERTY =
  /^(?:constructor|prototype|target|metatype|type|class|ctor|__proto__|classType|entity|token)$/;

const DOM_PROPERTY =
  /^(?:ownerDocument|documentElement|parentNode|parentElement|defaultView|contentWindow|contentDocument|currentTarget|shadowRoot|host|strings)$/;

/** What an event was dispatched on: the `target` of anything else may be a class. */
const EVENT = /^(?:e|ev|evt|event)$|Event$/;

const baseNameOf = ({ object }: TSESTree.MemberExpression): string =>
  object.type === "Identifier" ? object.name : "";

function verdictOfMember(node: TSESTree.MemberExpression, index: FileIndex): Verdict {
  const name = staticName(node);
  if (name === null) return UNKNOWN;
  const member = name.replace(/^[_#]+/, "");
  if (member === "target" && EVENT.test(baseNameOf(node))) return INSTANCE;
  if (CLASS_PROPERTY.test(member)) return CLASS;
  if (DOM_PROPERTY.test(member)) return INSTANCE;
  const object = unwrap(node.object);
  if (object.type === "ThisExpression" && findThisOwner(object, index) === null) return UNKNOWN;
  return verdictOfName(member);
}

function verdictOfCall(node: TSESTree.CallExpression): Verdict {
  const name = calleeName(node) ?? "";
  if (
    /^(?:createElement\w*|createTextNode|querySelector|getElementById|getRootNode|cloneNode|attachShadow)$/.test(
      name,
    )
  )
    return INSTANCE;
  if (/^(?:getPrototypeOf|getConstructor|getClass)$/.test(name)) return CLASS;
  if (
    /^(?:String|Number|stringify|toString|join|toLowerCase|concat|replace|trim|hash|resolve|normalize|getAttribute|parseInt|Symbol|for|now|random)$/.test(
      name,
    )
  ) {
    return PRIMITIVE;
  }
  if (/^get\w*(?:Name|Label|Text|Url|Path)(?:Of|From|For|By|$)/.test(name)) return PRIMITIVE;
  if (/^(?:create|make|build|new)[A-Z]/.test(name)) return LIKELY_INSTANCE;
  return UNKNOWN;
}

const variableVerdicts = new WeakMap<Variable, Verdict>();

/** What a variable or parameter holds: from its type, from how it is used, then from its name. */
export function verdictOfVariable(variable: Variable, index: FileIndex, depth = 0): Verdict {
  const known = variableVerdicts.get(variable);
  if (known !== undefined) return known;
  variableVerdicts.set(variable, UNKNOWN); // ends a cycle of variables that are assigned to each other
  const verdict = computeVariable(variable, index, depth);
  variableVerdicts.set(variable, verdict);
  return verdict;
}

function computeVariable(variable: Variable, index: FileIndex, depth: number): Verdict {
  const definition = variable.defs[0];
  /* v8 ignore if -- only `arguments` has none, which is in no scope of its own */
  if (definition === undefined) return UNKNOWN;
  if (definition.type === "ImportBinding" || definition.type === "ClassName") return CLASS;
  if (definition.type === "FunctionName") return { role: "unknown", strength: 1 };
  if (definition.type === "TSEnumName") return CLASS;
  const written = verdictOfAnnotation(variable, index);
  if (written !== null && written.role !== "unknown" && written.strength === 3) return written;
  const used = verdictOfUsage(variable);
  const name = verdictOfName(variable.name);
  if (definition.type === "Parameter") {
    if (written !== null && written.role !== "unknown") {
      return used.role === "instance" && written.role === "instance" ? INSTANCE : written;
    }
    if (written !== null && written.strength === 1) {
      return name.role === "class" || /^target/.test(variable.name)
        ? CLASS
        : { role: "instance", strength: 1 };
    }
    if (used.role === "class") return used;
    if (used.role === "instance" && name.role === "class") return CLASS;
    if (used.role !== "unknown") return used;
    return name.role === "unknown" ? verdictOfArguments(variable, index, depth) : name;
  }
  if (isNameOfProperty(definition.node)) return PRIMITIVE;
  const value = onlyValue(variable);
  const initial =
    value === null ? UNKNOWN : isClass(value) ? CLASS : verdictOf(value, index, depth + 1);
  if (initial.role === "unknown" || (initial.role === "instance" && initial.strength < 3)) {
    if (written !== null && written.role !== "unknown") return written;
    if (used.role === "instance" && name.role === "class") return CLASS;
    if (used.role !== "unknown") return used;
    if (initial.role === "unknown") return strongest(initial, name);
  }
  return initial;
}

/** What all calls that there are give a parameter; an argument is a weaker sign than a use. */
function verdictOfArguments(parameter: Variable, index: FileIndex, depth: number): Verdict {
  const verdicts = (findArguments(parameter, index) ?? []).map((given) =>
    verdictOf(given, index, depth + 1),
  );
  const [first = UNKNOWN] = verdicts;
  const isSame = first.role !== "unknown" && verdicts.every(({ role }) => role === first.role);
  if (!isSame) return UNKNOWN;
  return { role: first.role, strength: Math.min(2, ...verdicts.map((each) => each.strength)) };
}

/** `for (const key in object)` walks over names. */
function isNameOfProperty(declarator: Node): boolean {
  return (
    declarator.parent?.parent?.type === "ForInStatement" &&
    declarator.parent.parent.left === declarator.parent
  );
}

/** Tells whether an expression is sure to be an object, so that it may key a `WeakMap`. */
export function isCertainObject(expression: Node, index: FileIndex): boolean {
  return possibleValues(expression).every((node) => {
    const verdict = verdictOf(node, index);
    if (verdict.role !== "instance" || verdict.strength < 3) return false;
    if (node.type !== "Identifier") return true;
    const definition = index.variableOf(node)?.identifiers[0];
    /* v8 ignore next -- what is sure to be an object by its name is declared */
    const annotation =
      definition !== undefined && "typeAnnotation" in definition
        ? definition.typeAnnotation
        : undefined;
    return annotation?.typeAnnotation.type !== "TSUnionType";
  });
}
