export { converter, type BoundConverter } from "./converters/converter.ts";
export { define, type ClassLike, type FieldDefinition } from "./registry.ts";
export { foreign } from "./storage/foreign.ts";
export { key } from "./storage/key.ts";
export { live, type LiveList } from "./storage/live.ts";
export { own } from "./storage/own.ts";
export { ready, unset } from "./storage/ready.ts";
export { records, type Records } from "./storage/records.ts";
export { values, type Values } from "./storage/values.ts";
