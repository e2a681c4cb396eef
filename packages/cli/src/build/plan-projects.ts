import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { Failure } from "../failure.ts";
import { readJson } from "../typescript/config.ts";

/**
 * A project and all that it refers to, each after those that it needs itself.
 *
 * @param path the tsconfig.json to begin with
 * @throws if projects refer to each other in a circle, or to a file that does not exist
 */
export function orderProjects(path: string): string[] {
  const ordered: string[] = [];
  const visit = (project: string, above: readonly string[]): void => {
    if (above.includes(project)) {
      const circle = [...above.slice(above.indexOf(project)), project];
      throw new Failure(`Project references form a circle:\n  ${circle.join("\n  ")}`);
    }
    if (ordered.includes(project)) return;
    for (const reference of readReferences(project)) visit(reference, [...above, project]);
    ordered.push(project);
  };
  visit(path, []);
  return ordered;
}

/** The tsconfig.json files that `references` of another names. They are not inherited through `extends`. */
export function readReferences(path: string): string[] {
  const config = readJson(path) as { references?: unknown } | null;
  if (!Array.isArray(config?.references)) return [];
  return config.references.flatMap((reference: unknown) => {
    const named = (reference as { path?: unknown } | null)?.path;
    if (typeof named !== "string") return [];
    const target = resolve(dirname(path), named);
    const file =
      existsSync(target) && statSync(target).isDirectory() ? join(target, "tsconfig.json") : target;
    if (existsSync(file)) return [file];
    throw new Failure(`${path} refers to \`${named}\`, and there is no \`${file}\`.`);
  });
}

/** Is it there for its references alone? */
export function isSolution(path: string): boolean {
  const config = readJson(path) as {
    files?: unknown;
    include?: unknown;
    references?: unknown;
  } | null;
  return (
    Array.isArray(config?.files) &&
    config.files.length === 0 &&
    config.include === undefined &&
    Array.isArray(config.references)
  );
}
