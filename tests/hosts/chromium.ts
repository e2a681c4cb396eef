import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Where browsers of this family are, by platform. */
const PLACES: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/microsoft-edge",
  ],
  win32: [
    "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
    "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe",
  ],
};

/** Alone in its profile, without a screen, and calling nobody. */
export const CHROMIUM_FLAGS: readonly string[] = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * The executable of a Chromium: the one that `CHROMIUM_PATH` names, else one that is installed, else Debian's, which is
 * installed now.
 *
 * @throws if there is none, with what to do
 */
export async function findChromium(): Promise<string> {
  const named = process.env["CHROMIUM_PATH"];
  if (named) {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH is ${named}, where no file is. Give it a browser's executable.`);
  }
  const places = PLACES[process.platform] ?? [];
  const installed = places.find((place) => existsSync(place));
  if (installed) return installed;
  const reason = existsSync("/usr/bin/apt-get") ? await installFromDebian() : "";
  const found = places.find((place) => existsSync(place));
  if (found) return found;
  throw new Error(
    `The test of examples/vite needs Chromium, Chrome or Edge, and found none at ${places.join(", ")}. Install one, or set CHROMIUM_PATH to its executable.${reason}`,
  );
}

/** Returns why it could not, or nothing. */
async function installFromDebian(): Promise<string> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const lock = ["-o", "DPkg::Lock::Timeout=120"];
  try {
    await run("apt-get", ["update"], { env });
    await run("apt-get", [...lock, "install", "-y", "--no-install-recommends", "chromium"], {
      env,
    });
    return "";
  } catch (error) {
    return ` \`apt-get install chromium\` failed: ${(error as Error).message}`;
  }
}
