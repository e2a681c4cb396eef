import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import type { BrowserContext, Page } from "playwright-core";
import { build, createServer, preview } from "vite";
import type { ViteDevServer } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CHROMIUM_FLAGS, findChromium } from "./chromium.ts";

const example = fileURLToPath(new URL("../../examples/vite", import.meta.url));
const root = fileURLToPath(new URL(".tmp/page", import.meta.url));
const modelFile = join(root, "src/visitor.ts");
const model = readFileSync(join(example, "src/visitor.ts"), "utf8");
const profile = mkdtempSync(join(tmpdir(), "weakfield-chromium-"));

let browser: BrowserContext;
let page: Page;
let faults: string[];

beforeAll(async () => {
  const executablePath = await findChromium();
  browser = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: [...CHROMIUM_FLAGS],
  });
}, 600_000);

afterAll(async () => {
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
});

beforeEach(async () => {
  rmSync(root, { recursive: true, force: true });
  cpSync(example, root, {
    recursive: true,
    filter: (path) => !/[\\/](?:node_modules|dist)$/.test(path),
  });
  page = await browser.newPage();
  faults = [];
  page.on("pageerror", ({ message }) => void faults.push(message));
});

afterEach(async () => {
  await page.close();
});

const configuration = { root, logLevel: "silent", mode: "production" } as const;

async function submit(inputs: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, value] of Object.entries(inputs)) await page.getByLabel(label).fill(value);
  await page.getByRole("button").click();
}

/** What stands beside each input. */
async function messages(): Promise<readonly string[]> {
  return page.locator("output").allTextContents();
}

const result = () => page.locator("#result").textContent();

async function tryForm(): Promise<void> {
  await submit({ Name: "", Age: "17", Email: "nobody" });
  expect(await messages()).toEqual([
    "Value should be at least 1 characters.",
    "Value should be at least 18.",
    "Value must be an email address.",
  ]);
  expect(await page.locator("[aria-invalid=true]").count()).toBe(3);
  expect(await result()).toBe("");

  // One fault is enough: nothing is written.
  await submit({ Name: "Ada", Age: "36" });
  expect(await messages()).toEqual(["", "", "Value must be an email address."]);
  expect(await result()).toBe("");

  await submit({ Email: "ADA@example.org" });
  expect(await messages()).toEqual(["", "", ""]);
  expect(await result()).toBe('{"name":"Ada","age":36,"email":"ada@example.org"}');

  // A refused change leaves what was there.
  await submit({ Age: "many" });
  expect(await messages()).toEqual([
    "",
    "Value must be a finite number or a string of decimal digits.",
    "",
  ]);
  expect(await result()).toBe('{"name":"Ada","age":36,"email":"ada@example.org"}');
  expect(faults).toEqual([]);
}

/** Where, in the sources, the debugger stops when the converter of the email refuses. */
async function whereConverterThrows(): Promise<unknown> {
  const session = await browser.newCDPSession(page);
  const maps = new Map<string, string>();
  session.on("Debugger.scriptParsed", ({ scriptId, url, sourceMapURL }) => {
    if (sourceMapURL) maps.set(scriptId, new URL(sourceMapURL, url).href);
  });
  await session.send("Debugger.enable");
  await session.send("Debugger.setPauseOnExceptions", { state: "all" });
  const stops: { scriptId: string; lineNumber: number; columnNumber?: number }[] = [];
  session.on("Debugger.paused", ({ callFrames: [frame] }) => {
    if (frame) stops.push(frame.location);
    void session.send("Debugger.resume");
  });
  await submit({ Name: "Ada", Age: "36", Email: "nobody" });
  // Behind it, the runtime throws an error that names the field.
  const [{ scriptId, lineNumber, columnNumber = 0 } = expect.fail("no stop")] = stops;
  await session.detach();
  const map = await (await fetch(maps.get(scriptId) ?? "")).text();
  const { source, line, column } = originalPositionFor(new TraceMap(map), {
    line: lineNumber + 1,
    column: columnNumber,
  });
  return { source: source?.split("/").at(-1), line, column };
}

/** Of the statement that throws in the converter; lines count from 1, columns from 0. */
const lines = model.split("\n");
const line = lines.findIndex((text) => text.includes("throw new TypeError"));
const refusal = { source: "visitor.ts", line: line + 1, column: lines[line]?.indexOf("throw") };

describe("the page of the development server", () => {
  let server: ViteDevServer;

  beforeEach(async () => {
    server = await createServer({
      ...configuration,
      mode: "development",
      server: { host: "127.0.0.1", port: 0 },
    });
    await server.listen();
    await page.goto(server.resolvedUrls?.local[0] ?? "");
  });

  afterEach(async () => {
    await server.close();
  });

  /** Changes the class while the page is open. */
  function edit(from: string, to: string): void {
    const text = model.replace(from, to);
    expect(text).not.toBe(model);
    writeFileSync(modelFile, text);
  }

  test("works", tryForm);

  test("takes a changed class without being loaded again", async () => {
    await submit({ Name: "Ada", Age: "36", Email: "ada@example.org" });
    const filled = '{"name":"Ada","age":36,"email":"ada@example.org"}';
    expect(await result()).toBe(filled);
    await page.evaluate("window.isTheSame = true");
    const updated = page.waitForEvent("console", (entry) =>
      entry.text().includes("[vite] hot updated: /src/visitor.ts"),
    );
    edit("min: 18", "min: 30");
    await updated;
    // The values went over to an instance of the new class, whose converter is in force.
    expect(await result()).toBe(filled);
    await submit({ Age: "29" });
    expect(await messages()).toEqual(["", "Value should be at least 30.", ""]);
    await submit({ Age: "31" });
    expect(await result()).toBe(filled.replace("36", "31"));
    expect(await page.evaluate("window.isTheSame")).toBe(true);
    expect(faults).toEqual([]);
  });

  test("shows a faulty declaration, and goes on when it is mended", async () => {
    await page.evaluate("window.isTheSame = true");
    edit("@field(email)", "@field()");
    const overlay = page.locator("vite-error-overlay .message-body");
    await overlay.waitFor();
    expect(await overlay.textContent()).toContain("visitor.ts:7:3 WF1005: `@field()` has no");
    edit("min: 18", "min: 30");
    await overlay.waitFor({ state: "detached" });
    await submit({ Name: "Ada", Age: "29", Email: "ada@example.org" });
    expect(await messages()).toEqual(["", "Value should be at least 30.", ""]);
    expect(await page.evaluate("window.isTheSame")).toBe(true);
  });

  test("stops where the source throws", async () => {
    expect(await whereConverterThrows()).toEqual(refusal);
  });
});

describe("the built page", () => {
  test("works, and stops where the source throws", async () => {
    await build(configuration);
    const server = await preview({ ...configuration, preview: { host: "127.0.0.1", port: 0 } });
    try {
      await page.goto(server.resolvedUrls?.local[0] ?? "");
      await tryForm();
      expect(await whereConverterThrows()).toEqual(refusal);
    } finally {
      await server.close();
    }
  });
});
