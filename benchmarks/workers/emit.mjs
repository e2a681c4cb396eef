// Usage: node emit.mjs TSCONFIG [STORAGE]
// Type-checks a program, emits it into memory, with our transformer if a storage is given, and prints one JSON object: seconds, bytes,
// and microseconds of the transformer in a file: the median, and the mean of CPU time, which is too coarse for a single file.
import weakfield from "@weakfield/transformer";
import ts from "typescript";

const [, , config, storage] = process.argv;
const { options, fileNames } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(config, ts.sys.readFile).config,
  ts.sys,
  config.replace(/[^\\/]+$/, ""),
);
const program = ts.createProgram(fileNames, options);
const fail = (diagnostics) => {
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, host));
};
const host = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => "",
  getNewLine: () => "\n",
};
fail(ts.getPreEmitDiagnostics(program));

const cpu = () => {
  const { user, system } = process.threadCpuUsage();
  return user + system;
};
const own = [];
let ownCpu = 0;
const before = [];
if (storage !== undefined) {
  const extras = { ts, addDiagnostic: (fault) => fail([fault]) };
  const transformers = weakfield(program, { storage }, extras);
  before.push((context) => {
    const transform = transformers.before(context);
    return (file) => {
      const start = performance.now();
      const startCpu = cpu();
      const result = transform(file);
      ownCpu += cpu() - startCpu;
      if (/module\d/.test(file.fileName)) own.push((performance.now() - start) * 1000);
      return result;
    };
  });
}
let bytes = 0;
const writeFile = (_name, text) => {
  bytes += text.length;
};
const start = performance.now();
program.emit(undefined, writeFile, undefined, false, { before });
const seconds = (performance.now() - start) / 1000;
own.sort((a, b) => a - b);
const middle = own[Math.floor(own.length / 2)];
const mean = ownCpu / own.length;
console.log(
  JSON.stringify({
    seconds,
    bytes,
    ...(storage !== undefined && { middle, mean }),
  }),
);
