import { describe, expect, it } from "vitest";
import { getFileIndex } from "../../src/detect/file-index.ts";
import { findInstanceKey } from "../../src/detect/keys.ts";
import { parse } from "./parse.ts";

/** What makes the first argument of `x.look(…)` stand for an instance: `form strength text`; null when nothing does. */
const look = (body: string): string | null => {
  const sourceCode = parse(
    `let count = 0; enum Kind { A } class Type {} class Model {}
    export function f(scene, event, name, shape: { id: string }) { scene.draw(); scene.stop(); ${body} }`,
  );
  const index = getFileIndex(sourceCode);
  const call = index.members.get("look")?.[0]?.parent;
  const [key, value = null] = call?.type === "CallExpression" ? call.arguments : [];
  if (key === undefined) throw new Error("no x.look(…)");
  const found = findInstanceKey(key, value, index);
  return found && `${found.form} ${found.strength} ${sourceCode.getText(found.node)}`;
};

describe("findInstanceKey", () => {
  it.each([
    ["scene.id", "id 3 scene.id"],
    ["scene!.id", "id 3 scene!.id"],
    ["scene['uuid']", "id 3 scene['uuid']"],
    ["scene._uid", "id 3 scene._uid"],
    ["scene.hashCode", "id 3 scene.hashCode"],
    ["this.id", "id 3 this.id"],
    ["f().id", "id 3 f().id"],
    ["Model.id", null],
    ["name.id", null],
    ["Type.id", null],
    ["event.id", null],
    ["scene.event.id", null],
    ["factory.id", null],
    ["bundleMetadata.id", null],
    ["JSON.stringify(dateFormat)", null],
    ["this.options.id", null],
    ["scene.idle", null],
    ["scene.paid", null],
    ["element.id", "id 3 element.id"],
    ["eventTarget.id", "id 3 eventTarget.id"],
    ["sceneOption.id", null],
    ["sceneRuler.id", "id 3 sceneRuler.id"],
    ["scene.name", null],
    ["scene[name]", null],
    ["scene.cssText", "content 2 scene.cssText"],
    ["this.cssText", "content 3 this.cssText"],
    ["scene._signature", "content 2 scene._signature"],
    ["scene.lastSignature", null],
    ["scene.signatureLength", null],
    ["event.innerHTML", null],
    ["a.b.c", null],
  ])("by the member %s: %s", (key, expected) => {
    expect(look(`x.look(${key});`)).toBe(expected);
  });

  it.each([
    ["scene.sceneKey, scene", "own 3 scene.sceneKey"],
    ["scene.hashToken, scene", "own 3 scene.hashToken"],
    ["this.token, this", "own 3 this.token"],
    ["this.token, this as T", "own 3 this.token"],
    ["scene.token, name", null],
    ["scene.token, this", null],
    ["this.token, scene", null],
    ["scene.token, scene.a", null],
    ["scene.a.token, scene.b", null],
    ["scene.keyboard, scene", null],
    ["scene.name, scene", null],
    ["scene.type, scene", null],
    ["scene.title, scene", null],
    ["event.token, event", null],
    ["scene.token", null],
  ])("by the object's own member in (%s): %s", (list, expected) => {
    expect(look(`x.look(${list});`)).toBe(expected);
  });

  it.each([
    ["element[ID_KEY] = 1; x.look(element[ID_KEY]);", "id 3 element[ID_KEY]"],
    ["element[expando] = 1; x.look(element[expando]);", "id 3 element[expando]"],
    ["x.look(element[ID_KEY]);", null],
    ["element[ID_KEY]++; x.look(element[ID_KEY]);", null],
    ["x.y = element[ID_KEY]; x.look(element[ID_KEY]);", null],
    ["element[place] = 1; x.look(element[place]);", null],
    ["element[OTHER_ID] = 1; x.look(element[OTHER_ID]);", null],
    ["element[a.b] = 1; x.look(element[a.b]);", null],
    ["if (element[ID_KEY] === 1) x.look(element[ID_KEY]);", null],
    ["ID_KEY[name] = 1; x.look(element[ID_KEY]);", null],
  ])("by a stamp in %s: %s", (body, expected) => {
    expect(look(`const ID_KEY = 'x', expando = 'y', place = 'z'; ${body}`)).toBe(expected);
  });

  it.each([
    ...["attr", "idAttr", "idAttrName", "ID", "ID2", "UID", "UIDS", "NODE_ID", "nodeKey", "Key"],
    ...["myattr", "attrs", "NODE_IDS"],
  ])("by a stamp, where the name of the variable says so: %s", (name) => {
    const isNamed = !/^(?:myattr|attrs|NODE_IDS)$/.test(name);
    const found = look(`const ${name} = "x"; element[${name}] = 1; x.look(element[${name}]);`);
    expect(found).toBe(isNamed ? `id 3 element[${name}]` : null);
  });

  it.each([
    ["nanoid()", "generated 3 nanoid()"],
    ["uuidv4()", "generated 3 uuidv4()"],
    ["recreateId()", null],
    ["createIdle()", null],
    ["crypto.randomUUID()", "generated 3 crypto.randomUUID()"],
    ["v4()", "generated 3 v4()"],
    ["generateUniqueId()", "generated 3 generateUniqueId()"],
    ["nextKey()", "generated 3 nextKey()"],
    ["nextName()", null],
    ["getUid(scene)", "id 3 getUid(scene)"],
    ["uid(scene)", "id 3 uid(scene)"],
    ["forgetId(scene)", null],
    ["goog.stamp(scene)", "id 3 goog.stamp(scene)"],
    ["_hashOf(scene)", "id 3 _hashOf(scene)"],
    ["getUid()", null],
    ["getUid('a')", null],
    ["getIdentity(scene)", null],
    ["JSON.stringify(scene)", "content 2 JSON.stringify(scene)"],
    ["JSON.stringify(unknown)", "content 2 JSON.stringify(unknown)"],
    ["JSON.stringify([scene, name])", "content 2 JSON.stringify([scene, name])"],
    ["JSON.stringify([...all])", "content 2 JSON.stringify([...all])"],
    ["JSON.stringify([, name])", null],
    ["JSON.stringify({ name })", null],
    ["JSON.stringify(options)", null],
    ["JSON.stringify(scene.options)", null],
    ["sha1(scene)", "content 2 sha1(scene)"],
    ["sha1(name)", null],
    ["rehash(scene)", null],
    ["hashes(scene)", null],
    ["digest(unknown)", null],
    ["scene.toString()", "content 2 scene.toString()"],
    ["name.toString()", null],
    ["scene.id.toString()", "id 3 scene.id"],
    ["String(scene.id)", "id 3 scene.id"],
    ["String(scene)", "content 2 String(scene)"],
    ["String()", null],
    ["serialize(count++)", null],
    ["(() => {})()", null],
  ])("by the call %s: %s", (key, expected) => {
    expect(look(`x.look(${key});`)).toBe(expected);
  });

  it.each([
    ["`a:${scene.id}`", "id 3 `a:${scene.id}`"],
    ["`a:${name}:${scene.id}`", "id 3 `a:${name}:${scene.id}`"],
    ["'a' + scene.id", "id 3 'a' + scene.id"],
    ["scene.id + 'a'", "id 3 scene.id + 'a'"],
    ["'a' + count++", "counter 3 'a' + count++"],
    ["'a' + name", null],
    ["`a`", null],
    ["scene.id - 1", null],
    ["name || scene.id", "id 3 scene.id"],
    ["scene.id || name", "id 3 scene.id"],
    ["(key = scene.id)", "id 3 scene.id"],
    ["('a' + ('b' + ('c' + scene.id)))", "id 3 'a' + ('b' + ('c' + scene.id))"],
    ["('a' + ('b' + ('c' + ('d' + scene.id))))", null],
    ["scene[place] || (scene[place] = ++count)", "counter 3 ++count"],
    ["'id'", null],
    ["[scene.id]", null],
  ])("by the text or choice %s: %s", (key, expected) => {
    expect(look(`x.look(${key});`)).toBe(expected);
  });

  it.each([
    ["const id = scene.id; x.look(id);", "id 3 id"],
    ["const id = name; x.look(id);", null],
    ["const id = scene.token; x.look(id, scene);", "own 3 id"],
    ["x.look(unknown);", null],
    ["x.look(name);", null],
    ["let id = scene.id; if (!id) id = scene.id = count++; x.look(id);", "id 3 id"],
    ["let id = scene.id; if (!id) id = name; x.look(id);", null],
    ["let id = name; if (!id) id = nanoid(); x.look(id);", null],
    ["x.look(++count);", "counter 3 ++count"],
    ["x.look(count--);", "counter 3 count--"],
    ["x.look(count); count++;", "counter 3 count"],
    ["x.look(count); count--;", null],
    ["x.look(count); count++; count = 0;", null],
    ["x.look(count); for (; count < 9; count++) {}", null],
    ["let own = 0; x.look(own); own++;", null],
    ["x.look(count); () => count++;", null],
    ["x.look(count); count += 1;", "counter 3 count"],
    ["x.look(count); count += 2;", null],
    ["x.look(count); count += name;", null],
    ["x.look(count); count -= 1;", null],
    ["x.look(count); () => (count += 1);", null],
    ["const last = count; count++; x.look(count);", "counter 3 count"],
    ["scene.last = count; count++; x.look(count);", "counter 3 count"],
    ["var own = own || name; x.look(own);", null],
    ["var own = name || own; x.look(own);", null],
    ["var own = (other = own); x.look(own);", null],
    ["var own = String(own); x.look(own);", null],
    ["let own = scene.id; own = own || name; x.look(own);", null],
  ])("by the variable in %s: %s", (body, expected) => {
    expect(look(body)).toBe(expected);
  });

  it.each([
    ["function f(x) { return x.uid || (x.uid = ++count); }", "id 3 f(scene)"],
    ["function f(x) { if (!x[UID]) x[UID] = nanoid(); return x[UID]; }", "id 3 f(scene)"],
    ["const f = (x) => x.uid || (x.uid = ++count);", "id 3 f(scene)"],
    ["function f(x) { return x.uid || (x.uid = name); }", null],
    ["function f(x) { x.uid = ++count; }", null],
    ["function f(x) { x.uid = ++count; return name; }", null],
    ["function f(x) { x.uid = ++count; [x].map(() => { return x.uid; }); }", null],
    ["function f(x) { return x.uid; }", null],
    ["function f(x) { y.uid = ++count; return y.uid; }", null],
    ["function f(x) { return (y[x] = ++count); }", null],
    ["function f(x) { return (name = x.uid); }", null],
    ["function f({ x }) { return x.uid || (x.uid = ++count); }", null],
    ["function f() { return scene.uid || (scene.uid = ++count); }", null],
    ["class f {}", null],
    ["", null],
  ])("by a call of what puts an id on its argument, %s: %s", (maker, expected) => {
    expect(look(`const UID = 'u'; ${maker} x.look(f(scene));`)).toBe(expected);
  });

  it("by no call without an argument", () => {
    expect(look("function f(x) { return x.uid || (x.uid = ++count); } x.look(f());")).toBe(null);
  });

  it.each([
    ["const id = takeUid(); scene.uid = id; x.look(id);", "id 3 id"],
    ["const id = makeSceneId(scene); scene.uid = id; x.look(id);", "id 3 id"],
    ["const id = paid(); scene.uid = id; x.look(id);", null],
    ["const id = getName(); scene.uid = id; x.look(id);", null],
    ["const id = a.makeSceneId(scene); scene.uid = id; x.look(id);", null],
    ["const id = makeSceneId(scene); scene.uid += id.length; x.look(id);", null],
    ["const id = makeSceneId(scene); name.uid = id; x.look(id);", null],
    ["const id = makeSceneId(scene); last = id; x.look(id);", null],
    ["const id = makeSceneId(scene); x.look(id);", null],
    ["const id = name; scene.uid = id; x.look(id);", null],
  ])("by an id that is put on an object in %s: %s", (body, expected) => {
    expect(look(body)).toBe(expected);
  });

  it.each([
    ["x.look(ids.get(scene));", "id 3 ids.get(scene)"],
    ["x.look(this.sceneIds.get(scene));", "id 3 this.sceneIds.get(scene)"],
    ["x.look(idHandler.get(scene));", "id 3 idHandler.get(scene)"],
    ["x.look(ids.get(name));", null],
    ["x.look(all.get(scene));", null],
    ["x.look(ids.get());", null],
    ["x.look(ids.find(scene));", null],
    ["x.look(grid.get(scene));", null],
    ["x.look(valid.get(scene));", null],
    ["x.look(f().get(scene));", null],
    ["x.look(this[name].get(scene));", null],
    ["x.look(get(scene));", null],
    [
      "let id = all.get(scene); if (!id) { id = ++count; all.set(scene, id); } x.look(id);",
      "id 3 id",
    ],
    ["let id = all.get(scene); if (!id) { id = ++count; other.set(scene, id); } x.look(id);", null],
    ["let id = all.get(scene); if (!id) { id = name; all.set(scene, id); } x.look(id);", null],
    ["let id = all.get(scene); if (!id) id = ++count; x.look(id);", null],
    ["let id = a.get(scene); if (!id) { id = ++count; a.set(scene, id); } x.look(id);", null],
    ["let id = a.b.get(scene); if (!id) { id = ++count; a.b.set(scene, id); } x.look(id);", null],
  ])("by what a table of ids has for it in %s: %s", (body, expected) => {
    expect(look(`const all = new WeakMap(), other = new WeakMap(); ${body}`)).toBe(expected);
  });

  it("by no counter that the file itself runs through", () => {
    const sourceCode = parse("let count; x.look(count); count++;");
    const index = getFileIndex(sourceCode);
    const call = index.members.get("look")?.[0]?.parent;
    const key = call?.type === "CallExpression" ? call.arguments[0] : undefined;
    expect(key && findInstanceKey(key, null, index)).toBe(null);
  });
});
