// A build script for esbuild is tried up to its call of esbuild, and nothing else that it would do is done.
import { execFile } from "node:child_process";
import { createSocket } from "node:dgram";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, connect } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, expect, test, vi } from "vitest";
import { doctor as doctorIn, hosts } from "./doctor-run.ts";
import type { DoctorRun, Row } from "./doctor-run.ts";
import { createFolder } from "./run.ts";
import type { Run } from "./run.ts";

afterEach(() => vi.unstubAllEnvs());

const program = fileURLToPath(new URL("../src/cli.ts", import.meta.url));

/** A Node whose permissions leave the network open, and one whose permissions cover it. */
const versions = ["22", "26"];

/** Runs the program under a Node. */
function doctor(row: Row, version = "26"): Promise<DoctorRun> {
  const node = new URL(
    `../../../tests/runtimes/node-${version}/node_modules/node/bin/node${process.platform === "win32" ? ".exe" : ""}`,
    import.meta.url,
  );
  return doctorIn(row, "", (folder) => {
    const words = ["--no-warnings", program, "doctor"];
    return new Promise<Run>((resolve) => {
      const child = execFile(
        fileURLToPath(node),
        words,
        { cwd: folder },
        (_error, stdout, stderr) => {
          resolve({ status: child.exitCode ?? 128, stdout, stderr });
        },
      );
    });
  });
}

const head = `import weakfield from "@weakfield/unplugin/esbuild";
import { build, context, transform } from "esbuild";
`;
const row = (text: string, name = "build.mjs"): Row => ({
  dependencies: ["esbuild"],
  parent: hosts,
  files: { [name]: text, "dist/kept.txt": "kept" },
});

const harmless: readonly (readonly [string, Row])[] = [
  ["builds", row(`${head}await build({ plugins: [weakfield()] });`)],
  ["watches", row(`${head}await (await context({ plugins: [weakfield()] })).watch();`)],
  [
    "is CommonJS",
    row(
      `const weakfield = require("@weakfield/unplugin/esbuild");
require("esbuild").build({ plugins: [weakfield()] }).catch(() => process.exit(1));`,
      "esbuild.config.cjs",
    ),
  ],
  [
    "is TypeScript",
    row(`${head}const plugins: object[] = [weakfield()];\nawait build({ plugins });`, "build.ts"),
  ],
  [
    "empties its folder and copies",
    row(`${head}import { cpSync, mkdir, rmSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
rmSync("dist", { recursive: true });
await rm("dist", { recursive: true });
cpSync("build.mjs", "copy.mjs");
await writeFile("dist/kept.txt", "changed");
await new Promise((resolve, reject) => mkdir("made", (error) => (error ? reject(error) : resolve())));
await build({ plugins: [weakfield()] });`),
  ],
  [
    "builds something else first, beside other plugins",
    row(`${head}const none = { name: "none", setup: (build) => build.onLoad({ filter: /$/ }, () => null) };
const css = { name: "css", setup: (build) => build.onLoad({ filter: /css$/ }, () => ({ contents: "" })) };
const data = { name: "data", setup: (build) => build.onLoad({ filter: /$/, namespace: "data" }, () => ({ contents: "" })) };
const types = { name: "types", setup: (build) => build.onLoad({ filter: /ts$/ }, () => ({ contents: "" })) };
await build({ plugins: [types] });
const { metafile } = await build({ entryPoints: ["a.css"], metafile: true });
if (Object.keys(metafile.outputs).length > 0) throw new Error("was built");
await build({ plugins: [none, css, data, weakfield()] });`),
  ],
  [
    "tries forbidden things",
    row(`${head}import { execSync, spawn } from "node:child_process";
import { openSync, truncateSync } from "node:fs";
import { Worker } from "node:worker_threads";
const attempts = [
  () => execSync("node -e 0"),
  () => spawn("node", ["-e", "0"]),
  () => openSync("opened.txt", "w"),
  () => truncateSync("dist/kept.txt"),
  () => new Worker("", { eval: true }),
];
const refused = attempts.filter((attempt) => {
  try {
    attempt();
    return false;
  } catch {
    return true;
  }
});
if (refused.length < attempts.length) throw new Error(refused.length);
await build({ plugins: [weakfield()] });`),
  ],
];

test.each(versions.flatMap((version) => harmless.map((row) => [version, ...row] as const)))(
  "under Node %s, a probe goes through the plugins of a script that %s",
  async (version, _what, script) => {
    const { status, stdout, folder } = await doctor(script, version);
    expect(stdout).toContain("✓ probe through esbuild: compiled\n");
    expect(stdout).toMatch(/\nNothing is missing\.\n$/);
    expect(status).toBe(0);
    expect(readFileSync(join(folder, "dist/kept.txt"), "utf8")).toBe("kept");
  },
);

