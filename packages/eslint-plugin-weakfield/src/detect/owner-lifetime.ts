import type { TSESTree } from "@typescript-eslint/utils";
import { declaredNode, type FileIndex } from "./file-index.ts";
import { isModuleFunction, lifetimeOfVariable, type Lifetime } from "./lifetime.ts";
import { ownerName, type Owner } from "./owners.ts";
import { enclosingFunction, isClass, staticName, wrapped, type Node } from "./syntax.ts";

const LONG_LIVED =
  /(?:Manager|Service|Registry|Observer|Renderer|Store|Cache|Plugin|Blocker|Engine|Pool|Server|Host|Instrumentation|Tracker|Hub|Bus|Dispatcher|Scheduler|Storage|Repository|Provider|Monitor|Controller|Daemon|Watcher|Loader|Backend|Device|Kernel|Application|App|Devtools|DevTools)$/;
const SHORT_LIVED =
  /(?:Visitor|Printer|Builder|Parser|Compiler|Transformer|Walker|Resolver|Analyzer|Generator|Serializer|Deserializer|Encoder|Decoder|Output|Writer|Reader|Stream|Graph|Transaction|Session|Request|Response|Job|Task|Run|Scope|Context|State|Iterator|Linker|Checker|Formatter|Tokenizer|Lexer|Emitter|Collector|Set|Map|List|Queue|Stack|Tree|Node|Element|Component|Group|Model|Document|Query|Result|Error|Event|Test|Suite|Path|Table|Layer|Scene|View|Collection|Array|Bundle|Chunk|Module|Operation|Program|Traverser|Traversal|Finder|Differ|Mapper|Converter|Merger|Cloner|Comparer|Comparator|Normalizer|Factory|Subject|Subscription|Effect|Batch|Layout|Validator|Lock|Connection|Socket|Client|Channel|Form|Field|Control|Dialog|Menu|Editor|Change|Diff|Range|Selection|Animation|Clip|Action|Loop|Pass|Attribute|Geometry|Material|Texture|Pattern|Expression|Statement|Type|Schema)$/;

/** How long the members of an owner live, from how the file makes it and what it is called. */
export function lifetimeOfOwner(owner: Owner, index: FileIndex): Lifetime {
  if (owner.isStatic) return "module";
  if (owner.node.type === "ObjectExpression") return lifetimeOfObject(owner.node, index);
  const instances = instancesOf(owner.node, index);
  let best: Lifetime = "field";
  for (const instance of instances) {
    if (instances.length > 1 && isPlaceholder(instance, index)) continue;
    const lifetime = lifetimeOfInstance(instance, index);
    if (lifetime === "module") return "module";
    if (lifetime === "wrapper" || lifetime === "closure") best = "long-field"; // within what a factory returned
  }
  if (best === "long-field" || isSingleton(owner.node)) return "long-field";
  const name = ownerName(owner.node).replace(/(?:Impl|Internal)$/, "");
  if (LONG_LIVED.test(name)) return "long-field";
  return SHORT_LIVED.test(name) ? "short-field" : "field";
}

/** `const NONE = new Table()`, of which no member is ever asked for by that name: it stands for none of the others. */
function isPlaceholder(creation: Node, index: FileIndex): boolean {
  const { parent } = wrapped(creation);
  if (parent?.type !== "VariableDeclarator" || parent.parent.kind !== "const") return false;
  if (parent.parent.parent.type === "ExportNamedDeclaration") return false;
  const variable = index.variableOf(parent.id);
  return (
    variable?.references.every(({ identifier, init }) => {
      const place = wrapped(identifier).parent;
      return init || !(place?.type === "MemberExpression" || place?.type === "ExportSpecifier");
    }) ?? false
  );
}

function lifetimeOfObject(object: Node, index: FileIndex): Lifetime {
  const { parent } = object;
  if (parent?.type === "VariableDeclarator" && parent.id.type === "Identifier") {
    const variable = index.variableOf(parent.id);
    /* v8 ignore next -- what is declared has a variable */
    return variable === null ? "local" : lifetimeOfVariable(variable, index);
  }
  if (parent?.type === "ExportDefaultDeclaration") return "module";
  if (parent?.type === "AssignmentExpression") {
    const around = enclosingFunction(parent);
    return around === null || isModuleFunction(around) ? "module" : "short-field";
  }
  return "short-field";
}

function instancesOf(node: Node, index: FileIndex): Node[] {
  const name = ownerName(node);
  return (index.news.get(name) ?? []).filter((creation) => {
    const variable = index.variableOf(creation.callee);
    return variable !== null && declaredNode(variable) === node;
  });
}

function lifetimeOfInstance(creation: Node, index: FileIndex): Lifetime {
  const { parent } = wrapped(creation);
  if (parent?.type === "VariableDeclarator" || parent?.type === "AssignmentExpression") {
    const target = parent.type === "VariableDeclarator" ? parent.id : parent.left;
    if (target.type !== "Identifier") return moduleOrField(creation);
    const variable = index.variableOf(target);
    return variable === null ? "field" : lifetimeOfVariable(variable, index);
  }
  if (parent?.type === "PropertyDefinition") return parent.static ? "module" : "field";
  return moduleOrField(creation);
}

function moduleOrField(node: Node): Lifetime {
  const around = enclosingFunction(node);
  return around === null || isModuleFunction(around) ? "module" : "field";
}

/** A class that keeps its one instance, or that a container makes once. */
function isSingleton(node: Node): boolean {
  if (!isClass(node)) return false;
  const decorators: TSESTree.Decorator[] | undefined = node.decorators; // not every parser sets them
  /* v8 ignore next -- the parser of the tests sets them */
  const known = decorators ?? [];
  const injected = known.some((decorator) => {
    const expression =
      decorator.expression.type === "CallExpression"
        ? decorator.expression.callee
        : decorator.expression;
    return (
      expression.type === "Identifier" &&
      /^(?:Injectable|Service|Singleton)$/i.test(expression.name)
    );
  });
  return (
    injected ||
    node.body.body.some(
      (member) =>
        "static" in member &&
        member.static &&
        /^[#_]?(?:getInstance|instance|singleton|shared)_?$/i.test(staticName(member) ?? ""),
    )
  );
}
