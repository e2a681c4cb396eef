import { init } from "echarts";
import type { EChartsOption } from "echarts";
import { candidates } from "../candidates/candidates.ts";
import { emits } from "../questions/compile.ts";
import type { Column, EmittedData } from "../questions/emitted.ts";
import { median } from "../shared/statistics.ts";
import { valuesOf } from "./figures.ts";
import type { Results } from "./results.ts";

/** The plots of docs/benchmarks.md as SVG, by their file names. */
export function plots(results: Results): Record<string, string> {
  const { emitted, startup, compile, doors, lint } = results;
  return {
    ...(emitted && emittedPlots(emitted.data)),
    ...(startup && {
      startup: bars(
        "Compile, define and first use of a class (µs)",
        startup.data.rows.map(({ candidate, microseconds }) => [
          titleOf(candidate),
          median(microseconds),
        ]),
      ),
    }),
    ...(compile && {
      "compile-transformer": lines(
        "Transformer's own time for a file (µs)",
        "files",
        [...new Set(compile.data.emits.map(({ files }) => files))],
        Object.entries(emits).flatMap(([id, { title }]) => {
          const rows = compile.data.emits.filter((row) => row.id === id);
          return rows[0]?.middle
            ? [{ name: plain(title), values: rows.map(({ middle }) => median(middle ?? [])) }]
            : [];
        }),
      ),
    }),
    ...(doors && {
      doors: bars(
        "A file with `@field` (µs)",
        doors.data.texts
          .filter(({ style }) => style === "marker")
          .flatMap(({ classes, parse, door }): [string, number][] => [
            [`${classes} classes, oxc-parser`, median(parse)],
            [`${classes} classes, text door`, median(door)],
          ]),
      ),
    }),
    ...(lint && {
      lint: bars("Linting (ms)", [
        ["parsing", median(lint.data.parse)],
        ["ESLint's recommended rules", median(lint.data.recommended)],
        ["eslint-plugin-weakfield, all rules", median(lint.data.weakfield)],
      ]),
    }),
  };
}

function emittedPlots(data: EmittedData): Record<string, string> {
  const main = ["private", "weakmap", "plain", "hand-private", "hand-weakmap"];
  const fields = [1, 2, 4, 8, 16];
  const overFields = (title: string, column: Column) =>
    lines(
      title,
      "fields",
      fields,
      main.map((id) => ({
        name: titleOf(id),
        values: fields.map((count) => median(valuesOf(data, id, count, 100_000, column))),
      })),
    );
  const pauses = candidates.flatMap(({ id }): [string, number][] => {
    const values = valuesOf(data, id, 4, 1_000_000, "pause");
    return values.length > 0 ? [[titleOf(id), median(values)]] : [];
  });
  return {
    "emitted-construct": overFields("Construct, 100,000 instances alive (ns)", "construct"),
    "emitted-memory": overFields("Memory of an instance, 100,000 alive (bytes)", "memory"),
    "emitted-read-spread": overFields(
      "Read one field, 100,000 instances in turn (ns)",
      "readSpread",
    ),
    "emitted-pause": bars("Longest pause, 4 fields, 1,000,000 instances (ms)", pauses),
  };
}

const titleOf = (id: string): string =>
  plain(candidates.find((candidate) => candidate.id === id)?.title ?? id);

/** A title without Markdown. */
const plain = (title: string): string => title.replaceAll(/[*`]/g, "");

const WIDTH = 760;
/** In step with the ones above: readable on light and dark pages alike. */
const BACKGROUND = "#ffffff";

/** Horizontal bars, one for each name, on a logarithmic axis: the candidates differ by orders of magnitude. */
function bars(title: string, rows: readonly (readonly [string, number])[]): string {
  const upward = rows.toReversed();
  return render(90 + rows.length * 24, {
    title: { text: title, textStyle: { fontSize: 14 } },
    grid: { left: 250, right: 70, top: 40, bottom: 30 },
    xAxis: { type: "log", logBase: 10 },
    yAxis: { type: "category", data: upward.map(([name]) => name), axisLabel: { interval: 0 } },
    series: [
      {
        type: "bar",
        data: upward.map(([name, value]) => ({
          value: Number(value.toPrecision(3)),
          itemStyle: { color: isOurs(name) ? "#c23531" : "#5b7c99" },
        })),
        label: { show: true, position: "right" },
      },
    ],
  });
}

const isOurs = (name: string) => /@field|weakfield|text door/.test(name);

interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

/** One line for each name over the categories, on a logarithmic axis. */
function lines(
  title: string,
  axis: string,
  categories: readonly number[],
  series: readonly Line[],
): string {
  return render(380, {
    title: { text: title, textStyle: { fontSize: 14 } },
    legend: { top: 28, type: "plain" },
    grid: { left: 70, right: 70, top: 90, bottom: 40 },
    xAxis: { type: "category", name: axis, data: categories.map(String) },
    yAxis: { type: "log", logBase: 10 },
    series: series.map(({ name, values }) => ({
      type: "line",
      name,
      data: values.map((value) => (Number.isFinite(value) ? Number(value.toPrecision(3)) : null)),
    })),
  });
}

function render(height: number, option: EChartsOption): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width: WIDTH, height });
  chart.setOption({ animation: false, backgroundColor: BACKGROUND, ...option });
  // The chart counts all charts of the process into its class names: alone they are enough.
  const svg = chart.renderToSVGString().replaceAll(/\bzr\d+-/g, "zr-");
  chart.dispose();
  return `${svg}\n`;
}
