/** A text that the parser takes, with every character at the offset it has in the file. */
export interface Script {
  /** A name whose extension tells the language. */
  readonly fileName: string;
  readonly text: string;
}

/**
 * The script of a file: the whole text, or, in a Vue or Svelte component, its `<script>` blocks with blanks for all
 * other characters. Of an Astro component, Vite hands over each script alone. Null if the text is no script.
 *
 * @param query what stands behind the file in an id, `?` included
 */
export function isolateScripts(file: string, query: string, text: string): Script | null {
  if (!/\.(?:astro|vue|svelte)$/.test(file)) return { fileName: file, text };
  // Vite hands the text of a block over under a query, webpack the whole component.
  if (query !== "" && !/^\s*</.test(text)) {
    if (!/[?&]type=script(?:&|$)/.test(query)) return null;
    return { fileName: `${file}.${/[?&]lang[.=](\w+)/.exec(query)?.[1] ?? "js"}`, text };
  }
  if (file.endsWith(".astro")) return null;
  let language = "js";
  let isolated = "";
  for (const { 1: attributes, indices } of text.matchAll(BLOCK)) {
    const content = indices?.[2];
    if (!content) continue;
    language = /\blang\s*=\s*["']?(\w+)/.exec(attributes ?? "")?.[1] ?? language;
    isolated += blank(text.slice(isolated.length, content[0])) + text.slice(...content);
  }
  return { fileName: `${file}.${language}`, text: isolated + blank(text.slice(isolated.length)) };
}

/** Does the frontmatter of an Astro component declare a field? It may return, so that no parser takes it for a module. */
export function hasFieldInFrontmatter(file: string, text: string): boolean {
  if (!file.endsWith(".astro")) return false;
  const [frontmatter = ""] = /^\s*---[^]*?\n\s*---/.exec(text) ?? [];
  return /^[^\S\n]*(?:.*[;{]\s*)?@(?:\w+\.)?field\b/m.test(frontmatter);
}

/** A comment, or a script with its attributes and its content. */
const BLOCK = /<!--[\s\S]*?-->|<script\b((?:[^>"']|"[^"]*"|'[^']*')*)>([\s\S]*?)<\/script\s*>/dgi;

/** Spaces for everything but line ends. */
function blank(text: string): string {
  return text.replace(/[^\n\r\u2028\u2029]/g, " ");
}
