import { existsSync, readFileSync, writeFileSync } from "node:fs";
import nodeModule from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { configNames } from "./finding.ts";
import { NotTried, runNode } from "./probes.ts";
import type { Probe } from "./probes.ts";

/** The names that a build script usually has. */
export const esbuildScripts: readonly string[] = [
  ...configNames("esbuild.config"),
  ...configNames("build"),
  ...configNames("esbuild"),
];

/** What became of a script: the probe as its plugins leave it, a fault of ours, or why it could not be tried. */
type Outcome =
  { readonly code: string } | { readonly failure: string } | { readonly reason: string };

/**
 * Stands in for esbuild: takes the plugins of the first call that has ours, sends the probe through them, and ends the
 * script. What the script does before is not done: Node's permissions let it neither write nor start a program nor
 * reach the network. Those of a Node before 25 say nothing of the network: there, the functions that reach it are
 * replaced. They do not bind native addons, so that none but the parser of the plugin is loaded.
 */
const guard = (folder: string) => `
import fs from "node:fs";
import { registerHooks, syncBuiltinESMExports } from "node:module";

const { probe, stub, outcome } = ${JSON.stringify({
  probe: join(folder, "probe.ts"),
  stub: pathToFileURL(join(folder, "esbuild.cjs")).href,
  outcome: join(folder, "outcome.json"),
})};
const { writeFileSync } = fs;
let last = { reason: "it calls neither \`build\` nor \`context\` of esbuild" };
process.on("exit", () => writeFileSync(outcome, JSON.stringify(last)));
const end = (given) => {
  last = given;
  process.exit(0);
};
const fail = (error) => {
  const said = String(error?.message ?? error);
  end(/@weakfield\\/|\\[weakfield\\]/.test(said) ? { failure: said } : { reason: "it stops: " + said.split("\\n", 1)[0] });
};
process.on("uncaughtException", fail);

// A script empties its folder, builds and copies: it has to come as far as its build.
for (const name of ["appendFile", "chmod", "copyFile", "cp", "mkdir", "rename", "rm", "rmdir", "unlink", "utimes", "writeFile"]) {
  fs[name] = (...words) => void setImmediate(words.at(-1), null);
  fs[name + "Sync"] = () => {};
  fs.promises[name] = async () => {};
}
if (!process.allowedNodeEnvironmentFlags.has("--allow-net")) closeNetwork();
syncBuiltinESMExports();
const { dlopen } = process;
process.dlopen = (module, path, ...rest) => {
  if (!/[\\\\/]@oxc-parser[\\\\/]/.test(path)) throw new Error("nothing holds back the native addon " + path);
  return dlopen.call(process, module, path, ...rest);
};

// All of http, https, tls, http2, fetch and WebSocket connect through these.
function closeNetwork() {
  const [dgram, dns, net] = ["dgram", "dns", "net"].map((name) => process.getBuiltinModule(name));
  const denied = () => Object.assign(new Error("Access to this API has been restricted."), { code: "ERR_ACCESS_DENIED" });
  const answer = (words) => {
    const callback = words.at(-1);
    if (typeof callback !== "function") throw denied();
    setImmediate(callback, denied());
  };
  net.Socket.prototype.connect = function () {
    setImmediate(() => this.destroy(denied()));
    return this;
  };
  net.Server.prototype.listen = function () {
    setImmediate(() => this.emit("error", denied()));
    return this;
  };
  for (const name of ["bind", "connect", "send"]) dgram.Socket.prototype[name] = (...words) => answer(words);
  for (const owner of [dns, dns.Resolver.prototype, dns.promises, dns.promises.Resolver.prototype]) {
    const isPromise = owner === dns.promises || owner === dns.promises.Resolver.prototype;
    for (const name of Object.getOwnPropertyNames(owner)) {
      if (!/^(?:lookup|resolve|reverse)/.test(name)) continue;
      owner[name] = isPromise ? async () => Promise.reject(denied()) : (...words) => answer(words);
    }
  }
}

const send = async (options, esbuild) => {
  last = { code: "" };
  const loads = [];
  const nothing = () => {};
  const build = { initialOptions: options, esbuild, onStart: nothing, onEnd: nothing, onDispose: nothing, onResolve: nothing };
  build.onLoad = ({ filter, namespace = "file" }, load) => void loads.push({ filter, namespace, load });
  for (const plugin of options?.plugins ?? []) await plugin.setup(build);
  for (const { filter, namespace, load } of loads) {
    if (namespace !== "file" || !filter.test(probe)) continue;
    const result = await load({ path: probe, namespace, suffix: "", with: {} });
    if (result?.contents === undefined) continue;
    const code = Buffer.from(result.contents).toString();
    if (code.includes("weakfield/internal")) end({ code });
    return;
  }
};
globalThis.weakfieldProbe = (options, esbuild) => send(options, esbuild).catch(fail);
registerHooks({
  resolve: (name, context, next) =>
    name === "esbuild" ? { url: stub, format: "commonjs", shortCircuit: true } : next(name, context),
});
`;

const stub = (version: string) => `
const nothing = async () => ({ errors: [], warnings: [], outputFiles: [], metafile: { inputs: {}, outputs: {} } });
const lacking = () => {
  throw new Error("it needs more of esbuild than its plugins");
};
exports.version = ${JSON.stringify(version)};
exports.build = (options) => weakfieldProbe(options, exports).then(nothing);
exports.buildSync = exports.build;
exports.context = (options) =>
  exports.build(options).then(() => ({ rebuild: nothing, watch: nothing, serve: nothing, cancel: nothing, dispose: nothing }));
exports.stop = nothing;
exports.initialize = nothing;
exports.transform = lacking;
exports.transformSync = lacking;
exports.analyzeMetafile = async () => "";
exports.analyzeMetafileSync = () => "";
exports.formatMessages = async () => [];
exports.formatMessagesSync = () => [];
`;

/** The build script itself, up to its call of esbuild and without what else it does. */
export const esbuildProbe: Probe = {
  isPossible: () => true,
  async compile({ folder: root, findFile, versionOf }, folder) {
    if (
      !process.allowedNodeEnvironmentFlags.has("--permission") ||
      typeof nodeModule.registerHooks !== "function"
    ) {
      throw new NotTried(
        `only Node 22.15 and newer can hold a script back, and this is ${process.version}`,
      );
    }
    writeFileSync(join(folder, "guard.mjs"), guard(folder));
    writeFileSync(join(folder, "esbuild.cjs"), stub(versionOf("esbuild") ?? ""));
    const words = [
      "--permission",
      "--allow-fs-read=*",
      `--allow-fs-write=${join(folder, "*")}`,
      "--allow-addons",
      "--import",
      pathToFileURL(join(folder, "guard.mjs")).href,
      join(root, findFile(esbuildScripts)?.name ?? ""),
    ];
    const path = join(folder, "outcome.json");
    await runNode(root, words, { NODE_OPTIONS: "" }).catch(() => null);
    const outcome = (
      existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : { reason: "it comes to no end" }
    ) as Outcome;
    if ("reason" in outcome) throw new NotTried(outcome.reason);
    if ("failure" in outcome) throw new Error(outcome.failure);
    return outcome.code;
  },
};
