import { describe, expect, it } from "vitest";
import { LIFETIME_TEXT, REMOVAL_TEXT } from "../../src/detect/leak-text.ts";

describe("LIFETIME_TEXT and REMOVAL_TEXT", () => {
  // The messages of the rules: "`all` lives {{lifetime}} and …: {{removal}}, so …".
  it.each(Object.entries(LIFETIME_TEXT))("of %s follows the word `lives`", (_, text) => {
    expect(text).toMatch(/^(?:as long as (?:the|its) [\w -]+|for one call)$/);
  });

  it.each(Object.entries(REMOVAL_TEXT))("of %s is a clause", (_, text) => {
    expect(text).toMatch(/^(?:an entry is|entries are|nothing takes an entry) /);
    expect(text).not.toMatch(/[.,:;]$/);
  });

  it("says of what takes an entry out only what differs", () => {
    const texts = Object.values(REMOVAL_TEXT);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("names what the lifetimes are measured by", () => {
    expect(LIFETIME_TEXT.module).toBe("as long as the program");
    expect(LIFETIME_TEXT["long-field"]).toBe("as long as its long-lived owner");
    expect(LIFETIME_TEXT["short-field"]).toBe(LIFETIME_TEXT.field);
  });

  it("does not claim that nothing takes an entry out where something does", () => {
    const { none, ...others } = REMOVAL_TEXT;
    expect(none).toBe("nothing takes an entry out again");
    for (const text of Object.values(others)) expect(text).not.toContain("out again");
  });
});
