import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { isInUse, isRunning } from "../write-all.ts";

/** Milliseconds. */
const TIMES = {
  /** Between two looks at a lock that another holds. */
  look: 20,
  /** Between two signs of life of the one that holds it. */
  sign: 1000,
  /** Without a sign of life, after which it is taken for lost: longer than a busy machine makes anybody wait. */
  lost: 15_000,
  /** Until the wait is said to the user. */
  patience: 1000,
};

/** The right to write what belongs to a project. */
export interface Lock {
  /** Had another to be waited for? */
  readonly hasWaited: boolean;
  /** False if another has taken it: this process was stopped for long. */
  readonly isHeld: () => boolean;
  readonly release: () => void;
}

/**
 * Waits until no other build of the project is under way.
 *
 * @param path the file that is there as long as the lock is held; its folder is made
 * @param note is told when the wait is long
 */
export async function acquireLock(path: string, note: (text: string) => void): Promise<Lock> {
  mkdirSync(dirname(path), { recursive: true });
  const token = `${process.pid} ${performance.timeOrigin + performance.now()} ${counter++}`;
  const began = performance.now();
  let hasWaited = false;
  let isSaid = false;
  while (!create(path, token, performance.now() - began < TIMES.patience)) {
    const holder = readHolder(path);
    if (holder === null) {
      // Just released; what cannot be read at all must not keep signals from this program.
      await new Promise((resolve) => setTimeout(resolve, 1));
      continue;
    }
    if (isLost(path, holder)) {
      remove(path, holder);
      continue;
    }
    hasWaited = true;
    if (!isSaid && performance.now() - began > TIMES.patience) {
      isSaid = true;
      note(`Waiting for another build of the same project: process ${Number.parseInt(holder)}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, TIMES.look));
  }
  const isHeld = () => readHolder(path) === token;
  const sign = setInterval(() => {
    try {
      if (isHeld()) utimesSync(path, new Date(), new Date());
    } catch {
      // Somebody looks at it or has just taken it over. The next sign will do.
    }
  }, TIMES.sign);
  sign.unref();
  const release = () => {
    clearInterval(sign);
    process.off("exit", release);
    remove(path, token);
  };
  // Signals end in it too.
  process.once("exit", release);
  return { hasWaited, isHeld, release };
}

/** Builds of one process must be told apart too. */
let counter = 0;

/** @param isPatient whether a file that Windows is about to remove is waited for */
function create(path: string, token: string, isPatient: boolean): boolean {
  try {
    writeFileSync(path, token, { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    if (isPatient && isInUse(error)) return false;
    throw error;
  }
}

function readHolder(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function remove(path: string, holder: string): void {
  if (readHolder(path) !== holder) return;
  try {
    rmSync(path, { force: true });
  } catch (error) {
    // Without its process, it is taken for lost.
    if (!isInUse(error)) throw error;
  }
}

/** Has its process ended, or given no sign of life for long? Numbers of processes are used again, and not everybody sees all. */
function isLost(path: string, holder: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return false;
  if (Date.now() - stats.mtimeMs > TIMES.lost) return true;
  return holder !== "" && !isRunning(Number.parseInt(holder));
}
