import { candidates } from "../candidates/candidates.ts";
import { builds, emits } from "../questions/compile.ts";
import { bundles } from "../questions/doors.ts";
import type { Column, EmittedData } from "../questions/emitted.ts";
import { columns } from "../questions/emitted.ts";
import { commands, edits } from "../questions/rebuild.ts";
import type { Environment } from "../shared/machine.ts";
import { median, ratioOf } from "../shared/statistics.ts";
import { commonShapes, figures, unbeatenPeers, valuesOf } from "./figures.ts";
import { number, ratio, table } from "./markdown.ts";
import type { Result, Results } from "./results.ts";

/** The generated parts of docs/benchmarks.md by their names: tables, and what they were measured on. */
export function sections(results: Results): Record<string, string> {
  const { emitted } = results;
  return {
    environment: environmentLines(results),
    figures: figureTable(results),
    ...(emitted && emittedSections(emitted.data)),
    ...(results.startup && { startup: withImage(startupTable(results), "startup", "Start-up") }),
    ...(results.compile && {
      builds: buildTable(results),
      emits: withImage(emitTable(results), "compile-transformer", "The transformer"),
    }),
    ...(results.rebuild && { rebuild: rebuildTable(results) }),
    ...(results.doors && {
      texts: textTable(results),
      bundles: withImage(bundleTable(results), "doors", "Text doors"),
    }),
    ...(results.lint && { lint: withImage(lintTable(results), "lint", "Linting") }),
  };
}

function environmentLines(results: Results): string {
  if (Object.keys(results).length === 0) return "Not measured yet.";
  return Object.entries(results as Record<string, Result<unknown>>)
    .map(([name, { environment }]) => `- ${name}: ${environmentLine(environment)}`)
    .join("\n");
}

function environmentLine(environment: Environment): string {
  const { node, v8, platform, cpu, cores, memory, date, versions } = environment;
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return `${date}, ${cpu}, ${cores} cores, ${memory} GiB, ${platform}, Node ${node.slice(1)} (V8 ${v8}), ${packages.join(", ")}`;
}

function figureTable(results: Results): string {
  if (Object.keys(results).length === 0) return "Not measured yet.";
  const rows = figures(results).map(({ text, target, unit, measured }) => [
    text,
    unit === "times" ? String(target) : `${target} ${unit}`,
    ratio(measured),
    // To three digits: a figure of 1 that is equal is reached.
    Number(measured.value.toPrecision(3)) <= target ? "yes" : "**no**",
  ]);
  return table(["figure", "at most", "measured", "reached"], rows);
}

/** A plot of `plots.ts`. */
const image = (name: string, title: string): string => `![${title}](benchmarks/${name}.svg)`;

const withImage = (text: string, name: string, title: string): string =>
  `${text}\n\n${image(name, title)}`;

const thousands = (count: number) => count.toLocaleString("en-US");

function emittedSections(data: EmittedData): Record<string, string> {
  return {
    private: shapesTable(data, "private", "hand-private"),
    weakmap: shapesTable(data, "weakmap", "hand-weakmap"),
    peers: peerTables(data),
    unbeaten: unbeatenTable(data),
    "emitted-plots": [
      image("emitted-construct", "Construction"),
      image("emitted-memory", "Memory"),
      image("emitted-read-spread", "Reading one field of many instances"),
      image("emitted-pause", "Longest pause"),
    ].join("\n\n"),
  };
}

/** One candidate of another, a row for each number of fields and instances. */
function shapesTable(data: EmittedData, one: string, other: string): string {
  const shown = (Object.keys(columns) as Column[]).filter((column) => column !== "dropped");
  const rows = commonShapes(data, one, other)
    .toSorted((a, b) => a.instances - b.instances || a.fields - b.fields)
    .map(({ fields, instances }) => [
      `${fields} × ${thousands(instances)}`,
      ...shown.map((column) => {
        // A thousand instances cause no collection worth the name.
        if (column === "pause" && instances < 100_000) return "–";
        const values = valuesOf(data, one, fields, instances, column);
        return ratio(ratioOf(values, valuesOf(data, other, fields, instances, column)));
      }),
    ]);
  return table(["fields × instances", ...shown.map(shortTitle)], rows);
}

const shortTitle = (column: Column) => columns[column].replace(/ \((ns|ms|bytes)\)$/, "");

/** Every candidate's medians. */
function peerTables(data: EmittedData): string {
  const shapes = new Map(
    data.cells.map(({ fields, instances }) => [`${instances} ${fields}`, { fields, instances }]),
  );
  return [...shapes.values()]
    .filter(({ fields, instances }) => candidatesAt(data, fields, instances).length > 5)
    .toSorted((a, b) => a.instances - b.instances || a.fields - b.fields)
    .map(({ fields, instances }) => {
      const rows = candidatesAt(data, fields, instances).map(({ id, title }) => [
        title,
        ...(Object.keys(columns) as Column[]).map((column) =>
          number(median(valuesOf(data, id, fields, instances, column))),
        ),
      ]);
      const head = [
        `${fields} fields, ${thousands(instances)} instances`,
        ...Object.values(columns),
      ];
      return table(head, rows);
    })
    .join("\n\n");
}

function candidatesAt({ cells }: EmittedData, fields: number, instances: number) {
  return candidates.filter(({ id }) =>
    cells.some(
      (cell) => cell.candidate === id && cell.fields === fields && cell.instances === instances,
    ),
  );
}

function unbeatenTable(data: EmittedData): string {
  const rows = unbeatenPeers(data).map(({ text, measured }) => [text, ratio(measured)]);
  return rows.length === 0 ? "None." : table(["`@field`, weakmap, of this peer", "times"], rows);
}