test.each<[string, string, string]>([
  [
    "the plugin is imported and not used",
    `${head}await build({ plugins: [] });`,
    "`@field` was left as it is",
  ],
  [
    "a plugin before it takes the file",
    `${head}const strip = { name: "strip", setup: (build) => build.onLoad({ filter: /ts$/ }, () => ({ contents: "" })) };
await build({ plugins: [strip, weakfield()] });`,
    "`@field` was left as it is",
  ],
  [
    "an option is unknown",
    `${head}await build({ plugins: [weakfield({ storage: "weakmop" })] });`,
    "failed: [weakfield] WF1001: ",
  ],
  [
    "a part of the package is unknown",
    `import "@weakfield/unplugin/esbuild/more";`,
    "failed: Package subpath './esbuild/more' is not defined",
  ],
])("it is found that %s", async (_what, script, said) => {
  const { status, stdout } = await doctor(row(script));
  expect(stdout).toContain(`✗ probe through esbuild: ${said}`);
  expect(stdout).toMatch(/\n1 thing is missing\.\n$/);
  expect(status).toBe(1);
});

test.each<[string, string, string]>([
  [
    "starts a program",
    `import { execSync } from "node:child_process";\nexecSync("node -e 0");`,
    "it stops: Access to this API has been restricted. Use --allow-child-process to manage permissions.",
  ],
  [
    "lacks an argument",
    `throw new Error("usage: build.js ENTRY\\nENTRY: a file");`,
    "it stops: usage: build.js ENTRY",
  ],
  [
    "compiles a file by itself",
    `await transform("");`,
    "it stops: it needs more of esbuild than its plugins",
  ],
  [
    "loads an addon",
    `process.dlopen({ exports: {} }, "/nowhere/@oxc-parsers/addon.node");`,
    "it stops: nothing holds back the native addon /nowhere/@oxc-parsers/addon.node",
  ],
  [
    "needs an answer from elsewhere",
    `await fetch("http://127.0.0.1:9");`,
    "it stops: fetch failed",
  ],
  ["ends before", "process.exit(1);", "it calls neither `build` nor `context` of esbuild"],
])("a script that %s is only read", async (_what, line, reason) => {
  const { status, stdout } = await doctor(
    row(`${head}${line}\nawait build({ plugins: [weakfield()] });`),
  );
  expect(stdout).toContain(`plugin in build.mjs (read, not run: ${reason})\n`);
  expect(stdout).not.toContain("probe through");
  expect(status).toBe(0);
});

test.each(versions)("under Node %s, nothing is sent", async (version) => {
  const received: string[] = [];
  const server = createServer((socket) => {
    received.push("connection");
    socket.destroy();
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const socket = createSocket("udp4", () => received.push("message")).bind(port, "127.0.0.1");
  await once(socket, "listening");
  const script = `${head}import { createSocket } from "node:dgram";
import { lookup, promises } from "node:dns";
import { connect as connect2 } from "node:http2";
import { get } from "node:https";
import { connect, createServer } from "node:net";
const attempts = [
  () => fetch("http://127.0.0.1:${port}"),
  () => new Promise((_, reject) => get("https://127.0.0.1:${port}").on("error", reject)),
  () => new Promise((_, reject) => connect(${port}, "127.0.0.1").on("error", reject)),
  () => new Promise((_, reject) => createSocket("udp4").on("error", reject).send("x", ${port}, "127.0.0.1", reject)),
  () => new Promise((_, reject) => createSocket({ type: "udp4", lookup: (host, _options, done) => done(null, host, 4) }).on("error", reject).send("x", ${port}, "127.0.0.1", reject)),
  () => new Promise((_, reject) => connect2("http://127.0.0.1:${port}").on("error", () => reject({ code: "ERR_ACCESS_DENIED" }))),
  ...(${version} < 25 ? [
    () => promises.lookup("localhost"),
    () => new Promise((_, reject) => lookup("localhost", reject)),
    () => new Promise((_, reject) => createServer().on("error", reject).listen(0)),
  ] : []),
];
for (const attempt of attempts) {
  const { code, cause } = await attempt().catch((error) => error);
  if ((code ?? cause.code) !== "ERR_ACCESS_DENIED") throw new Error(attempt);
}
await build({ plugins: [weakfield()] });`;
  const { stdout } = await doctor(row(script), version);
  expect(stdout).toContain("✓ probe through esbuild: compiled\n");
  expect(received).toEqual([]);
  // Both count.
  await once(connect(port, "127.0.0.1"), "close");
  const sender = createSocket("udp4");
  sender.send("x", port, "127.0.0.1");
  await once(socket, "message");
  expect(received).toEqual(["connection", "message"]);
  for (const end of [server, socket, sender]) end.close();
});

test("a Node without permissions only reads", async () => {
  const flags = vi.spyOn(process, "allowedNodeEnvironmentFlags", "get").mockReturnValue(new Set());
  const script = row(`${head}await build({ plugins: [weakfield()] });`);
  const { status, stdout } = await doctorIn(script);
  flags.mockRestore();
  expect(stdout).toContain(
    `plugin in build.mjs (read, not run: only Node 22.15 and newer can hold a script back, and this is ${process.version})\n`,
  );
  expect(status).toBe(0);
});

test("what Node is told to load first is not loaded", async () => {
  const folder = createFolder({ "first.cjs": "if (process.permission) process.exit(1);" }, hosts);
  vi.stubEnv("NODE_OPTIONS", `--require=${join(folder, "first.cjs")}`);
  const { stdout } = await doctor(row(`${head}await build({ plugins: [weakfield()] });`));
  expect(stdout).toContain("✓ probe through esbuild: compiled\n");
});
