/** The verdict that says more: an instance before all else, then the surer one. */
export function strongest(left: Verdict, right: Verdict): Verdict {
  if (left.role === "instance" && right.role !== "instance") return left;
  if (right.role === "instance" && left.role !== "instance") return right;
  return right.strength > left.strength ? right : left;
}

// What names and written types say about a value. Names only add weight to what the code itself shows.

/** How sure it is that a value is an object with an identity of its own, and if not, what it is. */
export interface Verdict {
  role: "class" | "instance" | "primitive" | "unknown";
  /** 0 to 3. */
  strength: number;
}

export const UNKNOWN: Verdict = { role: "unknown", strength: 0 };

export const PRIMITIVE: Verdict = { role: "primitive", strength: 3 };

export const CLASS: Verdict = { role: "class", strength: 3 };

export const INSTANCE: Verdict = { role: "instance", strength: 3 };

export const LIKELY_INSTANCE: Verdict = { role: "instance", strength: 2 };

const INSTANCE_NAME =
  /^(?:el|elem|element|node|domNode|doc|document|ownerDocument|win|window|root|shadowRoot|container|canvas|iframe|page|browser|scene|camera|mesh|geometry|material|texture|client|socket|connection|conn|instance|inst|object|host|thisArg|req|request|stream|worker|editor|view|widget|chart|player|room|store|proxy|observable|actor|compiler|compilation|sourceFile|strings|statics|templateStrings|sheet|stylesheet|fiber|vnode|vm|mock|sprite|em|entityManager|gl|ctx|canvasContext|renderingContext|audioContext|editorState|editorView|ydoc|awareness|currentTarget|activeElement|theme|component_?Instance)$/i;

const INSTANCE_SUFFIX =
  /(?:Element|Elem|El|Node|Document|Window|Instance|Container|Canvas|Frame|Scene|Camera|Client|Socket|Object|Ref|Root|Host|Widget|Stream|Worker|Proxy|Actor)$/;

const CLASS_NAME =
  /^(?:ctor|cls|klass|clazz|Class|constructor|constructorFn|type|metatype|targetConstructor|Constructor|entity|entityClass|Ctor|superclass|baseClass|parentClass|prototype|proto|Component|component|provider|token|controllerClass|moduleClass|module|injectable)$|(?:Class|Ctor|Constructor|Prototype|Type|Token|Symbol)$/;

const PRIMITIVE_NAME =
  /^(?:key|k|id|uid|uuid|guid|name|type|kind|tag|tagName|path|file|filename|filePath|url|uri|href|event|eventName|str|string|text|prefix|suffix|prop|property|propertyKey|propName|index|idx|i|j|n|num|number|count|length|size|code|char|mode|locale|lang|language|method|hash|value_?str|version|extension|ext|format|message|msg|selector|className|attr|attribute_?Name|symbol|label|title|source|src|css|cssText|html|json|pattern|regexp|flags|route|topic|scope_?Name|namespace|ns|port_?number|host_?name|flag|level|depth|time|timestamp|date|offset|pos|position|start|end|line|column|x|y|z|word|digest|color|unit)$|(?:Id|ID|Key|Name|Path|Url|URL|Uri|Text|String|Str|Index|Count|Kind|Code|Hash|Str|Label|Number|Num|Tag|Prefix|Mode|Locale|Format|Level|Symbol|Version)$/;

/** What the name of a parameter or property says. */
export function verdictOfName(name: string): Verdict {
  const bareName = name.replace(/^[_$#]+|[_$]+$/g, "");
  if (PRIMITIVE_NAME.test(bareName)) return { role: "primitive", strength: 1 };
  if (CLASS_NAME.test(bareName) || (/^[A-Z][a-z]/.test(bareName) && bareName.length > 3))
    return { role: "class", strength: 2 };
  if (INSTANCE_NAME.test(bareName) || INSTANCE_SUFFIX.test(bareName)) return LIKELY_INSTANCE;
  return UNKNOWN;
}

const PRIMITIVE_TYPE =
  /^(?:string|number|boolean|symbol|bigint|undefined|null|void|String|Number|Boolean|Symbol|BigInt|PropertyKey|keyof .*|never)$|(?:Id|ID|Key|Name|Kind|Path|Uri|URI|Url|URL|String|Number|Level|Enum|Flag|Flags|Code|Hash|Symbol|Locale|Mode)$/;

const CLASS_TYPE =
  /^(?:Class|Ctor|Newable|Constructable|Abstract)$|(?:Constructor|Class|Type|Ctor|Newable|Prototype|Token|Identifier)$/;

const DOM_TYPE =
  /^(?:Element|Node|Document|DocumentFragment|Window|ShadowRoot|EventTarget|(?:HTML|SVG|MathML)\w*Element|HTMLCollection|CSSStyleSheet|Text|Worker|MessagePort|WebSocket|Request|Response|TemplateStringsArray|AbortSignal|ReadableStream|WritableStream|WeakRef|globalThis\.\w+)$/;

/** What a written type's name says; `name` is as it stands in the source, without type arguments. */
export function verdictOfTypeName(name: string): Verdict {
  /* v8 ignore next -- there is always a last part */
  const last = name.split(".").at(-1) ?? name;
  if (DOM_TYPE.test(last)) return INSTANCE;
  if (CLASS_TYPE.test(last)) return CLASS;
  if (PRIMITIVE_TYPE.test(last)) return PRIMITIVE;
  if (/^(?:any|unknown|object|Object|\*|T\d?|[A-Z])$/.test(last)) {
    return /^object$/i.test(last) ? { role: "instance", strength: 1 } : UNKNOWN;
  }
  if (/^(?:T[A-Z]\w*)$/.test(last)) return UNKNOWN;
  if (last === "Function") return { role: "unknown", strength: 1 };
  return /^[A-Z]/.test(last) ? LIKELY_INSTANCE : UNKNOWN;
}

/** Properties and methods that say nothing of an object, because strings, numbers and arrays have them too. */
export const PRIMITIVE_MEMBER =
  /^(?:length|at|charAt|charCodeAt|codePointAt|concat|endsWith|includes|indexOf|lastIndexOf|localeCompare|match|matchAll|normalize|padEnd|padStart|repeat|replace|replaceAll|search|slice|split|startsWith|substr|substring|toLowerCase|toLocaleLowerCase|toUpperCase|trim|trimStart|trimEnd|toString|valueOf|toFixed|toPrecision|description|anchor)$/;

/** Members that only a class or constructor function is asked for. */
export const CLASS_MEMBER = /^(?:prototype|isPrototypeOf)$/;