function startupTable({ startup }: Results): string {
  const rows = startup?.data.rows ?? [];
  const hand = rows.find(({ candidate }) => candidate === "hand-private");
  const titles = new Map(candidates.map(({ id, title }) => [id, title]));
  return table(
    ["", "time", "of `#x` by hand", "bytes", "of `#x` by hand", "minified", "of `#x` by hand"],
    rows.map(({ candidate, bytes, minified, microseconds }) => [
      titles.get(candidate) ?? candidate,
      `${number(median(microseconds))} µs`,
      ratio(ratioOf(microseconds, hand?.microseconds ?? [])),
      thousands(bytes),
      number(bytes / (hand?.bytes ?? NaN)),
      thousands(minified),
      number(minified / (hand?.minified ?? NaN)),
    ]),
  );
}

function buildTable({ compile }: Results): string {
  const rows = compile?.data.builds ?? [];
  const sizes = [...new Set(rows.map(({ files }) => files))];
  const find = (id: string, files: number) =>
    rows.find((row) => row.id === id && row.files === files)?.seconds ?? [];
  return table(
    ["", ...sizes.flatMap((files) => [`${thousands(files)} files`, "of `tsc`"])],
    Object.entries(builds).map(([id, { title }]) => [
      title,
      ...sizes.flatMap((files) => [
        `${number(median(find(id, files)))} s`,
        ratio(ratioOf(find(id, files), find("tsc", files))),
      ]),
    ]),
  );
}

function emitTable({ compile }: Results): string {
  const rows = compile?.data.emits ?? [];
  const sizes = [...new Set(rows.map(({ files }) => files))];
  const lines = sizes.flatMap((files) =>
    Object.entries(emits).flatMap(([id, { title }]) => {
      const find = (name: string) => rows.find((row) => row.id === name && row.files === files);
      const row = find(id);
      const hand = find("hand");
      if (!row || !hand) return [];
      return [
        [
          `${thousands(files)} files: ${title}`,
          `${number(median(row.seconds))} s`,
          ratio(ratioOf(row.seconds, hand.seconds)),
          number(row.bytes / hand.bytes),
          row.middle ? `${number(median(row.middle))} µs` : "–",
          row.mean ? `${number(median(row.mean))} µs` : "–",
        ],
      ];
    }),
  );
  return table(
    ["", "emit", "of `#x` by hand", "size of `#x` by hand", "transformer, median file", "mean"],
    lines,
  );
}

function rebuildTable({ rebuild }: Results): string {
  const rows = rebuild?.data.rows ?? [];
  const groups = rows.filter(({ id }) => id === "native");
  const find = (id: string, { files, edit }: (typeof groups)[number]) =>
    rows.find((row) => row.id === id && row.files === files && row.edit === edit)?.seconds ?? [];
  return table(
    [
      "",
      ...groups.flatMap(({ files, edit }) => [
        `${thousands(files)} files, ${edits[edit]}`,
        "of the executable",
        "of `tsc`",
      ]),
    ],
    Object.entries(commands).map(([id, { title }]) => [
      title,
      ...groups.flatMap((group) => [
        `${number(median(find(id, group)))} s`,
        ratio(ratioOf(find(id, group), find("native", group))),
        ratio(ratioOf(find(id, group), find("tsc", group))),
      ]),
    ]),
  );
}

function textTable({ doors }: Results): string {
  return table(
    ["", "oxc-parser", "text door", "of oxc-parser", "substring search"],
    (doors?.data.texts ?? []).map(({ style, classes, bytes, parse, door, search }) => [
      `${classes === 1 ? "1 class" : `${classes} classes`}, ${thousands(bytes)} bytes, ${style === "marker" ? "`@field`" : "no marker"}`,
      `${number(median(parse))} µs`,
      `${number(median(door))} µs`,
      ratio(ratioOf(door, parse)),
      `${number(median(search))} µs`,
    ]),
  );
}

function bundleTable({ doors }: Results): string {
  const rows = doors?.data.bundles ?? [];
  const groups = [...new Set(rows.map(({ bundler, files }) => `${bundler} ${files}`))];
  const find = (group: string, id: string) =>
    rows.find((row) => `${row.bundler} ${row.files}` === group && row.id === id)?.seconds ?? [];
  return table(
    ["", ...groups.flatMap((group) => [`${group} files`, "of alone"])],
    Object.entries(bundles).map(([id, { title }]) => [
      title,
      ...groups.flatMap((group) => [
        `${number(median(find(group, id)))} s`,
        ratio(ratioOf(find(group, id), find(group, "none"))),
      ]),
    ]),
  );
}

function lintTable({ lint }: Results): string {
  if (!lint) return "";
  const { files, lines, packages, parse, weakfield, recommended, rules } = lint.data;
  const row = (title: string, values: readonly number[]) => [
    title,
    `${number(median(values))} ms`,
    ratio(ratioOf(values, parse)),
  ];
  const sorted = Object.entries(rules).toSorted(([, a], [, b]) => median(b) - median(a));
  const rows = [
    row("parsing", parse),
    row("ESLint's recommended rules", recommended),
    row("**all rules of eslint-plugin-weakfield**", weakfield),
    ...sorted.map(([rule, values]) => row(`\`${rule}\``, values)),
  ];
  const source = `${packages.map((name) => `\`${name}\``).join(", ")}: ${thousands(files)} files, ${thousands(lines)} lines.`;
  return `${source}\n\n${table(["", "time", "of parsing"], rows)}`;
}
