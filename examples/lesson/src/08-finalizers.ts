import { field, liveInstances } from "weakfield";
import { collectUntil, fateOf } from "./collection.js";
import type { Step } from "./step.js";

// The first mistake: the finalizer is not told which entry is dead, and looks at every one.

interface Entry {
  readonly ref: WeakRef<object>;
  readonly topic: string;
}

const subscriptions = new Map<number, Entry>();
let nextId = 0;
let searched = 0;

const cleanup = new FinalizationRegistry<string>(() => {
  for (const [id, entry] of subscriptions) {
    searched++;
    if (entry.ref.deref() === undefined) subscriptions.delete(id);
  }
});

class SearchedSubscription {
  constructor(topic: string) {
    subscriptions.set(nextId++, { ref: new WeakRef(this), topic });
    cleanup.register(this, topic);
  }
}

// The second: weak references are small, but nobody sweeps them out.

const listeners: WeakRef<UnsweptListener>[] = [];

class UnsweptListener {
  constructor() {
    listeners.push(new WeakRef(this));
  }
}

function countListeners(): number {
  return listeners.filter((ref) => ref.deref() !== undefined).length;
}

// The third: the registry holds what the finalizer needs, and this one needs the instance.

const closing = new FinalizationRegistry<() => void>((close) => close());

class RetainedFile {
  isOpen = true;
  constructor() {
    closing.register(this, () => this.close());
  }
  close(): void {
    this.isOpen = false;
  }
}

// The field: the list of live instances finds a dead entry at once, holds nothing, and is swept.

class Subscription {
  @field topic: string;
  constructor(topic: string) {
    this.topic = topic;
  }
}

export const step: Step = {
  row: 8,
  lesson: "a weak reference with a callback",
  rules: ["no-finalizer-scan", "no-unswept-weak-ref", "no-finalizer-retention"],
  async mistake() {
    const kept = makeAndDropOne((topic) => new SearchedSubscription(topic));
    const before = subscriptions.size;
    await collectUntil(() => subscriptions.size < before);

    const listening = Array.from({ length: 10 }, () => new UnsweptListener());
    listening.length = 1;
    await collectUntil(() => countListeners() === listening.length);

    return [
      `to remove the entry of 1 subscription of ${before}, the finalizer looked at ${searched}`,
      `weak references kept for ${listening.length} live listener: ${listeners.length}`,
      `after its last reference has gone, a file that registers its own method is ${await fateOf(() => new RetainedFile())}`,
      `(subscriptions in use: ${kept.length})`,
    ];
  },
  async field() {
    const kept = makeAndDropOne((topic) => new Subscription(topic));
    const before = countLive();
    await collectUntil(() => countLive() < before);
    return [
      `live subscriptions: ${before}, after one has gone: ${countLive()}`,
      `after its last reference has gone, a subscription is ${await fateOf(() => new Subscription("mail"))}`,
      `(subscriptions in use: ${kept.length})`,
    ];
  },
};

/** Makes a thousand and one objects and returns all but the last. */
function makeAndDropOne<T>(make: (topic: string) => T): T[] {
  const made = Array.from({ length: 1001 }, (_, index) => make(`topic ${index}`));
  return made.slice(0, -1);
}

function countLive(): number {
  return [...liveInstances(Subscription)].length;
}
