// Preloaded: ends the process in the middle of the Nth write of a file that matches, half of it written.
// KILL_AT: which one, from 1. KILL_MATCH: a part of the file's path.
const fs = require("node:fs");
const { syncBuiltinESMExports } = require("node:module");

const at = Number(process.env.KILL_AT);
const match = process.env.KILL_MATCH ?? "";
const names = new Map();
let writes = 0;

function isTheOne(path) {
  return String(path).replaceAll("\\", "/").includes(match) && ++writes === at;
}

const { openSync, writeSync, writeFileSync, renameSync } = fs;
fs.openSync = (path, ...rest) => {
  const file = openSync(path, ...rest);
  names.set(file, path);
  return file;
};
fs.writeSync = (file, data, ...rest) => {
  if (typeof data === "string" && isTheOne(names.get(file))) {
    writeSync(file, data.slice(0, data.length / 2));
    process.kill(process.pid, "SIGKILL");
  }
  return writeSync(file, data, ...rest);
};
fs.writeFileSync = (path, data, ...rest) => {
  if (typeof path === "string" && isTheOne(path)) {
    writeFileSync(path, data.slice(0, data.length / 2));
    process.kill(process.pid, "SIGKILL");
  }
  return writeFileSync(path, data, ...rest);
};
fs.renameSync = (from, to) => {
  if (isTheOne(to)) process.kill(process.pid, "SIGKILL");
  return renameSync(from, to);
};
syncBuiltinESMExports();
