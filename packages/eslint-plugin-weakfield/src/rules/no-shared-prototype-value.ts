import { findSharedPrototypeValue } from "../detect/prototype-changes.ts";
import { findPrototypeProperties } from "../detect/prototypes.ts";
import { createRule } from "../utils/create-rule.ts";

export type Options = [];
export type MessageId = "sharedValue";

export default createRule<Options, MessageId>({
  name: "no-shared-prototype-value",
  meta: {
    type: "problem",
    docs: {
      config: "recommended",
      description: "Disallow mutable objects on a prototype that instances change",
    },
    schema: [],
    defaultOptions: [],
    messages: {
      sharedValue:
        "`{{name}}` stands on the prototype of `{{className}}` and is changed through instances (line {{line}}): what one instance puts into it, every other instance sees. Create it per instance, in the constructor or as a class field.",
    },
  },
  create(context) {
    const { sourceCode } = context;
    return {
      "Program:exit"() {
        for (const property of findPrototypeProperties(sourceCode)) {
          const finding = findSharedPrototypeValue(sourceCode, property);
          if (finding === null) continue;
          context.report({
            node: property.node.type === "Property" ? property.node.key : property.node,
            messageId: "sharedValue",
            data: {
              className: property.prototype.name,
              line: finding.change.loc.start.line,
              name: property.name,
            },
          });
        }
      },
    };
  },
});
