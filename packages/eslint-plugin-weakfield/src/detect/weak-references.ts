/** Cheap test before anything is walked: can this file hold a weak reference or a finalizer at all? */
export function mentionsWeakReferences(text: string): boolean {
  return /WeakRef|FinalizationRegistry|deref/.test(text);
}
