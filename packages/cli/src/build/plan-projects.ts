import { Failure } from "../failure.ts";
import type { ProjectSettings } from "./project-settings.ts";

/**
 * A project and all that it refers to, each after those that it needs itself.
 *
 * @param path the tsconfig.json to begin with
 * @throws if projects refer to each other in a circle, or to a file that does not exist
 */
export async function orderProjects(
  path: string,
  read: (path: string) => Promise<ProjectSettings>,
): Promise<ProjectSettings[]> {
  const ordered = new Map<string, ProjectSettings>();
  const visit = async (project: string, above: readonly string[]): Promise<void> => {
    if (above.includes(project)) {
      const circle = [...above.slice(above.indexOf(project)), project];
      throw new Failure(`Project references form a circle:\n  ${circle.join("\n  ")}`);
    }
    if (ordered.has(project)) return;
    const settings = await read(project);
    for (const reference of settings.references) await visit(reference, [...above, project]);
    ordered.set(project, settings);
  };
  await visit(path, []);
  return [...ordered.values()];
}
